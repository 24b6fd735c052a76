//! Replans: solves all liaisons in parallel, chooses the edits of all together, and says what changed.

use rayon::prelude::*;

use crate::error::{Error, ErrorKind};
use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::plan::calendar_entries;
use crate::plan::replan::EditLimit;
use crate::plan::visit_plan::Plan;
use crate::progress::Observer;
use crate::routing::model::solution::Solution;
use crate::schedule::assign_unowned;
use crate::schedule::config::ScheduleConfig;
use crate::schedule::explain::dispositions;
use crate::schedule::fixed_visits;
use crate::schedule::itineraries;
use crate::schedule::kept_hours;
use crate::schedule::liaison_problem::{self, LiaisonProblem};
use crate::schedule::meetings;
use crate::schedule::planner::{LiaisonPlan, compose, validate};
use crate::schedule::reach::refuse_unreachable;
use crate::schedule::replan::config::ReplanConfig;
use crate::schedule::replan::report;
use crate::schedule::replan::team::Team;
use crate::schedule::search::LiaisonAnswer;
use crate::score::scores::Scores;

/// Plans on from the plan before: what was planned stays, unless the book forces a change or an edit gains enough.
///
/// The changes are read from the book as it now is: days off, appointments, promises, visits that were made, practices that closed or
/// came. A visit stays if it keeps its liaison, its day, and its time within half an hour. Stops that are pinned, and days that are
/// frozen, change only where they have to. What the plan before did not cover is planned freely; so the week after is the same call.
///
/// Method: first the plan with nothing changed without need; then edit after edit, each the one that gains most. Beside it the search
/// goes on from the plan before without a limit, which shows what stability costs. The result depends on its inputs alone.
///
/// # Errors
/// As [`crate::schedule::plan`]; and [`ErrorKind::Setting`] when the gain that an edit needs is no number from 0 on.
pub fn replan(
    book: &Book,
    scores: &Scores,
    travel: &dyn TravelTimes,
    previous: &Plan,
    changes: &ReplanConfig,
    config: &ScheduleConfig,
    observer: Observer,
) -> Result<Plan, Error> {
    validate(book, scores, config)?;
    validate_changes(changes)?;
    refuse_unreachable(book, travel)?;
    let before = kept_hours::basis(book, scores, travel, config).after(previous, changes.frozen_until);
    let covers = assign_unowned::assign(&before);
    let chosen = meetings::choice::choose(&before, &covers);
    let basis = before.with_meetings(chosen.meetings);
    let mut problems = liaison_problem::all(&basis, &covers);
    let give_up = |problem: &mut LiaisonProblem| fixed_visits::places(problem, config.seed).map(|_| ());
    problems.par_iter_mut().map(give_up).collect::<Result<(), Error>>()?;
    let answers = Team::new(&problems, config, changes, observer)?;
    let choice = answers.choice(changes.limit);
    let solutions = answers.solutions(&choice);
    let refs: Vec<&Solution> = solutions.iter().collect();
    let visits = itineraries::visits(&problems, &refs);
    let explain = |(problem, solution): (&LiaisonProblem, &Solution)| {
        let absences = dispositions::absences(problem, solution);
        LiaisonAnswer { solution: solution.clone(), absences }
    };
    let explained: Vec<LiaisonAnswer> = problems.par_iter().zip(&solutions).map(explain).collect();
    let shares = problems.iter().zip(explained);
    let shares = shares.map(|(problem, answer)| LiaisonPlan::new(problem, answer, &visits)).collect();
    let mut plan = compose(&basis, &covers, shares);
    plan.missed_meetings = chosen.missed;
    report::hand_on(&basis, &mut plan);
    plan.replan = Some(report::replan(&basis, &problems, &answers, &choice, changes, &plan));
    calendar_entries::hand_on(&mut plan, Some(previous));
    Ok(plan)
}

fn validate_changes(changes: &ReplanConfig) -> Result<(), Error> {
    match changes.limit {
        EditLimit::Gain(share) if !(share >= 0.0 && share.is_finite()) => {
            Err(Error::new(ErrorKind::Setting, "the gain that an edit needs is a number, from 0 on"))
        }
        _ => Ok(()),
    }
}
