//! Days between visits to one practice: history, appointments in and around the plan, stops, and promises that wait.

use crate::check::case::{Case, SeenStop};
use crate::check::detail::ViolationDetail;
use crate::check::must_visits::kept_by;
use crate::check::possible::{days_of, is_tight};
use crate::check::promise::PromisedVisit;
use crate::check::report::{About, Report};
use crate::model::index::PracticeIndex;
use crate::plan::itinerary::StopKind;

/// Checks the days between all visits.
pub(crate) fn check(case: &Case, report: &mut Report) {
    for practice in case.book.practice_indices().filter(|practice| !case.stops(*practice).is_empty()) {
        let visits = Visits { case, practice, min: case.cadence(practice).min().into() };
        for at in 0..case.stops(practice).len() {
            visits.around(at, report);
            visits.since(at, report);
        }
    }
}

struct Visits<'a> {
    case: &'a Case<'a>,
    practice: PracticeIndex,
    min: i64,
}

impl Visits<'_> {
    fn stops(&self) -> &[SeenStop<'_>] {
        self.case.stops(self.practice)
    }

    /// Checks a stop against what happened before the plan, and what is agreed outside of it.
    fn around(&self, at: usize, report: &mut Report) {
        let seen = self.stops()[at];
        if seen.stop.kind.is_agreed() || self.is_tight(at) {
            return;
        }
        // What is agreed in the plan is a stop, but for events that the practice holds.
        let is_stop = |day: i64| self.stops().iter().any(|other| other.day == day);
        let agreed = self.case.agreed(self.practice).iter().copied();
        let outside = agreed.filter(|&day| !self.case.is_planned(day) || !is_stop(day));
        for other in self.case.last_met(self.practice).into_iter().chain(outside) {
            self.require(seen, other, report);
        }
        for waiting in self.case.promises(self.practice).iter().filter(|promise| promise.waits()) {
            if seen.day < waiting.from {
                self.require(seen, waiting.until, report);
            }
        }
    }

    /// Checks a stop against the stops before it.
    fn since(&self, at: usize, report: &mut Report) {
        for before in 0..at {
            let (first, then) = (self.stops()[before], self.stops()[at]);
            if !self.may_be_close(before, at) {
                self.require(then, first.day, report);
            }
        }
    }

    /// Tells whether two stops may come closer than the cadence allows: what is agreed or promised does.
    fn may_be_close(&self, before: usize, at: usize) -> bool {
        let kinds = [before, at].map(|at| self.stops()[at].stop.kind);
        match kinds {
            [StopKind::Chosen, _] | [_, StopKind::Chosen] => false,
            [StopKind::Appointment | StopKind::Meeting, StopKind::Appointment | StopKind::Meeting] => true,
            [StopKind::Appointment | StopKind::Meeting, StopKind::MustVisit] => self.is_tight(at),
            [StopKind::MustVisit, StopKind::Appointment | StopKind::Meeting] => self.is_tight(before),
            [StopKind::MustVisit, StopKind::MustVisit] => self.are_promised_close(before, at),
        }
    }

    /// Tells whether two promises have no common day and leave no room between the days on which they can be kept, and each stop is
    /// for one of them alone.
    fn are_promised_close(&self, before: usize, at: usize) -> bool {
        let (first, then) = (self.stops()[before], self.stops()[at]);
        let close = |v: &PromisedVisit| {
            let apart = |w: &PromisedVisit| !v.holds(then.day) && !w.holds(first.day);
            kept_by(self.case, self.practice, at).any(|w| apart(w) && self.leave_no_room(v, w))
        };
        kept_by(self.case, self.practice, before).any(close)
    }

    fn leave_no_room(&self, earlier: &PromisedVisit, later: &PromisedVisit) -> bool {
        let (earlier, later) =
            (days_of(self.case, self.practice, earlier), days_of(self.case, self.practice, later));
        let ends = |days: &[i64]| days.first().copied().zip(days.last().copied());
        let spans = ends(&earlier).zip(ends(&later));
        spans.is_some_and(|((first, end), (begin, last))| end < begin && last - first < self.min)
    }

    /// Tells whether a stop keeps a promise that no day keeps at a distance from visits made or agreed.
    fn is_tight(&self, at: usize) -> bool {
        kept_by(self.case, self.practice, at).any(|promise| is_tight(self.case, self.practice, promise))
    }

    fn require(&self, seen: SeenStop, other: i64, report: &mut Report) {
        let days = (seen.day - other).abs();
        report.require(days >= self.min, Self::about(seen), || self.too_soon(days));
    }

    fn about(seen: SeenStop<'_>) -> About<'_> {
        About::stop(seen.liaison, seen.date, seen.stop)
    }

    fn too_soon(&self, days: i64) -> ViolationDetail {
        ViolationDetail::TooSoon { days, least: u32::try_from(self.min).unwrap_or(u32::MAX) }
    }
}
