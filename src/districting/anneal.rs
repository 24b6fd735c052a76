//! Simulated annealing over connected assignments: relocations and chains of two along the border.

use std::ops::ControlFlow;

use crate::districting::energy::{Best, Weights};
use crate::districting::instance::Instance;
use crate::districting::problem::Contiguity;
use crate::districting::state::{AssignmentState, LabelChange};
use crate::districting::tuning::{
    FIRST_PENALTY, INSIDE_SHARE, LEAST_PENALTY, MOST_PENALTY, ONE_LONE_MOVE_IN, ONE_RELOCATION_IN,
    ONE_SWAP_IN, ONWARD_TRIES, PENALTY_STEP, ROUND,
};
use crate::random::{Stream, decay, ratio_root};

/// How long and how hot.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CoolingSchedule {
    /// Proposals.
    pub(crate) steps: u64,
    /// First and last temperature, in costs of one average node.
    pub(crate) hot: f64,
    pub(crate) cold: f64,
}

/// One annealing chain's search.
///
/// Kirkpatrick, Gelatt & Vecchi 1983 (<https://doi.org/10.1126/science.220.4598.671>) with the balance rules
/// as a penalty whose weight swings so that the walk keeps crossing the edge of what is allowed (strategic
/// oscillation, Glover 1989, <https://doi.org/10.1287/ijoc.1.3.190>). A proposal is a node on the border and
/// a territory it touches; every second one goes on with a node of the receiving territory, which swaps it
/// back or passes it on (ejection chain of length two). A step costs the degree of a node, and a short
/// breadth-first search if the change is wanted.
pub(crate) struct DistrictingChain<'a> {
    state: AssignmentState<'a>,
    weights: Weights,
    random: Stream,
    penalty: f64,
    temperature: f64,
    /// Of the current labels, kept by adding changes.
    now: LabelChange,
    /// Violation and energy of the best labels seen.
    least: (f64, f64),
    /// Moves since then, so that the best is found again without copying labels at every improvement.
    since_best: Vec<(u32, u32)>,
    /// What the step has moved so far, and from where.
    trail: Vec<(usize, usize)>,
    /// Whether whole territories may swap; the cost of a swap grows with the map.
    may_swap: bool,
    /// Scratch for [`DistrictingChain::shift`].
    train: Vec<u32>,
}

/// Rounds between two looks at the observer.
const LOOK: u64 = 32;

impl<'a> DistrictingChain<'a> {
    pub(crate) fn new(instance: &'a Instance, labels: Vec<u32>, weights: Weights, random: Stream) -> Self {
        let state = AssignmentState::new(instance, labels);
        let now = state.whole();
        let least = (now.violation, weights.energy(&now));
        Self {
            state,
            weights,
            random,
            penalty: 0.0,
            temperature: 0.0,
            now,
            least,
            since_best: Vec::new(),
            trail: Vec::new(),
            may_swap: instance.is_small_and_uneven(),
            train: Vec::new(),
        }
    }

    /// Runs the schedule, or until `stop_check` breaks, and hands over the best.
    pub(crate) fn run(
        mut self,
        schedule: &CoolingSchedule,
        stop_check: &dyn Fn() -> ControlFlow<()>,
    ) -> Best {
        let rounds = schedule.steps.div_ceil(ROUND).max(1);
        let cooling = ratio_root(schedule.cold / schedule.hot, rounds);
        self.temperature = schedule.hot;
        // At first, one average node too many in a territory is worth a few average costs.
        let nodes_each = self.state.labels.len() as f64 / self.state.instance.territories as f64;
        let (least, most) = (nodes_each * LEAST_PENALTY, nodes_each * MOST_PENALTY);
        self.penalty = nodes_each * FIRST_PENALTY;
        for round in 0..rounds {
            if round % LOOK == LOOK - 1 && stop_check().is_break() {
                break;
            }
            let mut inside = 0_u32;
            for _ in 0..ROUND {
                self.step();
                inside += u32::from(self.now.violation < 1e-9);
            }
            let factor = if f64::from(inside) < INSIDE_SHARE * ROUND as f64 {
                PENALTY_STEP
            } else {
                1.0 / PENALTY_STEP
            };
            self.penalty = (self.penalty * factor).clamp(least.min(most), most);
            self.temperature *= cooling;
        }
        self.into_best()
    }

    /// Goes back to the best labels.
    fn into_best(mut self) -> Best {
        while let Some((node, from)) = self.since_best.pop() {
            self.state.labels[node as usize] = from;
        }
        Best { violation: self.least.0, energy: self.least.1, labels: self.state.labels }
    }

    fn step(&mut self) {
        let Some((node, to)) = self.draw() else { return };
        if self.may_swap && self.random.below(ONE_SWAP_IN) == 0 {
            self.swap_names(self.state.labels[node] as usize, to);
        } else if self.random.below(ONE_RELOCATION_IN) == 0 {
            self.relocate(node, to);
        } else {
            self.eject(node, to);
        }
    }

    /// Draws a node on the border and a territory it touches; if territories may be scattered, every second
    /// time any node and territory.
    fn draw(&mut self) -> Option<(usize, usize)> {
        if self.may_scatter() && self.random.below(2) == 0 {
            let node = self.random.below(self.state.labels.len());
            let to = self.random.below(self.state.instance.territories);
            return (to != self.state.labels[node] as usize).then_some((node, to));
        }
        let crossing = self.state.border.len();
        if crossing == 0 {
            return None;
        }
        let (node, arc) = self.state.border.get(self.random.below(crossing));
        Some((node, self.state.labels[self.state.instance.graph.head(arc)] as usize))
    }

    fn relocate(&mut self, node: usize, to: usize) {
        if self.state.stray() > 0 {
            // What the move does to the parts is known only afterwards.
            return self.eject(node, to);
        }
        let change = self.state.change(node, to);
        if self.accepts(&change) && self.state.may_move(node, to) {
            self.trail.clear();
            self.trail.push((node, self.state.labels[node] as usize));
            self.state.apply(node, to);
            self.keep(change);
        }
    }

    /// Moves `node` to `to` with what hangs on it, then, three times out of four, a node of `to` onwards;
    /// takes all back unless the sum is accepted.
    fn eject(&mut self, node: usize, to: usize) {
        self.trail.clear();
        let Some(mut change) = self.shift(node, to) else { return };
        if self.random.below(ONE_LONE_MOVE_IN) != 0
            && let Some((next, onwards)) = self.draw_from(to, node)
            && let Some(more) = self.shift(next, onwards)
        {
            change = change + more;
        }
        self.keep_or_take_back(&change);
    }

    /// Keeps what is on the trail, or takes it back.
    fn keep_or_take_back(&mut self, change: &LabelChange) {
        if self.accepts(change) {
            self.keep(*change);
        } else {
            while let Some((node, from)) = self.trail.pop() {
                self.state.apply(node, from);
            }
        }
    }

    /// Lets two territories swap all they have, unless something is fixed: where the map is narrow, a
    /// part-time territory gets from one place to another in no other way.
    fn swap_names(&mut self, one: usize, other: usize) {
        let state = &self.state;
        let movers: Vec<(usize, usize)> = [(one, other), (other, one)]
            .into_iter()
            .flat_map(|(from, to)| state.members[from].iter().map(move |&node| (node as usize, to)))
            .collect();
        if movers.iter().any(|&(node, to)| !state.instance.is_free(node, to)) {
            return;
        }
        self.trail.clear();
        let stray = self.state.stray();
        let mut change = LabelChange::default();
        for (node, to) in movers {
            change = change + self.state.change(node, to);
            self.trail.push((node, self.state.labels[node] as usize));
            self.state.apply(node, to);
        }
        change.violation += (self.state.stray() - stray) as f64;
        self.keep_or_take_back(&change);
    }

    /// Moves `node` and its train to `to`, if that is allowed; notes on the trail how to go back.
    fn shift(&mut self, node: usize, to: usize) -> Option<LabelChange> {
        let mut train = std::mem::take(&mut self.train);
        let allowed = self.state.may_move_with_train(node, to, &mut train);
        let mut change = None;
        if allowed {
            let from = self.state.labels[node] as usize;
            let stray = self.state.stray();
            let movers = std::iter::once(node).chain(train.iter().map(|&other| other as usize));
            let mut sum = movers.fold(LabelChange::default(), |sum, mover| {
                let change = self.state.change(mover, to);
                self.state.apply(mover, to);
                self.trail.push((mover, from));
                sum + change
            });
            sum.violation += (self.state.stray() - stray) as f64;
            change = Some(sum);
        }
        self.train = train;
        change
    }

    /// Draws a node of `territory` other than `but`, and another territory it touches.
    fn draw_from(&mut self, territory: usize, but: usize) -> Option<(usize, usize)> {
        let instance = self.state.instance;
        for _ in 0..ONWARD_TRIES {
            let members = &self.state.members[territory];
            let node = members[self.random.below(members.len())] as usize;
            if self.may_scatter() && node != but {
                let to = self.random.below(instance.territories);
                return (to != territory).then_some((node, to));
            }
            let around = instance.graph.adjacent(node);
            if node == but || around.is_empty() {
                continue;
            }
            let label = self.state.labels[around[self.random.below(around.len())] as usize] as usize;
            if label != territory {
                return Some((node, label));
            }
        }
        None
    }

    fn may_scatter(&self) -> bool {
        self.state.instance.contiguity == Contiguity::Off
    }

    /// Tells whether a change is accepted, by Metropolis' rule.
    fn accepts(&mut self, change: &LabelChange) -> bool {
        let rise = self.weights.energy(change) + self.penalty * change.violation;
        rise <= 0.0 || self.random.unit() < decay(rise / self.temperature)
    }

    /// Stays where the step has led.
    fn keep(&mut self, change: LabelChange) {
        self.now = self.now + change;
        self.since_best.extend(self.trail.drain(..).map(|(node, from)| (narrow(node), narrow(from))));
        let (energy, (violation, least)) = (self.weights.energy(&self.now), self.least);
        let promising = self.now.violation < violation - 1e-9
            || self.now.violation < violation + 1e-9 && energy < least - least.abs() * 1e-9;
        if promising {
            let exact = self.state.violation();
            if (exact, energy) < (violation, least) {
                self.least = (exact, energy);
                self.since_best.clear();
            }
        }
    }
}

/// Makes a node or territory number as the instance stores it; both fit by construction.
#[expect(clippy::cast_possible_truncation, reason = "the graph has checked that nodes are fewer than 2^32")]
fn narrow(number: usize) -> u32 {
    number as u32
}
