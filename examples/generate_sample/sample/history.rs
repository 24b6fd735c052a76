//! Two years of visits and referrals, drawn from the truth.

use std::collections::BTreeSet;

use rounds::model::{Date, Weekday};

use super::{
    Setting, WEEKS, as_of, csv_text,
    dice::{Dice, Subject},
    first_day, liaisons,
    practices::{self, Practice},
};

/// A visit that was made or tried.
#[derive(Debug, Clone, Copy)]
pub(super) struct Visit {
    date: Date,
    outcome: &'static str,
}

impl Visit {
    /// The day of the visit.
    pub(super) fn date(&self) -> Date {
        self.date
    }

    /// Whether somebody was met on a day or later.
    pub(super) fn was_seen_since(&self, day: Date) -> bool {
        self.outcome == "seen" && self.date >= day
    }
}

/// Referrals beside the year's average, January to December.
const SEASON: [f64; 12] = [1.04, 1.0, 1.04, 1.02, 1.0, 0.98, 0.9, 0.92, 1.03, 1.07, 1.0, 0.88];
/// Share of a usual week's referrals, Monday to Sunday.
const WEEKDAYS: [f64; 7] = [0.22, 0.22, 0.2, 0.2, 0.16, 0.0, 0.0];
/// What is left of a visit's effect a day later; 0.7 after thirty days.
const CARRY_OVER: f64 = 0.988_18;

/// The visits to a practice: roughly in the tier's cadence, often late.
pub(super) fn visits(seed: u64, practice: &Practice, holidays: &[(Date, &str)]) -> Vec<Visit> {
    if practice.owner.is_none() {
        return Vec::new();
    }
    let mut dice = Dice::new(seed, Subject::Visits, practice.number);
    let target = match practice.tier {
        "A" => 18,
        "B" => 38,
        _ => 115,
    };
    let mut date = first_day().plus_days(i64::from(dice.whole(0, target)));
    let mut visits = Vec::new();
    while date <= as_of() {
        if is_working_day(date, holidays) {
            visits.push(Visit { date, outcome: outcome(&mut dice, practice.access) });
            date = date.plus_days(i64::from(dice.whole(target * 7 / 10, target * 16 / 10)));
        } else {
            date = date.plus_days(1);
        }
    }
    visits
}

fn outcome(dice: &mut Dice, access: &str) -> &'static str {
    match access {
        "no_see" => dice.weighted(&[(0.1, "staff_only"), (0.9, "no_access")]),
        _ => dice.weighted(&[
            (0.77, "seen"),
            (0.14, "staff_only"),
            (0.05, "no_access"),
            (0.02, "cancelled"),
            (0.02, "missed"),
        ]),
    }
}

fn is_working_day(date: Date, holidays: &[(Date, &str)]) -> bool {
    let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
    !weekend && holidays.iter().all(|(holiday, _)| *holiday != date)
}

/// The referrals from a practice: days on which there were any, and how many.
pub(super) fn referrals(
    setting: &Setting,
    practice: &Practice,
    visits: &[Visit],
    holidays: &[(Date, &str)],
) -> Vec<(Date, u32)> {
    let mut dice = Dice::new(setting.seed, Subject::Referrals, practice.number);
    let seen: BTreeSet<Date> =
        visits.iter().filter(|visit| visit.outcome == "seen").map(|visit| visit.date).collect();
    let (mut lift, mut referrals) = (0.0, Vec::new());
    for week in 0..WEEKS {
        // Weeks differ more than chance alone would make them.
        let rate = practice.truth.rate(week) * dice.pick(&[0.5, 0.8, 1.0, 1.2, 1.5]);
        for (day, share) in (0..).zip(WEEKDAYS) {
            let date = super::monday(week).plus_days(day);
            lift = if seen.contains(&date) { setting.visit_effect } else { lift * CARRY_OVER };
            if !is_working_day(date, holidays) {
                continue;
            }
            let season = SEASON[date.month() as usize - 1];
            let count = dice.poisson(rate * share * season * (1.0 + lift));
            referrals.extend((count > 0).then_some((date, count)));
        }
    }
    referrals
}

/// The table of visits, by date.
pub(super) fn visits_table(practices: &[Practice], visits: &[Vec<Visit>]) -> String {
    let mut rows = Vec::new();
    for (practice, visits) in practices.iter().zip(visits) {
        let Some(owner) = practice.owner else { continue };
        rows.extend(visits.iter().map(|visit| (visit.date, practice.number, owner, visit.outcome)));
    }
    rows.sort_unstable();
    let rows = rows.into_iter().map(|(date, practice, liaison, outcome)| {
        vec![practices::id(practice), liaisons::id(liaison), date.to_string(), outcome.to_owned()]
    });
    csv_text(&["practice_id", "liaison_id", "date", "outcome"], rows)
}

/// The table of referrals, by date.
pub(super) fn referrals_table(
    practices: &[Practice],
    referrals: impl Iterator<Item = Vec<(Date, u32)>>,
) -> String {
    let mut rows = Vec::new();
    for (practice, referrals) in practices.iter().zip(referrals) {
        rows.extend(referrals.into_iter().map(|(date, count)| (date, practice.number, count)));
    }
    rows.sort_unstable();
    let rows = rows
        .into_iter()
        .map(|(date, practice, count)| vec![practices::id(practice), date.to_string(), count.to_string()]);
    csv_text(&["practice_id", "date", "count"], rows)
}
