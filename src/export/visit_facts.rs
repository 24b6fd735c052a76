//! What a visitor should know of a practice, by the book: its people, its last visit, what is open. And events by identifier.

use crate::export::lookup::Lookup;
use crate::model::contact::{Contact, OpenIssue};
use crate::model::event::Event;
use crate::model::history::Visit;
use crate::model::id::{EventId, LiaisonId, PracticeId};
#[cfg(feature = "geojson")]
use crate::model::location::Location;
use crate::model::practice::Practice;
use crate::model::time::Date;
use crate::model::topic::FollowUp;

impl<'a> Lookup<'a> {
    /// Lists the people at a practice, by name.
    pub(crate) fn people(&self, id: &PracticeId) -> &'a [Contact] {
        self.book.practice_index(id).map_or(&[], |at| self.book.contacts(at))
    }

    /// Finds the last visit that was made or tried, up to the day that the plan knows of.
    pub(crate) fn last_try(&self, id: &PracticeId) -> Option<&'a Visit> {
        let visits = self.book.visits(self.book.practice_index(id)?);
        visits.iter().rev().find(|visit| visit.date <= self.plan.as_of)
    }

    /// Finds the visit of a day at which somebody was met, up to the day that the plan knows of.
    pub(crate) fn visit_made(&self, id: &PracticeId, date: Date) -> Option<&'a Visit> {
        let visits = self.book.visits(self.book.practice_index(id)?);
        let mut of_day = visits.iter().rev().filter(|it| it.date == date && it.date <= self.plan.as_of);
        of_day.find(|it| it.outcome.counts_as_visit())
    }

    /// Finds who is planned to visit a practice on a day.
    pub(crate) fn planned_visitor(&self, id: &PracticeId, date: Date) -> Option<&'a LiaisonId> {
        self.visits(id).iter().find(|it| it.date == date).map(|it| it.liaison)
    }

    /// Counts the visits of a liaison on a day.
    pub(crate) fn stops_of_day(&self, liaison: &LiaisonId, date: Date) -> usize {
        let mut days = self.plan.days().filter(|(who, day)| *who == liaison && day.date == date);
        days.next().map_or(0, |(_, day)| day.stops.len())
    }

    /// Finds since when the promise behind a visit is overdue. `None` where the last day for the visit is that of a promise.
    pub(crate) fn overdue_since(&self, id: &PracticeId, until: Date) -> Option<Date> {
        let (book, plan) = (self.book, self.plan);
        let at = book.practice_index(id)?;
        let is_must = book.must_visits().iter().any(|it| it.practice == *id && it.until == until);
        let last = book.last_visit(at, plan.as_of);
        let is_open = |it: &&FollowUp| last.is_none_or(|day| day < it.first_day());
        let dues = || book.open_followups(at).filter(is_open).map(|it| it.due);
        let is_promised = is_must || dues().any(|due| due == until);
        dues().filter(|due| !is_promised && *due < plan.start).min()
    }

    /// Lists what a practice waits for or complains of, the oldest first.
    pub(crate) fn open_issues(&self, id: &PracticeId) -> impl Iterator<Item = &'a OpenIssue> + use<'a> {
        let today = self.plan.as_of;
        let issues = self.book.practice_index(id).map_or(&[][..], |at| self.book.open_issues(at));
        OpenIssue::last(issues).filter(move |it| it.closed.is_none_or(|day| day > today))
    }

    /// Finds an event of the book.
    pub(crate) fn event(&self, id: &EventId) -> Option<&'a Event> {
        self.book.events().iter().find(|event| event.id == *id)
    }

    /// What people call an event; its identifier where the book does not know it.
    pub(crate) fn event_name<'b>(&self, id: &'b EventId) -> &'b str
    where
        'a: 'b,
    {
        self.event(id).map_or(id.as_str(), |event| &event.name)
    }

    /// Finds where an event is for a liaison: at its own place, at the practice that holds it, or at home.
    #[cfg(feature = "geojson")]
    pub(crate) fn event_place(&self, id: &EventId, liaison: &LiaisonId) -> Option<Location> {
        let host = |event| self.event_host(event).and_then(|it| it.location);
        self.event(id).and_then(|event| event.place.or_else(|| host(event))).or_else(|| self.home(liaison))
    }

    /// Finds the practice that an event is held at, if it is one.
    pub(crate) fn event_host(&self, event: &Event) -> Option<&'a Practice> {
        self.practice(event.practice.as_ref()?)
    }
}
