//! Who may rest, and why others may not.

use serde::{Deserialize, Serialize};

use crate::model::book::Book;
use crate::model::calendar::MustVisit;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::index::PracticeIndex;
use crate::model::practice::AccessPolicy;
use crate::model::provider::Introduction;
use crate::model::time::Date;

/// A practice that is left out of a lot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotInLot {
    /// Which one.
    pub practice: PracticeId,
    /// Why.
    pub why: WhyNotInLot,
}

/// Why a practice is left out of a lot. It is decided before the lot is drawn, so both arms are of the same kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum WhyNotInLot {
    /// Nobody covers it, so nobody would visit it.
    NobodyCovers,
    /// Its place is not known, so nobody would visit it.
    NoPlace,
    /// It sees nobody.
    SeesNobody,
    /// It is locked to its liaison.
    Locked,
    /// It has not referred yet, so nothing is expected of it.
    NoHistory,
    /// An appointment falls in the trial.
    Appointment {
        /// The day of it.
        date: Date,
    },
    /// A visit was promised within the trial, or something that a visit brings.
    Promise {
        /// The last day for it.
        until: Date,
    },
    /// A meeting with one of our physicians is wished for.
    Meeting,
    /// An event is held there within the trial.
    Event {
        /// The day of it.
        date: Date,
    },
    /// It rests already, in another trial.
    Rests {
        /// The last day of that.
        until: Date,
    },
}

/// What is fixed while a trial runs.
pub(crate) struct Fixed<'a> {
    book: &'a Book,
    promises: Vec<MustVisit>,
    /// The name of the trial.
    trial: &'a str,
    from: Date,
    until: Date,
}

impl<'a> Fixed<'a> {
    /// Looks at the days of a trial.
    pub(crate) fn of(book: &'a Book, trial: &'a str, (from, until): (Date, Date)) -> Self {
        Self { book, promises: book.promises(from), trial, from, until }
    }

    /// Finds who covers a practice if it may rest, or why it may not.
    pub(crate) fn covers(&self, practice: PracticeIndex) -> Result<&'a LiaisonId, WhyNotInLot> {
        let Some(it) = self.book.practice_at(practice) else { return Err(WhyNotInLot::NoPlace) };
        let Some(owner) = self.book.owner(practice).and_then(|owner| self.book.liaison_at(owner)) else {
            return Err(WhyNotInLot::NobodyCovers);
        };
        let obstacle = if it.location.is_none() {
            Some(WhyNotInLot::NoPlace)
        } else if it.access == AccessPolicy::NoSee {
            Some(WhyNotInLot::SeesNobody)
        } else if it.locked {
            Some(WhyNotInLot::Locked)
        } else {
            self.rests(practice).or_else(|| self.booked(&it.id))
        };
        obstacle.map_or(Ok(&owner.id), Err)
    }

    /// Finds a rest of another trial.
    fn rests(&self, practice: PracticeIndex) -> Option<WhyNotInLot> {
        let mut rests = self.book.rests_of(practice).iter();
        let rest = rests.find(|it| it.trial != self.trial && self.overlaps(it.from, it.until));
        rest.map(|it| WhyNotInLot::Rests { until: it.until })
    }

    /// Finds what is fixed at a practice.
    fn booked(&self, id: &PracticeId) -> Option<WhyNotInLot> {
        let (within, overlaps) =
            (|day: Date| self.overlaps(day, day), |from, until| self.overlaps(from, until));
        let rows = self.book.introductions();
        let wish = |it: &&Introduction| {
            let (from, by) = (it.from.unwrap_or(self.from), it.by.unwrap_or(self.until));
            it.practice == *id && overlaps(from, by) && it.is_open_in(rows)
        };
        let mut appointments = self.book.appointments().iter();
        let appointment = appointments.find(|it| it.practice == *id && within(it.date));
        let promise = self.promises.iter().find(|it| it.practice == *id && overlaps(it.from, it.until));
        let event = self.book.events().iter().find(|it| it.practice.as_ref() == Some(id) && within(it.date));
        appointment
            .map(|it| WhyNotInLot::Appointment { date: it.date })
            .or_else(|| promise.map(|it| WhyNotInLot::Promise { until: it.until }))
            .or_else(|| rows.iter().find(wish).map(|_| WhyNotInLot::Meeting))
            .or_else(|| event.map(|it| WhyNotInLot::Event { date: it.date }))
    }

    fn overlaps(&self, from: Date, until: Date) -> bool {
        from <= self.until && until >= self.from
    }
}
