//! An alignment that search and drive estimate agree on.

use crate::districting;
use crate::districting::evaluation::Evaluation;
use crate::districting::problem::DistrictingProblem;
use crate::districting::solution::Breach;
use crate::error::Error;
use crate::progress::Observer;
use crate::territory::problem_builder::ProblemBuilder;
use crate::territory::progress::ProgressRelay;

/// An answer with the drives of its own territories.
pub(crate) struct AlignmentCandidate {
    /// The territory of each practice, by practice.
    pub(crate) labels: Vec<usize>,
    /// Minutes a visit, by practice.
    pub(crate) drive: Vec<f64>,
    /// The problem with these drives and the caller's tolerances.
    pub(crate) problem: DistrictingProblem,
    /// What the answer is worth in that problem.
    pub(crate) evaluation: Evaluation,
    /// How often drives were estimated and territories searched.
    pub(crate) rounds: usize,
}

impl AlignmentCandidate {
    /// Tells whether every rule is kept.
    pub(crate) fn keeps_rules(&self) -> bool {
        self.evaluation.solution.breaches.is_empty()
    }

    /// Tells whether the hours are off, which a narrower search may mend. Hours are the first activity.
    pub(crate) fn misses_hours(&self) -> bool {
        let hours = |it: &Breach| matches!(it, Breach::OffTarget { activity: 0, .. });
        self.evaluation.solution.breaches.iter().any(hours)
    }

    /// Returns what candidates are compared by: violation, then relationships broken.
    pub(crate) fn key(&self) -> (f64, f64) {
        (self.evaluation.solution.violation, self.evaluation.moved)
    }
}

/// Where a search begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TerritorySearch {
    /// With today's alignment, whose relationships have a price.
    FromToday,
    /// With nothing but the homes.
    FromHomes,
}

/// Rounds that a rebalancing makes in any case: the drives of each answer make the next search another one,
/// and the answer with the fewest broken relationships counts.
pub(crate) const MIN_ROUNDS: usize = 3;
/// Most rounds of estimating and searching.
const MAX_ROUNDS: usize = 6;
/// How much narrower the tolerance gets for the search after a round that missed it.
const NARROWER: f64 = 0.8;
/// Most polishes of an answer.
const MAX_POLISHES: usize = 4;

/// Estimates and searches by turns until an answer keeps the rules, `min_rounds` times in any case, or the
/// observer breaks.
pub(crate) fn find_candidate(
    builder: &ProblemBuilder,
    from: TerritorySearch,
    min_rounds: usize,
    relay: &ProgressRelay,
) -> Result<AlignmentCandidate, Error> {
    let mut aim = builder.rules.tolerances.hours;
    let mut best = one_round(builder, from, &builder.drive(&builder.start), aim, &|_| {
        relay.report("rounds", 0, MAX_ROUNDS)
    })?;
    let mut drive = best.drive.clone();
    let (mut kept, mut misses_hours) = (best.keeps_rules(), best.misses_hours());
    for round in 1..MAX_ROUNDS {
        if kept && round >= min_rounds || relay.has_stopped() {
            break;
        }
        if misses_hours {
            aim *= NARROWER;
        }
        let found = one_round(builder, from, &drive, aim, &|_| relay.report("rounds", round, MAX_ROUNDS))?;
        drive.clone_from(&found.drive);
        (kept, misses_hours) = (found.keeps_rules(), found.misses_hours());
        let rounds = round + 1;
        best = if found.key() < best.key() { found } else { best };
        best.rounds = rounds;
    }
    if from == TerritorySearch::FromToday { polished(builder, best, relay) } else { Ok(best) }
}

/// Polishes the answer by short searches close to it that look at relationships alone, as long as each breaks
/// fewer with the drives of its own territories.
fn polished(
    builder: &ProblemBuilder,
    mut best: AlignmentCandidate,
    relay: &ProgressRelay,
) -> Result<AlignmentCandidate, Error> {
    for polish in 0..MAX_POLISHES {
        let observer = |_: &_| relay.report("polish", polish, MAX_POLISHES);
        let config = builder.config(0.5);
        let labels = districting::polish(&best.problem, &best.labels, &config, &observer)?.solution.labels;
        let found = AlignmentCandidate { rounds: best.rounds, ..evaluated(builder, labels)? };
        if found.key() >= best.key() || relay.has_stopped() {
            break;
        }
        best = found;
    }
    Ok(best)
}

/// Searches once with `drive` and a tolerance of `aim`, and evaluates the answer with its own drives and the
/// caller's tolerance.
fn one_round(
    builder: &ProblemBuilder,
    from: TerritorySearch,
    drive: &[f64],
    aim: f64,
    observer: Observer,
) -> Result<AlignmentCandidate, Error> {
    let (problem, config) = (builder.problem(drive, aim), builder.config(1.0));
    let labels = match from {
        TerritorySearch::FromToday => districting::rebalance(&problem, &config, observer)?.solution.labels,
        TerritorySearch::FromHomes => districting::design(&problem, &config, observer)?.labels,
    };
    evaluated(builder, labels)
}

/// Evaluates labels with the drives of their own territories and the caller's tolerance.
fn evaluated(builder: &ProblemBuilder, labels: Vec<usize>) -> Result<AlignmentCandidate, Error> {
    let drive = builder.drive(&labels);
    let problem = builder.problem(&drive, builder.rules.tolerances.hours);
    let evaluation = districting::evaluate(&problem, &labels)?;
    Ok(AlignmentCandidate { labels, drive, problem, evaluation, rounds: 1 })
}
