//! What is agreed for a day of a liaison: appointments, meetings and events that are kept.

use crate::model::index::PracticeIndex;
use crate::model::location::Location;
use crate::plan::itinerary::StopKind;
use crate::routing::model::problem::{Day, Time};

/// What is agreed for one day, in order of time.
#[derive(Debug, Default)]
pub(crate) struct AgreedDay {
    pub(crate) visits: Vec<Agreed>,
    /// Minutes of driving from home, to each of them, and back.
    pub(crate) drive: Time,
    /// When the liaison leaves home for the first and is back from the last.
    pub(crate) span: (Time, Time),
}

/// What is agreed, by its position in the list that it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum AgreedAs {
    /// An appointment of the book.
    Appointment(usize),
    /// An event of the book.
    Event(usize),
    /// A meeting that this plan has chosen.
    Meeting(usize),
}

/// Something agreed that is kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Agreed {
    pub(crate) what: AgreedAs,
    pub(crate) day: Day,
    /// Whom it is with; an event is with nobody in particular, unless a practice holds it.
    pub(crate) practice: Option<PracticeIndex>,
    pub(crate) place: Location,
    /// Whether it is a meal that counts as the liaison's lunch.
    pub(crate) is_lunch: bool,
    /// From when until when the liaison is busy there.
    pub(crate) start: Time,
    pub(crate) end: Time,
    /// What is kept free afterwards: less than usual where the next one leaves less.
    pub(crate) buffer: Time,
    /// Minutes of driving there from home or the one before.
    pub(crate) way: Time,
}

impl Agreed {
    pub(crate) fn is_event(&self) -> bool {
        matches!(self.what, AgreedAs::Event(_))
    }

    /// Returns the kind of its stop, and of the fixed client that stands for an event.
    pub(crate) fn kind(&self) -> StopKind {
        match self.what {
            AgreedAs::Meeting(_) => StopKind::Meeting,
            AgreedAs::Appointment(_) | AgreedAs::Event(_) => StopKind::Appointment,
        }
    }
}

impl AgreedDay {
    /// Counts the visits: events are none.
    pub(crate) fn stops(&self) -> usize {
        self.visits.iter().filter(|it| !it.is_event()).count()
    }

    /// Tells whether one of them counts as lunch.
    pub(crate) fn has_lunch(&self) -> bool {
        self.visits.iter().any(|it| it.is_lunch)
    }

    /// Counts the events.
    pub(crate) fn events(&self) -> usize {
        self.visits.len() - self.stops()
    }
}
