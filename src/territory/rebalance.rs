//! A fairer alignment with few broken relationships.

use crate::districting;
use crate::districting::problem::{Contiguity, DistrictingProblem};
use crate::error::Error;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::progress::Observer;
use crate::territory::alignment::{Alignment, Programme};
use crate::territory::assess::{Assessment, Assessor};
use crate::territory::binding_rule::{BindingRule, binding_rules};
use crate::territory::candidate::{AlignmentCandidate, MIN_ROUNDS, TerritorySearch, find_candidate};
use crate::territory::moves::{self, MovedPractice};
use crate::territory::placed::PlacedPractices;
use crate::territory::problem_builder::ProblemBuilder;
use crate::territory::progress::ProgressRelay;
use crate::territory::proof::{InfeasibilityProof, proofs};
use crate::territory::rules::TerritoryRules;
use crate::territory::violation::{TerritoryViolation, violations};

/// A new alignment, what it costs, and why each practice moves.
#[derive(Debug, Clone, PartialEq)]
pub struct Rebalancing {
    /// Who covers whom from now on.
    pub alignment: Alignment,
    /// Today's territories.
    pub before: Assessment,
    /// The new ones.
    pub after: Assessment,
    /// Practices that go from one liaison to another, by practice.
    pub moves: Vec<MovedPractice>,
    /// Practices that nobody covered, or whose liaison does not work any more, with their new liaison.
    pub assigned: Vec<Assigned>,
    /// Share of all relationship points that is lost.
    pub moved_share: f64,
    /// Share that any alignment within the tolerances must lose: proven, for the hours as estimated in this
    /// answer.
    pub least_moved_share: f64,
    /// Share that the best answer of a shorter search loses if practices may be scattered: the difference is
    /// the price of territories that hang together. Absent if contiguity is off, a rule is missed or
    /// [`TerritoryRules::try_locks`] is off.
    pub scattered_moved_share: Option<f64>,
    /// What is not kept; empty if every rule is.
    pub violations: Vec<TerritoryViolation>,
    /// Why no alignment whatever could keep every rule, where there is a simple proof.
    pub proofs: Vec<InfeasibilityProof>,
    /// Which rule blocks: what would be left of the violation without it. Empty if every rule is kept.
    pub binding_rules: Vec<BindingRule>,
    /// Practices that nobody can serve, for lack of skills or of a way; they stay where they are.
    pub unservable: Vec<PracticeIndex>,
    /// How often drives were estimated and territories searched.
    pub rounds: usize,
    /// Whether the observer stopped the search before its end; such an answer need not come out the same
    /// again.
    pub stopped: bool,
}

/// A practice without a liaison who works, and the liaison who gets it.
#[derive(Debug, Clone, PartialEq)]
pub struct Assigned {
    /// The practice.
    pub practice: PracticeId,
    /// Who covered it and does not work any more; absent if nobody did.
    pub from: Option<LiaisonId>,
    /// Who gets it.
    pub liaison: LiaisonId,
    /// Hours of a year, visits and drives, with the new liaison.
    pub hours: f64,
    /// Referrals a year that it could send.
    pub potential: f64,
}

impl Rebalancing {
    /// Tells whether every rule is kept.
    #[must_use]
    pub fn is_feasible(&self) -> bool {
        self.violations.is_empty() && self.proofs.is_empty()
    }
}

/// Rebalances an alignment: rules first, then few broken relationships, then short ways from home.
///
/// Hours of driving depend on the territory: the engine needs them as a number a practice, but the number is
/// right for one alignment only. So the two take turns: estimate the drives in the present territories,
/// search, estimate anew in the new ones. An answer counts when it keeps the tolerances with the drives of
/// its *own* territories; until then the next search, again from today's alignment, aims at a narrower
/// tolerance. At least three rounds and at most six; of these the one with the least violation, then the
/// fewest broken relationships, is polished: short searches close to it look at relationships alone, as long
/// as each finds an answer that breaks fewer. Prices for each pair of practice and liaison would need no
/// rounds, but could not see that a territory gets denser as it grows.
///
/// A practice that nobody covers starts, at no price, with the nearest liaison who could serve it. One without
/// a place stays with whoever covers it and counts for nothing.
///
/// # Errors
/// [`ErrorKind::Input`](crate::ErrorKind) if the alignment is not one of this book, no liaison works, there
/// are fewer practices than liaisons or a rule names a practice that is not in the book;
/// [`ErrorKind::Setting`](crate::ErrorKind) if a rule is out of range.
pub fn rebalance(
    programme: &Programme,
    today: &Alignment,
    rules: &TerritoryRules,
    observer: Observer,
) -> Result<Rebalancing, Error> {
    let Some(placed) = PlacedPractices::of(programme)? else {
        return rebalance_placed(programme, today, rules, observer);
    };
    let part = placed.alignment(today)?;
    let answer = rebalance_placed(&placed.programme(), &part, &placed.rules(rules), observer)?;
    let alignment = placed.whole_alignment(&answer.alignment, today);
    Ok(Rebalancing {
        before: answer.before.with_unowned(today),
        after: answer.after.with_unowned(&alignment),
        unservable: placed.whole_indices(&answer.unservable),
        alignment,
        ..answer
    })
}

/// Rebalances an alignment of practices that all have a place.
fn rebalance_placed(
    programme: &Programme,
    today: &Alignment,
    rules: &TerritoryRules,
    observer: Observer,
) -> Result<Rebalancing, Error> {
    let builder = ProblemBuilder::new(programme, today, rules)?;
    let relay = ProgressRelay::new(observer);
    let candidate = find_candidate(&builder, TerritorySearch::FromToday, MIN_ROUNDS, &relay)?;
    let before = rules.drive.minutes_a_visit(programme, today, &builder.workloads);
    let assessor = Assessor::new(programme, &builder.workloads, &builder.graph);
    let alignment = builder.alignment(&candidate.labels);
    let scattered = scattered(&builder, &candidate, &relay)?;
    let (moves, binding_rules) = (
        moves::all(&builder, today, &candidate, &before, &relay)?,
        binding_rules(&builder, &candidate, &relay)?,
    );
    Ok(Rebalancing {
        before: assessor.assess(today, &before),
        after: assessor.assess(&alignment, &candidate.drive),
        moves,
        assigned: builder.assigned(today, &candidate),
        moved_share: candidate.evaluation.moved,
        least_moved_share: candidate.evaluation.least_moved,
        scattered_moved_share: scattered,
        violations: violations(&builder, &candidate.problem, &candidate.evaluation.solution),
        proofs: proofs(&builder, &candidate.problem)?,
        binding_rules,
        unservable: builder.unservable.clone(),
        rounds: candidate.rounds,
        stopped: relay.has_stopped(),
        alignment,
    })
}

impl ProblemBuilder<'_> {
    /// Lists the practices without a liaison who stays, with their new ones.
    fn assigned(&self, today: &Alignment, candidate: &AlignmentCandidate) -> Vec<Assigned> {
        let book = self.programme.book;
        let id = |liaison: LiaisonIndex| book.liaisons()[liaison.get()].id.clone();
        let assigned = book.practice_indices().filter(|&practice| self.is_assigned(today, practice));
        // Labels and workloads are lists by practice.
        let who = |practice: PracticeIndex| Assigned {
            practice: self.practice_id(practice),
            from: today.liaison(practice).map(id),
            liaison: self.liaison_id(candidate.labels[practice.get()]),
            hours: self.hours(practice, &candidate.drive),
            potential: self.workloads[practice.get()].potential,
        };
        assigned.map(who).collect()
    }

    /// Tells whether a practice has no liaison today who stays.
    pub(crate) fn is_assigned(&self, today: &Alignment, practice: PracticeIndex) -> bool {
        let started_with = self.liaisons[self.start[practice.get()]];
        !self.nobodys[practice.get()] && today.liaison(practice) != Some(started_with)
    }
}

/// Finds what would be lost if territories need not hang together, for the hours of the answer.
fn scattered(
    builder: &ProblemBuilder,
    candidate: &AlignmentCandidate,
    relay: &ProgressRelay,
) -> Result<Option<f64>, Error> {
    let off = builder.rules.contiguity == Contiguity::Off;
    if off || !candidate.keeps_rules() || !builder.rules.try_locks {
        return Ok(None);
    }
    let problem = DistrictingProblem { contiguity: Contiguity::Off, ..candidate.problem.clone() };
    let observer = |_: &_| relay.report("without borders", 0, 1);
    let found = districting::rebalance(&problem, &builder.config(0.5), &observer)?;
    Ok(found.solution.breaches.is_empty().then_some(found.moved))
}
