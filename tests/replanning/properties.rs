//! What holds of every replan of small made-up towns, whatever changes.

use proptest::prelude::*;
use rounds::model::{Date, Records};
use rounds::plan::{EditLimit, Plan};
use rounds::schedule::ReplanConfig;

use crate::changes::{self, Change};
use crate::common;
use crate::common::draws::hunting;
use crate::team::{Team, at_most, stops};

/// A town, its plan, and the town after some changes.
fn changed(seed: u64, changes: &[Change]) -> (Plan, Team) {
    let records: Records = common::town(seed, 24, 2);
    let start = common::as_of().plus_days(3);
    let previous = Team::new(records.clone(), common::as_of(), start, 2).plan();
    let mut after = records;
    let known = changes.iter().map(|change| change.apply(&mut after, &previous)).max();
    let as_of = known.unwrap_or(previous.as_of);
    let start: Date = start.max(as_of.plus_days(1));
    (previous, Team::new(after, as_of, start, 2))
}

fn some_changes() -> impl Strategy<Value = Vec<Change>> {
    prop::collection::vec(changes::change(), 0..4)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..hunting() })]

    /// Every plan is proved, and so is what it says of the one before; a greater budget is never worth less.
    #[test]
    fn any_budget_is_kept_and_pays(seed in 0..1000_u64, changes in some_changes()) {
        let (previous, team) = changed(seed, &changes);
        let worths: Vec<f64> =
            [0, 1, 3, 1000].map(|edits| team.replan(&previous, &at_most(edits)).search.worth).into();
        prop_assert!(worths.windows(2).all(|pair| pair[0] <= pair[1] + 1e-9), "{worths:?}");
    }

    /// Without a limit on edits, each gains what it has to.
    #[test]
    fn any_edit_gains_what_it_has_to(seed in 0..1000_u64, changes in some_changes(), share in 0.0..2.0_f64) {
        let (previous, team) = changed(seed, &changes);
        let limit = EditLimit::Gain(share);
        let plan = team.replan(&previous, &ReplanConfig { limit, frozen_until: None });
        let told = plan.replan.unwrap();
        let gains: std::collections::BTreeMap<u32, f64> =
            told.edits.iter().map(|edit| (edit.step, edit.gain)).collect();
        let least = share * team.cheapest_visit() * told.edits.len() as f64;
        prop_assert!(gains.values().sum::<f64>() >= least - 1e-9, "{least}: {:?}", told.edits);
    }

    /// The price of each budget is what the plan with that budget is worth.
    #[test]
    fn any_price_is_the_worth_of_a_plan(seed in 0..1000_u64, changes in some_changes()) {
        let (previous, team) = changed(seed, &changes);
        let prices = team.replan(&previous, &ReplanConfig::default()).replan.unwrap().price;
        for price in prices.into_iter().filter(|price| price.allowed.is_some_and(|allowed| allowed < 10)) {
            let plan = team.replan(&previous, &at_most(price.allowed.unwrap()));
            prop_assert!((plan.search.worth - price.worth).abs() < 1e-9, "{price:?}: {}", plan.search.worth);
            prop_assert!(plan.replan.unwrap().edits.len() <= price.made as usize);
        }
    }

    /// Frozen days and pinned stops change only where the book forces it, however many edits are allowed.
    #[test]
    fn any_frozen_day_stays(seed in 0..1000_u64, changes in some_changes(), pinned in any::<usize>()) {
        let (mut previous, team) = changed(seed, &changes);
        let mut all: Vec<_> = previous.itineraries.iter_mut().flat_map(|it| &mut it.days).flat_map(|it| &mut it.stops).collect();
        if let Some(count) = Some(all.len()).filter(|count| *count > 0) {
            all[pinned % count].pinned = true;
        }
        let frozen_until = Some(team.config.start.unwrap().plus_days(3));
        team.replan(&previous, &ReplanConfig { limit: EditLimit::AtMost(1000), frozen_until });
    }

    /// Nothing new, nothing changed: the plan of the plan is the plan.
    #[test]
    fn any_plan_is_its_own_replan(seed in 0..1000_u64) {
        let (previous, team) = changed(seed, &[]);
        let again = team.replan(&previous, &at_most(0));
        prop_assert_eq!(stops(&previous), stops(&again));
    }

    /// Threads change nothing.
    #[test]
    fn any_replan_knows_no_threads(seed in 0..1000_u64, changes in some_changes()) {
        let (previous, team) = changed(seed, &changes);
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| team.replan(&previous, &ReplanConfig::default()))
        };
        prop_assert_eq!(on(1), on(3));
    }
}
