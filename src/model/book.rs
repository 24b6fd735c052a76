//! Everything known about a programme, checked and in a fixed order.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::model::calendar::{Appointment, MustVisit, TimeOff};
use crate::model::history::{Referral, Visit};
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::liaison::Liaison;
use crate::model::practice::{AccessPolicy, Practice};
use crate::model::time::{Date, TimeWindow};

/// A programme's practices and liaisons with their history and calendar.
///
/// Practices and liaisons are sorted by identifier and addressed by their position; two books built from the same rows in
/// any order are equal. Build one with [`Book::build`], or read one with [`crate::ingest`].
#[derive(Debug, Clone, PartialEq)]
pub struct Book {
    pub(crate) practices: Vec<Practice>,
    pub(crate) liaisons: Vec<Liaison>,
    pub(crate) practice_positions: FxHashMap<PracticeId, usize>,
    pub(crate) liaison_positions: FxHashMap<LiaisonId, usize>,
    pub(crate) referrals: Vec<Vec<Referral>>,
    pub(crate) visits: Vec<Vec<Visit>>,
    pub(crate) appointments: Vec<Appointment>,
    pub(crate) time_off: Vec<TimeOff>,
    pub(crate) holidays: BTreeMap<Date, String>,
    pub(crate) must_visits: Vec<MustVisit>,
}

impl Book {
    /// The practices, sorted by identifier. Positions in this list are what other functions take and give.
    #[must_use]
    pub fn practices(&self) -> &[Practice] {
        &self.practices
    }

    /// The liaisons, sorted by identifier.
    #[must_use]
    pub fn liaisons(&self) -> &[Liaison] {
        &self.liaisons
    }

    /// Position of a practice.
    #[must_use]
    pub fn practice_position(&self, id: &PracticeId) -> Option<usize> {
        self.practice_positions.get(id).copied()
    }

    /// Position of a liaison.
    #[must_use]
    pub fn liaison_position(&self, id: &LiaisonId) -> Option<usize> {
        self.liaison_positions.get(id).copied()
    }

    /// The practice with this identifier.
    #[must_use]
    pub fn practice(&self, id: &PracticeId) -> Option<&Practice> {
        Some(&self.practices[self.practice_position(id)?])
    }

    /// The liaison with this identifier.
    #[must_use]
    pub fn liaison(&self, id: &LiaisonId) -> Option<&Liaison> {
        Some(&self.liaisons[self.liaison_position(id)?])
    }

    /// Position of the liaison who owns the practice at `practice`.
    #[must_use]
    pub fn owner(&self, practice: usize) -> Option<usize> {
        self.liaison_position(self.practices.get(practice)?.owner.as_ref()?)
    }

    /// Referrals from the practice at `practice`, by date.
    #[must_use]
    pub fn referrals(&self, practice: usize) -> &[Referral] {
        self.referrals.get(practice).map_or(&[], Vec::as_slice)
    }

    /// Visits to the practice at `practice`, by date, whatever their outcome.
    #[must_use]
    pub fn visits(&self, practice: usize) -> &[Visit] {
        self.visits.get(practice).map_or(&[], Vec::as_slice)
    }

    /// The last day on or before `as_of` on which somebody at the practice was met.
    #[must_use]
    pub fn last_visit(&self, practice: usize, as_of: Date) -> Option<Date> {
        let met = |visit: &&Visit| visit.outcome.counts_as_visit() && visit.date <= as_of;
        self.visits(practice).iter().rev().find(met).map(|visit| visit.date)
    }

    /// Fixed appointments, by date and time.
    #[must_use]
    pub fn appointments(&self) -> &[Appointment] {
        &self.appointments
    }

    /// Visits that have to happen.
    #[must_use]
    pub fn must_visits(&self) -> &[MustVisit] {
        &self.must_visits
    }

    /// Days off.
    #[must_use]
    pub fn time_off(&self) -> &[TimeOff] {
        &self.time_off
    }

    /// Public holidays and what they are called.
    #[must_use]
    pub fn holidays(&self) -> &BTreeMap<Date, String> {
        &self.holidays
    }

    /// The hours that the liaison at `liaison` works on `date`: none on a free weekday, a holiday or a day off.
    #[must_use]
    pub fn working_hours(&self, liaison: usize, date: Date) -> Option<TimeWindow> {
        let liaison = self.liaisons.get(liaison)?;
        if self.holidays.contains_key(&date) || self.is_off(&liaison.id, date) {
            return None;
        }
        liaison.hours.get(&date.weekday()).copied()
    }

    /// Whether the liaison has the day off.
    #[must_use]
    pub fn is_off(&self, liaison: &LiaisonId, date: Date) -> bool {
        self.time_off.iter().any(|off| off.liaison == *liaison && off.from <= date && date <= off.until)
    }

    /// The windows in which a visit to the practice at `practice` must lie on `date`, sorted and disjoint: none on a
    /// holiday, when closed, or when it sees nobody.
    #[must_use]
    pub fn visiting_hours(&self, practice: usize, date: Date) -> Vec<TimeWindow> {
        let Some(practice) = self.practices.get(practice) else { return Vec::new() };
        if self.holidays.contains_key(&date) || practice.access == AccessPolicy::NoSee {
            return Vec::new();
        }
        let open = open_hours(practice, date);
        match practice.access {
            AccessPolicy::LunchOnly if !open.is_empty() => noon().into_iter().collect(),
            _ => open,
        }
    }

    /// Whether the liaison at `liaison` has every skill that the practice at `practice` asks for.
    #[must_use]
    pub fn has_skills(&self, liaison: usize, practice: usize) -> bool {
        self.practices[practice].skills.is_subset(&self.liaisons[liaison].skills)
    }
}

/// The window in which lunch-only practices receive a liaison: 11:30-13:30.
fn noon() -> Option<TimeWindow> {
    TimeWindow::between((11, 30), (13, 30))
}

/// Office hours on `date`: the practice's own, or Monday to Friday 8:30-11:45 and 13:00-16:30.
fn open_hours(practice: &Practice, date: Date) -> Vec<TimeWindow> {
    if practice.hours.is_empty() {
        return usual_hours(date);
    }
    let today = practice.hours.iter().filter(|hours| hours.apply_on(date)).map(|hours| hours.window);
    merge(today.collect())
}

/// The office hours of a practice that states none.
fn usual_hours(date: Date) -> Vec<TimeWindow> {
    use crate::model::weekday::Weekday::{Saturday, Sunday};
    if matches!(date.weekday(), Saturday | Sunday) {
        return Vec::new();
    }
    [TimeWindow::between((8, 30), (11, 45)), TimeWindow::between((13, 0), (16, 30))]
        .into_iter()
        .flatten()
        .collect()
}

/// The same hours, sorted, with overlapping and touching windows joined.
fn merge(mut windows: Vec<TimeWindow>) -> Vec<TimeWindow> {
    windows.sort_unstable();
    let mut merged: Vec<TimeWindow> = Vec::with_capacity(windows.len());
    for window in windows {
        match merged.last_mut() {
            Some(last) if window.opens() <= last.closes() => {
                let closes = last.closes().max(window.closes());
                *last = TimeWindow::new(last.opens(), closes).unwrap_or(*last);
            }
            _ => merged.push(window),
        }
    }
    merged
}
