//! Which rule stands in the way.

use crate::districting;
use crate::districting::problem::{Contiguity, DistrictingProblem};
use crate::error::Error;
use crate::territory::candidate::AlignmentCandidate;
use crate::territory::measure::Measure;
use crate::territory::problem_builder::{ProblemBuilder, practice_of};
use crate::territory::progress::{ProgressRelay, Steps};
use crate::territory::violation::{TerritoryViolation, violations};

/// A kind of rule without which less would be missed.
/// [`export::binding_rule_sentence`](crate::export::binding_rule_sentence) puts it into words.
#[derive(Debug, Clone, PartialEq)]
pub struct BindingRule {
    /// The rule.
    pub rule: RuleKind,
    /// What a short search without it is left with, largest first; empty if the rest can then be kept.
    pub violations: Vec<TerritoryViolation>,
    /// All that is then missed: shares beyond the tolerances added up, 1 for each other rule.
    pub missed: f64,
    /// The same of the answer, with the rule.
    pub missed_now: f64,
}

/// A kind of rule that can be left out. Of two that help as much, the first one here is named first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleKind {
    /// Sets of practices that get the same liaison.
    Together,
    /// Pairs of practices that get different liaisons.
    Apart,
    /// Skills, and a way there and back within a working day.
    SkillsAndReach,
    /// Each territory in one piece.
    Contiguity,
    /// The most practices that change hands.
    MoveCaps,
    /// Practices that keep their liaison.
    Locks,
    /// The tolerance of potential.
    PotentialTolerance,
    /// The tolerance of the number of practices.
    PracticesTolerance,
}

impl RuleKind {
    const ALL: [Self; 8] = [
        Self::Together,
        Self::Apart,
        Self::SkillsAndReach,
        Self::Contiguity,
        Self::MoveCaps,
        Self::Locks,
        Self::PotentialTolerance,
        Self::PracticesTolerance,
    ];
}

/// A tolerance that nothing exceeds.
const UNLIMITED: f64 = 1e6;

/// Finds what an answer would miss without each kind of rule in turn, the most helpful first; nothing if it
/// keeps every rule.
pub(crate) fn binding_rules(
    builder: &ProblemBuilder,
    candidate: &AlignmentCandidate,
    relay: &ProgressRelay,
) -> Result<Vec<BindingRule>, Error> {
    if candidate.keeps_rules() {
        return Ok(Vec::new());
    }
    let (config, relaxed) = (builder.config(0.5), relaxations(builder, &candidate.problem));
    let missed_now = candidate.evaluation.solution.violation;
    let steps = Steps::new(relay, "rules", relaxed.len());
    let mut found = Vec::new();
    for (rule, problem) in relaxed {
        let solution = districting::rebalance(&problem, &config, &|it| steps.observe(it))?.solution;
        steps.finish_one();
        let violations = violations(builder, &problem, &solution);
        found.push(BindingRule { rule, violations, missed: solution.violation, missed_now });
    }
    found.retain(|it| it.missed < missed_now - 1e-9);
    found.sort_by(|a, b| a.missed.total_cmp(&b.missed).then_with(|| a.rule.cmp(&b.rule)));
    Ok(found)
}

/// Makes the problem without each kind of rule that it has.
fn relaxations(
    builder: &ProblemBuilder,
    problem: &DistrictingProblem,
) -> Vec<(RuleKind, DistrictingProblem)> {
    let without = |rule: RuleKind| {
        let mut relaxed = problem.clone();
        relax(builder, &mut relaxed, rule);
        (rule, relaxed)
    };
    RuleKind::ALL.into_iter().filter(|&rule| is_there(builder, problem, rule)).map(without).collect()
}

/// Tells whether the problem has such a rule.
fn is_there(builder: &ProblemBuilder, problem: &DistrictingProblem, rule: RuleKind) -> bool {
    let rules = &problem.rules;
    match rule {
        RuleKind::Together => !rules.together.is_empty(),
        RuleKind::Apart => !rules.apart.is_empty(),
        RuleKind::SkillsAndReach => !rules.barred.is_empty(),
        RuleKind::Contiguity => problem.contiguity != Contiguity::Off,
        RuleKind::MoveCaps => rules.most_moves.or(rules.most_moves_each).is_some(),
        RuleKind::Locks => rules.fixed.iter().any(|&(unit, _)| is_lock(builder, unit)),
        RuleKind::PotentialTolerance => builder.position(Measure::Potential).is_some(),
        RuleKind::PracticesTolerance => builder.position(Measure::Practices).is_some(),
    }
}

/// Takes such rules out of the problem.
fn relax(builder: &ProblemBuilder, problem: &mut DistrictingProblem, rule: RuleKind) {
    let rules = &mut problem.rules;
    match rule {
        RuleKind::Together => rules.together.clear(),
        RuleKind::Apart => rules.apart.clear(),
        RuleKind::SkillsAndReach => rules.barred.clear(),
        RuleKind::Contiguity => problem.contiguity = Contiguity::Off,
        RuleKind::MoveCaps => (rules.most_moves, rules.most_moves_each) = (None, None),
        RuleKind::Locks => rules.fixed.retain(|&(unit, _)| !is_lock(builder, unit)),
        RuleKind::PotentialTolerance => unlimit(builder, problem, Measure::Potential),
        RuleKind::PracticesTolerance => unlimit(builder, problem, Measure::Practices),
    }
}

/// Tells whether a fixed unit is a locked practice. Practices that nobody can serve stay where they are in
/// any case.
fn is_lock(builder: &ProblemBuilder, unit: usize) -> bool {
    builder.unservable.binary_search(&practice_of(unit)).is_err()
}

/// Allows any share of something.
fn unlimit(builder: &ProblemBuilder, problem: &mut DistrictingProblem, measure: Measure) {
    if let Some(activity) = builder.position(measure).and_then(|at| problem.activities.get_mut(at)) {
        activity.tolerance = UNLIMITED;
    }
}
