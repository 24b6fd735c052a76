//! Cadences of one liaison that may be set longer, each time by one visit fewer in the plan, the cheapest first.

use crate::model::id::LiaisonId;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::practice::Cadence;
use crate::plan::relaxation::Relaxation;
use crate::schedule::aim::asked::AimSources;
use crate::schedule::aim::liaison_aim::LiaisonAim;
use crate::schedule::aim::prices::Claim;
use crate::schedule::need::due_days::DueDays;
use crate::schedule::need::least_time::LiaisonNeed;
use crate::schedule::plan_basis::PlanBasis;

/// Days of a year.
const YEAR: f64 = 365.0;

/// The longest gap and the longest target that a cadence can have.
const LONGEST: u32 = 7_300;
const LONGEST_TARGET: u32 = 3_650;

/// What may be relaxed for one liaison, and what is.
pub(crate) struct RelaxSteps<'a> {
    basis: &'a PlanBasis<'a>,
    pub(crate) liaison: LiaisonIndex,
    need: LiaisonNeed<'a>,
    /// The cheapest an hour first; those of one practice from one visit fewer to the fewest.
    steps: Vec<RelaxStep>,
    is_taken: Vec<bool>,
}

/// One practice with so many visits fewer.
#[derive(Debug, Clone, Copy)]
struct RelaxStep {
    /// Position among the practices that the liaison covers.
    at: usize,
    to: Cadence,
    /// Referrals and hours a year beside the cadence of the book.
    referrals: f64,
    hours: f64,
    /// Referrals an hour beside the step before.
    price: f64,
}

impl<'a> RelaxSteps<'a> {
    /// Lists what may be relaxed for a liaison who covers these practices.
    pub(crate) fn new(
        basis: &'a PlanBasis<'a>,
        sources: &AimSources<'_>,
        liaison: LiaisonIndex,
        covered: &[PracticeIndex],
    ) -> Self {
        let need = LiaisonNeed::new(basis, liaison, covered);
        let aim = LiaisonAim::new(sources, liaison, covered);
        let set = need.promised();
        let promised = need.due.iter().zip(&aim.claims).enumerate().filter(|(at, _)| set[*at].is_some());
        let mut steps: Vec<RelaxStep> =
            promised.flat_map(|(at, (due, claim))| chain(at, due, claim)).collect();
        // The sort is stable, and no step of a chain is cheaper than the one before it.
        steps.sort_by(|one, other| one.price.total_cmp(&other.price).then(one.at.cmp(&other.at)));
        Self { basis, liaison, need, is_taken: vec![false; steps.len()], steps }
    }

    /// Takes the fewest of the cheapest steps with which the bound leaves room; all where none of that helps.
    pub(crate) fn take_enough(&mut self) {
        let counts: Vec<usize> = (0..=self.steps.len()).collect();
        let fewest = counts.partition_point(|&count| self.is_too_much(count));
        self.take_cheapest(fewest);
    }

    /// Tells whether no plan can keep what is left after so many steps.
    fn is_too_much(&self, count: usize) -> bool {
        let mut longest = self.need.promised();
        for step in &self.steps[..count] {
            longest[step.at] = Some(step.to.max());
        }
        self.need.shortage(&longest).is_some()
    }

    /// Takes so many of the cheapest steps that are left.
    pub(crate) fn take_cheapest(&mut self, count: usize) {
        let left = self.is_taken.iter_mut().filter(|is_taken| !**is_taken);
        left.take(count).for_each(|is_taken| *is_taken = true);
    }

    /// Takes the next step of a practice, if one is left.
    pub(crate) fn take_of(&mut self, practice: PracticeIndex) {
        let is_it = |step: &RelaxStep| self.need.due[step.at].practice == practice;
        let next = self.steps.iter().zip(&self.is_taken).position(|(step, taken)| !taken && is_it(step));
        if let Some(at) = next {
            self.is_taken[at] = true;
        }
    }

    /// Tells whether a practice is one of the liaison's.
    pub(crate) fn covers(&self, practice: PracticeIndex) -> bool {
        self.need.due.binary_search_by_key(&practice, |due| due.practice).is_ok()
    }

    /// Lists what is relaxed, the cheapest an hour first.
    pub(crate) fn relaxations(&self) -> Vec<Relaxation> {
        let liaison = &self.basis.book.liaisons()[self.liaison.get()].id;
        let taken =
            || self.steps.iter().zip(&self.is_taken).filter(|(_, taken)| **taken).map(|(step, _)| step);
        let is_last =
            |number: usize, step: &RelaxStep| taken().skip(number + 1).all(|later| later.at != step.at);
        let last = taken().enumerate().filter(|(number, step)| is_last(*number, step));
        last.map(|(_, step)| self.relaxation(liaison, step)).collect()
    }

    fn relaxation(&self, liaison: &LiaisonId, step: &RelaxStep) -> Relaxation {
        let due = &self.need.due[step.at];
        Relaxation {
            liaison: liaison.clone(),
            practice: self.basis.book.practices()[due.practice.get()].id.clone(),
            from: due.cadence,
            to: step.to,
            referrals: step.referrals,
            hours: step.hours,
        }
    }
}

/// Lists the cadences of a practice with fewer and fewer visits in the plan.
fn chain(at: usize, due: &DueDays, claim: &Claim) -> Vec<RelaxStep> {
    let mut steps: Vec<RelaxStep> = Vec::new();
    while let Some(to) = longer(due, steps.last().map_or(due.cadence, |step| step.to)) {
        let (referrals, hours) = (given_up(claim, due.cadence, to), freed(claim, due.cadence, to));
        let before = steps.last().map_or((0.0, 0.0, 0.0), |step| (step.referrals, step.hours, step.price));
        let price = ((referrals - before.0) / (hours - before.1).max(1e-9)).max(before.2);
        steps.push(RelaxStep { at, to, referrals, hours, price });
    }
    steps
}

/// Finds the shortest longer cadence with which fewer visits are needed; the target grows in proportion.
fn longer(due: &DueDays, from: Cadence) -> Option<Cadence> {
    let needed = |longest: u32| due.visits(Some(longest)).len();
    let now = needed(from.max());
    let (mut low, mut high) = (from.max(), LONGEST);
    if needed(high) >= now {
        return None;
    }
    while low + 1 < high {
        let middle = low.midpoint(high);
        if needed(middle) < now { high = middle } else { low = middle }
    }
    let target = u64::from(from.target()) * u64::from(high) / u64::from(from.max());
    let target = u32::try_from(target).unwrap_or(LONGEST_TARGET).min(LONGEST_TARGET);
    Cadence::new(Some(from.min()), target, Some(high)).ok()
}

/// Returns the extra referrals a year that a longer target gives up.
fn given_up(claim: &Claim, from: Cadence, to: Cadence) -> f64 {
    let a_day = |target: u32| claim.goodwill.harvest(f64::from(target)) / f64::from(target);
    (YEAR * (a_day(from.target()) - a_day(to.target()))).max(0.0)
}

/// Returns the hours a year that a longer target frees.
fn freed(claim: &Claim, from: Cadence, to: Cadence) -> f64 {
    let visits = 1.0 / f64::from(from.target()) - 1.0 / f64::from(to.target());
    YEAR * visits * claim.takes.minutes / 60.0
}
