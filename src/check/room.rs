//! Room for one more visit on the days of a liaison, as they are planned, or with hours and limits changed.

use crate::check::active::ActiveRules;
use crate::check::case::Case;
use crate::check::frame::{DayFrame, Terms};
use crate::check::possible::Question;
use crate::check::trial::{self, VisitCall};
use crate::model::id::PracticeId;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::plan::disposition::Rule;
use crate::plan::engagement::Engagement;
use crate::plan::itinerary::{DayPlan, Stop, StopKind};

/// Minutes of a day.
pub(crate) const WHOLE_DAY: i64 = 24 * 60;

/// A planned day, ready for trials.
pub(crate) struct Room {
    pub(crate) frame: DayFrame,
    pub(crate) stops: Vec<VisitCall>,
}

impl Room {
    /// Prepares a day; `None` where the liaison does not work or a stop is at an unknown practice.
    pub(crate) fn new(case: &Case, liaison: LiaisonIndex, day: i64, terms: &Terms) -> Option<Self> {
        let date = case.date(day);
        let frame = DayFrame::new(case, liaison, date, terms)?;
        let call = |(at, engagement): (usize, &Engagement)| {
            let kept = frame.kept.iter().find(|kept| kept.at == at).map(VisitCall::kept);
            kept.or_else(|| {
                let practice = case.book.practice_index(&engagement.stop()?.practice)?;
                Some(VisitCall::visit(case, practice, date, &frame, ActiveRules::ALL))
            })
        };
        let planned = case.planned(liaison, date).map_or_else(Vec::new, DayPlan::engagements);
        let stops = planned.iter().enumerate().map(call).collect::<Option<_>>()?;
        Some(Self { frame, stops })
    }
}

/// Tells whether a day as it is planned has room for a visit, if the date allows one.
pub(crate) fn has_place(case: &Case, liaison: LiaisonIndex, practice: PracticeIndex, day: i64) -> bool {
    let Some(room) = Room::new(case, liaison, day, &Terms::USUAL) else { return false };
    let call = VisitCall::visit(case, practice, case.date(day), &room.frame, ActiveRules::ALL);
    trial::inserted(case, &room.frame, &room.stops, &call).is_some()
}

/// One practice that is left out, and the days of the liaison who covers it.
pub(crate) struct LeftOutVisit<'a> {
    pub(crate) case: &'a Case<'a>,
    pub(crate) liaison: LiaisonIndex,
    pub(crate) practice: PracticeIndex,
}

impl<'a> LeftOutVisit<'a> {
    /// Tells whether rules of the date allow a visit, whatever its time.
    pub(crate) fn is_allowed(&self, day: i64) -> bool {
        self.case.is_planned(day)
            && Question::chosen(self.case, self.practice).blocks(self.liaison, day).is_empty()
    }

    /// Returns the least driving of a day with the visit; `None` where there is no room for it.
    pub(crate) fn driving(&self, day: i64, terms: &Terms) -> Option<i64> {
        if !self.is_allowed(day) {
            return None;
        }
        let room = Room::new(self.case, self.liaison, day, terms)?;
        trial::inserted(self.case, &room.frame, &room.stops, &self.call(day, &room.frame))
    }

    pub(crate) fn has_room(&self, day: i64, terms: &Terms) -> bool {
        self.driving(day, terms).is_some()
    }

    /// Tells whether there is room on some day as things are.
    pub(crate) fn has_room_somewhere(&self) -> bool {
        (0..self.case.days).any(|day| self.has_room(day, &Terms::USUAL))
    }

    /// Tells whether there is room at the place of some stops of a day.
    pub(crate) fn has_place(&self, day: i64, place: (usize, usize)) -> bool {
        self.driving_in_place(day, place).is_some()
    }

    /// Returns the least driving of a day with the visit at the place of some stops.
    pub(crate) fn driving_in_place(&self, day: i64, place: (usize, usize)) -> Option<i64> {
        let room = Room::new(self.case, self.liaison, day, &Terms::USUAL).filter(|_| self.is_allowed(day))?;
        trial::in_place(self.case, &room.frame, &room.stops, place, &self.call(day, &room.frame))
    }

    fn call(&self, day: i64, frame: &DayFrame) -> VisitCall {
        VisitCall::visit(self.case, self.practice, self.case.date(day), frame, ActiveRules::ALL)
    }

    /// Returns the driving of a day as it is planned.
    pub(crate) fn planned_driving(&self, day: i64) -> i64 {
        self.planned(day).map_or(0, |day| i64::from(day.drive().0))
    }

    pub(crate) fn planned(&self, day: i64) -> Option<&'a DayPlan> {
        self.case.planned(self.liaison, self.case.date(day))
    }

    /// Finds the positions of stops on a day that stand in a row and are not agreed; whether one was promised.
    pub(crate) fn run(&self, day: i64, by: &[PracticeId]) -> Option<((usize, usize), bool)> {
        let all = self.planned(day)?.engagements();
        let is_first = |it: &Engagement| it.stop().is_some_and(|stop| by.first() == Some(&stop.practice));
        let first = all.iter().position(is_first)?;
        let run = all.get(first..first.checked_add(by.len())?)?;
        let run: Vec<&Stop> = run.iter().map(|it| it.stop()).collect::<Option<_>>()?;
        let same = run.iter().map(|stop| &stop.practice).eq(by);
        let is_fixed = run.iter().any(|stop| stop.kind.is_agreed());
        let promised = run.iter().any(|stop| stop.kind == StopKind::MustVisit);
        (same && !is_fixed).then_some(((first, first + by.len()), promised))
    }

    /// Returns the fewest minutes by which the hours, begun earlier or ended later, make room: the fewest of both ends, alike,
    /// where neither alone does; `None` where both together make none.
    pub(crate) fn minutes(&self, day: i64, terms: &Terms) -> Option<i64> {
        let both = || {
            let each = self.least(day, |minutes| Terms { earlier: minutes, later: minutes, ..*terms });
            each.map(|each| 2 * each)
        };
        self.one_end(day, terms).or_else(both)
    }

    /// Returns the fewest minutes at one end of the day that make room.
    pub(crate) fn one_end(&self, day: i64, terms: &Terms) -> Option<i64> {
        let earlier = self.least(day, |minutes| Terms { earlier: minutes, ..*terms });
        let later = self.least(day, |minutes| Terms { later: minutes, ..*terms });
        [earlier, later].into_iter().flatten().min()
    }

    /// Finds the fewest minutes that make room. Longer hours leave more of it, but for the moment from which on they ask for lunch.
    fn least(&self, day: i64, terms: impl Fn(i64) -> Terms) -> Option<i64> {
        let fits = |minutes: i64| self.has_room(day, &terms(minutes));
        let has_lunch = |minutes: i64| {
            let frame = DayFrame::new(self.case, self.liaison, self.case.date(day), &terms(minutes));
            frame.is_some_and(|frame| frame.lunch.is_some())
        };
        let lunch = if has_lunch(0) { 0 } else { first(0, WHOLE_DAY + 1, has_lunch) };
        let before = lunch - 1;
        if before > 0 && fits(before) {
            return Some(first(0, before, fits));
        }
        fits(WHOLE_DAY).then(|| first(lunch, WHOLE_DAY, fits))
    }
}

/// Finds the first number from which on something holds; the last one where it holds for none before.
fn first(mut low: i64, mut high: i64, holds: impl Fn(i64) -> bool) -> i64 {
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) { high = middle } else { low = middle + 1 }
    }
    low
}

/// Limits of a day that are lifted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct LiftedLimits {
    pub(crate) visits: bool,
    pub(crate) driving: bool,
    pub(crate) minutes: bool,
}

impl LiftedLimits {
    /// Lists every way to lift fewer limits, nothing at all included.
    pub(crate) fn fewer(self) -> impl Iterator<Item = Self> {
        let all =
            (0..8_u8).map(|bits| Self { visits: bits & 1 > 0, driving: bits & 2 > 0, minutes: bits & 4 > 0 });
        all.filter(move |other| *other != self && other.within(self))
    }

    fn within(self, other: Self) -> bool {
        self.visits <= other.visits && self.driving <= other.driving && self.minutes <= other.minutes
    }

    /// Returns the terms of a day without the limits on visits and driving that are lifted.
    pub(crate) fn terms(self) -> Terms {
        let unless = |lifted: bool, rule: Rule, active: ActiveRules| {
            if lifted { active.without(rule) } else { active }
        };
        let active =
            unless(self.driving, Rule::MaxDrive, unless(self.visits, Rule::MaxStops, ActiveRules::ALL));
        Terms { active, ..Terms::USUAL }
    }
}
