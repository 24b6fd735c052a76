//! Each visit against the practice's rules: hours, owner, skills, calls ahead, days between visits.

use std::collections::BTreeMap;

use crate::check::report::{About, Report};
use crate::check::violation::BrokenRule;
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
            let visit = Visit { book, plan, liaison, date, stop, practice };
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
struct Visit<'a> {
    book: &'a Book,
    plan: &'a Plan,
    liaison: &'a LiaisonId,
    date: Date,
    stop: &'a Stop,
    practice: PracticeIndex,
}

impl<'a> Visit<'a> {
    fn about(&self) -> About<'a> {
        About::stop(self.liaison, self.date, self.stop)
    }

    /// Appointments have their own length, which [`super::fixed`] checks.
    fn length(&self, report: &mut Report) {
        let wanted = self.book.practices()[self.practice.get()].visit_minutes.0;
        let taken = self.stop.end.minutes().saturating_sub(self.stop.start.minutes());
        let right = self.stop.kind == StopKind::Appointment || taken == wanted;
        report.require(right, BrokenRule::VisitLength, self.about(), || {
            format!("the visit takes {taken} min instead of {wanted}")
        });
    }

    /// What people agreed upon is exempt from opening hours.
    fn hours(&self, report: &mut Report) {
        let open = self.book.visiting_hours(self.practice, self.date);
        let span = TimeWindow::new(self.stop.start, self.stop.end);
        let inside =
            open.iter().any(|window| span.is_some() && span.and_then(|s| s.intersection(*window)) == span);
        let kept = self.stop.kind == StopKind::Appointment || inside;
        report.require(kept, BrokenRule::VisitingHours, self.about(), || {
            let open: Vec<String> = open.iter().map(ToString::to_string).collect();
            format!("a visit at {}-{}, open {}", self.stop.start, self.stop.end, open.join(" and "))
        });
    }

    fn owner_and_skills(&self, report: &mut Report) {
        let agreed = self.stop.kind == StopKind::Appointment;
        let owner = self.book.practices()[self.practice.get()].owner.as_ref();
        let own = agreed || owner.is_none_or(|owner| owner == self.liaison);
        report
            .require(own, BrokenRule::Owner, self.about(), || "the practice belongs to somebody else".into());
        let liaison = self.book.liaison_index(self.liaison);
        let able = agreed
            || liaison.is_none_or(|liaison| self.book.has_skills(liaison, self.practice) == Some(true));
        report.require(able, BrokenRule::Skills, self.about(), || "the liaison lacks a skill".into());
    }

    fn call_ahead(&self, report: &mut Report) {
        let asks = self.book.practices()[self.practice.get()].access == AccessPolicy::AppointmentOnly;
        let wanted = asks && self.stop.kind != StopKind::Appointment;
        let marked = self.stop.call_ahead == wanted;
        report.require(marked, BrokenRule::CallAhead, self.about(), || {
            "the call ahead is marked wrongly".into()
        });
        let days = self.date.days_since(self.plan.start);
        let early =
            self.stop.kind == StopKind::Chosen && wanted && days < i64::from(self.plan.rules.lead_days);
        report.require(!early, BrokenRule::CallAhead, self.about(), || {
            format!("only {days} days to call ahead")
        });
    }

    fn reasons(&self, report: &mut Report) {
        let total: f64 = self.stop.reasons.iter().map(|reason| reason.referrals).sum();
        let expected = self.stop.expected_referrals;
        let right = expected >= 0.0 && (total - expected).abs() < 1e-9;
        report.require(right, BrokenRule::Reasons, self.about(), || {
            format!("the reasons sum to {total}, the stop says {expected}")
        });
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
            let kept = !chosen || days >= i64::from(disposition.cadence.min());
            let about = About { date: Some(pair[1].0), ..About::practice(&disposition.practice) };
            report.require(kept, BrokenRule::MinGap, about, || {
                format!(
                    "{days} days after the visit before, the cadence asks for {}",
                    disposition.cadence.min()
                )
            });
        }
    }
}
