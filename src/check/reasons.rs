//! Why each stop stands in the plan: its reasons sum to what it is expected to bring, and what the calendar says is so.

use crate::check::case::{Case, SeenStop};
use crate::check::detail::ViolationDetail;
use crate::check::fault::ReasonFault;
use crate::check::must_visits::kept_by;
use crate::check::report::{About, Report};
use crate::model::id::LiaisonId;
use crate::model::index::PracticeIndex;
use crate::model::location::Location;
use crate::plan::engagement::Engagement;
use crate::plan::itinerary::{DayPlan, Stop, StopKind};
use crate::plan::reason::{Occasion, StopFact, VisitTiming};

/// Checks the reasons of every stop.
pub(crate) fn check(case: &Case, report: &mut Report) {
    for practice in case.book.practice_indices() {
        for (at, seen) in case.stops(practice).iter().enumerate() {
            let about = About::stop(seen.liaison, seen.date, seen.stop);
            sum(seen.stop, about, report);
            for fault in (SeenReasons { case, practice, at, seen }).faults() {
                report.add(about, ViolationDetail::WrongReason(fault));
            }
        }
    }
}

fn sum(stop: &Stop, about: About, report: &mut Report) {
    let total: f64 = stop.reasons.iter().map(|reason| reason.referrals).sum();
    let expected = stop.expected_referrals;
    let right = expected >= 0.0 && expected.is_finite() && (total - expected).abs() < 1e-9;
    report.require(right, about, || ViolationDetail::WrongSum { total, expected });
}

/// The reasons of one stop.
struct SeenReasons<'a> {
    case: &'a Case<'a>,
    practice: PracticeIndex,
    /// The position among the stops at the practice.
    at: usize,
    seen: &'a SeenStop<'a>,
}

impl SeenReasons<'_> {
    fn faults(&self) -> Vec<ReasonFault> {
        let reasons = &self.seen.stop.reasons;
        let timings: Vec<&VisitTiming> = reasons
            .iter()
            .filter_map(|reason| match &reason.fact {
                StopFact::Calendar(timing) => Some(timing),
                StopFact::Score(_) => None,
            })
            .collect();
        let numbers = reasons.iter().all(|reason| reason.referrals.is_finite());
        let number = (!numbers).then_some(ReasonFault::Figure);
        let [timing] = timings[..] else {
            return number.into_iter().chain([ReasonFault::Calendar]).collect();
        };
        number.into_iter().chain(self.timing(timing)).collect()
    }

    /// Lists what the calendar gets wrong.
    fn timing(&self, timing: &VisitTiming) -> Vec<ReasonFault> {
        let days = last_contact(self.case, self.practice, self.at).map(|last| self.seen.day - last);
        let target = self.case.cadence(self.practice).target();
        let checks = [
            (timing.days_since_visit.map(i64::from) == days, ReasonFault::Days),
            (timing.due_every == target, ReasonFault::DueEvery),
        ];
        let wrong = checks.into_iter().filter(|(holds, _)| !holds).map(|(_, fault)| fault);
        wrong.chain(self.occasion(timing.occasion, days, target.into())).collect()
    }

    /// Tells what is wrong with the occasion of the visit, if anything is.
    fn occasion(&self, occasion: Occasion, days: Option<i64>, target: i64) -> Option<ReasonFault> {
        let early = days.filter(|days| *days < target).map(|days| self.seen.day - days + target);
        match (self.seen.stop.kind, occasion) {
            (StopKind::Appointment, Occasion::Appointment) | (StopKind::Meeting, Occasion::Meeting) => None,
            (StopKind::MustVisit, Occasion::MustVisit { until }) => {
                let mut kept = kept_by(self.case, self.practice, self.at);
                let right = kept.any(|promise| self.case.date(promise.until) == until);
                (!right).then_some(ReasonFault::Until)
            }
            (StopKind::Chosen, Occasion::Due) if early.is_none() => None,
            (StopKind::Chosen, Occasion::Early { due, detour, .. }) => {
                let is_due = early.is_some_and(|day| self.case.date(day) == due);
                let right = is_due && self.detour().is_none_or(|actual| actual == i64::from(detour.0));
                (!right).then_some(ReasonFault::Early)
            }
            _ => Some(ReasonFault::Occasion),
        }
    }

    /// Counts the minutes of driving that the stop adds to its day.
    fn detour(&self) -> Option<i64> {
        detour(self.case, self.seen)
    }
}

/// Numbers the day of the last contact before a stop: somebody met, something agreed, or a stop.
pub(crate) fn last_contact(case: &Case, practice: PracticeIndex, at: usize) -> Option<i64> {
    let seen = case.stops(practice)[at];
    let yesterday = seen.date.plus_days(-1).min(case.plan.as_of);
    let met = case.book.last_visit(practice, yesterday).map(|date| case.day(date));
    let agreed = case.agreed(practice).iter().copied().filter(|&day| day < seen.day);
    let planned = case.stops(practice).iter().map(|other| other.day).filter(|&day| day < seen.day);
    met.into_iter().chain(agreed).chain(planned).max()
}

/// Counts the minutes of driving that a stop adds between the stops and events around it.
pub(crate) fn detour(case: &Case, seen: &SeenStop) -> Option<i64> {
    let (day, at) = find(case, seen)?;
    let all = day.engagements();
    let home = case.book.liaison(seen.liaison)?.home;
    let place = |it: Option<&Engagement>| -> Option<Location> {
        match it {
            None => Some(home),
            Some(Engagement::Stop(stop)) => case.book.practice(&stop.practice)?.location,
            Some(Engagement::Event(event)) => Some(case.event(&event.event)?.place.unwrap_or(home)),
        }
    };
    let before = place(at.checked_sub(1).and_then(|before| all.get(before)))?;
    let (here, after) = (place(all.get(at))?, place(all.get(at + 1))?);
    let direct = if before == after { 0 } else { case.drive(before, after)? };
    Some((case.drive(before, here)? + case.drive(here, after)? - direct).max(0))
}

/// Finds the day of a stop, and its position among stops and events there.
fn find<'a>(case: &Case<'a>, seen: &SeenStop) -> Option<(&'a DayPlan, usize)> {
    let is_it = |(id, day): &(&LiaisonId, &DayPlan)| *id == seen.liaison && day.date == seen.date;
    let liaison = case.book.liaison_index(seen.liaison)?;
    let days = case.planned(liaison, seen.date).into_iter();
    let mut days = days.chain(case.plan.days().filter(is_it).map(|(_, day)| day));
    let position = |day: &DayPlan| {
        let is_it = |it: &Engagement| it.stop().is_some_and(|stop| std::ptr::eq(stop, seen.stop));
        day.engagements().iter().position(is_it)
    };
    days.find_map(|day| Some((day, position(day)?)))
}
