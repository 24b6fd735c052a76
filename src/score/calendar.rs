//! Working days and season as exposure: a week with one holiday offers four fifths of a usual one.

use crate::forecast::history::Exposure;
use crate::forecast::season::{Season, WeekTotal};
use crate::model::book::Book;
use crate::model::time::Date;
use crate::model::weekday::Weekday;
use crate::score::level_break::LevelBreak;
use crate::score::periods::DaySpan;
use crate::score::reporting::{ReportedDays, Reporting};

/// Weeks that are looked at, back and ahead; holidays farther away change nothing.
const FARTHEST: usize = 2_100;
/// Weeks ahead that the season is written out for: ten years, the longest horizon.
const AHEAD: usize = 530;

/// Returns the exposures of the weeks around a day. Each holiday of the book from Monday to Friday takes a
/// fifth from its week, and an interruption of the feed its days. Weeks before a break of the whole book's level count at the new level.
/// The season that the book's own referrals show multiplies what is left. The day is the last one that `reporting` knows.
pub(crate) fn exposure(
    book: &Book,
    reporting: &Reporting,
    days: &[ReportedDays],
) -> (Exposure, Option<LevelBreak>) {
    let as_of = reporting.until;
    let (mut past, mut future) = (Vec::new(), Vec::new());
    for holiday in book.holidays().keys().filter(|date| is_working_day(**date)) {
        let ago = as_of.days_since(*holiday);
        let (weeks, days) = if ago >= 0 { (&mut past, ago) } else { (&mut future, -ago - 1) };
        take_a_day(weeks, days);
    }
    let totals = totals(days, as_of);
    past.resize(past.len().max(totals.len()), 1.0);
    reporting.interruptions.iter().for_each(|silence| take_a_silence(&mut past, *silence, as_of));
    let level_break = LevelBreak::find(&totals, &usual_weeks(&past, as_of), days, as_of);
    if let Some(level_break) = level_break {
        level_break.level(&mut past);
    }
    future.resize(future.len().max(AHEAD), 1.0);
    let season = Season::estimate(&by_time(&totals, &past, as_of));
    past.iter_mut().zip(0..).for_each(|(week, ago)| *week *= season.factor(middle(as_of, ago)));
    future.iter_mut().zip(1..).for_each(|(week, ahead)| *week *= season.factor(middle(as_of, -ahead)));
    (Exposure::new(past, future), level_break)
}

/// Returns the exposures with nothing for weeks around the turn of the year, which are like no others.
fn usual_weeks(past: &[f64], as_of: Date) -> Vec<f64> {
    let is_turn = |day: Date| (day.month(), day.day()) >= (12, 18) || (day.month(), day.day()) <= (1, 6);
    let weeks = past.iter().zip(0..);
    weeks.map(|(week, ago)| if is_turn(middle(as_of, ago)) { 0.0 } else { *week }).collect()
}

/// Takes the days of an interruption from their weeks.
fn take_a_silence(weeks: &mut [f64], (first, last): DaySpan, as_of: Date) {
    for (week, ago) in weeks.iter_mut().zip(0..) {
        let (from, until) = (as_of.plus_days(-7 * ago - 6), as_of.plus_days(-7 * ago));
        let silent = (last.min(until).days_since(first.max(from)) + 1).max(0);
        *week *= 1.0 - silent as f64 / 7.0;
    }
}

fn is_working_day(date: Date) -> bool {
    !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// Takes a fifth from the week that lies `days` away.
fn take_a_day(weeks: &mut Vec<f64>, days: i64) {
    let Some(week) = usize::try_from(days / 7).ok().filter(|week| *week < FARTHEST) else { return };
    if weeks.len() <= week {
        weeks.resize(week + 1, 1.0);
    }
    // The list was made long enough above.
    weeks[week] = (weeks[week] - 0.2).max(0.0);
}

/// Returns the day in the middle of the week that ends `ago` weeks before a day.
fn middle(as_of: Date, ago: i64) -> Date {
    as_of.plus_days(-7 * ago - 3)
}

/// Adds up the referrals of the whole weeks before a day, the latest first. The week of the first referral is
/// left out.
fn totals(days: &[ReportedDays], as_of: Date) -> Vec<u64> {
    let mut totals: Vec<u64> = Vec::new();
    for (date, count) in days.iter().flatten() {
        let week = usize::try_from(as_of.days_since(*date) / 7).ok().filter(|week| *week < FARTHEST);
        let Some(week) = week.filter(|_| *date <= as_of) else { continue };
        if totals.len() <= week {
            totals.resize(week + 1, 0);
        }
        // The list was made long enough above.
        totals[week] += u64::from(*count);
    }
    totals.pop();
    totals
}

/// Turns the totals around, the oldest first.
fn by_time(totals: &[u64], exposures: &[f64], as_of: Date) -> Vec<WeekTotal> {
    let week = |((count, exposure), ago): ((&u64, &f64), i64)| WeekTotal {
        middle: middle(as_of, ago),
        count: *count,
        exposure: *exposure,
    };
    let mut weeks: Vec<WeekTotal> = totals.iter().zip(exposures).zip(0..).map(week).collect();
    weeks.reverse();
    weeks
}
