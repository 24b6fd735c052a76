//! The mutable twin of the instance: who has what, and what a move would change.

use crate::districting::border::Border;
use crate::districting::compactness::Compactness;
use crate::districting::connectivity::Connectivity;
use crate::districting::instance::Instance;
use crate::districting::problem::{Contiguity, NONE};

/// Labels with all that is derived from them. Every sum is of whole numbers, so a state depends on its labels
/// only, never on the moves that led to it.
#[derive(Debug, Clone)]
pub(crate) struct AssignmentState<'a> {
    pub(crate) instance: &'a Instance,
    pub(crate) labels: Vec<u32>,
    /// By territory: its nodes, in no order that matters.
    pub(crate) members: Vec<Vec<u32>>,
    /// By node: its place among the members.
    slots: Vec<u32>,
    /// By territory, then activity.
    pub(crate) loads: Vec<i64>,
    /// By territory: units of its own that it has given away.
    given: Vec<i64>,
    /// Units that have changed hands.
    moved: i64,
    /// By territory: in how many parts it is. Kept under strict contiguity only.
    parts: Vec<u32>,
    /// Parts beyond the first, all territories together.
    stray: i64,
    /// Pairs that must differ and do not.
    clashes: i64,
    /// Nodes in a territory that they are barred from.
    misplaced: i64,
    pub(crate) compactness: Compactness,
    pub(crate) border: Border,
    pub(crate) connectivity: Connectivity,
}

/// What a move would change; lower is better throughout.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct LabelChange {
    /// Objective, in grid units.
    pub(crate) cost: f64,
    /// Relative excess over the ranges, plus one for each broken pair, part too many or move above a cap.
    pub(crate) violation: f64,
    /// Share of relationships lost.
    pub(crate) price: f64,
}

impl std::ops::Add for LabelChange {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            cost: self.cost + other.cost,
            violation: self.violation + other.violation,
            price: self.price + other.price,
        }
    }
}

impl<'a> AssignmentState<'a> {
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
            for stake in instance.stakes(node).iter().filter(|stake| stake.territory != label) {
                given[stake.territory as usize] += i64::from(stake.units);
                moved += i64::from(stake.units);
            }
        }
        let compactness = Compactness::new(instance, &labels, &members);
        let border = Border::new(&instance.graph, &labels);
        let connectivity = Connectivity::new(labels.len());
        let same = |&(a, b): &(usize, usize)| labels[a] == labels[b];
        let barred = |&node: &usize| instance.is_barred(node, labels[node] as usize);
        let misplaced = i64::try_from((0..labels.len()).filter(barred).count()).unwrap_or(i64::MAX);
        let clashes = i64::try_from(instance.apart.edges().filter(same).count()).unwrap_or(i64::MAX);
        let parts = parts(instance, &labels);
        let stray = parts.iter().map(|&parts| i64::from(parts.max(1)) - 1).sum();
        Self {
            instance,
            labels,
            members,
            slots,
            loads,
            given,
            moved,
            parts,
            stray,
            clashes,
            misplaced,
            compactness,
            border,
            connectivity,
        }
    }

    /// Returns what moving `node` to `to` would change, but for the number of parts: no move adds one, see
    /// [`AssignmentState::stray`].
    pub(crate) fn change(&self, node: usize, to: usize) -> LabelChange {
        let from = self.labels[node] as usize;
        LabelChange {
            cost: self.compactness.change(self.instance, &self.members, node, from, to),
            violation: self.excess_change(node, from, to) + self.rule_change(node, from, to),
            price: self.price_change(node, from, to),
        }
    }

    /// Returns the change of price alone.
    fn price_change(&self, node: usize, from: usize, to: usize) -> f64 {
        let kept = |territory| self.instance.stake(node, territory).map_or(0.0, |stake| stake.price);
        kept(from) - kept(to)
    }

    pub(crate) fn excess_change(&self, node: usize, from: usize, to: usize) -> f64 {
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
        let rivals = self.instance.apart.adjacent(node).iter();
        let label = |other: &u32| self.labels[*other as usize] as usize;
        rivals.map(|other| i64::from(label(other) == to) - i64::from(label(other) == from)).sum()
    }

    fn misplaced_change(&self, node: usize, from: usize, to: usize) -> i64 {
        i64::from(self.instance.is_barred(node, to)) - i64::from(self.instance.is_barred(node, from))
    }

    pub(crate) fn rule_change(&self, node: usize, from: usize, to: usize) -> f64 {
        let (most, most_each) = (self.instance.most_moves, self.instance.most_moves_each);
        let rise = |count: i64, more: i64, most: i64| (count + more - most).max(0) - (count - most).max(0);
        let (left, entered) = (self.units_of(node, from), self.units_of(node, to));
        let change = self.clash_change(node, from, to)
            + self.misplaced_change(node, from, to)
            + rise(self.moved, left - entered, most)
            + rise(self.given[from], left, most_each)
            + rise(self.given[to], -entered, most_each);
        change as f64
    }

    /// Tells whether `node` is not where it would rather stay.
    pub(crate) fn has_left_home(&self, node: usize) -> bool {
        let home = self.instance.home(node);
        home != NONE && home != self.labels[node]
    }

    /// Counts the units of a node that are a territory's today.
    fn units_of(&self, node: usize, territory: usize) -> i64 {
        self.instance.stake(node, territory).map_or(0, |stake| i64::from(stake.units))
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
        let (left, entered) = (self.units_of(node, from), self.units_of(node, to));
        self.given[from] += left;
        self.given[to] -= entered;
        self.moved += left - entered;
        self.compactness.apply(self.instance, &self.members, node, from, to);
        self.border.update(&self.instance.graph, &self.labels, node);
        if self.stray > 0 {
            self.count_parts(from);
            self.count_parts(to);
        }
    }

    /// Counts the parts beyond the first, all territories together, under strict contiguity. Only locks cause
    /// any: they may hold what is cut off. A move changes this only if it is not 0, and then counts the parts
    /// of both territories anew.
    pub(crate) fn stray(&self) -> i64 {
        self.stray
    }

    fn count_parts(&mut self, territory: usize) {
        let parts = self.connectivity.parts(&self.instance.graph, &self.labels, &self.members[territory]);
        self.stray += i64::from(parts.max(1)) - i64::from(self.parts[territory].max(1));
        self.parts[territory] = parts;
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

    /// Adds up the violation; 0 exactly if all ranges, pairs and caps hold.
    pub(crate) fn violation(&self) -> f64 {
        let excess: f64 =
            self.instance.ranges.iter().zip(&self.loads).map(|(range, &load)| range.excess(load)).sum();
        excess + (self.clashes + self.misplaced + self.stray + self.moves_above_caps()) as f64
    }

    /// Counts the units moved above the caps, all caps together.
    pub(crate) fn moves_above_caps(&self) -> i64 {
        let each = self.given.iter().map(|count| (count - self.instance.most_moves_each).max(0));
        each.sum::<i64>() + (self.moved - self.instance.most_moves).max(0)
    }

    /// Returns the share of relationships lost.
    pub(crate) fn price(&self) -> f64 {
        let lost = |node: usize| {
            let stakes = self.instance.stakes(node).iter();
            stakes.filter(move |stake| stake.territory != self.labels[node]).map(|stake| stake.price)
        };
        // Nothing lost is 0, not the -0 of an empty sum.
        (0..self.labels.len()).flat_map(lost).sum::<f64>() + 0.0
    }

    /// Returns what the labels are worth, as a change from nothing.
    pub(crate) fn whole(&self) -> LabelChange {
        LabelChange { cost: self.cost(), violation: self.violation(), price: self.price() }
    }

    /// Returns the objective, in grid units.
    pub(crate) fn cost(&self) -> f64 {
        self.compactness.total(self.instance, &self.labels)
    }
}

/// Counts, by territory, in how many parts it is; nothing unless contiguity is strict.
fn parts(instance: &Instance, labels: &[u32]) -> Vec<u32> {
    let mut parts = vec![0; instance.territories];
    if instance.contiguity == Contiguity::Strict {
        for territory in instance.graph.part_labels(labels) {
            parts[territory as usize] += 1;
        }
    }
    parts
}
