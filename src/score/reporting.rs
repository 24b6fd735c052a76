//! Books whose rows are totals of a period: what came between two uploads is spread over the days between
//! them.

use rayon::prelude::*;

use crate::forecast::history::History;
use crate::model::book::Book;
use crate::model::history::Referral;
use crate::model::index::PracticeIndex;
use crate::model::time::Date;
use crate::score::note::ModelNote;

/// Referrals of one practice by day, the oldest first.
pub(crate) type ReportedDays = Vec<(Date, u32)>;

/// How a book came to know of its referrals up to a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reporting {
    /// A row is dated when its referrals came.
    ByDay,
    /// A row holds the referrals of all days since the upload before.
    ByPeriod {
        /// The days of the uploads, the oldest first.
        uploads: Vec<Date>,
        /// Days from one upload to the next, in the median.
        period: i64,
    },
}

impl Reporting {
    /// Tells totals by their dates. Those of the whole book lie six days or more apart in the median. Each
    /// has at least three referrals on average, as no handful of practices has that refers day by day.
    /// O(referrals x log(referrals)).
    pub(crate) fn of(book: &Book, as_of: Date) -> Self {
        const SHORTEST: i64 = 6;
        const FEWEST_UPLOADS: usize = 4;
        const FEWEST_REFERRALS: u64 = 3;
        let known =
            || book.practice_indices().flat_map(|at| book.referrals(at)).filter(|it| it.first_day() <= as_of);
        let mut uploads: Vec<Date> = known().filter(|it| it.count > 0).map(|it| it.date.min(as_of)).collect();
        uploads.sort_unstable();
        uploads.dedup();
        let referrals: u64 = known().map(|it| u64::from(it.count)).sum();
        let few = uploads.len() < FEWEST_UPLOADS || referrals < FEWEST_REFERRALS * uploads.len() as u64;
        match median_gap(&uploads) {
            Some(period) if period >= SHORTEST && !few => Self::ByPeriod { uploads, period },
            _ => Self::ByDay,
        }
    }

    /// Returns the last day that the book tells of: that of the last upload until the next one is overdue by
    /// half a period.
    pub(crate) fn known_until(&self, as_of: Date) -> Date {
        match self {
            Self::ByPeriod { uploads, period } => {
                let last = uploads.last().copied().unwrap_or(as_of);
                if 2 * as_of.days_since(last) < 3 * period { last } else { as_of }
            }
            Self::ByDay => as_of,
        }
    }

    /// Lists the referrals of a practice by day, up to a day.
    pub(crate) fn days(&self, book: &Book, practice: PracticeIndex, as_of: Date) -> ReportedDays {
        let known = book.referrals(practice).iter().filter(|it| it.first_day() <= as_of);
        let days = |it: &Referral| match (it.from, self) {
            (Some(from), _) => it.date.min(as_of).days_since(from) + 1,
            (None, Self::ByDay) => 1,
            (None, Self::ByPeriod { uploads, period }) => since_upload(uploads, *period, it.date),
        };
        let spread = known.flat_map(|it| spread_over_days((it.date.min(as_of), it.count), days(it).max(1)));
        in_order(spread.collect())
    }

    /// Lists the same for every practice of a book, in its order.
    pub(crate) fn days_of_all(&self, book: &Book, as_of: Date) -> Vec<ReportedDays> {
        let all = (0..book.practices().len()).into_par_iter();
        all.map(|at| self.days(book, PracticeIndex::new(at), as_of)).collect()
    }

    /// Notes that rows are totals, if they are.
    pub(crate) fn note(&self, as_of: Date) -> Option<ModelNote> {
        let Self::ByPeriod { period, .. } = self else { return None };
        Some(ModelNote::Totals { period_days: *period, known_until: self.known_until(as_of) })
    }
}

/// Sorts the days, and adds up what came on the same one.
fn in_order(mut days: ReportedDays) -> ReportedDays {
    days.sort_unstable();
    days
}

/// Makes a history of the days up to the last one known.
pub(crate) fn history(days: &ReportedDays, until: Date) -> Option<History> {
    let ago = |(date, count): &(Date, u32)| Some((u32::try_from(until.days_since(*date)).ok()?, *count));
    History::new(&days.iter().filter_map(ago).collect::<Vec<_>>())
}

fn median_gap(dates: &[Date]) -> Option<i64> {
    let mut gaps: Vec<i64> = dates.windows(2).map(|pair| pair[1].days_since(pair[0])).collect();
    gaps.sort_unstable();
    gaps.get(gaps.len() / 2).copied()
}

/// Counts the days since the upload before. Where none is known, or one was left out, it is a usual period.
fn since_upload(uploads: &[Date], period: i64, date: Date) -> i64 {
    let position = uploads.partition_point(|upload| *upload < date);
    // A position of a partition is within the list or at its end, so the one before is within.
    let gap = position.checked_sub(1).map(|before| date.days_since(uploads[before]));
    gap.filter(|gap| *gap <= 2 * period).unwrap_or(period).max(1)
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
