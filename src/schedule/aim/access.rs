//! How often a visit meets somebody, by day and hour, and the hours in which no visit is chosen for it.

use std::collections::BTreeSet;

use crate::model::book::Book;
use crate::model::index::PracticeIndex;
use crate::model::meeting_chances::MeetingChances;
use crate::model::part_of_day::PartOfDay;
use crate::model::time::{Date, TimeOfDay};
use crate::model::weekday::Weekday;
use crate::plan::avoided_hours::AvoidedHours;
use crate::plan::itinerary::Stop;
use crate::plan::visit_plan::Plan;
use crate::routing::model::problem::{Time, Window};
use crate::schedule::work_day::starts;

/// A part of a weekday of a practice.
pub(crate) type PracticeHours = (PracticeIndex, Weekday, PartOfDay);

/// What the log says of when practices can be met.
#[derive(Debug, Clone)]
pub(crate) struct LearnedAccess {
    /// By practice.
    chances: Vec<MeetingChances>,
    avoided: BTreeSet<PracticeHours>,
}

impl LearnedAccess {
    pub(crate) fn new(chances: Vec<MeetingChances>, avoided: BTreeSet<PracticeHours>) -> Self {
        Self { chances, avoided }
    }

    /// Takes the hours that a plan avoids. What somebody has put there by hand stays.
    pub(crate) fn of_plan(chances: Vec<MeetingChances>, book: &Book, plan: &Plan) -> Self {
        let hours = |it: &AvoidedHours| Some((book.practice_index(&it.practice)?, it.weekday, it.part));
        let avoided = plan.avoided.iter().filter_map(hours).collect();
        Self { chances, avoided }.without_pinned(book, plan)
    }

    /// Forgets the avoided hours of practices whose visit somebody has pinned by hand.
    fn without_pinned(self, book: &Book, plan: &Plan) -> Self {
        let pinned = plan.stops().filter(|(_, _, stop)| stop.pinned);
        let pinned = pinned.filter_map(|(_, _, stop)| book.practice_index(&stop.practice)).collect();
        self.without(&pinned)
    }

    /// Forgets the avoided hours of practices that a plan visits in such hours, or whose visit is pinned by hand: what was announced
    /// stays.
    pub(crate) fn beside(self, book: &Book, plan: &Plan) -> Self {
        let is_within = |date: Date, practice: PracticeIndex, stop: &Stop| {
            self.avoided.contains(&(practice, date.weekday(), PartOfDay::of(stop.start)))
        };
        let stops = plan.stops().filter_map(|(_, date, stop)| {
            let practice = book.practice_index(&stop.practice)?;
            is_within(date, practice, stop).then_some(practice)
        });
        let announced = stops.collect();
        self.without(&announced).without_pinned(book, plan)
    }

    /// Forgets the avoided hours of some practices.
    pub(crate) fn without(mut self, practices: &BTreeSet<PracticeIndex>) -> Self {
        self.avoided.retain(|(practice, _, _)| !practices.contains(practice));
        self
    }

    /// Returns the same chances with no avoided hours.
    pub(crate) fn at_any_hour(&self) -> Self {
        Self { chances: self.chances.clone(), avoided: BTreeSet::new() }
    }

    /// Lists the practices with avoided hours.
    pub(crate) fn with_avoided(&self) -> BTreeSet<PracticeIndex> {
        self.avoided.iter().map(|it| it.0).collect()
    }

    /// Lists the hours that are avoided, as a plan states them.
    pub(crate) fn avoided(&self, book: &Book) -> Vec<AvoidedHours> {
        let stated = |&(practice, weekday, part): &PracticeHours| {
            Some(AvoidedHours { practice: book.practice_at(practice)?.id.clone(), weekday, part })
        };
        self.avoided.iter().filter_map(stated).collect()
    }

    /// Returns the chances of a practice.
    pub(crate) fn of(&self, practice: PracticeIndex) -> MeetingChances {
        self.chances.get(practice.get()).copied().unwrap_or(MeetingChances::even(1.0))
    }

    /// Returns the chance of a visit that starts at a time.
    pub(crate) fn at(&self, practice: PracticeIndex, date: Date, start: TimeOfDay) -> f64 {
        self.of(practice).at_time(date.weekday(), start)
    }

    /// Returns the chance of a visit on a date: the mean over the minutes in which it may start.
    pub(crate) fn on(&self, book: &Book, practice: PracticeIndex, date: Date) -> f64 {
        let starts = self.starts(book, practice, date);
        let minute = |time: Time| u32::try_from(time).unwrap_or(0);
        let starts: Vec<(u32, u32)> = starts.iter().map(|it| (minute(it.open), minute(it.close))).collect();
        self.of(practice).over(date.weekday(), &starts)
    }

    /// Lists when a chosen visit may start on a date: within the hours of the practice, and in none that are avoided.
    pub(crate) fn starts(&self, book: &Book, practice: PracticeIndex, date: Date) -> Vec<Window> {
        let Some(known) = book.practice_at(practice) else { return Vec::new() };
        let open = starts(book.visiting_hours(practice, date), known.visit_minutes.0.into());
        self.without_avoided(practice, date.weekday(), open)
    }

    /// Takes the avoided hours out of some starts.
    pub(crate) fn without_avoided(
        &self,
        practice: PracticeIndex,
        weekday: Weekday,
        starts: Vec<Window>,
    ) -> Vec<Window> {
        let parts =
            PartOfDay::ALL.into_iter().filter(|&part| self.avoided.contains(&(practice, weekday, part)));
        parts.fold(starts, |left, part| without(&left, part))
    }
}

/// Takes a part of the day out of some starts.
pub(crate) fn without(starts: &[Window], part: PartOfDay) -> Vec<Window> {
    let (from, to) = part.bounds();
    let pieces = |it: &Window| {
        let before = Window { open: it.open, close: it.close.min(Time::from(from) - 1) };
        [before, Window { open: it.open.max(Time::from(to)), close: it.close }]
    };
    starts.iter().flat_map(pieces).filter(|it| it.open <= it.close).collect()
}

/// Counts the minutes in which a visit may start.
pub(crate) fn minutes(starts: &[Window]) -> Time {
    starts.iter().map(|it| it.close - it.open + 1).sum()
}
