//! Working days and season as exposure: a week with one holiday offers four fifths of a usual one.

use crate::forecast::history::Exposure;
use crate::forecast::numeric::special::whole;
use crate::forecast::season::{Season, WeekTotal};
use crate::model::book::Book;
use crate::model::time::Date;
use crate::model::weekday::Weekday;
use crate::score::level_break::LevelBreak;
use crate::score::periods::DaySpan;
use crate::score::potential;
use crate::score::reporting::{ReportedDays, Reporting, day_begun};

/// Weeks that are looked at, back and ahead; holidays farther away change nothing.
const FARTHEST: usize = 2_100;
/// Weeks ahead that the season is written out for: ten years, the longest horizon.
const AHEAD: usize = 530;

/// Returns the exposures of the weeks around a day. Each holiday of the book from Monday to Friday takes a
/// fifth from its week, and an interruption of the feed its days. Weeks before a break of the whole book's level count at the new level.
/// The season that the book's own referrals show multiplies what is left. Season and break are those of the book: what one giant
/// sends counts for little of them, and they begin where enough practices had begun. The day is the last one that `reporting` knows.
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
    past.resize(past.len().max(weeks_of(days, as_of)), 1.0);
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

/// Returns the week before a day that another day lies in, 0 for the one that ends on it; `None` after it or too far back.
fn week_ago(date: Date, as_of: Date) -> Option<usize> {
    let week = usize::try_from(as_of.days_since(date)).ok()? / 7;
    (week < FARTHEST).then_some(week)
}

/// Counts the weeks up to a day that the book has a referral in, the gaps between them included.
fn weeks_of(days: &[ReportedDays], as_of: Date) -> usize {
    let weeks = days.iter().flatten().filter_map(|day| week_ago(day.0, as_of));
    weeks.max().map_or(0, |last| last + 1)
}

/// Adds up the referrals of the whole weeks before a day, the latest first, since enough practices had begun. A giant's count in part.
/// Shares are whole numbers of parts, so that the sums do not depend on the order of practices.
fn totals(days: &[ReportedDays], as_of: Date) -> Vec<u64> {
    const PARTS: f64 = 1e9;
    let weeks = day_begun(days).map_or(0, |first| week_ago(first, as_of).unwrap_or(FARTHEST));
    let counts: Vec<u64> = days.iter().map(|days| days.iter().map(|day| u64::from(day.1)).sum()).collect();
    let mut totals = vec![0_u128; weeks];
    for (days, share) in days.iter().zip(potential::shares_that_count(&counts)) {
        let parts = u128::from(whole((PARTS * share).round()));
        for (date, count) in days {
            if let Some(total) = week_ago(*date, as_of).and_then(|week| totals.get_mut(week)) {
                *total += u128::from(*count) * parts;
            }
        }
    }
    let parts = u128::from(whole(PARTS));
    totals.into_iter().map(|total| u64::try_from((total + parts / 2) / parts).unwrap_or(u64::MAX)).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    const WEEKS: i64 = 20;

    /// A practice that sends so many in the middle of each of the last weeks.
    fn weekly(as_of: Date, count: impl Fn(i64) -> u32) -> ReportedDays {
        (0..WEEKS).rev().map(|ago| (middle(as_of, ago), count(ago))).filter(|day| day.1 > 0).collect()
    }

    #[test]
    fn a_giant_moves_the_totals_of_a_book_little() {
        let as_of: Date = "2026-01-30".parse().unwrap();
        let mut days: Vec<ReportedDays> = (0..12).map(|_| weekly(as_of, |_| 5)).collect();
        let even = totals(&days, as_of);
        assert_eq!(even, vec![60; 19]);
        days.push(weekly(as_of, |ago| if ago < 10 { 100_000 } else { 1 }));
        let beside = totals(&days, as_of);
        assert_eq!(beside.len(), even.len());
        // Three times the usual total of 100, all of it within ten weeks.
        assert!(beside.iter().zip(&even).all(|(total, even)| total - even <= 30), "{beside:?}");
    }

    #[test]
    fn one_old_row_does_not_open_a_young_book() {
        let as_of: Date = "2026-01-30".parse().unwrap();
        let mut days: Vec<ReportedDays> = (0..8).map(|_| weekly(as_of, |_| 2)).collect();
        let young = totals(&days, as_of);
        days[3].insert(0, ("1990-05-01".parse().unwrap(), 1));
        assert_eq!(totals(&days, as_of), young);
        assert!(weeks_of(&days, as_of) > 1_800, "its weeks have an exposure all the same");
        assert_eq!(totals(&[], as_of), Vec::<u64>::new());
    }
}
