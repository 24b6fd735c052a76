//! The plan before, seen from the book as it is now.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::book::Book;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::time::Date;
use crate::plan::itinerary::{Stop, StopKind};
use crate::plan::visit_plan::Plan;
use crate::routing::model::problem::{Day, Time};
use crate::schedule::horizon::Horizon;

/// The stops of the plan before that lie within the days planned now.
#[derive(Debug, Clone)]
pub(crate) struct PreviousPlan<'a> {
    pub(crate) plan: &'a Plan,
    /// The number of days planned now that the plan before covered, too.
    pub(crate) covered: Day,
    /// Stops of practices and liaisons that the book still knows, by liaison and time.
    stops: Vec<PreviousStop>,
    /// Those of them that may stay within the days that a call ahead takes.
    days: BTreeSet<(LiaisonIndex, PracticeIndex, Day)>,
    /// By practice: days of chosen visits of liaisons who are no longer in the book.
    left_behind: BTreeMap<PracticeIndex, Vec<Day>>,
    /// Every stop, by what identifies it for people.
    by_name: BTreeMap<(&'a LiaisonId, Date, &'a PracticeId), &'a Stop>,
    /// By practice: who covered it.
    covers: Vec<Option<LiaisonIndex>>,
}

/// Lists, by practice, the days of chosen visits of liaisons whom the book does not know any more.
fn left_behind(book: &Book, plan: &Plan, horizon: &Horizon) -> BTreeMap<PracticeIndex, Vec<Day>> {
    let mut days: BTreeMap<PracticeIndex, Vec<Day>> = BTreeMap::new();
    let is_gone = |liaison: &LiaisonId| book.liaison_index(liaison).is_none();
    for (_, date, stop) in plan.stops().filter(|(liaison, ..)| is_gone(liaison)) {
        let day = horizon.day(date).filter(|_| !stop.kind.is_agreed());
        if let Some((practice, day)) = book.practice_index(&stop.practice).zip(day) {
            days.entry(practice).or_default().push(day);
        }
    }
    days
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
    /// Whether it may stay within the days that a call ahead takes: the plan before left time to call, or somebody has agreed.
    pub(crate) is_called: bool,
}

impl<'a> PreviousPlan<'a> {
    pub(crate) fn new(book: &Book, plan: &'a Plan, horizon: &Horizon, lead_days: u32) -> Self {
        let mut stops: Vec<PreviousStop> = plan
            .stops()
            .filter_map(|(liaison, date, stop)| {
                let (liaison, practice) =
                    (book.liaison_index(liaison)?, book.practice_index(&stop.practice)?);
                let day = horizon.day(date)?;
                let start = Time::from(stop.start.minutes());
                let lead = book.practices()[practice.get()].days_to_call(lead_days);
                let in_time = lead.is_none_or(|lead| stop.since.plus_days(lead.into()) <= date);
                let is_called = !stop.kind.is_agreed() && (in_time || stop.pinned);
                let (kind, pinned) = (stop.kind, stop.pinned);
                Some(PreviousStop { practice, liaison, day, start, kind, pinned, is_called })
            })
            .collect();
        stops.sort_by_key(|stop| (stop.liaison, stop.day, stop.start, stop.practice));
        let cover = |practice: PracticeIndex| {
            let fate = plan.disposition(&book.practices()[practice.get()].id)?;
            book.liaison_index(fate.liaison.as_ref()?)
        };
        let covered = horizon.offset(plan.end()) + 1;
        let name =
            |(liaison, date, stop): (&'a LiaisonId, Date, &'a Stop)| ((liaison, date, &stop.practice), stop);
        let called = stops.iter().filter(|stop| stop.is_called);
        Self {
            plan,
            covered: u32::try_from(covered).unwrap_or(0).min(horizon.days),
            days: called.map(|stop| (stop.liaison, stop.practice, stop.day)).collect(),
            left_behind: left_behind(book, plan, horizon),
            by_name: plan.stops().map(name).collect(),
            stops,
            covers: book.practice_indices().map(cover).collect(),
        }
    }

    /// Lists the stops of one liaison, by time.
    pub(crate) fn of(&self, liaison: LiaisonIndex) -> &[PreviousStop] {
        let from = self.stops.partition_point(|stop| stop.liaison < liaison);
        let until = self.stops.partition_point(|stop| stop.liaison <= liaison);
        &self.stops[from..until]
    }

    /// Lists the days of chosen visits to a practice that other liaisons had.
    pub(crate) fn of_others(&self, liaison: LiaisonIndex, practice: PracticeIndex) -> Vec<Day> {
        let others = |stop: &&PreviousStop| stop.practice == practice && stop.liaison != liaison;
        let chosen = self.stops.iter().filter(others).filter(|stop| !stop.kind.is_agreed());
        let gone = self.left_behind.get(&practice).into_iter().flatten().copied();
        chosen.map(|stop| stop.day).chain(gone).collect()
    }

    /// Returns who covered a practice.
    pub(crate) fn cover(&self, practice: PracticeIndex) -> Option<LiaisonIndex> {
        self.covers.get(practice.get()).copied().flatten()
    }

    /// Tells whether a liaison had a visit to a practice on a day, and nobody has to call for it any more.
    pub(crate) fn has(&self, liaison: LiaisonIndex, practice: PracticeIndex, day: Day) -> bool {
        self.days.contains(&(liaison, practice, day))
    }

    /// Tells whether a liaison had any visit to a practice in the days planned now.
    pub(crate) fn visits(&self, liaison: LiaisonIndex, practice: PracticeIndex) -> bool {
        self.of(liaison).iter().any(|stop| stop.practice == practice)
    }

    /// Finds a stop of the plan before by liaison, date and practice.
    pub(crate) fn stop(&self, liaison: &LiaisonId, date: Date, practice: &PracticeId) -> Option<&'a Stop> {
        self.by_name.get(&(liaison, date, practice)).copied()
    }
}
