//! What repeated visits are worth, against every way in which they may turn out.

use proptest::prelude::*;
use rounds::routing::{Day, Recurrence, Value};

use super::checker::{is_certain, mean_worth, rounding};
use super::draws::{self, SEED};

/// Planning days that are drawn.
const DAYS: Day = 7;

/// Draws a valid recurrence and the days of planned visits, at times on fixed days too.
fn visits() -> impl Strategy<Value = (Recurrence, Vec<Day>)> {
    let gaps = || prop::collection::vec(-1000..1000_i64, DAYS as usize + 1);
    let fixed = prop_oneof![Just(Vec::new()), some_days()];
    let some = prop::collection::vec(0..=65_536_u32, DAYS as usize);
    let access = prop_oneof![Just(vec![65_536; DAYS as usize]), some];
    let recurrence = (gaps(), gaps(), gaps(), 0..300_i64, fixed, access).prop_map(
        |(mut first, between, open, price, fixed, access)| {
            first.pop();
            Recurrence {
                min_gap: 1,
                first,
                between: between.into(),
                open: open.into(),
                price,
                fixed,
                access,
                required: Vec::new(),
            }
        },
    );
    (recurrence, some_days())
}

fn some_days() -> impl Strategy<Value = Vec<Day>> {
    prop::sample::subsequence((0..DAYS).collect::<Vec<_>>(), 0..=DAYS as usize)
}

/// Draws numbers without any regard to what is valid.
fn anything() -> impl Strategy<Value = (Recurrence, Vec<Day>)> {
    let worth = || prop_oneof![any::<Value>(), Just(Value::MIN), Just(Value::MAX), -9..9_i64];
    let worths = || prop::collection::vec(worth(), 0..5);
    let day = || prop_oneof![any::<Day>(), Just(Day::MAX), 0..6_u32];
    let days = || prop::collection::vec(day(), 0..6);
    let recurrence = (day(), worths(), worths(), worths(), worth(), days(), days()).prop_map(
        |(min_gap, first, between, open, price, fixed, access)| Recurrence {
            min_gap,
            first,
            between: between.into(),
            open: open.into(),
            price,
            fixed,
            access,
            required: Vec::new(),
        },
    );
    (recurrence, days())
}

#[test]
fn any_worth_is_the_mean_over_who_is_met() {
    let [certain, uncertain, beside_fixed, on_fixed] = draws::count(400, &visits(), |(recurrence, days)| {
        let (worth, mean) = (recurrence.worth(&days), mean_worth(&recurrence, &days));
        let slack = rounding(&recurrence, days.len());
        assert!((worth as f64 - mean).abs() <= slack, "{worth} is not {mean} within {slack}");
        let (several, fixed) = (days.len() > 1, &recurrence.fixed);
        let is_certain = is_certain(&recurrence);
        [
            several && is_certain,
            several && !is_certain,
            several && !fixed.is_empty(),
            days.iter().any(|day| fixed.contains(day)),
        ]
        .map(usize::from)
    });
    assert!(
        certain.min(uncertain).min(beside_fixed).min(on_fixed) > 50,
        "seed {SEED}: only {certain} certain, {uncertain} uncertain, {beside_fixed} beside fixed, {on_fixed} on them"
    );
}

proptest! {
    #![proptest_config(draws::hunting())]

    #[test]
    fn any_recurrence_is_worth_nothing_without_a_visit((recurrence, _) in visits(), (absurd, _) in anything()) {
        prop_assert_eq!(recurrence.worth(&[]), 0);
        prop_assert_eq!(absurd.worth(&[]), 0);
    }

    #[test]
    fn any_numbers_have_a_worth((recurrence, days) in anything()) {
        let longer: Vec<Day> = days.iter().copied().cycle().take(3 * days.len()).collect();
        for days in [days, longer] {
            prop_assert_eq!(recurrence.worth(&days), recurrence.clone().worth(&days));
        }
    }
}
