//! Small maps: every assignment is looked at, so that the answer is the best there is.

use crate::districting::connectivity::Connectivity;
use crate::districting::energy::{Best, Weights};
use crate::districting::instance::Instance;
use crate::districting::problem::Contiguity;
use crate::districting::state::AssignmentState;
use crate::districting::tuning::MOST_ENUMERATED;
use crate::progress::{Observer, Progress};

/// Assignments between two looks at the observer.
const LOOK: usize = 4096;

/// Tells whether [`best_of_all`] has an answer.
pub(crate) fn is_small(instance: &Instance) -> bool {
    choices(instance).is_some()
}

/// Finds the best of all assignments that the fixed and barred nodes allow, and of `start`, which wins where
/// others are as good: first those that leave nobody without a node, then violation, then energy. Nothing if
/// there are too many, or none. If the observer breaks, the best so far.
///
/// Where parts are tolerated, no territory gets more of them than it has in `start`. Each assignment follows
/// from the one before by one move (a reflected Gray code of mixed radix, Knuth, The Art of Computer
/// Programming 4A, 7.2.1.1, algorithm H), and what breaks more rules than the best is not looked at closely.
/// O(assignments * nodes).
pub(crate) fn best_of_all(
    instance: &Instance,
    start: &[u32],
    weights: &Weights,
    observer: Observer,
) -> Option<Best> {
    let choices = choices(instance)?;
    let all = choices.iter().map(Vec::len).product::<usize>();
    // The walk leads through assignments in any number of parts, which its judge counts.
    let mut loose = instance.clone();
    loose.contiguity = Contiguity::Off;
    let mut judge = Judge::new(instance, &AssignmentState::new(&loose, start.to_vec()), weights);
    let mut walk = GrayWalk::new(&loose, choices);
    for step in 0..all {
        if step % LOOK == 0 && observer(&Progress::new("territories", step as u64, all as u64)).is_break() {
            break;
        }
        judge.look(&walk.state);
        walk.step();
    }
    Some(Best::of(instance, judge.labels, weights))
}

/// Lists, by node, the territories it may belong to; nothing if there are too many ways to combine them, or
/// none.
fn choices(instance: &Instance) -> Option<Vec<Vec<u32>>> {
    let territories = u32::try_from(instance.territories).ok()?;
    let mut work = instance.len();
    let mut choices = Vec::with_capacity(instance.len());
    for node in 0..instance.len() {
        let free: Vec<u32> = (0..territories).filter(|&to| instance.is_free(node, to as usize)).collect();
        work = work.checked_mul(free.len()).filter(|work| (1..=MOST_ENUMERATED).contains(work))?;
        choices.push(free);
    }
    Some(choices)
}

/// All assignments, one move after the other.
struct GrayWalk<'a> {
    state: AssignmentState<'a>,
    choices: Vec<Vec<u32>>,
    /// By node: which of its choices it has, and whether it goes up through them.
    places: Vec<usize>,
    rises: Vec<bool>,
}

impl<'a> GrayWalk<'a> {
    fn new(instance: &'a Instance, choices: Vec<Vec<u32>>) -> Self {
        let state = AssignmentState::new(instance, choices.iter().map(|free| free[0]).collect());
        Self { state, places: vec![0; choices.len()], rises: vec![true; choices.len()], choices }
    }

    /// Moves the last node that can go on in its direction; those behind it turn round.
    fn step(&mut self) {
        let can_go_on = |&node: &usize| {
            let end = if self.rises[node] { self.choices[node].len() - 1 } else { 0 };
            self.places[node] != end
        };
        let Some(node) = (0..self.places.len()).rev().find(can_go_on) else { return };
        self.rises[node + 1..].iter_mut().for_each(|rises| *rises = !*rises);
        let place = if self.rises[node] { self.places[node] + 1 } else { self.places[node] - 1 };
        self.places[node] = place;
        self.state.apply(node, self.choices[node][place] as usize);
    }
}

/// Keeps the best assignment it has seen.
struct Judge<'a> {
    contiguity: Contiguity,
    weights: &'a Weights,
    connectivity: Connectivity,
    /// By territory: the parts that are tolerated.
    tolerated: Vec<u32>,
    /// Of the best: territories without a node, violation, energy.
    least: (usize, f64, f64),
    labels: Vec<u32>,
}

impl<'a> Judge<'a> {
    fn new(instance: &Instance, start: &AssignmentState, weights: &'a Weights) -> Self {
        let mut judge = Self {
            contiguity: instance.contiguity,
            weights,
            connectivity: Connectivity::new(instance.len()),
            tolerated: Vec::new(),
            least: (usize::MAX, 0.0, 0.0),
            labels: Vec::new(),
        };
        judge.tolerated =
            (0..instance.territories).map(|territory| judge.parts(start, territory).max(1)).collect();
        judge.look(start);
        judge
    }

    fn look(&mut self, state: &AssignmentState) {
        let empty = state.members.iter().filter(|nodes| nodes.is_empty()).count();
        let violation = state.violation();
        if (empty, violation) > (self.least.0, self.least.1) {
            return;
        }
        let Some(stray) = self.stray(state) else { return };
        let worth = (empty, violation + f64::from(stray), self.weights.energy(&state.whole()));
        if worth < self.least {
            self.least = worth;
            self.labels.clone_from(&state.labels);
        }
    }

    /// Counts the parts that are broken rules; nothing if there are more than are tolerated.
    fn stray(&mut self, state: &AssignmentState) -> Option<u32> {
        let mut territories = 0..state.members.len();
        match self.contiguity {
            Contiguity::Off => Some(0),
            Contiguity::Strict => Some(territories.map(|it| self.parts(state, it).saturating_sub(1)).sum()),
            Contiguity::Tolerant => {
                territories.all(|it| self.parts(state, it) <= self.tolerated[it]).then_some(0)
            }
        }
    }

    fn parts(&mut self, state: &AssignmentState, territory: usize) -> u32 {
        self.connectivity.parts(&state.instance.graph, &state.labels, &state.members[territory])
    }
}
