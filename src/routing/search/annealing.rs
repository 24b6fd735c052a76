//! One chain: small changes under simulated annealing, a pure function of its own state and (seed, chain, epoch).

use crate::random::Stream;
use crate::routing::model::problem::Value;
use crate::routing::model::solution::StepStatistics;
use crate::routing::operators::close_route::close;
use crate::routing::operators::ejection::Ejection;
use crate::routing::operators::greedy_insertion::GreedyInsertion;
use crate::routing::operators::labelling::route_labelling::RouteLabelling;
use crate::routing::operators::local_search::descent::Descent;
use crate::routing::operators::local_search::{change_days, two_opt_star};
use crate::routing::operators::open_route::open;
use crate::routing::operators::split_route::split;
use crate::routing::operators::srex::cross_over;
use crate::routing::operators::string_removal::StringRemoval;
use crate::routing::search::cooling::{CHEAP_UNTIL, Cooling};
use crate::routing::state::best::{Grade, Snapshot};
use crate::routing::state::solution::SearchSolution;
use crate::routing::support::cancellation::StopCheck;
use crate::routing::support::fixed_point::Share;

/// One in how many steps puts an unassigned client, if there is one, in the place of others.
const REPLACE: usize = 2;
/// One in how many steps opens an unused shift: for an unassigned client, if there is one, or for any.
const OPEN_FOR_UNASSIGNED: usize = 2;
const OPEN_FOR_ANY: usize = 10;
/// One in how many of the other steps splits a route, and one in how many of the rest closes a shift, while some shift is unused.
/// Where everybody is visited, ten times as many splits and five times as many closings made plans of 1,000 clients dearer.
const SPLIT: usize = 100;
const SPLIT_WHERE_UNASSIGNED: usize = 10;
const CLOSE: usize = 100;
const CLOSE_WHERE_UNASSIGNED: usize = 20;
/// One in how many steps that tear out strings tries to let the removed routes exchange their tails: where nobody is unassigned, and
/// where more is won by who is visited.
const CROSS: usize = 2;
const CROSS_WHERE_UNASSIGNED: usize = 10;
/// Iterations, for each visit, between two descents.
const DESCEND_EVERY: u64 = 10;
/// What each look at a route counts at least, as work of rewriting.
const LOOK: u64 = 1000;
/// Work that rewriting may do for each iteration where there is a single route: about as much as the iteration
/// itself. Among several routes most is won between them: the share falls with their third power. It is done in the cold part
/// of a cooling, where routes are good: the better a route, the fewer labels are left that could beat it.
const REWRITING: u64 = 400;
/// The part of a cooling after which routes are rewritten: travel counts for all it costs by then, as rewriting takes for granted.
const REWRITE_FROM: f64 = CHEAP_UNTIL;
/// What leaving out a required client costs at first, in units of what a visit contributes to the objective.
const LEFT_OUT: Value = 20;
/// What it can come to cost, in the same unit.
const MOST_LEFT_OUT: Value = 1000 * LEFT_OUT;

/// A solution on its way, and the best it has been.
#[derive(Debug, Clone)]
pub(crate) struct AnnealingChain<'a> {
    pub(crate) solution: SearchSolution<'a>,
    pub(crate) best: Snapshot,
    string_removal: StringRemoval,
    ejection: Ejection,
    rewrite: RouteLabelling,
    greedy: GreedyInsertion,
    descent: Descent,
    /// What each [`Operator`] did.
    steps: [StepStatistics; Operator::NAMES.len()],
    /// Iterations until the next descent.
    until_descent: u64,
    /// Work that rewriting may do.
    rewrite_allowance: u64,
    /// What a visit contributes to the objective, at least 1.
    unit: Value,
    cooling: Cooling,
}

/// A step that a chain takes.
#[derive(Debug, Clone, Copy)]
enum Operator {
    Strings,
    Tails,
    Replacement,
    Opening,
    Splitting,
    Closing,
    ChangeOfDays,
    Rewriting,
    Recombination,
}

impl Operator {
    /// What statistics call the steps, in their order.
    const NAMES: [&str; 9] = [
        "strings",
        "tails",
        "replace",
        "open",
        "split",
        "close",
        "change of days",
        "rewrite",
        "recombination",
    ];
}

impl<'a> AnnealingChain<'a> {
    /// A chain at the start routes, the rest inserted greedily.
    pub(crate) fn new(start: &SearchSolution<'a>, stream: &mut Stream, stop_check: &StopCheck<'_>) -> Self {
        let data = start.data;
        let mut greedy = GreedyInsertion::new(data);
        let mut solution = first(start, &mut greedy, stream, stop_check);
        let unit = unit(&solution);
        for client in 0..data.clients.len() as u32 {
            if data.clients[client as usize].required {
                solution.set_penalty(client, LEFT_OUT * unit);
            }
        }
        solution.mark();
        Self {
            best: Snapshot::of(&solution),
            string_removal: StringRemoval::default(),
            ejection: Ejection::default(),
            rewrite: RouteLabelling::default(),
            greedy,
            descent: Descent::new(data.clients.len()),
            steps: Operator::NAMES.map(StepStatistics::new),
            until_descent: 0,
            rewrite_allowance: 0,
            unit,
            cooling: Cooling::of(&solution),
            solution,
        }
    }

    /// Some iterations at the temperature that belongs to this part of a cooling, as long as it may go on. How many there were.
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
        let routes = self.solution.used.items().len().max(1) as u64;
        self.rewrite_allowance += iterations * REWRITING / routes.saturating_pow(3);
        self.until_descent = self.until_descent.saturating_sub(iterations);
        if self.until_descent == 0 {
            self.descend(cooled, stream, stop_check);
            self.until_descent = DESCEND_EVERY * self.solution.totals.visits as u64;
        }
        iterations
    }

    /// Goes on from a copy of another chain's solution: with some routes of its own, unless these make it worse.
    pub(crate) fn meet(
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
        cross_over(&mut child, &self.solution, &mut self.greedy, stream, stop_check);
        self.steps[Operator::Recombination as usize].tried += 1;
        if child.score() < before {
            child.rollback();
        } else {
            self.steps[Operator::Recombination as usize].kept += 1;
        }
        child.mark();
        self.solution = child;
        self.best.note_all();
        self.steps[Operator::Recombination as usize].bests += u64::from(self.note_best());
    }

    /// What each step did.
    pub(crate) fn statistics(&self) -> impl Iterator<Item = &StepStatistics> {
        self.steps.iter().chain(&self.descent.steps)
    }

    fn iterate(&mut self, temperature: f64, stream: &mut Stream, stop_check: &StopCheck<'_>) {
        let before = self.solution.score();
        self.solution.mark();
        let step = self.change(stream, stop_check);
        let step = step as usize;
        self.steps[step].tried += 1;
        let allowance = (temperature * stream.exponential()) as Value;
        if self.solution.score() < before - allowance {
            self.solution.rollback();
        } else {
            self.steps[step].kept += 1;
            self.best.note(self.solution.touched());
            self.steps[step].bests += u64::from(self.note_best());
        }
        self.raise_penalties(stream);
    }

    /// Changes the solution, and tells by which step.
    fn change(&mut self, stream: &mut Stream, stop_check: &StopCheck<'_>) -> Operator {
        let unassigned = !self.solution.unassigned.items().is_empty();
        if let Some(step) = self.change_shifts(unassigned, stream, stop_check) {
            return step;
        }
        if unassigned && stream.below(REPLACE) == 0 {
            self.ejection.run(&mut self.solution, stream);
            if !self.solution.touched().is_empty() {
                self.greedy.run(&mut self.solution, &self.ejection.clients, stream, stop_check);
                return Operator::Replacement;
            }
        }
        self.string_removal.run(&mut self.solution, stream);
        let cross_every = if unassigned { CROSS_WHERE_UNASSIGNED } else { CROSS };
        let crossed = stream.below(cross_every) == 0
            && two_opt_star::cross(&mut self.solution, &self.string_removal.gaps, stream, stop_check);
        self.greedy.run(&mut self.solution, &self.string_removal.clients, stream, stop_check);
        if crossed { Operator::Tails } else { Operator::Strings }
    }

    /// Now and then uses one shift more or less, if there are unused ones.
    fn change_shifts(
        &mut self,
        unassigned: bool,
        stream: &mut Stream,
        stop_check: &StopCheck<'_>,
    ) -> Option<Operator> {
        let (solution, greedy) = (&mut self.solution, &mut self.greedy);
        if solution.used.items().len() == solution.routes.len() {
            return None;
        }
        let mut every = |unassigned_every, any_every| {
            stream.below(if unassigned { unassigned_every } else { any_every }) == 0
        };
        let [opens, splits, closes] = [
            every(OPEN_FOR_UNASSIGNED, OPEN_FOR_ANY),
            every(SPLIT_WHERE_UNASSIGNED, SPLIT),
            every(CLOSE_WHERE_UNASSIGNED, CLOSE),
        ];
        if opens && open(solution, &mut self.string_removal, greedy, stream, stop_check) {
            return Some(Operator::Opening);
        }
        if splits && split(solution, greedy, stream, stop_check) {
            return Some(Operator::Splitting);
        }
        (closes && close(solution, greedy, stream, stop_check)).then_some(Operator::Closing)
    }

    /// Descends from where the solution stands: exchanges near every client, and new days for clients that have a choice.
    fn descend(&mut self, cooled: f64, stream: &mut Stream, stop_check: &StopCheck<'_>) {
        let kept: Vec<u64> = self.descent.steps.iter().map(|step| step.kept).collect();
        let rewritten = self.steps[Operator::Rewriting as usize].kept;
        self.solution.mark();
        self.descent.run(&mut self.solution, stop_check);
        if self.solution.data.problem.days > 1 {
            change_days::improve(
                &mut self.solution,
                &mut self.greedy,
                &mut self.steps[Operator::ChangeOfDays as usize],
                stream,
                stop_check,
            );
        }
        self.solution.mark();
        if cooled >= REWRITE_FROM {
            self.rewrite(stream, stop_check);
        }
        self.best.note_all();
        if self.note_best() {
            let gained = self.descent.steps.iter_mut().zip(kept).filter(|(step, kept)| step.kept > *kept);
            gained.for_each(|(step, _)| step.bests += 1);
            self.steps[Operator::Rewriting as usize].bests +=
                u64::from(self.steps[Operator::Rewriting as usize].kept > rewritten);
        }
    }

    /// Rewrites random routes, as far as the allowance goes.
    fn rewrite(&mut self, stream: &mut Stream, stop_check: &StopCheck<'_>) {
        while stop_check.allows_now() && !self.solution.unassigned.items().is_empty() {
            let used = self.solution.used.items();
            let Some(&route) = used.get(stream.below(used.len())) else { return };
            let spent = self.rewrite.work() + LOOK * self.steps[Operator::Rewriting as usize].tried;
            let allowance = self.rewrite_allowance.saturating_sub(spent);
            if allowance < self.rewrite.needs(&self.solution, route) {
                return;
            }
            let least = self.least();
            self.steps[Operator::Rewriting as usize].tried += 1;
            if self.rewrite.run(&mut self.solution, route, least, allowance, stream, stop_check) {
                self.steps[Operator::Rewriting as usize].kept += 1;
            }
            self.solution.mark();
        }
    }

    /// What a rewritten route must make the solution worth more than: where it is the only one, more than the best so far.
    fn least(&self) -> Value {
        let is_alone = self.solution.used.items().len() == 1;
        let all_served = self.solution.totals.unserved == 0 && self.best.grade.served.0 == 0;
        if is_alone && all_served { self.best.grade.objective } else { self.solution.score() }
    }

    /// Copies the solution if it is the best so far.
    fn note_best(&mut self) -> bool {
        let better = Grade::of(&self.solution) > self.best.grade;
        if better {
            self.best.take(&self.solution);
        }
        better
    }

    /// Required clients that stay out become dearer, so that the search makes room for them.
    fn raise_penalties(&mut self, stream: &mut Stream) {
        let unassigned = self.solution.unassigned.items();
        if self.solution.totals.unserved == 0 || unassigned.is_empty() {
            return;
        }
        let client = unassigned[stream.below(unassigned.len())];
        if self.solution.data.clients[client as usize].required {
            let most = MOST_LEFT_OUT * self.unit;
            let penalty = self.solution.penalties[client as usize] + 1 + self.unit / 10;
            self.solution.set_penalty(client, penalty.min(most));
        }
    }
}

/// The start routes filled up greedily: with whom is worth its travel, or with everybody who fits,
/// whichever is better. The second leaves it to the search whom to drop, where clients far away are worth the journey
/// only together.
fn first<'a>(
    start: &SearchSolution<'a>,
    greedy: &mut GreedyInsertion,
    stream: &mut Stream,
    stop_check: &StopCheck<'_>,
) -> SearchSolution<'a> {
    let mut filled = |price: Share| {
        let mut solution = start.clone();
        greedy.fill(&mut solution, price, stream, stop_check);
        solution
    };
    let (worth, full) = (filled(Share::WHOLE), filled(Share::NONE));
    if Grade::of(&full) > Grade::of(&worth) { full } else { worth }
}

/// What a visit contributes to the objective of this solution, in absolute terms and at least 1; small enough that the
/// charges for all clients together fit 64 bits.
fn unit(solution: &SearchSolution<'_>) -> Value {
    let size = solution.totals.value + solution.data.weight * solution.totals.travel;
    let most = (1 << 61) / (MOST_LEFT_OUT * solution.data.clients.len().max(1) as Value);
    (size / solution.totals.visits.max(1) as Value).clamp(1, most)
}
