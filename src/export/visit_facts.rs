//! What a visitor should know of a practice, by the book: its people, its last visit, what is open. And events by identifier.

use crate::export::lookup::Lookup;
use crate::model::contact::{Contact, OpenIssue};
use crate::model::event::Event;
use crate::model::history::Visit;
#[cfg(feature = "geojson")]
use crate::model::id::LiaisonId;
use crate::model::id::{EventId, PracticeId};
#[cfg(feature = "geojson")]
use crate::model::location::Location;
use crate::model::practice::Practice;

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
