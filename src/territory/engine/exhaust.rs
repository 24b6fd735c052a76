//! Tiny maps: every assignment is looked at, so that the answer is the best there is.

use super::anneal::{Best, Weights};
use super::instance::Instance;
use super::state::State;

/// Most assignments that are looked at one by one: up to 16 nodes for two territories, 10 for three, 8 for four.
const MOST: usize = 70_000;

/// By node: the territories it may belong to; `None` if there are too many ways to combine them. Empty choices of a node
/// (rules that contradict each other) are left to the search.
pub(crate) fn choices(instance: &Instance) -> Option<Vec<Vec<u32>>> {
    let state = State::new(instance, vec![0; instance.len()]);
    let territories = u32::try_from(instance.territories).ok()?;
    let mut ways = 1_usize;
    let mut choices = Vec::with_capacity(instance.len());
    for node in 0..instance.len() {
        let free: Vec<u32> = (0..territories).filter(|to| state.is_free(node, *to as usize)).collect();
        ways = ways.checked_mul(free.len()).filter(|ways| (1..=MOST).contains(ways))?;
        choices.push(free);
    }
    Some(choices)
}

/// The best of all assignments; of equals, the first in the order of the choices, the last node changing fastest.
/// O(assignments * nodes).
pub(crate) fn best_of_all(instance: &Instance, choices: &[Vec<u32>], weights: &Weights) -> Option<Best> {
    let mut places = vec![0; choices.len()];
    let mut best: Option<Best> = None;
    loop {
        let labels = choices.iter().zip(&places).map(|(choice, &place)| choice[place]).collect();
        let next = Best::of(instance, labels, weights);
        if best.as_ref().is_none_or(|best| next.beats(best)) {
            best = Some(next);
        }
        let Some(node) = (0..places.len()).rev().find(|&node| places[node] + 1 < choices[node].len()) else {
            return best;
        };
        places[node] += 1;
        places[node + 1..].fill(0);
    }
}
