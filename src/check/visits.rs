//! Each visit against the practice's rules: length, hours, owner, skills, calls ahead.

use crate::check::active::ActiveRules;
use crate::check::case::Case;
use crate::check::detail::ViolationDetail;
use crate::check::frame::window;
use crate::check::hours;
use crate::check::report::{About, Report};
use crate::model::id::LiaisonId;
use crate::model::index::PracticeIndex;
use crate::model::time::Date;
use crate::plan::itinerary::{Stop, StopKind};

/// Checks every stop at a known practice.
pub(crate) fn check(case: &Case, report: &mut Report) {
    for (liaison, date, stop) in case.plan.stops() {
        if let Some(practice) = case.book.practice_index(&stop.practice) {
            let visit = SeenVisit { case, liaison, date, stop, practice };
            visit.call_ahead(report);
            visit.rest(report);
            if stop.kind != StopKind::Appointment {
                // How long a meeting takes is said by its wish.
                if stop.kind != StopKind::Meeting {
                    visit.length(report);
                }
                visit.hours(report);
                visit.owner_and_skills(report);
            }
        }
    }
}

/// One stop with everything needed to judge it.
struct SeenVisit<'a> {
    case: &'a Case<'a>,
    liaison: &'a LiaisonId,
    date: Date,
    stop: &'a Stop,
    practice: PracticeIndex,
}

impl<'a> SeenVisit<'a> {
    fn about(&self) -> About<'a> {
        About::stop(self.liaison, self.date, self.stop)
    }

    fn length(&self, report: &mut Report) {
        let wanted = self.case.practice(self.practice).visit_minutes.0;
        let taken = self.stop.end.minutes().saturating_sub(self.stop.start.minutes());
        report.require(taken == wanted, self.about(), || ViolationDetail::WrongLength { taken, wanted });
    }

    fn hours(&self, report: &mut Report) {
        let (start, end) = (self.stop.start, self.stop.end);
        let (from, to) = (i64::from(start.minutes()), i64::from(end.minutes()));
        let open = hours::open(self.case.book, self.practice, self.date, ActiveRules::ALL);
        let chosen = self.stop.kind == StopKind::Chosen;
        let avoided =
            chosen && self.case.without_avoided(self.practice, self.date, vec![(from, from)]).is_empty();
        let inside = !avoided && open.iter().any(|(opens, closes)| *opens <= from && to <= *closes);
        report.require(inside, self.about(), || {
            let open = open.iter().filter_map(|&stretch| window(stretch)).collect();
            ViolationDetail::OutsideVisitingHours { start, end, open }
        });
    }

    /// Checks that the owner comes, or where there is none the one who covers the practice.
    fn owner_and_skills(&self, report: &mut Report) {
        let liaison = self.case.book.liaison_index(self.liaison);
        let owner = self.case.owner(self.practice).or_else(|| self.case.covers(self.practice));
        let own = owner.is_none_or(|owner| Some(owner) == liaison);
        report.require(own, self.about(), || ViolationDetail::OtherOwner);
        let able = liaison.is_none_or(|it| self.case.book.has_skills(it, self.practice) == Some(true));
        report.require(able, self.about(), || ViolationDetail::SkillMissing);
    }

    fn rest(&self, report: &mut Report) {
        let rests = self.stop.kind == StopKind::Chosen && self.case.book.is_resting(self.practice, self.date);
        report.require(!rests, self.about(), || ViolationDetail::InRest);
    }

    fn call_ahead(&self, report: &mut Report) {
        let lead = self.case.days_to_call(self.practice);
        let is_meeting = self.stop.kind == StopKind::Meeting;
        let wanted = is_meeting || lead.is_some() && self.stop.kind != StopKind::Appointment;
        report.require(self.stop.call_ahead == wanted, self.about(), || ViolationDetail::WrongCallMark);
        let days = self.date.days_since(self.since());
        let early = lead.is_some_and(|lead| self.date < self.since().plus_days(lead.into()));
        // Somebody has agreed on a visit that was pinned by hand; a plan that follows none has no such visits.
        let agreed = self.stop.pinned && self.case.plan.replan.is_some();
        let early = early && self.stop.kind == StopKind::Chosen && !agreed;
        report.require(!early, self.about(), || ViolationDetail::ShortNotice { days });
        let known = self.stop.since <= self.case.plan.as_of;
        report.require(known, self.about(), || ViolationDetail::PlannedLater { since: self.stop.since });
    }

    /// Returns since when the visit stands on its day: a plan that follows none has planned it itself.
    fn since(&self) -> Date {
        if self.case.plan.replan.is_some() { self.stop.since } else { self.case.plan.as_of }
    }
}
