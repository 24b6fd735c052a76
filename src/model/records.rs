//! Tables as they come from a file or another system, before they are checked against each other.

use crate::model::calendar::{Appointment, BusyTime, Holiday, MustVisit, TimeOff};
use crate::model::history::{Referral, Visit};
use crate::model::id::PracticeId;
use crate::model::liaison::Liaison;
use crate::model::practice::{OpeningHours, Practice};

/// The rows of all tables. Only practices and liaisons are needed; every other table makes the answer better.
#[derive(Debug, Clone, Default)]
pub struct Records {
    /// The practices.
    pub practices: Rows<Practice>,
    /// The liaisons.
    pub liaisons: Rows<Liaison>,
    /// Opening hours, in addition to those that the practices bring themselves.
    pub hours: Rows<(PracticeId, OpeningHours)>,
    /// Referrals that came.
    pub referrals: Rows<Referral>,
    /// Visits that were made.
    pub visits: Rows<Visit>,
    /// Visits already agreed upon.
    pub appointments: Rows<Appointment>,
    /// Days off.
    pub time_off: Rows<TimeOff>,
    /// Times in which liaisons are not free.
    pub busy: Rows<BusyTime>,
    /// Public holidays.
    pub holidays: Rows<Holiday>,
    /// Visits that have to happen.
    pub must_visits: Rows<MustVisit>,
}

/// Rows with the number that people know them by: the line in a file, or the position counted from 1.
#[derive(Debug, Clone)]
pub struct Rows<T>(pub Vec<(u64, T)>);

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> FromIterator<T> for Rows<T> {
    fn from_iter<I: IntoIterator<Item = T>>(rows: I) -> Self {
        Self((1..).zip(rows).collect())
    }
}

impl<T> From<Vec<T>> for Rows<T> {
    fn from(rows: Vec<T>) -> Self {
        rows.into_iter().collect()
    }
}
