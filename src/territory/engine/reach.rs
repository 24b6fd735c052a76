//! What hangs together inside a territory, found by short breadth-first searches.

use super::graph::Graph;

/// Scratch for searches, cleared by counting up a stamp.
#[derive(Debug, Clone)]
pub(crate) struct Reach {
    stamp: u32,
    stamps: Vec<u32>,
    queue: Vec<u32>,
    /// The nodes that the last [`Reach::detaches`] found to hang on its node alone.
    pub(crate) stranded: Vec<u32>,
}

/// Most nodes that follow a node into another territory because they would be cut off from their own.
const TRAIN: usize = 24;

impl Reach {
    pub(crate) fn new(nodes: usize) -> Self {
        Self { stamp: 0, stamps: vec![0; nodes], queue: Vec::new(), stranded: Vec::new() }
    }

    /// Whether the territory of `node` has no more parts without it: a search from one of its neighbours stops as soon as it
    /// has found the others, usually after a few steps around the node. At worst it visits the whole territory.
    pub(crate) fn may_leave(&mut self, graph: &Graph, labels: &[u32], node: usize) -> bool {
        let label = labels[node];
        let around = graph.neighbours(node);
        let mut own = around.iter().filter(|&&next| labels[next as usize] == label);
        let Some(&first) = own.next() else { return true };
        let mut sought = own.count();
        if sought == 0 {
            return true;
        }
        self.start(node);
        self.push(first);
        let mut place = 0;
        while let Some(&unit) = self.queue.get(place) {
            place += 1;
            for &next in graph.neighbours(unit as usize) {
                if labels[next as usize] == label && self.push(next) && around.contains(&next) {
                    sought -= 1;
                    if sought == 0 {
                        return true;
                    }
                }
            }
        }
        false
    }

    /// Whether `node` can leave together with what hangs on it alone, which is then in `stranded`: all parts of its territory
    /// without it but the largest. At most [`TRAIN`] nodes follow; looks at about that many a neighbour.
    pub(crate) fn detaches(&mut self, graph: &Graph, labels: &[u32], node: usize) -> bool {
        self.stranded.clear();
        self.start(node);
        let mut main_is_large = false;
        let mut small: Vec<std::ops::Range<usize>> = Vec::new();
        for &neighbour in graph.neighbours(node) {
            if labels[neighbour as usize] != labels[node] || self.stamps[neighbour as usize] == self.stamp {
                continue;
            }
            let start = self.queue.len();
            match self.explore(graph, labels, neighbour, main_is_large) {
                Part::Small => small.push(start..self.queue.len()),
                Part::Main => {}
                Part::Large if main_is_large => return false,
                Part::Large => main_is_large = true,
            }
        }
        if !main_is_large {
            let largest = (0..small.len()).max_by_key(|&part| (small[part].len(), std::cmp::Reverse(part)));
            largest.map(|part| small.remove(part));
        }
        for part in small {
            self.stranded.extend_from_slice(&self.queue[part]);
        }
        self.stranded.len() <= TRAIN
    }

    /// Searches from `first`; what it finds is at the end of the queue.
    fn explore(&mut self, graph: &Graph, labels: &[u32], first: u32, main_is_large: bool) -> Part {
        let start = self.queue.len();
        let mut place = start;
        self.push(first);
        while let Some(&unit) = self.queue.get(place) {
            place += 1;
            if place - start > TRAIN {
                return Part::Large;
            }
            for &next in graph.neighbours(unit as usize) {
                if labels[next as usize] != labels[first as usize] {
                    continue;
                }
                // A seen node of an earlier, unfinished search: the same part. Finished parts are never met again, and the
                // node itself does not count.
                let fresh = self.push(next);
                if !fresh && main_is_large && !self.queue[start..].contains(&next) && self.queue.contains(&next) {
                    return Part::Main;
                }
            }
        }
        Part::Small
    }

    fn start(&mut self, node: usize) {
        self.stamp = self.stamp.wrapping_add(1);
        if self.stamp == 0 {
            self.stamps.fill(0);
            self.stamp = 1;
        }
        self.stamps[node] = self.stamp;
        self.queue.clear();
    }

    /// Queues a node unless it has been; whether it was new.
    fn push(&mut self, node: u32) -> bool {
        let fresh = self.stamps[node as usize] != self.stamp;
        if fresh {
            self.stamps[node as usize] = self.stamp;
            self.queue.push(node);
        }
        fresh
    }
}

/// What a bounded search has found.
enum Part {
    /// All of a part, which is small.
    Small,
    /// Too many nodes to see them all.
    Large,
    /// More of the large part found before.
    Main,
}
