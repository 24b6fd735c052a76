//! What becomes of every practice that is left out.

use crate::geo::travel_times::Drive;
use crate::model::book::Book;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::practice::AccessPolicy;
use crate::model::units::Minutes;
use crate::plan::disposition::{ColleagueOffer, Disposition, Exclusion, Missed, Rule, RuleSet, Status};
use crate::routing::model::problem::Day;
use crate::routing::model::solution::Solution;
use crate::schedule::explain::displaced;
use crate::schedule::explain::late_call;
use crate::schedule::explain::planned_days::PlannedDays;
use crate::schedule::explain::reasons;
use crate::schedule::liaison_problem::LiaisonProblem;
use crate::schedule::plan_basis::PlanBasis;
use crate::schedule::relaxed::Relaxed;
use crate::schedule::visit_question::VisitQuestion;

/// What became of the visits that are not in the plan.
#[derive(Default)]
pub(crate) struct Absences {
    /// The practices that the liaison covers and does not visit.
    pub(crate) left_out: Vec<(PracticeIndex, Status)>,
    /// The promises that could not be kept.
    pub(crate) missed: Vec<(PracticeIndex, Missed)>,
}

/// Explains every absence from one liaison's plan.
pub(crate) fn absences(problem: &LiaisonProblem, solution: &Solution) -> Absences {
    let days = PlannedDays::new(problem, solution);
    let left_out = problem.covered.iter().filter(|&&practice| !days.visits(problem, practice));
    Absences {
        left_out: left_out.map(|&practice| (practice, status(problem, &days, practice))).collect(),
        missed: problem.missed(|practice, day| days.is_visited(problem, practice, day)),
    }
}

/// Settles the practices with a place that no liaison covers, because none has the skills.
pub(crate) fn without_liaison(
    basis: &PlanBasis,
    covers: &[Option<LiaisonIndex>],
    dispositions: &mut [Disposition],
) {
    let is_alone = |it: &PracticeIndex| covers[it.get()].is_none() && basis.place(*it).is_some();
    for practice in basis.book.practice_indices().filter(is_alone) {
        let reasons = vec![vec![Rule::Skills]];
        let disposition = &mut dispositions[practice.get()];
        disposition.missed.extend(basis.needs[practice.get()].promises_missed(&basis.horizon, &reasons));
        let forbidden = || Status::Impossible { reasons, colleague: None };
        disposition.status = excluded(basis.book, practice).unwrap_or_else(forbidden);
    }
}

/// Settles the practices of which the book does not say where they are.
pub(crate) fn without_place(basis: &PlanBasis, dispositions: &mut [Disposition]) {
    let reasons = [vec![Rule::NoPlace]];
    for practice in basis.book.practice_indices().filter(|&practice| basis.place(practice).is_none()) {
        // There is a disposition, and needs, for every practice.
        let disposition = &mut dispositions[practice.get()];
        disposition.missed.extend(basis.needs[practice.get()].promises_missed(&basis.horizon, &reasons));
        disposition.status = excluded(basis.book, practice).unwrap_or(Status::Unknown);
    }
}

/// Adds the appointments that cannot be kept.
pub(crate) fn lost_appointments(basis: &PlanBasis, dispositions: &mut [Disposition]) {
    for (number, missed) in basis.agendas.missed() {
        let appointment = &basis.book.appointments()[number];
        if let Some(practice) = basis.book.practice_index(&appointment.practice) {
            dispositions[practice.get()].missed.push(missed.clone());
        }
    }
}

fn excluded(book: &Book, practice: PracticeIndex) -> Option<Status> {
    let practice = &book.practices()[practice.get()];
    let no_see = (practice.access == AccessPolicy::NoSee).then_some(Exclusion::NoSee);
    let because = no_see.or(practice.location.is_none().then_some(Exclusion::NoPlace))?;
    Some(Status::Excluded { because })
}

/// Leaves out a practice that rests by lot in all days of the plan.
fn resting(problem: &LiaisonProblem, practice: PracticeIndex) -> Option<Status> {
    let horizon = &problem.basis.horizon;
    let until = problem.basis.book.rests_until(practice, horizon.start, horizon.end())?;
    Some(Status::Excluded { because: Exclusion::Rest { until } })
}

/// Tells why a practice is not visited: on purpose, by its cadence, because rules forbid it, or because others are worth more.
pub(crate) fn status(problem: &LiaisonProblem, days: &PlannedDays, practice: PracticeIndex) -> Status {
    excluded(problem.basis.book, practice)
        .or_else(|| resting(problem, practice))
        .or_else(|| forbidden(problem, practice))
        .unwrap_or_else(|| possible(problem, days, practice))
}

/// Tells why a visit that no rule forbids is not made.
fn possible(problem: &LiaisonProblem, days: &PlannedDays, practice: PracticeIndex) -> Status {
    if problem.recurrence(practice).is_none() {
        return unpaid(problem, practice);
    }
    displaced::status(problem, days, practice).unwrap_or(Status::Unknown)
}

/// Tells which rules forbid any visit, if some do.
fn forbidden(problem: &LiaisonProblem, practice: PracticeIndex) -> Option<Status> {
    let question = problem.question(practice);
    let reasons: Vec<RuleSet> = reasons::reasons(&question);
    if reasons.is_empty() {
        return None;
    }
    let too_late = late_call::is_too_late(&reasons);
    if let Some(status) = too_late.then(|| late_call::status(&question)).flatten() {
        let is_paid = problem.recurrence(practice).is_some();
        return Some(if is_paid { status } else { unpaid(problem, practice) });
    }
    if is_not_due(&reasons, too_late) {
        return Some(Status::NotDue { from: problem.needs(practice).rested(&problem.basis.horizon) });
    }
    Some(Status::Impossible { reasons, colleague: colleague(&question) })
}

/// Tells whether a visit would be possible without the shortest gap, or without it and any call ahead.
fn is_not_due(reasons: &[RuleSet], too_late: bool) -> bool {
    let too_soon = |rules: &RuleSet| rules.contains(&Rule::MinGap);
    let too_soon_or_late = |rules: &RuleSet| too_soon(rules) || rules.contains(&Rule::LeadTime);
    reasons.iter().all(too_soon) || !too_late && reasons.iter().all(too_soon_or_late)
}

/// Finds the first colleague who could go.
fn colleague(question: &VisitQuestion) -> Option<ColleagueOffer> {
    let book = question.basis.book;
    let dates = |days: Vec<Day>| days.into_iter().map(|day| question.basis.horizon.date(day)).collect();
    let others = book.liaison_indices().filter(|&other| other != question.liaison);
    let mut offers = others.map(|liaison| ColleagueOffer {
        liaison: book.liaisons()[liaison.get()].id.clone(),
        days: dates(VisitQuestion { liaison, ..*question }.possible_days(Relaxed::NONE)),
    });
    offers.find(|offer| !offer.days.is_empty())
}

/// Says when a visit that does not pay in these days will, if it ever does.
fn unpaid(problem: &LiaisonProblem, practice: PracticeIndex) -> Status {
    problem.rhythm(practice).map_or_else(
        || worthless(problem, practice),
        |rhythm| Status::Later { from: rhythm.next.max(problem.basis.horizon.end().plus_days(1)) },
    )
}

/// States that no visit, however rare, pays for its time and drive.
pub(crate) fn worthless(problem: &LiaisonProblem, practice: PracticeIndex) -> Status {
    let (home, there) =
        (problem.person().home, problem.basis.place(practice).unwrap_or(problem.person().home));
    let drive = |drive: Option<Drive>| drive.map_or(Minutes(0), |drive| drive.time.to_minutes_up());
    let travel = problem.basis.travel;
    let detour = drive(travel.drive(home, there)) + drive(travel.drive(there, home));
    let referrals_short = problem.aim.of(practice).map_or(0.0, |aim| aim.rhythm.shortfall());
    Status::NotWorthTheDrive { day: problem.basis.horizon.start, detour, referrals_short }
}
