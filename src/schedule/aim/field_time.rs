//! How much of the time is used: the lowest price of a minute, and how it rises to the floor.

use crate::plan::visit_plan::FieldTime;
use crate::schedule::aim::prices::{Claim, MINUTES, Prices, Resources, balance, bisect, dearest, gain};
use crate::schedule::config::ScheduleConfig;

/// Share of the gain of full days that the fewest hours keep.
pub(crate) const KEPT: f64 = 0.99;

/// The lowest price of time, as a share of what a visit is worth a minute in the mean. Above 0, so that a shorter drive is
/// better than a longer one even where time is plenty.
const LEAST: f64 = 1e-3;

/// Returns the lowest price of a minute.
pub(crate) fn least_price(claims: &[Claim]) -> f64 {
    let worth: f64 = claims.iter().map(|claim| claim.goodwill.full()).sum();
    let minutes: f64 = claims.iter().map(|claim| claim.takes.minutes).sum();
    if worth > 0.0 { LEAST * worth / minutes.max(1.0) } else { 1e-9 }
}

/// Raises the price of a minute to the floor: what a person set, or where the fewest hours keep most of the gain.
pub(crate) fn floor(
    claims: &[Claim],
    has: &Resources,
    full: Prices,
    least: f64,
    config: &ScheduleConfig,
) -> Prices {
    match config.field_time {
        FieldTime::Fill => full,
        FieldTime::Floor(an_hour) => balance(claims, has, least.max(an_hour / 60.0)),
        FieldTime::Auto => fewest_hours(claims, full),
    }
}

/// Raises the price of a minute to where the fewest hours keep most of the gain that there is at the prices of full days. No
/// promise stretches for that.
pub(crate) fn fewest_hours(claims: &[Claim], full: Prices) -> Prices {
    let most = gain(claims, &full);
    let at = |minute: f64| Prices { minute, ..full };
    let stretches = |minute: f64| {
        let longer = |claim: &Claim| claim.gap(&at(minute)) > claim.gap(&full) * 1.0001;
        claims.iter().filter(|claim| claim.promise.is_some()).any(longer)
    };
    let gives_up = |minute: f64| gain(claims, &at(minute)) < KEPT * most || stretches(minute);
    let minute = bisect(full.minute, dearest(claims, MINUTES).max(full.minute), gives_up);
    // The last price that gives up nothing is a hair below.
    let minute = (minute * (1.0 - 1e-9)).max(full.minute);
    if gives_up(minute) { full } else { at(minute) }
}
