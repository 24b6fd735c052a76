//! Who was visited for the first time, when, and what came from whom.

use crate::first_visits::answer::FirstVisitCounts;
use crate::first_visits::periods::{PeriodGrid, PeriodLength};
use crate::model::book::Book;
use crate::model::index::PracticeIndex;
use crate::model::practice::Tier;
use crate::model::time::Date;
use crate::score::reporting::{ReportedDays, Reporting};

/// A practice that can be compared.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ComparedPractice {
    pub(crate) practice: PracticeIndex,
    /// The number of the period of its first visit; `None` for one that was not visited.
    pub(crate) first_visit: Option<usize>,
    /// Referrals by period.
    pub(crate) referrals: Vec<f64>,
}

/// The practices of a book that can be compared, and the periods of its history.
#[derive(Debug)]
pub(crate) struct ComparedPractices {
    pub(crate) grid: PeriodGrid,
    pub(crate) practices: Vec<ComparedPractice>,
    pub(crate) counts: FirstVisitCounts,
    /// Referrals are totals that were spread over days.
    pub(crate) are_totals: bool,
}

impl ComparedPractices {
    /// Reads a book up to a day. A practice counts as visited when somebody was met.
    ///
    /// The log of visits begins at some day, and nobody knows who was visited before. A practice that was, is seen again
    /// within the longest gap of the usual cadences. So practices first seen in that time are left out. So are those first
    /// seen before the second period of the history: nothing is known of them from before the visit.
    pub(crate) fn new(book: &Book, as_of: Date, length: PeriodLength) -> Self {
        let reporting = Reporting::of(book, as_of);
        let until = reporting.until;
        let days: Vec<ReportedDays> = reporting.days_of_all(book);
        let start = days.iter().flatten().map(|day| day.0).min().unwrap_or(until);
        let grid = PeriodGrid::new(length, start, until);
        let log_begins = book.practice_indices().filter_map(|at| first_visit(book, at, as_of)).min();
        let longest_gap = i64::from(Tier::C.cadence().max());
        let known_from = log_begins.map(|day| day.plus_days(longest_gap + 1));
        let mut found = Self {
            grid,
            practices: Vec::new(),
            counts: FirstVisitCounts::default(),
            are_totals: reporting.are_totals(),
        };
        for (practice, days) in book.practice_indices().zip(&days) {
            found.add(practice, first_visit(book, practice, as_of), known_from, days);
        }
        found
    }

    fn add(
        &mut self,
        practice: PracticeIndex,
        first_visit: Option<Date>,
        known_from: Option<Date>,
        days: &ReportedDays,
    ) {
        let is_early =
            |day: Date| known_from.is_some_and(|from| day < from) || self.grid.is_before_second(day);
        if first_visit.is_some_and(is_early) {
            self.counts.visited_before += 1;
            return;
        }
        // A visit after the last whole period has not had time to do anything.
        let first_visit = first_visit.and_then(|day| self.grid.number(day));
        match first_visit {
            Some(_) => self.counts.first_visited += 1,
            None => self.counts.not_visited += 1,
        }
        let mut referrals = vec![0.0; self.grid.len()];
        for (day, count) in days {
            if let Some(number) = self.grid.number(*day) {
                // Periods are numbered below their count.
                referrals[number] += f64::from(*count);
            }
        }
        self.practices.push(ComparedPractice { practice, first_visit, referrals });
    }
}

/// Returns the day on which somebody of a practice was first met.
fn first_visit(book: &Book, practice: PracticeIndex, as_of: Date) -> Option<Date> {
    let visits = book.visits(practice).iter().filter(|it| it.outcome.counts_as_visit() && it.date <= as_of);
    visits.map(|visit| visit.date).min()
}
