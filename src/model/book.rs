//! Everything known about a programme, checked and in a fixed order.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::model::calendar::{Appointment, BusyTime, MustVisit, TimeOff};
use crate::model::contact::{Contact, OpenIssue};
use crate::model::event::Event;
use crate::model::history::{Referral, Visit};
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::liaison::Liaison;
use crate::model::material::{LeftMaterial, Material, Stock};
use crate::model::practice::{AccessPolicy, Practice};
use crate::model::provider::{Introduction, Provider};
use crate::model::rest::Rest;
use crate::model::time::{Date, TimeWindow};
use crate::model::topic::{FollowUp, HeardTopic, Topic};
use crate::model::work_hours::WorkHours;

/// A programme's practices and liaisons with their history and calendar.
///
/// Practices and liaisons are sorted by identifier and addressed by their position; two books built from the same rows in
/// any order are equal. Build one with [`Book::build`], or read one with [`crate::ingest`].
#[derive(Debug, Clone, PartialEq)]
pub struct Book {
    pub(crate) practices: Vec<Practice>,
    pub(crate) liaisons: Vec<Liaison>,
    pub(crate) practice_positions: FxHashMap<PracticeId, PracticeIndex>,
    pub(crate) liaison_positions: FxHashMap<LiaisonId, LiaisonIndex>,
    pub(crate) referrals: Vec<Vec<Referral>>,
    pub(crate) visits: Vec<Vec<Visit>>,
    pub(crate) appointments: Vec<Appointment>,
    pub(crate) time_off: Vec<TimeOff>,
    pub(crate) busy: Vec<BusyTime>,
    pub(crate) holidays: BTreeMap<Date, String>,
    pub(crate) must_visits: Vec<MustVisit>,
    pub(crate) contacts: Vec<Contact>,
    pub(crate) open_issues: Vec<OpenIssue>,
    pub(crate) topics: Vec<Topic>,
    pub(crate) heard_topics: Vec<HeardTopic>,
    pub(crate) followups: Vec<FollowUp>,
    pub(crate) materials: Vec<Material>,
    pub(crate) stock: Vec<Stock>,
    pub(crate) left_materials: Vec<LeftMaterial>,
    pub(crate) providers: Vec<Provider>,
    pub(crate) introductions: Vec<Introduction>,
    pub(crate) events: Vec<Event>,
    pub(crate) rests: Vec<Rest>,
}

impl Book {
    /// The practices, sorted by identifier. A [`PracticeIndex`] is a position in this list.
    #[must_use]
    pub fn practices(&self) -> &[Practice] {
        &self.practices
    }

    /// The liaisons, sorted by identifier. A [`LiaisonIndex`] is a position in this list.
    #[must_use]
    pub fn liaisons(&self) -> &[Liaison] {
        &self.liaisons
    }

    /// Lists the indices of all practices.
    pub fn practice_indices(&self) -> impl ExactSizeIterator<Item = PracticeIndex> + use<> {
        (0..self.practices.len()).map(PracticeIndex::new)
    }

    /// Lists the indices of all liaisons.
    pub fn liaison_indices(&self) -> impl ExactSizeIterator<Item = LiaisonIndex> + use<> {
        (0..self.liaisons.len()).map(LiaisonIndex::new)
    }

    /// Finds where a practice stands.
    #[must_use]
    pub fn practice_index(&self, id: &PracticeId) -> Option<PracticeIndex> {
        self.practice_positions.get(id).copied()
    }

    /// Finds where a liaison stands.
    #[must_use]
    pub fn liaison_index(&self, id: &LiaisonId) -> Option<LiaisonIndex> {
        self.liaison_positions.get(id).copied()
    }

    /// Returns the practice at an index.
    #[must_use]
    pub fn practice_at(&self, practice: PracticeIndex) -> Option<&Practice> {
        self.practices.get(practice.get())
    }

    /// Returns the liaison at an index.
    #[must_use]
    pub fn liaison_at(&self, liaison: LiaisonIndex) -> Option<&Liaison> {
        self.liaisons.get(liaison.get())
    }

    /// Finds the practice with this identifier.
    #[must_use]
    pub fn practice(&self, id: &PracticeId) -> Option<&Practice> {
        self.practice_at(self.practice_index(id)?)
    }

    /// Finds the liaison with this identifier.
    #[must_use]
    pub fn liaison(&self, id: &LiaisonId) -> Option<&Liaison> {
        self.liaison_at(self.liaison_index(id)?)
    }

    /// Finds the liaison who owns a practice.
    #[must_use]
    pub fn owner(&self, practice: PracticeIndex) -> Option<LiaisonIndex> {
        self.liaison_index(self.practice_at(practice)?.owner.as_ref()?)
    }

    /// Finds who visits the practices of a liaison in these days: the liaison, or whoever stands in where they work on none of them.
    #[must_use]
    pub fn stand_in(&self, liaison: LiaisonIndex, from: Date, until: Date) -> LiaisonIndex {
        let days = 0..=until.days_since(from);
        let works = |who: LiaisonIndex| {
            days.clone().any(|day| self.working_hours(who, from.plus_days(day)).is_some())
        };
        let cover = self.liaison_at(liaison).and_then(|it| self.liaison_index(it.cover.as_ref()?));
        cover.filter(|&cover| !works(liaison) && works(cover)).unwrap_or(liaison)
    }

    /// Returns the referrals from a practice, by date; none beyond the last practice.
    #[must_use]
    pub fn referrals(&self, practice: PracticeIndex) -> &[Referral] {
        self.referrals.get(practice.get()).map_or(&[], Vec::as_slice)
    }

    /// Returns the visits to a practice, by date, whatever their outcome; none beyond the last practice.
    #[must_use]
    pub fn visits(&self, practice: PracticeIndex) -> &[Visit] {
        self.visits.get(practice.get()).map_or(&[], Vec::as_slice)
    }

    /// Finds the last day on or before `as_of` on which somebody at the practice was met.
    #[must_use]
    pub fn last_visit(&self, practice: PracticeIndex, as_of: Date) -> Option<Date> {
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

    /// Times in which liaisons are not free, by liaison and date.
    #[must_use]
    pub fn busy(&self) -> &[BusyTime] {
        &self.busy
    }

    /// Public holidays and what they are called.
    #[must_use]
    pub fn holidays(&self) -> &BTreeMap<Date, String> {
        &self.holidays
    }

    /// Returns the time from beginning to end of work on `date`, breaks included: none on a free weekday, a holiday or a day off.
    #[must_use]
    pub fn working_hours(&self, liaison: LiaisonIndex, date: Date) -> Option<TimeWindow> {
        self.work_hours(liaison, date).map(|hours| hours.span())
    }

    /// Returns the hours that a liaison works on `date`, less busy times: none on a free weekday, a holiday, a day off, or a day
    /// that is busy from beginning to end.
    #[must_use]
    pub fn work_hours(&self, liaison: LiaisonIndex, date: Date) -> Option<WorkHours> {
        let liaison = self.liaison_at(liaison)?;
        if self.holidays.contains_key(&date) || self.is_off(&liaison.id, date) {
            return None;
        }
        self.free_hours(liaison, date)
    }

    /// Returns the hours of a liaison's weekday less the busy times of `date`, whether it is a holiday or a day off.
    pub(crate) fn free_hours(&self, liaison: &Liaison, date: Date) -> Option<WorkHours> {
        liaison.hours.get(&date.weekday())?.without(self.busy_on(&liaison.id, date))
    }

    /// Lists the times of a day in which a liaison is not free.
    fn busy_on(&self, liaison: &LiaisonId, date: Date) -> impl Iterator<Item = TimeWindow> {
        // The rows are sorted by liaison and date.
        let first = self.busy.partition_point(|busy| (&busy.liaison, busy.date) < (liaison, date));
        let today = move |busy: &&BusyTime| busy.liaison == *liaison && busy.date == date;
        self.busy[first..].iter().take_while(today).map(|busy| busy.window)
    }

    /// Finds the last day from `from` to `until` on which a liaison works.
    pub(crate) fn last_work_day(&self, liaison: LiaisonIndex, from: Date, until: Date) -> Option<Date> {
        let days = 0..=until.days_since(from);
        days.map(|ago| until.plus_days(-ago)).find(|date| self.work_hours(liaison, *date).is_some())
    }

    /// Whether the liaison has the day off.
    #[must_use]
    pub fn is_off(&self, liaison: &LiaisonId, date: Date) -> bool {
        // The rows are sorted by liaison.
        let first = self.time_off.partition_point(|off| off.liaison < *liaison);
        let mine = self.time_off[first..].iter().take_while(|off| off.liaison == *liaison);
        mine.into_iter().any(|off| off.from <= date && date <= off.until)
    }

    /// Returns the windows in which a visit to a practice must lie on `date`, sorted and disjoint: none on a holiday, when
    /// closed, when it sees nobody, and beyond the last practice.
    #[must_use]
    pub fn visiting_hours(&self, practice: PracticeIndex, date: Date) -> Vec<TimeWindow> {
        let sees_nobody = |it: &Practice| it.access == AccessPolicy::NoSee;
        if self.holidays.contains_key(&date) || self.practice_at(practice).is_none_or(sees_nobody) {
            return Vec::new();
        }
        self.office_hours(practice, date)
    }

    /// Returns the hours of a weekday in which visitors are received, whether the date is a holiday or the practice sees nobody.
    pub(crate) fn office_hours(&self, practice: PracticeIndex, date: Date) -> Vec<TimeWindow> {
        let Some(practice) = self.practice_at(practice) else { return Vec::new() };
        let open = open_hours(practice, date);
        match practice.access {
            AccessPolicy::LunchOnly if !open.is_empty() => noon().into_iter().collect(),
            _ => open,
        }
    }

    /// Tells whether a liaison has every skill that a practice asks for; `None` if the book lacks one of them.
    #[must_use]
    pub fn has_skills(&self, liaison: LiaisonIndex, practice: PracticeIndex) -> Option<bool> {
        Some(self.practice_at(practice)?.skills.is_subset(&self.liaison_at(liaison)?.skills))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::location::Location;
    use crate::model::records::Records;

    /// A book of two practices and one liaison.
    fn book() -> Book {
        let here = Location::new(38.9, -77.0).unwrap();
        let practices = ["P1", "P2"].map(|id| Practice::new(id, "Cedar Family Medicine", here)).to_vec();
        let liaisons = vec![Liaison::new("L1", "Liaison One", here)];
        let records =
            Records { practices: practices.into(), liaisons: liaisons.into(), ..Records::default() };
        Book::build(records).unwrap().0
    }

    #[test]
    fn an_index_finds_what_its_identifier_finds() {
        let book = book();
        for (index, practice) in book.practice_indices().zip(book.practices()) {
            assert_eq!(book.practice_index(&practice.id), Some(index));
            assert_eq!(book.practice_at(index), book.practice(&practice.id));
            assert_eq!(book.has_skills(LiaisonIndex::new(0), index), Some(true));
        }
    }

    #[test]
    fn an_index_beyond_the_book_finds_nothing() {
        let book = book();
        let (practice, liaison) = (PracticeIndex::new(2), LiaisonIndex::new(1));
        let monday: Date = "2026-02-02".parse().unwrap();
        assert_eq!((book.practice_at(practice), book.owner(practice)), (None, None));
        assert!(book.referrals(practice).is_empty() && book.visits(practice).is_empty());
        assert_eq!(book.last_visit(practice, monday), None);
        assert!(book.visiting_hours(practice, monday).is_empty());
        assert_eq!((book.liaison_at(liaison), book.working_hours(liaison, monday)), (None, None));
        assert_eq!(book.has_skills(liaison, PracticeIndex::new(0)), None);
        assert_eq!(book.has_skills(LiaisonIndex::new(0), practice), None);
    }
}
