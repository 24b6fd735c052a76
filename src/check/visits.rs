//! Each visit against the practice's rules: hours, owner, skills, calls ahead, days between visits.

use std::collections::BTreeMap;

use crate::check::report::{About, Report};
use crate::check::violation::ViolationDetail;
use crate::model::book::Book;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::index::PracticeIndex;
use crate::model::practice::AccessPolicy;
use crate::model::time::{Date, TimeWindow};
use crate::plan::itinerary::{Stop, StopKind};
use crate::plan::visit_plan::Plan;

pub(crate) fn check(book: &Book, plan: &Plan, report: &mut Report) {
    for (liaison, date, stop) in plan.stops() {
        if let Some(practice) = book.practice_index(&stop.practice) {
            let visit = SeenVisit { book, plan, liaison, date, stop, practice };
            visit.length(report);
            visit.hours(report);
            visit.owner_and_skills(report);
            visit.call_ahead(report);
            visit.reasons(report);
        }
    }
    gaps(book, plan, report);
}

/// One stop with everything needed to judge it.
struct SeenVisit<'a> {
    book: &'a Book,
    plan: &'a Plan,
    liaison: &'a LiaisonId,
    date: Date,
    stop: &'a Stop,
    practice: PracticeIndex,
}

impl<'a> SeenVisit<'a> {
    fn about(&self) -> About<'a> {
        About::stop(self.liaison, self.date, self.stop)
    }

    /// Appointments have their own length, which [`super::fixed`] checks.
    fn length(&self, report: &mut Report) {
        let wanted = self.book.practices()[self.practice.get()].visit_minutes.0;
        let taken = self.stop.end.minutes().saturating_sub(self.stop.start.minutes());
        let right = self.stop.kind == StopKind::Appointment || taken == wanted;
        report.require(right, self.about(), || ViolationDetail::WrongLength { taken, wanted });
    }

    /// What people agreed upon is exempt from opening hours.
    fn hours(&self, report: &mut Report) {
        let open = self.book.visiting_hours(self.practice, self.date);
        let span = TimeWindow::new(self.stop.start, self.stop.end);
        let inside =
            open.iter().any(|window| span.is_some() && span.and_then(|s| s.intersection(*window)) == span);
        let kept = self.stop.kind == StopKind::Appointment || inside;
        let (start, end) = (self.stop.start, self.stop.end);
        report.require(kept, self.about(), || ViolationDetail::OutsideVisitingHours { start, end, open });
    }

    fn owner_and_skills(&self, report: &mut Report) {
        let agreed = self.stop.kind == StopKind::Appointment;
        let owner = self.book.practices()[self.practice.get()].owner.as_ref();
        let own = agreed || owner.is_none_or(|owner| owner == self.liaison);
        report.require(own, self.about(), || ViolationDetail::OtherOwner);
        let liaison = self.book.liaison_index(self.liaison);
        let able = agreed
            || liaison.is_none_or(|liaison| self.book.has_skills(liaison, self.practice) == Some(true));
        report.require(able, self.about(), || ViolationDetail::SkillMissing);
    }

    fn call_ahead(&self, report: &mut Report) {
        let asks = self.book.practices()[self.practice.get()].access == AccessPolicy::AppointmentOnly;
        let wanted = asks && self.stop.kind != StopKind::Appointment;
        let marked = self.stop.call_ahead == wanted;
        report.require(marked, self.about(), || ViolationDetail::WrongCallMark);
        let days = self.date.days_since(self.plan.start);
        let early =
            self.stop.kind == StopKind::Chosen && wanted && days < i64::from(self.plan.rules.lead_days);
        report.require(!early, self.about(), || ViolationDetail::ShortNotice { days });
    }

    fn reasons(&self, report: &mut Report) {
        let total: f64 = self.stop.reasons.iter().map(|reason| reason.referrals).sum();
        let expected = self.stop.expected_referrals;
        let right = expected >= 0.0 && (total - expected).abs() < 1e-9;
        report.require(right, self.about(), || ViolationDetail::WrongSum { total, expected });
    }
}

/// A chosen visit keeps its distance from every other visit to the practice, made or planned.
fn gaps(book: &Book, plan: &Plan, report: &mut Report) {
    let mut by_practice: BTreeMap<&PracticeId, Vec<(Date, StopKind)>> = BTreeMap::new();
    for (_, date, stop) in plan.stops() {
        by_practice.entry(&stop.practice).or_default().push((date, stop.kind));
    }
    for disposition in &plan.dispositions {
        let Some(practice) = book.practice_index(&disposition.practice) else { continue };
        let Some(mut visits) = by_practice.remove(&disposition.practice) else { continue };
        visits.extend(book.last_visit(practice, plan.as_of).map(|date| (date, StopKind::Appointment)));
        visits.sort_unstable_by_key(|(date, _)| *date);
        for pair in visits.windows(2) {
            let days = pair[1].0.days_since(pair[0].0);
            let chosen = pair[0].1 == StopKind::Chosen || pair[1].1 == StopKind::Chosen;
            let least = disposition.cadence.min();
            let kept = !chosen || days >= i64::from(least);
            let about = About { date: Some(pair[1].0), ..About::practice(&disposition.practice) };
            report.require(kept, about, || ViolationDetail::TooSoon { days, least });
        }
    }
}
