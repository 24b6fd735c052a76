//! What becomes of every practice that is left out.

use crate::geo::travel_times::Drive;
use crate::model::book::Book;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::practice::AccessPolicy;
use crate::model::units::Minutes;
use crate::plan::disposition::{Disposition, Exclusion, Missed, Rule, Status};
use crate::plan::itinerary::StopKind;
use crate::routing::model::solution::Solution;
use crate::schedule::explain::displaced::{self, PlannedDays};
use crate::schedule::explain::impossible;
use crate::schedule::horizon::Horizon;
use crate::schedule::liaison_problem::{ClientRole, LiaisonProblem};
use crate::schedule::visit_needs::VisitNeeds;

/// What became of the visits that are not in the plan.
#[derive(Default)]
pub(crate) struct Absences {
    /// The practices that the liaison covers and does not visit.
    pub(crate) left_out: Vec<(PracticeIndex, Status)>,
    /// The fixed visits that could not be kept.
    pub(crate) missed: Vec<(PracticeIndex, Missed)>,
}

/// Explains every absence from one liaison's plan.
pub(crate) fn absences(problem: &LiaisonProblem, solution: &Solution) -> Absences {
    let days = PlannedDays::new(problem, solution);
    let left_out = problem.covered.iter().filter(|&&practice| !days.visits(problem, practice));
    Absences {
        left_out: left_out.map(|&practice| (practice, status(problem, &days, practice))).collect(),
        missed: missed(problem, &days),
    }
}

/// Settles the practices that no liaison covers, because none has the skills.
pub(crate) fn without_liaison(
    book: &Book,
    needs: &[VisitNeeds],
    covers: &[Option<LiaisonIndex>],
    horizon: &Horizon,
    dispositions: &mut [Disposition],
) {
    for practice in book.practice_indices().filter(|practice| covers[practice.get()].is_none()) {
        let forbidden = || Status::Impossible { reasons: vec![vec![Rule::Skills]], colleague: None };
        dispositions[practice.get()].status = excluded(book, practice).unwrap_or_else(forbidden);
        dispositions[practice.get()].missed =
            needs[practice.get()].must_visits_missed(horizon, &[Rule::Skills]);
    }
}

pub(crate) fn excluded(book: &Book, practice: PracticeIndex) -> Option<Status> {
    let no_see = book.practices()[practice.get()].access == AccessPolicy::NoSee;
    no_see.then_some(Status::Excluded { because: Exclusion::NoSee })
}

/// Tells why a practice is not visited: on purpose, by its cadence, because others are worth more, or because rules forbid it.
pub(crate) fn status(problem: &LiaisonProblem, days: &PlannedDays, practice: PracticeIndex) -> Status {
    let needs = &problem.needs[practice.get()];
    if let Some(excluded) = excluded(problem.book, practice) {
        return excluded;
    }
    if needs.rested > problem.horizon.end() {
        return Status::NotDue { from: needs.rested };
    }
    if problem.recurrence(practice).is_none() {
        return forbidden(problem, days, practice).unwrap_or_else(|| unpaid(problem, practice));
    }
    displaced::status(problem, days, practice)
        .or_else(|| forbidden(problem, days, practice))
        .unwrap_or(Status::Unknown)
}

/// Tells which rules forbid any visit, if some do.
fn forbidden(problem: &LiaisonProblem, days: &PlannedDays, practice: PracticeIndex) -> Option<Status> {
    let role = ClientRole { practice, kind: StopKind::Chosen, number: 0 };
    impossible::rules(problem, days, role).map(|rules| match rules {
        rules if rules.contains(&Rule::MinGap) => {
            Status::NotDue { from: problem.needs[practice.get()].rested }
        }
        rules => Status::Impossible { reasons: vec![rules], colleague: None },
    })
}

/// Says when a visit that does not pay in these days will, if it ever does.
fn unpaid(problem: &LiaisonProblem, practice: PracticeIndex) -> Status {
    problem.rhythm(practice).map_or_else(
        || worthless(problem, practice),
        |rhythm| Status::Later { from: rhythm.next.max(problem.horizon.end().plus_days(1)) },
    )
}

/// States that no visit, however rare, pays for its time and drive.
pub(crate) fn worthless(problem: &LiaisonProblem, practice: PracticeIndex) -> Status {
    let (home, there) = (problem.person().home, problem.place(practice));
    let drive = |drive: Option<Drive>| drive.map_or(Minutes(0), |drive| drive.time.to_minutes_up());
    let detour = drive(problem.travel.drive(home, there)) + drive(problem.travel.drive(there, home));
    let referrals_short = problem.aim.of(practice).map_or(0.0, |aim| aim.rhythm.shortfall());
    Status::NotWorthTheDrive { day: problem.horizon.start, detour, referrals_short }
}

/// Lists the appointments and must-visits that are not in the plan, with the rules that forbid them.
pub(crate) fn missed(problem: &LiaisonProblem, days: &PlannedDays) -> Vec<(PracticeIndex, Missed)> {
    let lost = problem.demands(&[]).into_iter().filter(|role| !days.holds(problem, *role));
    let explain = |role: ClientRole| {
        // None forbids it where the search alone missed it.
        let rules = impossible::rules(problem, days, role).unwrap_or_default();
        let date = match role.kind {
            StopKind::MustVisit => problem.book.must_visits()[role.number].until,
            _ => problem.book.appointments()[role.number].date,
        };
        (
            role.practice,
            Missed { kind: role.kind, date, start: None, from: None, reasons: vec![rules], clash: None },
        )
    };
    lost.map(explain).collect()
}
