//! One chain: small changes under simulated annealing, a pure function of its own state and (seed, chain, epoch).

use crate::random::Stream;
use crate::routing::model::problem::Value;
use crate::routing::model::solution::StepStatistics;
use crate::routing::operators::labelling::route_labelling::RouteLabelling;
use crate::routing::operators::local_search::change_days;
use crate::routing::operators::local_search::descent::Descent;
use crate::routing::operators::srex::cross_over;
use crate::routing::search::construction::{LeftOutCharge, first};
use crate::routing::search::cooling::Cooling;
use crate::routing::search::operators::{Operator, Workspace, step};
use crate::routing::state::best::{Grade, Snapshot};
use crate::routing::state::solution::SearchSolution;
use crate::routing::support::cancellation::StopCheck;

/// A solution on its way, and the best it has been.
#[derive(Debug, Clone)]
pub(crate) struct AnnealingChain<'a> {
    pub(crate) solution: SearchSolution<'a>,
    pub(crate) best: Snapshot,
    workspace: Workspace,
    labelling: RouteLabelling,
    descent: Descent,
    /// What each [`Operator`] did.
    steps: [StepStatistics; Operator::NAMES.len()],
    /// Iterations until the next descent.
    until_descent: u64,
    /// Work that labelling may do.
    labelling_allowance: u64,
    charge: LeftOutCharge,
    cooling: Cooling,
}

impl<'a> AnnealingChain<'a> {
    /// Makes a chain at the start routes, the rest inserted greedily.
    pub(crate) fn new(start: &SearchSolution<'a>, stream: &mut Stream, stop_check: &StopCheck<'_>) -> Self {
        let data = start.data;
        let mut workspace = Workspace::new(data);
        let mut solution = first(start, &mut workspace.greedy, stream, stop_check);
        let charge = LeftOutCharge::of(&solution);
        charge.begin(&mut solution);
        solution.mark();
        Self {
            best: Snapshot::of(&solution),
            workspace,
            labelling: RouteLabelling::new(&data.tuning),
            descent: Descent::new(data.clients.len()),
            steps: Operator::NAMES.map(StepStatistics::new),
            until_descent: 0,
            labelling_allowance: 0,
            charge,
            cooling: Cooling::of(&solution),
            solution,
        }
    }

    /// Does some iterations at the temperature that belongs to this part of a cooling, as long as it may go on, and returns how many
    /// there were.
    pub(crate) fn run(
        &mut self,
        iterations: u64,
        cooled: f64,
        stream: &mut Stream,
        stop_check: &StopCheck<'_>,
    ) -> u64 {
        let temperature = self.cooling.at(cooled);
        self.solution.price = self.cooling.price(cooled);
        for done in 0..iterations {
            if !stop_check.allows(1) {
                return done;
            }
            self.iterate(temperature, stream, stop_check);
        }
        let (tuning, routes) = (&self.solution.data.tuning, self.solution.used.items().len().max(1) as u64);
        // Among several routes most is won between them, so the share falls with their third power.
        self.labelling_allowance += iterations * tuning.labelling_work / routes.saturating_pow(3);
        self.until_descent = self.until_descent.saturating_sub(iterations);
        if self.until_descent == 0 {
            self.descend(cooled, stream, stop_check);
            self.until_descent = tuning.descend_every * self.solution.totals.visits as u64;
        }
        iterations
    }

    /// Goes on from a copy of another chain's solution: with some routes of its own, unless these make it worse.
    pub(crate) fn cross_over(
        &mut self,
        mut child: SearchSolution<'a>,
        stream: &mut Stream,
        stop_check: &StopCheck<'_>,
    ) {
        for (client, &penalty) in self.solution.penalties.iter().enumerate() {
            child.set_penalty(client as u32, penalty);
        }
        child.mark();
        let before = child.score();
        cross_over(&mut child, &self.solution, &mut self.workspace.greedy, stream, stop_check);
        self.steps[Operator::Crossover as usize].tried += 1;
        if child.score() < before {
            child.rollback();
        } else {
            self.steps[Operator::Crossover as usize].kept += 1;
        }
        child.mark();
        self.solution = child;
        self.best.note_all();
        self.steps[Operator::Crossover as usize].bests += u64::from(self.note_best());
    }

    /// Lists what each operator did, and each operator of the descent.
    pub(crate) fn statistics(&self) -> impl Iterator<Item = &StepStatistics> {
        self.steps.iter().chain(&self.descent.steps)
    }

    /// Takes one step, and keeps its result or takes it back.
    fn iterate(&mut self, temperature: f64, stream: &mut Stream, stop_check: &StopCheck<'_>) {
        let before = self.solution.score();
        self.solution.mark();
        let operator = step(&mut self.solution, &mut self.workspace, stream, stop_check);
        let allowance = (temperature * stream.exponential()) as Value;
        let is_kept = self.solution.score() >= before - allowance;
        let mut is_best = false;
        if is_kept {
            self.best.note(self.solution.touched());
            is_best = self.note_best();
        } else {
            self.solution.rollback();
        }
        if let Some(operator) = operator {
            // The statistics stand in the order of the operators.
            self.steps[operator as usize].count(is_kept, is_best);
        }
        self.charge.raise(&mut self.solution, stream);
    }

    /// Descends from where the solution stands: exchanges near every client, and new days for clients that have a choice.
    fn descend(&mut self, cooled: f64, stream: &mut Stream, stop_check: &StopCheck<'_>) {
        let kept: Vec<u64> = self.descent.steps.iter().map(|step| step.kept).collect();
        let labelled = self.steps[Operator::Labelling as usize].kept;
        self.solution.mark();
        self.descent.run(&mut self.solution, stop_check);
        if self.solution.data.problem.days > 1 {
            let step = &mut self.steps[Operator::ChangeDays as usize];
            change_days::improve(&mut self.solution, &mut self.workspace.greedy, step, stream, stop_check);
        }
        self.solution.mark();
        if cooled >= self.solution.data.tuning.labelling_from {
            self.label(stream, stop_check);
        }
        self.best.note_all();
        if self.note_best() {
            let gained = self.descent.steps.iter_mut().zip(kept).filter(|(step, kept)| step.kept > *kept);
            gained.for_each(|(step, _)| step.bests += 1);
            let step = &mut self.steps[Operator::Labelling as usize];
            step.bests += u64::from(step.kept > labelled);
        }
    }

    /// Labels random routes, as far as the allowance goes.
    fn label(&mut self, stream: &mut Stream, stop_check: &StopCheck<'_>) {
        while stop_check.allows_now() && !self.solution.unassigned.items().is_empty() {
            let used = self.solution.used.items();
            let Some(&route) = used.get(stream.below(used.len())) else { return };
            let looks = self.steps[Operator::Labelling as usize].tried;
            let spent = self.labelling.work() + self.solution.data.tuning.labelling_least_work * looks;
            let allowance = self.labelling_allowance.saturating_sub(spent);
            if allowance < self.labelling.needs(&self.solution, route) {
                return;
            }
            let least = self.least();
            let is_better =
                self.labelling.run(&mut self.solution, route, least, allowance, stream, stop_check);
            self.steps[Operator::Labelling as usize].count(is_better, false);
            self.solution.mark();
        }
    }

    /// Returns what a labelled route must make the solution worth more than: where it is the only one, more than the best so far.
    fn least(&self) -> Value {
        let is_alone = self.solution.used.items().len() == 1;
        let all_served = self.solution.totals.unserved == 0 && self.best.grade.served.0 == 0;
        if is_alone && all_served { self.best.grade.objective } else { self.solution.score() }
    }

    /// Copies the solution if it is the best so far, and tells whether it is.
    fn note_best(&mut self) -> bool {
        let better = Grade::of(&self.solution) > self.best.grade;
        if better {
            self.best.take(&self.solution);
        }
        better
    }
}
