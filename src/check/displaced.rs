//! Proofs that other visits stand in the way: who would give way, what fills the day, and which changes would make room.

use crate::check::fault::ProofFault;
use crate::check::frame::Terms;
use crate::check::room::{LeftOutVisit, LiftedLimits, WHOLE_DAY};
use crate::model::id::PracticeId;
use crate::model::units::Minutes;
use crate::plan::disposition::{DayChange, DayLimit};
use crate::plan::engagement::Engagement;
use crate::plan::itinerary::{DayPlan, StopKind};

impl LeftOutVisit<'_> {
    /// Tells what is wrong with those who would give way, if anything is.
    pub(crate) fn give_way(&self, day: i64, by: &[PracticeId], promised: bool) -> Option<ProofFault> {
        if self.has_room_somewhere() {
            return Some(ProofFault::Room);
        }
        let Some((place, is_promised)) = self.run(day, by).filter(|_| !by.is_empty()) else {
            return Some(ProofFault::GivesWay);
        };
        if is_promised != promised || promised && self.has_place_of_chosen() {
            return Some(ProofFault::Promised);
        }
        (!self.has_place(day, place)).then_some(ProofFault::NoRoomInPlace)
    }

    /// Tells whether nobody promised needs to give way on some day.
    fn has_place_of_chosen(&self) -> bool {
        let chosen = |kind: StopKind| kind == StopKind::Chosen;
        let days = (0..self.case.days).filter_map(|day| Some((day, self.planned(day)?)));
        let mut runs =
            days.flat_map(|(day, planned)| runs(planned, chosen).into_iter().map(move |run| (day, run)));
        runs.any(|(day, run)| self.has_place(day, run))
    }

    /// Tells whether these limits, and no fewer, keep the visit out of the day.
    pub(crate) fn is_binding(&self, day: i64, binding: &[DayLimit]) -> bool {
        if binding == [DayLimit::Hours] {
            return self.is_allowed(day) && !self.fits_unlimited(day);
        }
        let Some(lifted) = lifted(binding) else { return false };
        self.fits(day, lifted)
            && !lifted.fewer().any(|fewer| self.fits(day, fewer))
            && binding.iter().all(|limit| self.is_limit(day, lifted, *limit))
    }

    /// Tells whether there is room without some limits.
    fn fits(&self, day: i64, lifted: LiftedLimits) -> bool {
        let terms = lifted.terms();
        if lifted.minutes { self.minutes(day, &terms).is_some() } else { self.has_room(day, &terms) }
    }

    fn fits_unlimited(&self, day: i64) -> bool {
        self.fits(day, LiftedLimits { visits: true, driving: true, minutes: true })
    }

    /// Tells whether a limit has the figures stated.
    fn is_limit(&self, day: i64, lifted: LiftedLimits, limit: DayLimit) -> bool {
        let person = &self.case.book.liaisons()[self.liaison.get()];
        match limit {
            DayLimit::Visits { limit } => limit == person.max_stops,
            DayLimit::Driving { limit, needed } => {
                person.max_drive == Some(limit) && self.needs_driving(day, lifted, needed)
            }
            DayLimit::Minutes { short } => self.minutes(day, &lifted.terms()) == Some(i64::from(short.0)),
            DayLimit::Hours => false,
        }
    }

    /// Tells whether the day takes so much driving with the visit; where it is too short as well, in hours just long enough, or in any.
    fn needs_driving(&self, day: i64, lifted: LiftedLimits, needed: Minutes) -> bool {
        let terms = lifted.terms();
        let needed = Some(i64::from(needed.0));
        if !lifted.minutes {
            return self.driving(day, &terms) == needed;
        }
        let short = self.minutes(day, &terms).unwrap_or(0);
        let (earlier, later) = (Terms { earlier: short, ..terms }, Terms { later: short, ..terms });
        let both = Terms { earlier: short / 2, later: short / 2, ..terms };
        let just = [earlier, later, both].map(|terms| self.driving(day, &terms)).into_iter().flatten().min();
        let any = self.driving(day, &Terms { earlier: WHOLE_DAY, later: WHOLE_DAY, ..terms });
        [just, any].contains(&needed)
    }

    /// Tells whether each change makes room, and there is one of each kind at most.
    pub(crate) fn are_changes(&self, changes: &[DayChange]) -> bool {
        let is_alone = |change: &DayChange| {
            let kind = std::mem::discriminant(change);
            changes.iter().filter(|other| std::mem::discriminant(*other) == kind).count() == 1
        };
        changes.iter().all(|change| is_alone(change) && self.is_change(*change)) && self.names_all(changes)
    }

    /// Tells whether a change of each kind is named that would do on some day. Hours count as one kind.
    fn names_all(&self, changes: &[DayChange]) -> bool {
        let person = &self.case.book.liaisons()[self.liaison.get()];
        let more_stops = Terms { max_stops: Some(u32::MAX), ..Terms::USUAL };
        let more_drive = Terms { max_drive: person.max_drive.map(|_| u32::MAX), ..Terms::USUAL };
        let hours = |day: i64| self.one_end(day, &Terms::USUAL).is_some();
        let any = |does: &dyn Fn(i64) -> bool| (0..self.case.days).any(does);
        let named = |kind: fn(&DayChange) -> bool| changes.iter().any(kind);
        let is_hours =
            |it: &DayChange| matches!(it, DayChange::StartEarlier { .. } | DayChange::EndLater { .. });
        named(|it| matches!(it, DayChange::MoreVisits { .. })) == any(&|day| self.has_room(day, &more_stops))
            && named(|it| matches!(it, DayChange::MoreDriving { .. }))
                == any(&|day| self.has_room(day, &more_drive))
            && named(is_hours) == any(&hours)
    }

    /// Tells whether a change alone makes room, and nothing less of it does.
    fn is_change(&self, change: DayChange) -> bool {
        let (date, least, with): (_, u32, &dyn Fn(u32) -> Terms) = match change {
            DayChange::StartEarlier { day, minutes } => {
                (day, minutes.0, &|minutes| Terms { earlier: minutes.into(), ..Terms::USUAL })
            }
            DayChange::EndLater { day, minutes } => {
                (day, minutes.0, &|minutes| Terms { later: minutes.into(), ..Terms::USUAL })
            }
            DayChange::MoreVisits { day, limit } => {
                (day, limit, &|limit| Terms { max_stops: Some(limit), ..Terms::USUAL })
            }
            DayChange::MoreDriving { day, limit } => {
                (day, limit.0, &|limit| Terms { max_drive: Some(limit), ..Terms::USUAL })
            }
        };
        let day = self.case.day(date);
        let Some(less) = least.checked_sub(1) else { return false };
        self.has_room(day, &with(least)) && !self.has_room(day, &with(less))
    }
}

/// Reads limits as a set; `None` where one stands there twice, or there is none.
fn lifted(binding: &[DayLimit]) -> Option<LiftedLimits> {
    let mut lifted = LiftedLimits::default();
    for limit in binding {
        let place = match limit {
            DayLimit::Visits { .. } => &mut lifted.visits,
            DayLimit::Driving { .. } => &mut lifted.driving,
            DayLimit::Minutes { .. } => &mut lifted.minutes,
            DayLimit::Hours => return None,
        };
        if std::mem::replace(place, true) {
            return None;
        }
    }
    (lifted != LiftedLimits::default()).then_some(lifted)
}

/// Lists the runs of adjacent stops that may all give way.
pub(crate) fn runs(day: &DayPlan, gives_way: impl Fn(StopKind) -> bool) -> Vec<(usize, usize)> {
    let engagements = day.engagements();
    let len = engagements.len();
    let may = |it: &Engagement| it.stop().is_some_and(|stop| gives_way(stop.kind));
    let all = (0..len).flat_map(|from| (from + 1..=len).map(move |to| (from, to)));
    all.filter(|&(from, to)| engagements[from..to].iter().all(may)).collect()
}
