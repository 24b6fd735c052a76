//! Calendars stay true from plan to plan: no entry is left behind, and none is there twice.

#[path = "../common/mod.rs"]
mod common;

mod client;
mod files;
mod plans;

use proptest::prelude::*;
use rounds::plan::Plan;

use client::Client;
use common::draws::hunting;
use plans::{Draft, drafts, plan};

/// Makes plans that follow each other.
fn chain(drafts: &[Draft]) -> Vec<Plan> {
    let mut plans: Vec<Plan> = Vec::new();
    for draft in drafts {
        let fresh = plan(draft);
        plans.push(match plans.last() {
            Some(previous) => fresh.following(previous),
            None => first(&fresh),
        });
    }
    plans
}

/// Gives a plan the entries that it has when it follows none.
fn first(plan: &Plan) -> Plan {
    plan.clone().following(plan)
}

proptest! {
    #![proptest_config(hunting())]

    #[test]
    fn any_client_shows_the_plan_that_it_imported_last(drafts in drafts(), imports in any::<[bool; 5]>()) {
        let mut client = Client::default();
        for (plan, import) in chain(&drafts).iter().zip(imports) {
            if import {
                client.import(plan);
                prop_assert_eq!(client.shown(plan.start), plans::shown(plan));
            }
        }
    }

    #[test]
    fn any_identifier_belongs_to_one_entry(drafts in drafts()) {
        for plan in chain(&drafts) {
            let mut all = plans::identifiers(&plan);
            let count = all.len();
            all.sort_unstable();
            all.dedup();
            prop_assert_eq!(all.len(), count);
            prop_assert!(all.iter().all(|uid| uid.ends_with("@rounds")));
        }
    }

    #[test]
    fn any_plan_made_again_changes_no_entry(drafts in drafts()) {
        let last = chain(&drafts).pop().unwrap();
        let again = last.clone().following(&last);
        prop_assert_eq!(&again.itineraries, &last.itineraries);
        prop_assert_eq!(&again.cancelled, &last.cancelled);
        prop_assert_eq!(&again.kept, &last.kept);
        prop_assert_eq!(&again.day_entries, &last.day_entries);
    }

    #[test]
    fn any_visit_of_the_plan_before_is_there_again_or_cancelled(drafts in drafts()) {
        for pair in chain(&drafts).windows(2) {
            let [before, now] = pair else { unreachable!("windows of two") };
            for (.., stop) in before.stops().filter(|(_, date, _)| *date >= now.start) {
                let live = now.stops().filter(|(.., it)| it.entry.uid == stop.entry.uid).count();
                let gone = now.cancelled.iter().filter(|it| it.entry.uid == stop.entry.uid).count();
                prop_assert_eq!(live + gone, 1, "{}", stop.entry.uid);
            }
        }
    }

    #[test]
    fn any_visit_that_stays_on_its_day_keeps_its_identifier(drafts in drafts()) {
        for pair in chain(&drafts).windows(2) {
            let [before, now] = pair else { unreachable!("windows of two") };
            for (liaison, date, stop) in now.stops() {
                let twins = |plan: &Plan| -> Vec<(String, u32)> {
                    let same = plan.stops().filter(|it| (it.0, it.1, &it.2.practice) == (liaison, date, &stop.practice));
                    same.map(|(.., it)| (it.entry.uid.clone(), it.start.minutes())).collect()
                };
                if let ([old], [new]) = (&twins(before)[..], &twins(now)[..]) {
                    prop_assert_eq!(&old.0, &new.0);
                }
            }
        }
    }
}

#[test]
fn a_plan_of_old_hands_on_the_identifiers_that_its_calendars_had() {
    let old = plan(&plans::one_visit());
    let new = old.clone().following(&old);
    let (.., stop) = new.stops().next().unwrap();
    assert_eq!((stop.entry.uid.as_str(), stop.entry.sequence), ("2026-02-02-L1-visit-P1-1@rounds", 0));
    assert_eq!(new.day_entries[0].entry.uid, "2026-02-02-L1-home@rounds");
}
