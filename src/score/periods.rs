//! Books whose rows are totals of a period: which days each row speaks of, and which periods are over.

use std::collections::BTreeMap;

use crate::model::history::Referral;
use crate::model::time::Date;

/// Days from a first one to a last one, both included.
pub(crate) type DaySpan = (Date, Date);

/// How the totals of a book are dated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Periods {
    /// Days of a usual period.
    pub(crate) days: i64,
    dating: Dating,
}

/// What the date of a total says, where the row does not name its first day.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Dating {
    /// Rows of totals name their first days. Other rows are of one day.
    Named,
    /// It is the last day. The first one is the day after the total before. The days of all totals, the oldest first.
    Last(Vec<Date>),
    /// It is the first day of the month that the total is of.
    FirstOfMonth,
}

/// The referrals of all practices in one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Total {
    first: Date,
    last: Date,
    count: u64,
}

/// Where totals end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TotalsEnd {
    /// The last day of the last period that is over.
    pub(crate) last_day: Date,
    /// A later total was left out: so little came that its period seems not to be over.
    pub(crate) unfinished: bool,
}

impl Periods {
    /// Recognises totals among the rows of a book up to a day; `None` where rows are dated by day.
    ///
    /// Most referrals stand in rows that name a first day, or all dates are first days of at least three months, or
    /// the dates of the whole book lie six days or more apart in the median. In the last case there are at
    /// least four dates, and each has three referrals on average: no handful of practices has that, which refers day by
    /// day. O(rows x log(rows)).
    pub(crate) fn of(rows: &[&Referral], as_of: Date) -> Option<Self> {
        let dated: Vec<&Referral> = rows.iter().copied().filter(|it| !names_period(it)).collect();
        let count = |rows: &[&Referral]| rows.iter().map(|it| u64::from(it.count)).sum::<u64>();
        let (all, by_day) = (count(rows), count(&dated));
        let dated_on = dates(&dated);
        let found = if 2 * by_day < all {
            let named = rows.iter().filter(|it| names_period(it));
            Self { days: median(named.map(|it| length(it.first_day(), it.date)))?, dating: Dating::Named }
        } else if are_months(&dated_on) {
            Self { days: MONTH, dating: Dating::FirstOfMonth }.unless_full_too_soon(rows, as_of, dated_on)
        } else {
            let every = dates(rows);
            Self { days: usual_gap(&every, all)?, dating: Dating::Last(every) }
        };
        found.end(rows, as_of).map(|_| found)
    }

    /// Reads first days of months as days of upload where a month has hardly begun and its total is full: then it is
    /// that of the month before.
    fn unless_full_too_soon(self, rows: &[&Referral], as_of: Date, dates: Vec<Date>) -> Self {
        const HARDLY: f64 = 0.3;
        const FULL: f64 = 0.6;
        let totals = self.totals(rows);
        let Some((last, before)) = totals.split_last() else { return self };
        let passed = length(last.first, as_of) as f64 / length(last.first, last.last) as f64;
        let usual = median(before.iter().map(|it| i64::try_from(it.count).unwrap_or(i64::MAX)));
        let is_full = usual.is_some_and(|usual| last.count as f64 >= FULL * usual as f64);
        if passed <= HARDLY && is_full { Self { dating: Dating::Last(dates), ..self } } else { self }
    }

    /// Tells whether dates are first days of the months that the totals are of.
    pub(crate) fn are_dated_on_first_days(&self) -> bool {
        self.dating == Dating::FirstOfMonth
    }

    /// Returns the days that a row speaks of.
    pub(crate) fn days_of(&self, row: &Referral) -> DaySpan {
        match (&self.dating, row.from) {
            (_, Some(from)) => (from, row.date),
            (Dating::Named, None) => (row.date, row.date),
            (Dating::Last(dates), None) => {
                (row.date.plus_days(1 - self.since_total(dates, row.date)), row.date)
            }
            (Dating::FirstOfMonth, None) => (row.date, last_of_month(row.date)),
        }
    }

    /// Counts the days since the total before. Where none is known, or one was left out, it is a usual period.
    fn since_total(&self, dates: &[Date], date: Date) -> i64 {
        let position = dates.partition_point(|total| *total < date);
        // A position of a partition is within the list or at its end, so the one before is within.
        let gap = position.checked_sub(1).map(|before| date.days_since(dates[before]));
        gap.filter(|gap| *gap <= 2 * self.days).unwrap_or(self.days).max(1)
    }

    /// Finds the last period that was over on a day; `None` where none was. A total that looks unfinished is left out.
    pub(crate) fn end(&self, rows: &[&Referral], as_of: Date) -> Option<TotalsEnd> {
        let mut over = self.totals(rows);
        over.retain(|total| is_over((total.first, total.last), as_of));
        let unfinished = is_unfinished(&over);
        if unfinished {
            over.pop();
        }
        over.last().map(|total| TotalsEnd { last_day: total.last.min(as_of), unfinished })
    }

    /// Adds up the rows of each period, the oldest first.
    fn totals(&self, rows: &[&Referral]) -> Vec<Total> {
        let mut totals: BTreeMap<Date, Total> = BTreeMap::new();
        for row in rows.iter().filter(|it| self.dating != Dating::Named || names_period(it)) {
            let (first, last) = self.days_of(row);
            let total = totals.entry(last).or_insert(Total { first, last, count: 0 });
            total.first = total.first.min(first);
            total.count += u64::from(row.count);
        }
        totals.into_values().collect()
    }
}

/// Days of a month, about.
const MONTH: i64 = 30;

/// Tells whether a row names the first day of a period of several days.
pub(crate) fn names_period(row: &Referral) -> bool {
    row.from.is_some_and(|from| from < row.date)
}

/// Tells whether a period is over on a day, or has no more than a tenth of its days to go.
pub(crate) fn is_over((first, last): DaySpan, day: Date) -> bool {
    first <= day && 10 * last.days_since(day) <= length(first, last)
}

/// Tells whether the last total is far too small for a period that is over.
///
/// A day of it brings less than 0.55 of the worst of the six periods before, and less than 0.55 of what the same
/// season brought a year ago beside the six before that. And what is missing is 2.5 times the standard deviation of a Poisson count. One such
/// total looks like a file that was written in the middle of the period. A second one in a row is a fall, because it is
/// compared with the first.
fn is_unfinished(totals: &[Total]) -> bool {
    const BEFORE: usize = 6;
    const FEWEST: usize = 3;
    let rate = |total: &Total| total.count as f64 / length(total.first, total.last).max(1) as f64;
    // The range ends at a position of the list, or at its end.
    let worst =
        |at: usize| totals[at.saturating_sub(BEFORE)..at].iter().map(rate).fold(f64::INFINITY, f64::min);
    let Some(last) = totals.len().checked_sub(1).filter(|last| *last >= FEWEST) else { return false };
    let share = |at: usize| if worst(at) > 0.0 { rate(&totals[at]) / worst(at) } else { 1.0 };
    let year_ago = (FEWEST..last).filter(|at| is_year_before(&totals[*at], &totals[last])).map(share);
    let lowest = year_ago.fold(1.0, f64::min);
    let expected = worst(last) * length(totals[last].first, totals[last].last) as f64;
    let missing = expected - totals[last].count as f64;
    share(last) < LEAST_SHARE * lowest && missing > 2.5 * libm::sqrt(expected)
}

/// Share of the worst period before that a finished one brings at least.
const LEAST_SHARE: f64 = 0.55;

/// Tells whether a total ends about a year before another one: at most one period off, and no more than five weeks.
fn is_year_before(one: &Total, other: &Total) -> bool {
    let off = other.last.plus_days(-365).days_since(one.last).abs();
    off <= length(other.first, other.last).min(35)
}

/// Counts the days from a first one to a last one, both included.
fn length(first: Date, last: Date) -> i64 {
    last.days_since(first) + 1
}

/// Lists the days of rows with referrals, each once.
fn dates(rows: &[&Referral]) -> Vec<Date> {
    let mut dates: Vec<Date> = rows.iter().map(|it| it.date).collect();
    dates.sort_unstable();
    dates.dedup();
    dates
}

/// Tells whether dates are first days of months, three at least.
fn are_months(dates: &[Date]) -> bool {
    dates.len() >= 3 && dates.iter().all(|date| date.day() == 1)
}

/// Returns the median gap between dates that are those of totals.
fn usual_gap(dates: &[Date], referrals: u64) -> Option<i64> {
    const SHORTEST: i64 = 6;
    const FEWEST_DATES: usize = 4;
    const FEWEST_REFERRALS: u64 = 3;
    let few = dates.len() < FEWEST_DATES || referrals < FEWEST_REFERRALS * dates.len() as u64;
    // Both are entries of a window of two.
    let gaps = dates.windows(2).map(|pair| pair[1].days_since(pair[0]));
    median(gaps).filter(|days| *days >= SHORTEST && !few)
}

fn median(numbers: impl Iterator<Item = i64>) -> Option<i64> {
    let mut numbers: Vec<i64> = numbers.collect();
    numbers.sort_unstable();
    numbers.get(numbers.len() / 2).copied()
}

fn last_of_month(date: Date) -> Date {
    let (year, month) =
        if date.month() == 12 { (date.year() + 1, 1) } else { (date.year(), date.month() + 1) };
    Date::new(year, month, 1).map_or(date, |next| next.plus_days(-1))
}
