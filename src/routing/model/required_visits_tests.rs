//! The choice of days where visits are required, against all sets of days.

use proptest::prelude::*;

use crate::draws::{self, SEED};
use crate::routing::model::demand::{DayChooser, IMPOSSIBLE};
use crate::routing::model::problem::{Day, Demand, Recurrence, RequiredVisit, Value};
use crate::routing::model::recurrence::CERTAIN;

/// Planning days that are drawn.
const DAYS: Day = 7;

fn span() -> impl Strategy<Value = RequiredVisit> {
    (0..DAYS, 0..3_u32, any::<u8>()).prop_map(|(from, longer, only)| {
        let until = (from + longer).min(DAYS - 1);
        let only = (from..=until).filter(|day| only & 1 << day != 0 && only % 3 == 0).collect();
        RequiredVisit { from, until, only }
    })
}

fn choices() -> impl Strategy<Value = (Recurrence, Vec<Value>)> {
    let gaps = |gaps: Day| prop::collection::vec(-100..=100_i64, gaps as usize);
    let cost = prop_oneof![6 => 0..=50_i64, 1 => Just(IMPOSSIBLE)];
    let required = prop::collection::vec(span(), 1..4);
    let parts = (1..4_u32, gaps(DAYS), gaps(DAYS + 1), gaps(DAYS + 1), required);
    let recurrence = parts.prop_map(|(min_gap, first, between, open, required)| Recurrence {
        min_gap,
        first,
        between: between.into(),
        open: open.into(),
        price: 5,
        fixed: Vec::new(),
        access: vec![CERTAIN; DAYS as usize],
        required,
    });
    (recurrence, prop::collection::vec(cost, DAYS as usize))
}

/// Tells whether a visit on this day is the first of the set in the span.
fn is_first(set: &[Day], day: Day, span: &RequiredVisit) -> bool {
    set.iter().find(|&&other| span.from <= other && other <= span.until) == Some(&day)
}

/// Tells whether the set is allowed, by the words of the type.
fn is_allowed(recurrence: &Recurrence, set: &[Day]) -> bool {
    let spans = &recurrence.required;
    let held = spans.iter().all(|it| set.iter().any(|day| (it.from..=it.until).contains(day)));
    let open = |day: &Day| {
        let mine: Vec<_> = spans.iter().filter(|it| it.only.contains(day)).collect();
        mine.is_empty() || mine.iter().any(|it| is_first(set, *day, it))
    };
    let pairs = (0..set.len()).flat_map(|then| (0..then).map(move |first| [set[first], set[then]]));
    let apart = pairs.into_iter().all(|pair| {
        let close = |a: &RequiredVisit, b: &RequiredVisit| {
            (a.from..=a.until).contains(&pair[0])
                && (b.from..=b.until).contains(&pair[1])
                && !(a.from..=a.until).any(|day| day >= b.from)
                && b.until - a.from < recurrence.min_gap
        };
        pair[1] - pair[0] >= recurrence.min_gap || spans.iter().any(|a| spans.iter().any(|b| close(a, b)))
    });
    held && apart && set.iter().all(open)
}

/// Returns the best gain of all allowed sets.
fn best(recurrence: &Recurrence, costs: &[Value]) -> Option<Value> {
    let gain = |set: u32| {
        let days: Vec<Day> = (0..DAYS).filter(|day| set & 1 << day != 0).collect();
        let costs: Vec<Value> = days.iter().map(|&day| costs[day as usize]).collect();
        (!costs.contains(&IMPOSSIBLE) && is_allowed(recurrence, &days))
            .then(|| recurrence.worth(&days) - costs.iter().sum::<Value>())
    };
    (1..1 << DAYS).filter_map(gain).max()
}

#[test]
fn any_choice_of_days_holds_what_is_required_and_is_the_best() {
    let counts = draws::count(1_000, &choices(), |(recurrence, costs)| {
        let mut chooser = DayChooser::default();
        let gain = chooser.choose(&Demand::Recurring(recurrence.clone()), |day| costs[day as usize], DAYS);
        let best = best(&recurrence, &costs);
        // Three visits in a row may be closer than the shortest gap; the choice looks back along the best way only.
        let is_exact = gain == best || recurrence.required.len() > 2 && gain < best;
        assert!(is_exact, "{gain:?} of {best:?}: {:?} of {recurrence:?} {costs:?}", chooser.days);
        assert!(
            gain.is_none() || is_allowed(&recurrence, &chooser.days),
            "{:?} of {recurrence:?}",
            chooser.days
        );
        [gain.is_some(), gain.is_some_and(|gain| gain < 0), gain.is_none(), chooser.days.len() > 2]
            .map(usize::from)
    });
    assert!(counts.into_iter().all(|count| count > 20), "seed {SEED}: only {counts:?}");
}
