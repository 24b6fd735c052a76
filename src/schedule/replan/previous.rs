//! The plan before, seen from the book as it is now.

use crate::model::book::Book;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::time::Date;
use crate::plan::itinerary::{Stop, StopKind};
use crate::plan::visit_plan::Plan;
use crate::routing::model::problem::{Day, Time};
use crate::schedule::horizon::Horizon;

/// The stops of the plan before that lie within the days planned now.
#[derive(Debug)]
pub(crate) struct PreviousPlan<'a> {
    pub(crate) plan: &'a Plan,
    /// The number of days planned now that the plan before covered, too.
    pub(crate) covered: Day,
    /// Stops of practices and liaisons that the book still knows, by liaison and time.
    pub(crate) stops: Vec<PreviousStop>,
    /// By practice: who covered it.
    covers: Vec<Option<LiaisonIndex>>,
}

/// A stop of the plan before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PreviousStop {
    pub(crate) practice: PracticeIndex,
    pub(crate) liaison: LiaisonIndex,
    pub(crate) day: Day,
    pub(crate) start: Time,
    pub(crate) kind: StopKind,
    pub(crate) pinned: bool,
}

impl<'a> PreviousPlan<'a> {
    pub(crate) fn new(book: &Book, plan: &'a Plan, horizon: &Horizon) -> Self {
        let mut stops: Vec<PreviousStop> = plan
            .stops()
            .filter_map(|(liaison, date, stop)| {
                let (liaison, practice) =
                    (book.liaison_index(liaison)?, book.practice_index(&stop.practice)?);
                let day = horizon.day(date)?;
                let start = Time::from(stop.start.minutes());
                Some(PreviousStop { practice, liaison, day, start, kind: stop.kind, pinned: stop.pinned })
            })
            .collect();
        stops.sort_by_key(|stop| (stop.liaison, stop.day, stop.start, stop.practice));
        let cover = |practice: PracticeIndex| {
            let fate = plan.disposition(&book.practices()[practice.get()].id)?;
            book.liaison_index(fate.liaison.as_ref()?)
        };
        let covered = horizon.offset(plan.end()) + 1;
        Self {
            plan,
            covered: u32::try_from(covered).unwrap_or(0).min(horizon.days),
            stops,
            covers: book.practice_indices().map(cover).collect(),
        }
    }

    /// Lists the stops of one liaison, by time.
    pub(crate) fn of(&self, liaison: LiaisonIndex) -> impl Iterator<Item = &PreviousStop> {
        self.stops.iter().filter(move |stop| stop.liaison == liaison)
    }

    /// Returns who covered a practice.
    pub(crate) fn cover(&self, practice: PracticeIndex) -> Option<LiaisonIndex> {
        self.covers.get(practice.get()).copied().flatten()
    }

    /// Tells whether a liaison had a visit to a practice on a day.
    pub(crate) fn has(&self, liaison: LiaisonIndex, practice: PracticeIndex, day: Day) -> bool {
        self.of(liaison).any(|stop| stop.practice == practice && stop.day == day)
    }

    /// Tells whether a liaison had any visit to a practice in the days planned now.
    pub(crate) fn visits(&self, liaison: LiaisonIndex, practice: PracticeIndex) -> bool {
        self.of(liaison).any(|stop| stop.practice == practice)
    }

    /// Finds a stop of the plan before by liaison, date and practice.
    pub(crate) fn stop(&self, liaison: &LiaisonId, date: Date, practice: &PracticeId) -> Option<&'a Stop> {
        let mut stops = self.plan.stops();
        stops.find(|it| it.0 == liaison && it.1 == date && it.2.practice == *practice).map(|it| it.2)
    }
}
