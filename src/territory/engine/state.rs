//! The mutable twin of the instance: who has what, and what a move would change.

use super::border::Border;
use super::instance::{Instance, NONE};
use super::problem::Contiguity;
use super::reach::{Exit, Reach};
use super::spread::Spread;

/// Labels with all that is derived from them. Every sum is of whole numbers, so a state depends on its labels only, never on
/// the moves that led to it.
#[derive(Debug, Clone)]
pub(crate) struct State<'a> {
    pub(crate) instance: &'a Instance,
    pub(crate) labels: Vec<u32>,
    /// By territory: its nodes, in no order that matters.
    pub(crate) members: Vec<Vec<u32>>,
    /// By node: its place among the members.
    slots: Vec<u32>,
    /// By territory, then activity.
    pub(crate) loads: Vec<i64>,
    /// By territory: nodes of its incumbent set that it has given away.
    given: Vec<u32>,
    pub(crate) moved: u32,
    /// Pairs that must differ and do not.
    clashes: i64,
    /// Nodes in a territory that they are barred from.
    misplaced: i64,
    pub(crate) spread: Spread,
    pub(crate) border: Border,
    reach: Reach,
}

/// What a move would change; lower is better throughout.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Change {
    /// Objective, in grid units.
    pub(crate) cost: f64,
    /// Relative excess over the ranges, plus one for each broken pair or move above a cap.
    pub(crate) violation: f64,
    /// Share of relationships lost.
    pub(crate) price: f64,
}

impl std::ops::Add for Change {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            cost: self.cost + other.cost,
            violation: self.violation + other.violation,
            price: self.price + other.price,
        }
    }
}

impl<'a> State<'a> {
    pub(crate) fn new(instance: &'a Instance, labels: Vec<u32>) -> Self {
        let mut members = vec![Vec::new(); instance.territories];
        let mut slots = vec![0; labels.len()];
        let mut loads = vec![0; instance.territories * instance.activities];
        let mut given = vec![0; instance.territories];
        let mut moved = 0;
        for ((node, &label), number) in labels.iter().enumerate().zip(0..) {
            let territory = label as usize;
            slots[node] = u32::try_from(members[territory].len()).unwrap_or(NONE);
            members[territory].push(number);
            for (load, amount) in
                loads[territory * instance.activities..].iter_mut().zip(instance.amounts(node))
            {
                *load += amount;
            }
            if instance.incumbent[node] != NONE && instance.incumbent[node] != label {
                given[instance.incumbent[node] as usize] += 1;
                moved += 1;
            }
        }
        let spread = Spread::new(instance, &labels, &members);
        let border = Border::new(&instance.graph, &labels);
        let reach = Reach::new(labels.len());
        let same = |&(a, b): &(usize, usize)| labels[a] == labels[b];
        let clashes = i64::try_from(instance.apart.edges().filter(same).count()).unwrap_or(i64::MAX);
        let barred = |&node: &usize| instance.is_barred(node, labels[node] as usize);
        let misplaced = i64::try_from((0..labels.len()).filter(barred).count()).unwrap_or(i64::MAX);
        Self {
            instance,
            labels,
            members,
            slots,
            loads,
            given,
            moved,
            clashes,
            misplaced,
            spread,
            border,
            reach,
        }
    }

    /// What moving `node` to `to` would change.
    pub(crate) fn change(&self, node: usize, to: usize) -> Change {
        let from = self.labels[node] as usize;
        Change {
            cost: self.spread.change(self.instance, &self.members, node, from, to),
            violation: self.excess_change(node, from, to) + self.rule_change(node, from, to),
            price: self.price_change(node, from, to),
        }
    }

    /// The change of price alone.
    fn price_change(&self, node: usize, from: usize, to: usize) -> f64 {
        let home = self.instance.incumbent[node];
        let lost = |territory: usize| {
            if home == NONE || home as usize == territory { 0.0 } else { self.instance.prices[node] }
        };
        lost(to) - lost(from)
    }

    fn excess_change(&self, node: usize, from: usize, to: usize) -> f64 {
        let count = self.instance.activities;
        let (losing, gaining) = (&self.loads[from * count..], &self.loads[to * count..]);
        let mut change = 0.0;
        for (activity, &amount) in self.instance.amounts(node).iter().enumerate() {
            let (range_from, range_to) =
                (&self.instance.ranges(from)[activity], &self.instance.ranges(to)[activity]);
            change += range_from.excess(losing[activity] - amount) - range_from.excess(losing[activity]);
            change += range_to.excess(gaining[activity] + amount) - range_to.excess(gaining[activity]);
        }
        change
    }

    fn clash_change(&self, node: usize, from: usize, to: usize) -> i64 {
        let rivals = self.instance.apart.neighbours(node).iter();
        let label = |other: &u32| self.labels[*other as usize] as usize;
        rivals.map(|other| i64::from(label(other) == to) - i64::from(label(other) == from)).sum()
    }

    fn misplaced_change(&self, node: usize, from: usize, to: usize) -> i64 {
        i64::from(self.instance.is_barred(node, to)) - i64::from(self.instance.is_barred(node, from))
    }

    fn rule_change(&self, node: usize, from: usize, to: usize) -> f64 {
        let mut change = self.clash_change(node, from, to) + self.misplaced_change(node, from, to);
        let home = self.instance.incumbent[node];
        if home != NONE && home as usize == from {
            change += i64::from(self.moved >= self.instance.most_moves);
            change += i64::from(self.given[from] >= self.instance.most_moves_each);
        } else if home as usize == to {
            change -= i64::from(self.moved > self.instance.most_moves);
            change -= i64::from(self.given[to] > self.instance.most_moves_each);
        }
        change as f64
    }

    /// Whether the rules that are never bent let `node` move to `to` alone: it is not fixed elsewhere, its territory keeps
    /// another node, and contiguity holds on both sides.
    pub(crate) fn may_move(&mut self, node: usize, to: usize) -> bool {
        let contiguous = self.instance.contiguity == Contiguity::Off || self.touches(node, to);
        contiguous
            && self.is_free(node, to)
            && self.members[self.labels[node] as usize].len() > 1
            && self.exit(node) == Exit::Free
    }

    /// Whether `node` borders territory `to`.
    pub(crate) fn touches(&self, node: usize, to: usize) -> bool {
        self.instance.graph.neighbours(node).iter().any(|&next| self.labels[next as usize] as usize == to)
    }

    /// How `node` may leave its territory; [`Reach::train`] then lists what must come along.
    fn exit(&mut self, node: usize) -> Exit {
        match self.instance.contiguity {
            Contiguity::Off => Exit::Free,
            Contiguity::Strict | Contiguity::Tolerant => {
                self.reach.exit(&self.instance.graph, &self.labels, node)
            }
        }
    }

    /// Whether `node` may move to `to` if everything that hangs on it alone comes along; `train` then lists what does.
    pub(crate) fn may_move_with_train(&mut self, node: usize, to: usize, train: &mut Vec<u32>) -> bool {
        train.clear();
        let touches = self.instance.contiguity == Contiguity::Off || self.touches(node, to);
        if !touches || !self.is_free(node, to) || self.members[self.labels[node] as usize].len() < 2 {
            return false;
        }
        match self.exit(node) {
            Exit::Free => true,
            Exit::Stuck => false,
            Exit::WithTrain => {
                train.extend_from_slice(&self.reach.train);
                train.iter().all(|&other| self.is_free(other as usize, to))
            }
        }
    }

    /// Whether nothing fixes `node` elsewhere than in `to` or bars it from there.
    fn is_free(&self, node: usize, to: usize) -> bool {
        let fixed = self.instance.fixed[node];
        (fixed == NONE || fixed as usize == to) && !self.instance.is_barred(node, to)
    }

    /// Moves `node` to `to`.
    pub(crate) fn apply(&mut self, node: usize, to: usize) {
        let from = self.labels[node] as usize;
        self.clashes += self.clash_change(node, from, to);
        self.misplaced += self.misplaced_change(node, from, to);
        self.relabel(node, from, to);
        let count = self.instance.activities;
        for (activity, &amount) in self.instance.amounts(node).iter().enumerate() {
            self.loads[from * count + activity] -= amount;
            self.loads[to * count + activity] += amount;
        }
        let home = self.instance.incumbent[node];
        if home != NONE && home as usize == from {
            self.given[from] += 1;
            self.moved += 1;
        } else if home as usize == to {
            self.given[to] -= 1;
            self.moved -= 1;
        }
        self.spread.apply(self.instance, &self.members, node, from, to);
        self.border.update(&self.instance.graph, &self.labels, node);
    }

    fn relabel(&mut self, node: usize, from: usize, to: usize) {
        let slot = self.slots[node] as usize;
        let number = self.members[from].swap_remove(slot);
        if let Some(&filler) = self.members[from].get(slot) {
            self.slots[filler as usize] = self.slots[node];
        }
        self.slots[node] = u32::try_from(self.members[to].len()).unwrap_or(NONE);
        self.members[to].push(number);
        self.labels[node] = u32::try_from(to).unwrap_or(NONE);
    }

    /// Total violation; 0 exactly if all ranges, pairs and caps hold.
    pub(crate) fn violation(&self) -> f64 {
        let excess: f64 =
            self.instance.ranges.iter().zip(&self.loads).map(|(range, &load)| range.excess(load)).sum();
        excess + (self.clashes + self.misplaced) as f64 + self.moves_above_caps() as f64
    }

    /// Nodes moved above the caps, all caps together.
    pub(crate) fn moves_above_caps(&self) -> usize {
        let each =
            self.given.iter().map(|count| count.saturating_sub(self.instance.most_moves_each)).sum::<u32>();
        (each + self.moved.saturating_sub(self.instance.most_moves)) as usize
    }

    /// Share of relationships lost.
    pub(crate) fn price(&self) -> f64 {
        let lost = |node: usize| {
            let home = self.instance.incumbent[node];
            if home == NONE || home == self.labels[node] { 0.0 } else { self.instance.prices[node] }
        };
        (0..self.labels.len()).map(lost).sum()
    }

    /// The objective, in grid units.
    pub(crate) fn cost(&self) -> f64 {
        self.spread.total(self.instance, &self.labels)
    }
}
