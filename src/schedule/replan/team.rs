//! What all liaisons can do within any limit: plans without edits, edits that gain, and the plan without a limit.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::error::{Error, ErrorKind};
use crate::plan::replan::EditLimit;
use crate::progress::Observer;
use crate::routing::model::problem::{ClientIndex, Problem, ShiftIndex, Time, Value};
use crate::routing::model::solution::Solution;
use crate::schedule::config::ScheduleConfig;
use crate::schedule::liaison_problem::LiaisonProblem;
use crate::schedule::replan::base::{self, Base};
use crate::schedule::replan::choice::{EditChoice, EditPath, choose};
use crate::schedule::replan::config::ReplanConfig;
use crate::schedule::replan::day_routes::DayRoutes;
use crate::schedule::replan::edits::{EditStop, edits_of, steps};
use crate::schedule::replan::stays::{Stay, TOLERANCE};
use crate::schedule::replan::unlimited::unlimited;
use crate::schedule::search::{self, Counter, Search};

/// What one liaison's part of the answer is made of.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) base: Base,
    /// The best plan with any number of edits, and the problem that it solves.
    pub(crate) unlimited: DayRoutes,
    unlimited_problem: Problem,
    iterations: u64,
    cut_short: bool,
}

/// What all liaisons' parts of the answer are made of.
#[derive(Debug)]
pub(crate) struct Team {
    pub(crate) answers: Vec<Answer>,
    pub(crate) steps: Vec<EditPath>,
    /// Edits of the best plan with any number of them, and what they gain, in referrals.
    pub(crate) all_edits: usize,
    pub(crate) all_gain: f64,
}

/// What is made of the steps that are found.
#[derive(Debug, Clone)]
pub(crate) enum Chosen {
    /// The first steps of each liaison.
    Steps(EditChoice),
    /// The best plan with any number of edits.
    All,
}

impl Team {
    /// Finds all of it, liaisons in parallel.
    ///
    /// # Errors
    /// [`ErrorKind::Cancelled`] when the observer asks to stop before everybody has a plan.
    pub(crate) fn new(
        problems: &[LiaisonProblem],
        config: &ScheduleConfig,
        changes: &ReplanConfig,
        observer: Observer,
    ) -> Result<Self, Error> {
        let total = search::total(problems, config).saturating_mul(2);
        let search = Search { config, observer, counter: Counter::new("search", total) };
        let one = |problem: &LiaisonProblem| answer(problem, &search, changes);
        let found: Vec<(Answer, EditPath)> = problems.par_iter().map(one).collect::<Result<_, Error>>()?;
        let (answers, steps): (Vec<Answer>, Vec<EditPath>) = found.into_iter().unzip();
        let (mut all_edits, mut all_gain) = (0, 0.0);
        for (problem, answer) in problems.iter().zip(&answers) {
            all_edits += count(problem, answer);
            let now =
                answer.unlimited.objective(&problem.routing) - answer.base.plan.objective(&problem.routing);
            all_gain += problem.referrals(now);
        }
        Ok(Self { answers, steps, all_edits, all_gain })
    }

    /// Chooses what to make of a limit.
    pub(crate) fn choice(&self, limit: EditLimit) -> Chosen {
        let choice = choose(&self.steps, limit);
        match limit {
            EditLimit::AtMost(most) if self.all_edits <= most as usize && self.all_gain > choice.gain => {
                Chosen::All
            }
            _ => Chosen::Steps(choice),
        }
    }

    /// Returns the routes that are chosen, as solutions of today's problems.
    pub(crate) fn solutions(&self, choice: &Chosen) -> Vec<Solution> {
        let all = self.answers.iter().zip(&self.steps).enumerate();
        all.map(|(at, (answer, steps))| {
            let (routes, rules) = match choice {
                Chosen::All => (&answer.unlimited, &answer.unlimited_problem),
                Chosen::Steps(choice) => (answer.after(steps, choice.steps[at]), &answer.base.problem),
            };
            let solution = routes.solution(rules, answer.iterations);
            Solution { cut_short: answer.cut_short, ..solution }
        })
        .collect()
    }
}

impl Answer {
    fn after<'a>(&'a self, steps: &'a EditPath, made: usize) -> &'a DayRoutes {
        made.checked_sub(1).and_then(|last| steps.steps.get(last)).map_or(&self.base.plan, |step| &step.after)
    }
}

/// Counts the edits of the best plan with any number of them.
fn count(problem: &LiaisonProblem, answer: &Answer) -> usize {
    let (base, routes) = (&answer.base, &answer.unlimited);
    let edits = |client: ClientIndex| edits_of(problem, base, client, &routes.days[client]);
    let days: usize = (0..problem.roles.len()).map(edits).sum();
    days + shifted(answer)
}

/// Counts the stops that are on their old day at another time.
fn shifted(answer: &Answer) -> usize {
    let solution = answer.unlimited.solution(&answer.unlimited_problem, 0);
    let starts: BTreeMap<(ShiftIndex, ClientIndex), Time> = solution
        .routes
        .iter()
        .flat_map(|route| route.visits.iter().map(|visit| ((route.shift, visit.client), visit.start)))
        .collect();
    let is_shifted = |stay: &&Stay| {
        let start = starts.get(&(stay.shift, stay.client));
        let may_slip = answer.base.slipped.contains(&stay.stop);
        !may_slip && start.is_some_and(|start| (start - stay.stop.start).abs() > TOLERANCE)
    };
    answer.base.stays.iter().filter(is_shifted).count()
}

/// Edits for which a price is shown.
pub(crate) const PRICED: [u32; 5] = [0, 1, 2, 5, 10];

/// Finds one liaison's part.
fn answer(
    problem: &LiaisonProblem,
    search: &Search,
    changes: &ReplanConfig,
) -> Result<(Answer, EditPath), Error> {
    let mut iterations = 0;
    let base = {
        let used = std::cell::Cell::new(0);
        let solver = |rules: &Problem, start: &[Vec<ClientIndex>], free: usize| {
            let found = solve_free(problem, search, rules, start, free)?;
            used.set(used.get() + found.iterations);
            Ok(DayRoutes::new(rules, found.to_start(rules.shifts.len())))
        };
        let base = base::base(problem, &solver)?;
        iterations += used.get();
        base
    };
    let made = steps(problem, &base, stop(problem, changes.limit));
    let rules = unlimited(problem, &base);
    let found =
        search.run_on(&rules, 2, problem, &base.plan.routes, search::iterations(problem, search.config))?;
    iterations += found.iterations;
    let last = made.last().map_or(&base.plan, |step| &step.after);
    let unlimited = best(problem, last, &found);
    let unlimited_problem = rules;
    let steps = EditPath { steps: made, unit: problem.aim.unit, visit: visit_cost(problem) };
    let cut_short = found.cut_short;
    Ok((Answer { base, unlimited, unlimited_problem, iterations, cut_short }, steps))
}

/// Plans what is free for one liaison.
fn solve_free(
    problem: &LiaisonProblem,
    search: &Search,
    rules: &Problem,
    start: &[Vec<ClientIndex>],
    free: usize,
) -> Result<Solution, Error> {
    let practices = problem.basis.book.practices().len();
    let effort = if free == 0 { 0 } else { search::share(search.config.effort, free, practices) };
    let found = search.run_on(rules, 1, problem, &start.to_vec(), effort)?;
    if found.cut_short && found.routes.is_empty() {
        return Err(Error::new(ErrorKind::Cancelled, "stopped before there was a plan for everybody"));
    }
    Ok(found)
}

/// Returns the better of the last step's routes and those of the search without a limit.
fn best(problem: &LiaisonProblem, last: &DayRoutes, found: &Solution) -> DayRoutes {
    let free = DayRoutes::new(&problem.routing, found.to_start(problem.routing.shifts.len()));
    let left_out = last.solution(&problem.routing, 0).unserved.len();
    let is_better = found.unserved.len() <= left_out
        && free.objective(&problem.routing) > last.objective(&problem.routing);
    if is_better { free } else { last.clone() }
}

/// Says when the search for edits ends.
fn stop(problem: &LiaisonProblem, limit: EditLimit) -> EditStop {
    let priced = PRICED.iter().copied().max().unwrap_or(0) as usize;
    match limit {
        EditLimit::AtMost(most) => EditStop { at_least: priced.max(most as usize), gain: None },
        EditLimit::Gain(share) => {
            EditStop { at_least: priced, gain: Some(units(share * visit_cost(problem))) }
        }
    }
}

/// Returns what a mean visit costs, in units of the search.
fn visit_cost(problem: &LiaisonProblem) -> f64 {
    problem.aim.visit_cost() / problem.aim.unit
}

#[expect(clippy::cast_possible_truncation, reason = "`as` saturates")]
fn units(worth: f64) -> Value {
    worth.round() as Value
}
