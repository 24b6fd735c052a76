//! What comes out of reading: a book, and an account of every row.

use rustc_hash::FxHashMap;

use crate::ingest::count::TableCount;
use crate::model::book::Book;
use crate::model::finding::Finding;
use crate::model::history::Visit;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::issue::{Consequence, Issue, Table};
use crate::model::records::Records;
use crate::model::time::Date;

/// A book that was read, and what became of every row.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The book.
    pub book: Book,
    /// What is wrong, sorted.
    pub issues: Vec<Issue>,
    /// How many rows of each table that was there are used.
    pub tables: Vec<TableCount>,
    /// Columns that nobody reads, with their table.
    pub unused: Vec<(Table, String)>,
    pub(crate) days: Days,
}

/// The days of history, with their rows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Days {
    all: Vec<(Table, u64, PracticeId, Date)>,
    /// The last row of each visit.
    visits: FxHashMap<(PracticeId, Date, LiaisonId), u64>,
}

impl Days {
    /// Notes the first day of each referral and the day of each visit.
    pub(crate) fn of(records: &Records) -> Self {
        let referrals = records.referrals.0.iter();
        let referrals =
            referrals.map(|(row, it)| (Table::Referrals, *row, it.practice.clone(), it.first_day()));
        let days = records.visits.0.iter();
        let days = days.map(|(row, it)| (Table::Visits, *row, it.practice.clone(), it.date));
        let all = referrals.chain(days).collect();
        let mut visits = FxHashMap::default();
        for (row, it) in &records.visits.0 {
            let last = visits.entry((it.practice.clone(), it.date, it.liaison.clone())).or_insert(*row);
            *last = (*last).max(*row);
        }
        Self { all, visits }
    }

    /// Notes the last visits that stand with practices.
    pub(crate) fn add(&mut self, last_visits: &[(u64, Visit)]) {
        let days = last_visits.iter().map(|(row, it)| (Table::Practices, *row, it.practice.clone(), it.date));
        self.all.extend(days);
    }
}

impl Reading {
    /// Returns the book and the issues.
    #[must_use]
    pub fn parts(self) -> (Book, Vec<Issue>) {
        (self.book, self.issues)
    }

    /// Finds the row of the table of visits that tells of this practice, day and liaison: the last one, where there are several.
    #[must_use]
    pub fn row_of_visit(&self, practice: &PracticeId, date: Date, liaison: &LiaisonId) -> Option<u64> {
        self.days.visits.get(&(practice.clone(), date, liaison.clone())).copied()
    }

    /// Reports referrals and visits later than the day of planning, with their rows. They do not count in a plan made on that
    /// day.
    #[must_use]
    pub fn later_than(&self, as_of: Date) -> Vec<Issue> {
        let known = |practice: &PracticeId| self.book.practice_index(practice).is_some();
        let late = self.days.all.iter().filter(|(_, _, practice, date)| *date > as_of && known(practice));
        late.map(|(table, row, practice, date)| {
            let finding = Finding::FutureDate { practice: practice.clone(), as_of };
            let consequence =
                if *table == Table::Practices { Consequence::ValueLeftOut } else { Consequence::RowLeftOut };
            Issue::new(*table, finding, consequence).at(*row).about("date", &date.to_string())
        })
        .collect()
    }
}
