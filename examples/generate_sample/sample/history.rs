//! Two years of visits and referrals, drawn from the truth.

use std::collections::BTreeSet;

use rounds::model::{Date, TimeOfDay, Weekday};

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
    /// When it began; a visit that was not made has no time.
    time: Option<TimeOfDay>,
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
    // Times have a stream of their own: everything else is the same with and without them.
    let mut clock = Dice::new(seed.wrapping_add(1 << 40), Subject::Visits, practice.number);
    let mut date = first_day().plus_days(i64::from(dice.whole(0, target)));
    let mut visits = Vec::new();
    while date <= as_of() {
        if is_working_day(date, holidays) {
            let outcome = outcome(&mut dice, practice.access);
            visits.push(Visit { date, time: time(&mut clock, practice, date, outcome), outcome });
            date = date.plus_days(i64::from(dice.whole(target * 7 / 10, target * 16 / 10)));
        } else {
            date = date.plus_days(1);
        }
    }
    visits
}

/// When a visit began, given how it went. The pattern is planted: visits in vain gather on Monday mornings and Friday afternoons,
/// and at family and internal medicine, where people eat together, few are around noon.
fn time(dice: &mut Dice, practice: &Practice, date: Date, outcome: &str) -> Option<TimeOfDay> {
    let is_vain = outcome == "no_access";
    // From the first to the last start, in minutes of the day.
    let (early, morning, noon, afternoon) = ((510, 595), (600, 685), (780, 835), (840, 970));
    let noon_share = match practice.specialty {
        "Family Medicine" | "Internal Medicine" if is_vain => 0.05,
        _ => 0.15,
    };
    let shares = match (is_vain, date.weekday()) {
        (true, Weekday::Monday) => [0.4, 0.4, noon_share, 0.1],
        (true, Weekday::Friday) => [0.1, 0.15, noon_share, 0.65],
        _ => [0.3, 0.3, noon_share, 0.3],
    };
    let times = [early, morning, noon, afternoon];
    let (first, last) = match practice.access {
        "lunch_only" => (690, 790),
        _ => dice.weighted(&[0, 1, 2, 3].map(|at| (shares[at], times[at]))),
    };
    let start = first + 5 * dice.whole(0, (last - first) / 5);
    (!matches!(outcome, "cancelled" | "missed")).then(|| TimeOfDay::from_minutes(start))
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
        let row = |visit: &Visit| (visit.date, practice.number, owner, visit.time, visit.outcome);
        rows.extend(visits.iter().map(row));
    }
    rows.sort_unstable();
    let rows = rows.into_iter().map(|(date, practice, liaison, time, outcome)| {
        let time = time.map_or(String::new(), |time| time.to_string());
        vec![practices::id(practice), liaisons::id(liaison), date.to_string(), time, outcome.to_owned()]
    });
    csv_text(&["practice_id", "liaison_id", "date", "time", "outcome"], rows)
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
