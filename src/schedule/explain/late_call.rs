//! Whom nobody can call in time: the next day that leaves time for it, and the last day on which to call.

use crate::model::time::Date;
use crate::plan::disposition::{Rule, RuleSet, Status};
use crate::routing::model::problem::Day;
use crate::schedule::visit_question::VisitQuestion;

/// Tells whether a visit would be possible if no call were needed.
pub(crate) fn is_too_late(reasons: &[RuleSet]) -> bool {
    reasons.iter().all(|rules| rules.contains(&Rule::LeadTime))
}

/// States the next day for which there is time to call; `None` where half a year has none.
pub(crate) fn status(question: &VisitQuestion) -> Option<Status> {
    let horizon = &question.basis.horizon;
    let reachable = horizon.offset(question.needs().reachable);
    let first = Day::try_from(reachable).unwrap_or(0).max(horizon.days);
    let mut days =
        (first..=first.saturating_add(Status::CALL_DAYS)).filter(|&day| question.is_possible_on(day));
    days.find_map(|day| {
        let day = horizon.date(day);
        Some(Status::TooLateToCall { day, call_by: call_by(question, day)? })
    })
}

/// Finds the liaison's last working day on which there is time to call for a visit on a day.
fn call_by(question: &VisitQuestion, day: Date) -> Option<Date> {
    let basis = question.basis;
    let practice = &basis.book.practices()[question.practice.get()];
    let lead = practice.days_to_call(basis.rules.lead_days)?;
    basis.book.last_work_day(question.liaison, basis.horizon.as_of, day.plus_days(-i64::from(lead)))
}
