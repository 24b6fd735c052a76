//! The verifier sees what is said wrongly of the plan before.

use rounds::model::{Minutes, Records};
use rounds::plan::{Edit, EditReason, Plan, Replan};

use crate::changes::Change;
use crate::common;
use crate::team::{Team, at_most};

fn told(plan: &mut Plan) -> &mut Replan {
    plan.replan.as_mut().unwrap()
}

/// A false word, and how to make it.
type Mutant = (&'static str, fn(&mut Plan));

/// Finds a town whose replan has edits, and changes that the book forces.
fn with_edits() -> (Plan, Team, Plan) {
    let start = common::as_of().plus_days(3);
    let found = (0..50).find_map(|seed| {
        let records: Records = common::town(seed, 30, 2);
        let previous = Team::new(records.clone(), common::as_of(), start, 2).plan();
        let mut after = records;
        Change::DayOff { stop: 9 }.apply(&mut after, &previous);
        let until = Change::Carried { days: 2 }.apply(&mut after, &previous);
        let team = Team::new(after, until, until.plus_days(1), 2);
        let plan = team.replan(&previous, &at_most(3));
        let told = plan.replan.as_ref().unwrap();
        let has_both = !told.edits.is_empty() && !told.forced.is_empty();
        has_both.then_some((previous, team, plan))
    });
    found.unwrap()
}

#[test]
fn every_false_word_about_the_plan_before_is_seen() {
    let (previous, team, plan) = with_edits();
    let mutants: [Mutant; 14] = [
        ("an edit is called a day off", |plan| forced_as(plan, EditReason::NotWorking)),
        ("an edit is called a closed practice", |plan| forced_as(plan, EditReason::Closed)),
        ("an edit is called a lost practice", |plan| forced_as(plan, EditReason::PracticeGone)),
        ("an edit is called another liaison's", |plan| forced_as(plan, EditReason::OtherLiaison)),
        ("any move within a day counts as none", |plan| told(plan).tolerance = Minutes(600)),
        ("nothing is said of the plan before", |plan| plan.replan = None),
        ("an edit is hidden", |plan| drop(told(plan).edits.pop())),
        ("a forced change is hidden", |plan| drop(told(plan).forced.pop())),
        ("an edit is called forced", |plan| {
            let edit = told(plan).edits.pop().unwrap();
            told(plan).forced.push(edit);
        }),
        ("fewer edits were allowed", |plan| told(plan).limit = rounds::plan::EditLimit::AtMost(0)),
        ("more stops stayed", |plan| told(plan).stops_kept += 1),
        ("another plan came before", |plan| {
            told(plan).previous_as_of = told(plan).previous_as_of.plus_days(1);
        }),
        ("the days of an edit are frozen", |plan| told(plan).frozen_until = Some(plan_end(plan))),
        ("a stop is said to be older", |plan| {
            let stop =
                plan.itineraries.iter_mut().flat_map(|it| &mut it.days).flat_map(|it| &mut it.stops).next();
            let stop = stop.unwrap();
            stop.since = stop.since.plus_days(-1);
        }),
    ];
    for (what, change) in mutants {
        let mut mutant = plan.clone();
        change(&mut mutant);
        assert!(!team.faults(&previous, &mutant).is_empty(), "not seen: {what}");
    }
}

/// Calls every edit forced, for a reason.
fn forced_as(plan: &mut Plan, reason: EditReason) {
    let edits = std::mem::take(&mut told(plan).edits);
    told(plan).forced.extend(edits.into_iter().map(|edit| Edit { reason, step: 0, gain: 0.0, ..edit }));
}

fn plan_end(plan: &Plan) -> rounds::model::Date {
    plan.end()
}
