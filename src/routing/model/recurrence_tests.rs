//! The choice of days for repeated visits against all sets of days.

use proptest::prelude::*;

use crate::draws::{self, SEED};
use crate::routing::model::demand::{DayChooser, IMPOSSIBLE, admits};
use crate::routing::model::problem::{Day, Demand, Recurrence, Value};
use crate::routing::model::recurrence::CERTAIN;
use crate::routing::model::validate::MAX_VALUE;

/// Planning days that are drawn.
const DAYS: Day = 7;

/// Draws a recurrence with gaps worth up to `most`, and what a visit costs by day.
fn choices(
    most: Value,
    access: impl Strategy<Value = Vec<u32>>,
) -> impl Strategy<Value = (Recurrence, Vec<Value>)> {
    let gaps = move |gaps: Day| prop::collection::vec(-most..=most, gaps as usize);
    let fixed = prop::sample::subsequence((0..DAYS).collect::<Vec<_>>(), 0..3);
    let cost = prop_oneof![4 => 0..=most / 2, 1 => Just(IMPOSSIBLE)];
    let recurrence = (1..4_u32, gaps(DAYS), gaps(DAYS + 1), gaps(DAYS + 1), 0..=most / 4, fixed, access);
    let recurrence =
        recurrence.prop_map(|(min_gap, first, between, open, price, fixed, access)| Recurrence {
            min_gap,
            first,
            between: between.into(),
            open: open.into(),
            price,
            fixed,
            access,
            required: Vec::new(),
        });
    (recurrence, prop::collection::vec(cost, DAYS as usize))
}

/// Draws the chance of each day to meet somebody.
fn chances() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(0..=CERTAIN, DAYS as usize)
}

/// Returns all sets of possible days that the demand admits, with what they cost.
fn sets(demand: &Demand, costs: &[Value]) -> Vec<(Vec<Day>, Value)> {
    let set = |set: usize| {
        let days: Vec<Day> = (0..DAYS).filter(|day| set & 1 << day != 0).collect();
        let possible = |&day: &Day| Some(costs[day as usize]).filter(|cost| *cost != IMPOSSIBLE);
        let cost = days.iter().map(possible).sum::<Option<Value>>()?;
        admits(demand, &days).then_some((days, cost))
    };
    (0..1 << DAYS).filter_map(set).collect()
}

/// Returns what the choice reckons that visits are worth.
fn estimate(recurrence: &Recurrence, days: &[Day]) -> Value {
    let before = |at: usize, back: usize| at.checked_sub(back).map(|at| days[at]);
    (0..days.len()).map(|at| recurrence.added(days[at], [before(at, 1), before(at, 2)])).sum()
}

/// Returns the chosen days and their gain.
fn chosen(demand: &Demand, costs: &[Value]) -> (Vec<Day>, Value) {
    let mut chooser = DayChooser::default();
    match chooser.choose(demand, |day| costs[day as usize], DAYS) {
        Some(gain) => (chooser.days, gain),
        None => (Vec::new(), 0),
    }
}

/// Asserts that the choice is possible and gains what it says; counts what it holds.
fn assert_possible(recurrence: &Recurrence, costs: &[Value], (days, gain): (&[Day], Value)) -> [usize; 3] {
    let all = sets(&Demand::Recurring(recurrence.clone()), costs);
    let found = all.iter().find(|(set, _)| set == days);
    assert_eq!(found.map(|(_, cost)| estimate(recurrence, days) - cost), Some(gain), "{days:?}");
    let (several, fixed) = (days.len() > 1, &recurrence.fixed);
    let beside_fixed = several && !fixed.is_empty();
    [several, beside_fixed, days.iter().any(|day| fixed.contains(day))].map(usize::from)
}

#[test]
fn any_choice_of_days_is_the_best_where_all_are_met() {
    let counts =
        draws::count(500, &choices(100, Just(vec![CERTAIN; DAYS as usize])), |(recurrence, costs)| {
            let demand = Demand::Recurring(recurrence.clone());
            let (days, gain) = chosen(&demand, &costs);
            let gains = sets(&demand, &costs).into_iter().map(|(days, cost)| recurrence.worth(&days) - cost);
            assert_eq!(Some(gain), gains.max(), "{days:?}");
            assert_possible(&recurrence, &costs, (&days, gain))
        });
    assert!(counts.into_iter().all(|count| count > 20), "seed {SEED}: only {counts:?}");
}

#[test]
fn any_choice_of_days_is_no_better_than_its_own_estimate() {
    let counts = draws::count(500, &choices(1000, chances()), |(recurrence, costs)| {
        let demand = Demand::Recurring(recurrence.clone());
        let (days, gain) = chosen(&demand, &costs);
        let all = sets(&demand, &costs);
        let gains = all.into_iter().map(|(days, cost)| estimate(&recurrence, &days) - cost);
        assert!(Some(gain) <= gains.max(), "{days:?}");
        assert_possible(&recurrence, &costs, (&days, gain))
    });
    assert!(counts.into_iter().all(|count| count > 20), "seed {SEED}: only {counts:?}");
}

proptest! {
    #![proptest_config(draws::hunting())]

    /// Two visits back is as far as three visits reach.
    #[test]
    fn any_estimate_of_up_to_three_visits_is_their_worth((recurrence, costs) in choices(1000, chances())) {
        for (days, _) in sets(&Demand::Recurring(recurrence.clone()), &costs) {
            let (worth, estimate) = (recurrence.worth(&days), estimate(&recurrence, &days));
            if days.len() <= 3 {
                prop_assert!((worth - estimate).abs() <= 16, "{worth} is not {estimate} on {days:?}");
            }
        }
    }

    #[test]
    fn any_set_of_visits_stays_within_the_bound_on_each((recurrence, costs) in choices(1000, chances())) {
        for (days, _) in sets(&Demand::Recurring(recurrence.clone()), &costs) {
            let most = recurrence.largest() * days.len() as Value;
            prop_assert!(recurrence.worth(&days).abs() <= most && estimate(&recurrence, &days).abs() <= most);
            prop_assert!(days.len() != 1 || recurrence.worth(&days) <= recurrence.greatest_alone());
        }
    }

    #[test]
    fn any_choice_at_the_ends_of_the_ranges_is_possible((recurrence, costs) in choices(MAX_VALUE, chances())) {
        let (days, gain) = chosen(&Demand::Recurring(recurrence.clone()), &costs);
        assert_possible(&recurrence, &costs, (&days, gain));
    }

    #[test]
    fn any_numbers_have_an_answer(
        worths in prop::collection::vec(prop_oneof![any::<Value>(), Just(Value::MIN), Just(Value::MAX)], 0..9),
        split in 0..9_usize, price in any::<Value>(), access in prop::collection::vec(any::<u32>(), 0..6),
        days in prop::collection::vec(prop_oneof![any::<Day>(), 0..6_u32], 3..6),
    ) {
        let (first, gaps) = worths.split_at(split.min(worths.len()));
        let (first, between, fixed) = (first.to_vec(), gaps.into(), days[3..].to_vec());
        let is_valid = access.iter().all(|&chance| chance <= CERTAIN);
        let it = Recurrence { min_gap: 0, first, between, open: worths.into(), price, fixed, access, required: Vec::new() };
        let added = [None, Some(days[1])].map(|earlier| it.added(days[0], [earlier, Some(days[2])]));
        prop_assert!(it.greatest_alone() >= 0 && (added[0] <= it.largest() || !is_valid), "{added:?}");
    }
}
