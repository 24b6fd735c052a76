//! How a book came to know of its referrals: by day or as totals, and up to which day.

use rayon::prelude::*;

use crate::forecast::history::History;
use crate::model::book::Book;
use crate::model::history::Referral;
use crate::model::index::PracticeIndex;
use crate::model::time::Date;
use crate::score::feed_end::BookRhythm;
use crate::score::note::{FeedEnd, ModelNote};
use crate::score::periods::{DaySpan, Periods};

/// Referrals of one practice by day, the oldest first.
pub(crate) type ReportedDays = Vec<(Date, u32)>;

/// How a book came to know of its referrals up to a day. Nothing later is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reporting {
    /// The day.
    as_of: Date,
    /// The last day whose referrals are all known.
    pub(crate) until: Date,
    /// Why it is earlier than the day, if it is.
    end: Option<FeedEnd>,
    /// Stretches of silence of everybody, after which the feed went on.
    pub(crate) interruptions: Vec<DaySpan>,
    /// How totals are dated; `None` where a row is dated when its referrals came.
    periods: Option<Periods>,
}

impl Reporting {
    /// Tells totals from rows by day, and finds the last complete day: that of the last period that is over, or the day
    /// after which everybody is silent at once. O(referrals x log(referrals)).
    pub(crate) fn of(book: &Book, as_of: Date) -> Self {
        let known = known(book, as_of);
        let sent: Vec<&Referral> = known.iter().copied().filter(|it| it.count > 0).collect();
        let by_day = Self::by_day(as_of);
        if let Some(periods) = Periods::of(&sent, as_of) {
            return by_day.with_totals(periods, &known, as_of);
        }
        let rhythm = BookRhythm::new(book, &known, as_of);
        let found = rhythm.end(as_of);
        let until = found.map_or(as_of, |end| end.last_day);
        let end = found.map(|end| FeedEnd::Silence { later: end.stragglers });
        Self { until, end, interruptions: rhythm.interruptions(until), ..by_day }
    }

    fn by_day(as_of: Date) -> Self {
        Self { as_of, until: as_of, end: None, interruptions: Vec::new(), periods: None }
    }

    /// Returns the same as it was on an earlier day: rows are dated as they are now, and only what was over then is known.
    pub(crate) fn earlier(&self, book: &Book, day: Date) -> Self {
        let interruptions = self.interruptions.iter().copied().filter(|it| it.0 <= day).collect();
        let earlier = Self { interruptions, ..Self::by_day(day) };
        match &self.periods {
            Some(periods) => earlier.with_totals(periods.clone(), &known(book, day), day),
            None => earlier,
        }
    }

    fn with_totals(self, periods: Periods, rows: &[&Referral], as_of: Date) -> Self {
        let end = periods.end(rows, as_of);
        let until = end.map_or(as_of, |end| end.last_day);
        let why = end.filter(|_| until < as_of).map(|end| FeedEnd::Totals { unfinished: end.unfinished });
        Self { as_of, until, end: why, periods: Some(periods), ..self }
    }

    /// Returns the same with all rows up to the day, complete or not: for what is told, and not forecast.
    pub(crate) fn with_all_rows(&self) -> Self {
        Self { until: self.as_of, ..self.clone() }
    }

    /// Tells whether rows are totals of periods.
    pub(crate) fn are_totals(&self) -> bool {
        self.periods.is_some()
    }

    /// Returns the days of a usual period; `None` where rows are dated by day.
    pub(crate) fn period_days(&self) -> Option<i64> {
        self.periods.as_ref().map(|periods| periods.days)
    }

    /// Lists the referrals of a practice by day, up to the last complete one.
    pub(crate) fn days(&self, book: &Book, practice: PracticeIndex) -> ReportedDays {
        let rows = book.referrals(practice).iter().filter(|it| it.first_day() <= self.until);
        let spread = rows.filter_map(|row| {
            let (first, last) = self.days_of(row)?;
            Some(spread_over_days((last, row.count), last.days_since(first).max(0) + 1))
        });
        in_order(spread.flatten().collect())
    }

    /// Returns the days that a row speaks of; `None` for a total of a period that is not complete. Where rows are dated by day, a row of
    /// a period that is going on holds what came so far.
    fn days_of(&self, row: &Referral) -> Option<(Date, Date)> {
        match &self.periods {
            None => Some((row.first_day(), row.date.min(self.until))),
            Some(periods) => {
                let (first, last) = periods.days_of(row);
                Some((first, last.min(self.as_of))).filter(|days| days.1 <= self.until)
            }
        }
    }

    /// Lists the same for every practice of a book, in its order.
    pub(crate) fn days_of_all(&self, book: &Book) -> Vec<ReportedDays> {
        let all = (0..book.practices().len()).into_par_iter();
        all.map(|at| self.days(book, PracticeIndex::new(at))).collect()
    }

    /// Notes where referrals end, and that rows are totals, if they are.
    pub(crate) fn notes(&self) -> Vec<ModelNote> {
        let days = self.as_of.days_since(self.until);
        let end =
            self.end.map(|why| ModelNote::FeedEnds { last_day: self.until, as_of: self.as_of, days, why });
        let totals = self
            .periods
            .as_ref()
            .map(|periods| ModelNote::Totals { period_days: periods.days, known_until: self.until });
        let firsts = self.periods.as_ref().is_some_and(Periods::are_dated_on_first_days);
        let interrupted = self
            .interruptions
            .iter()
            .map(|(first, last)| ModelNote::FeedInterrupted { first_day: *first, last_day: *last });
        let dates = firsts.then_some(ModelNote::FirstsOfMonths);
        end.into_iter().chain(totals).chain(dates).chain(interrupted).collect()
    }
}

/// Lists the rows that had begun on a day.
fn known(book: &Book, as_of: Date) -> Vec<&Referral> {
    let rows = book.practice_indices().flat_map(|at| book.referrals(at));
    rows.filter(|it| it.first_day() <= as_of).collect()
}

/// Returns the last day of which a book tells all referrals, as known on a day, with the notes on it.
///
/// Referrals by day end where everybody falls silent at once, and totals with the last period that is over. A book without an end
/// is known up to the day itself. Nothing after the day is looked at. O(referrals x log(referrals)).
#[must_use]
pub fn referrals_known_until(book: &Book, as_of: Date) -> (Date, Vec<ModelNote>) {
    let reporting = Reporting::of(book, as_of);
    (reporting.until, reporting.notes())
}

/// Returns the day by which a book had begun: the first days of a quarter of the practices that refer, or of five, are up to then. One
/// stray old row does not make a book older. `None` without referrals. O(practices x log(practices)).
pub(crate) fn day_begun(days: &[ReportedDays]) -> Option<Date> {
    const FEWEST: usize = 5;
    let mut firsts: Vec<Date> = days.iter().filter_map(|days| days.first()).map(|day| day.0).collect();
    firsts.sort_unstable();
    let enough = firsts.len().div_ceil(4).min(FEWEST);
    firsts.get(enough.saturating_sub(1)).copied()
}

/// Sorts the days.
fn in_order(mut days: ReportedDays) -> ReportedDays {
    days.sort_unstable();
    days
}

/// Makes a history of the days up to the last one known.
pub(crate) fn history(days: &ReportedDays, until: Date) -> Option<History> {
    let ago = |(date, count): &(Date, u32)| Some((u32::try_from(until.days_since(*date)).ok()?, *count));
    History::new(&days.iter().filter_map(ago).collect::<Vec<_>>())
}

/// Spreads a total over the days up to its date, as evenly as whole numbers allow.
fn spread_over_days((date, total): (Date, u32), days: i64) -> impl Iterator<Item = (Date, u32)> {
    let until = move |day: i64| (i64::from(total) * day + days / 2) / days;
    let on = move |day: i64| u32::try_from(until(day) - until(day - 1)).unwrap_or(0);
    (1..=days).map(move |day| (date.plus_days(day - days), on(day))).filter(|day| day.1 > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_begins_where_a_quarter_or_five_had_begun() {
        let first: Date = "2026-01-01".parse().unwrap();
        let begun = |practices: i64| {
            let days: Vec<ReportedDays> =
                (0..practices).rev().map(|at| vec![(first.plus_days(at), 1)]).collect();
            day_begun(&days).map(|day| day.days_since(first))
        };
        assert_eq!(
            [0, 1, 4, 5, 8, 9, 20, 21, 400].map(begun),
            [None, Some(0), Some(0), Some(1), Some(1), Some(2), Some(4), Some(4), Some(4)]
        );
    }

    #[test]
    fn a_total_is_spread_evenly_and_whole() {
        let date: Date = "2026-01-30".parse().unwrap();
        let of = |total: u32, days: i64| spread_over_days((date, total), days).collect::<Vec<_>>();
        assert_eq!(of(1, 7), [(date.plus_days(-3), 1)]);
        assert_eq!(of(2, 6), [(date.plus_days(-4), 1), (date.plus_days(-1), 1)]);
        for (total, days) in [(100, 7), (3, 31), (31, 31), (u32::MAX, 30)] {
            assert_eq!(of(total, days).iter().map(|day| u64::from(day.1)).sum::<u64>(), u64::from(total));
        }
    }
}
