//! The numbers that the command line takes: their ranges, in one place, and how they are read. The help repeats the ranges,
//! and a test holds it to them.

use std::fmt::Display;
use std::ops::{Range, RangeInclusive};
use std::str::FromStr;

use rounds::model::Cents;

pub(crate) const THREADS: RangeInclusive<usize> = 1..=1024;
pub(crate) const SEED: RangeInclusive<u64> = 0..=u64::MAX;
/// How many practices may be asked for.
pub(crate) const PRACTICES: RangeInclusive<usize> = 0..=1_000_000;

pub(crate) const WEEKS: RangeInclusive<u32> = 1..=13;
pub(crate) const WEEKS_TO_COMPARE: RangeInclusive<u32> = 0..=*WEEKS.end();
/// Iterations for each practice.
pub(crate) const EFFORT: RangeInclusive<u64> = 0..=1_000_000;
pub(crate) const DRIVE_PRICE: RangeInclusive<f64> = 0.0..=1000.0;
/// Minutes that are kept free after a visit.
pub(crate) const BUFFER: RangeInclusive<u32> = 0..=240;
/// Days that a call ahead takes.
pub(crate) const LEAD_DAYS: RangeInclusive<u32> = 0..=91;
/// Edits of a plan.
pub(crate) const EDITS: RangeInclusive<u32> = 0..=1_000_000;
/// What an edit has to gain, as a share of what a visit costs.
pub(crate) const EDIT_GAIN: RangeInclusive<f64> = 0.0..=1000.0;
/// Least referrals of an hour in the field.
pub(crate) const FLOOR: RangeInclusive<f64> = 0.0..=1000.0;

/// What material left at a practice in a year may be worth, in whole units of money.
pub(crate) const VALUE_LIMIT: RangeInclusive<u32> = 0..=1_000_000;

pub(crate) const HORIZON: RangeInclusive<u32> = 1..=3660;
pub(crate) const INTERVAL: RangeInclusive<f64> = 0.01..=0.999;
pub(crate) const ELASTICITY: RangeInclusive<f64> = 0.0..=0.9;
/// Days in which the effect of a visit falls to 1/e.
pub(crate) const TAU: RangeInclusive<f64> = 7.0..=3000.0;
pub(crate) const CARRY_OVER: Range<f64> = 0.0..1.0;

/// Weeks and blocks of a trial, the share that rests, and prices in the user's money.
pub(crate) const TRIAL_WEEKS: RangeInclusive<u32> = 1..=104;
pub(crate) const TRIAL_BLOCKS: RangeInclusive<u32> = 1..=52;
pub(crate) const REST_SHARE: RangeInclusive<f64> = 0.01..=0.5;
pub(crate) const PRICE: RangeInclusive<f64> = 0.0..=1_000_000.0;

pub(crate) const PERCENT: RangeInclusive<f64> = 0.0..=10_000.0;
/// A multiple of the usual effort.
pub(crate) const TERRITORY_EFFORT: RangeInclusive<f64> = 0.001..=1000.0;
pub(crate) const SEATS: RangeInclusive<usize> = 1..=10_000;
/// Places to hire that are compared.
pub(crate) const PLACES: RangeInclusive<usize> = 1..=1000;

/// Reads a number within a range, or says which range.
pub(crate) fn within<T>(range: RangeInclusive<T>) -> impl Fn(&str) -> Result<T, String> + Clone
where
    T: FromStr + PartialOrd + Display + Clone,
{
    move |text| {
        let wanted = || format!("must be a number from {} to {}", range.start(), range.end());
        text.parse().ok().filter(|number| range.contains(number)).ok_or_else(wanted)
    }
}

/// Reads a number within a range without its end, or says which range.
pub(crate) fn below(range: Range<f64>) -> impl Fn(&str) -> Result<f64, String> + Clone {
    move |text| {
        let wanted = || format!("must be a number from {} to below {}", range.start, range.end);
        text.parse().ok().filter(|number| range.contains(number)).ok_or_else(wanted)
    }
}

/// Reads an amount of money within the range of a limit of value, with cents or without.
pub(crate) fn money(text: &str) -> Result<Cents, String> {
    let (least, most) = (VALUE_LIMIT.start(), VALUE_LIMIT.end());
    let wanted =
        || format!("must be an amount from {least} to {most}, with two digits after the point or none");
    let (whole, cents) = text.split_once('.').unwrap_or((text, "00"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit());
    if !is_number(whole) || !is_number(cents) || cents.len() != 2 {
        return Err(wanted());
    }
    let whole = whole.parse::<u32>().ok().filter(|it| VALUE_LIMIT.contains(it));
    let amount = whole.zip(cents.parse::<u32>().ok()).map(|(whole, cents)| Cents(whole * 100 + cents));
    amount.filter(|amount| amount.0 <= most * 100).ok_or_else(wanted)
}

/// Reads a number of percent as a share of 1.
pub(crate) fn percent(text: &str) -> Result<f64, String> {
    within(PERCENT)(text).map(|percent| percent / 100.0).map_err(|wanted| wanted + " percent")
}
