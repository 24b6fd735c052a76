//! Levels of referrals and their changes, as people count.

use crate::export::wording::days::month;
use crate::export::wording::numbers::grouped;
use crate::forecast::numeric::special::whole;
use crate::model::score_fact::LevelChange;

/// From here on a change is told as a fact.
const CERTAIN: f64 = 0.99;
/// From here on a change, or what lies ahead, is told as almost certain.
pub(crate) const ALMOST_CERTAIN: f64 = 0.95;
/// A fall that leaves less than this reads as one to nothing.
const NOTHING_LEFT: f64 = 0.025;
/// A growth to so many times the level is told in times, not in per cent, and one to more as a growth from nothing.
const IN_TIMES: f64 = 2.5;
const FROM_NOTHING: f64 = 12.0;
/// A growth between these is one to about twice the level.
const TWICE: f64 = 1.925;
const TWICE_AND_MORE: f64 = 2.15;

/// Writes "almost certainly fallen by about 80 % since October: from 9 a month to 2".
pub(crate) fn change(it: &LevelChange) -> String {
    let sure = match it.probability {
        CERTAIN.. => "",
        ALMOST_CERTAIN..CERTAIN => "almost certainly ",
        _ => "probably ",
    };
    let since = month(it.since, it.known_until());
    format!("{sure}{} since {since}: {}", by_how_much(it.ratio()), from_to(it.before, it.after))
}

/// Writes "far fewer since October".
pub(crate) fn change_in_short(it: &LevelChange) -> String {
    let how = match it.ratio() {
        ..=0.5 => "far fewer",
        ..1.0 => "fewer",
        _ => "more",
    };
    format!("{how} since {}", month(it.since, it.known_until()))
}

fn by_how_much(ratio: f64) -> String {
    match ratio {
        ..NOTHING_LEFT => "fallen to almost nothing".to_owned(),
        ..1.0 => format!("fallen by about {} %", in_steps(1.0 - ratio)),
        TWICE..TWICE_AND_MORE => "about doubled".to_owned(),
        ..IN_TIMES => format!("grown by about {} %", in_steps(ratio - 1.0)),
        ..=FROM_NOTHING => format!("grown to about {} times as much", grouped(whole(ratio.round()) as usize)),
        _ => "grown from almost nothing".to_owned(),
    }
}

/// Rounds a share to steps of 5 %, and one of more than a half to steps of 10 %.
fn in_steps(share: f64) -> u32 {
    let percent = share * 100.0;
    let step = if (50.0..=90.0).contains(&percent) || percent > 100.0 { 10.0 } else { 5.0 };
    whole((percent / step).round() * step).max(5)
}

/// Units in which rates are told: how many make a year, and their name.
const UNITS: [(f64, &str); 3] = [(52.18, "week"), (12.0, "month"), (1.0, "year")];

/// Writes two rates beside each other, in the unit of the larger one: "from 9 a month to 2". Where both would read alike they are
/// told a year.
fn from_to(before: f64, after: f64) -> String {
    let unit = unit(before.max(after));
    let told = |unit: (f64, &str)| (of(before, unit), of(after, unit));
    let (mut from, mut to) = told(unit);
    if from == to {
        (from, to) = told(UNITS[2]);
    }
    let to = match (from.split_once(" a "), to.split_once(" a ")) {
        (Some((_, one)), Some((count, other))) if one == other => count.to_owned(),
        _ => to,
    };
    format!("from {from} to {to}")
}

/// Picks the shortest unit in which a rate is two or more: a week from ten a week on.
fn unit(a_year: f64) -> (f64, &'static str) {
    match a_year {
        520.0.. => UNITS[0],
        24.0.. => UNITS[1],
        _ => UNITS[2],
    }
}

fn of(a_year: f64, (units, name): (f64, &str)) -> String {
    let rate = a_year / units;
    if rate >= 0.95 { format!("{} a {name}", grouped(rounded(rate))) } else { seldom(a_year) }
}

/// Writes a rate of less than one in a unit: "1 every 5 weeks".
fn seldom(a_year: f64) -> String {
    match a_year {
        ..0.4 => "hardly any".to_owned(),
        ..0.7 => "1 every 2 years".to_owned(),
        ..1.4 => "1 a year".to_owned(),
        ..5.2 => format!("1 every {} months", (12.0 / a_year).round()),
        5.2..40.0 => format!("1 every {} weeks", (UNITS[0].0 / a_year).round().max(2.0)),
        _ => "1 a week".to_owned(),
    }
}

/// Rounds as people do: to two digits.
fn rounded(number: f64) -> usize {
    let step = match number {
        ..30.0 => 1.0,
        ..100.0 => 5.0,
        ..1_000.0 => 10.0,
        _ => 100.0,
    };
    whole((number / step).round() * step) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(before: f64, after: f64, probability: f64) -> String {
        let since = "2025-10-01".parse().unwrap();
        change(&LevelChange { since, weeks_ago: 17, before, after, probability })
    }

    #[test]
    fn a_fall_is_told_by_month_and_in_the_unit_of_the_larger_rate() {
        assert_eq!(said(108.0, 22.0, 0.999), "fallen by about 80 % since October: from 9 a month to 2");
        assert_eq!(
            said(108.0, 3.0, 0.96),
            "almost certainly fallen by about 95 % since October: from 9 a month to 1 every 4 months"
        );
        assert_eq!(
            said(108.0, 1.0, 0.8),
            "probably fallen to almost nothing since October: from 9 a month to 1 a year"
        );
        assert_eq!(said(2_000.0, 1_000.0, 1.0), "fallen by about 50 % since October: from 40 a week to 19");
        assert_eq!(said(12.0, 9.0, 1.0), "fallen by about 25 % since October: from 12 a year to 9");
        assert_eq!(said(28.0, 24.2, 1.0), "fallen by about 15 % since October: from 28 a year to 24");
    }

    #[test]
    fn growth_is_told_likewise() {
        assert_eq!(said(48.0, 96.0, 0.8), "probably about doubled since October: from 4 a month to 8");
        assert_eq!(said(60.0, 96.0, 0.999), "grown by about 60 % since October: from 5 a month to 8");
        assert_eq!(
            said(10.0, 104.0, 0.97),
            "almost certainly grown to about 10 times as much since October: from 1 every 5 weeks to 9 a month"
        );
        assert_eq!(
            said(2.5, 104.0, 0.97),
            "almost certainly grown from almost nothing since October: from 1 every 5 months to 9 a month"
        );
    }
}
