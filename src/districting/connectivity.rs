//! What hangs together inside a territory, found by short breadth-first searches around the node that wants
//! to leave.

use std::ops::Range;

use crate::districting::graph::Graph;
use crate::districting::tuning::{MOST_FOLLOWERS, SIGHT};

/// Scratch for searches, cleared by counting up a stamp.
#[derive(Debug, Clone)]
pub(crate) struct Connectivity {
    /// The stamp of the current side; those of the current question are `first..=stamp`.
    stamp: u32,
    first: u32,
    stamps: Vec<u32>,
    queue: Vec<u32>,
    sides: Vec<Range<usize>>,
    /// After [`Exit::WithTrain`]: the nodes that hang on the node alone.
    pub(crate) train: Vec<u32>,
}

/// How a node may leave its territory without adding a part to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Alone.
    Free,
    /// If the nodes of the train, which would be cut off, come along.
    WithTrain,
    /// Not at all, or not as far as the search could see.
    Stuck,
}

enum Side {
    /// Seen whole.
    Closed,
    /// Too large to see whole, or known to hold all neighbours.
    Open,
    /// Part of the open side found before.
    Joined,
}

impl Connectivity {
    pub(crate) fn new(nodes: usize) -> Self {
        Self {
            stamp: 0,
            first: 1,
            stamps: vec![0; nodes],
            queue: Vec::new(),
            sides: Vec::new(),
            train: Vec::new(),
        }
    }

    /// Tells how `node` may leave its territory. Looks at no more than [`SIGHT`] nodes a neighbour, usually
    /// at a few.
    pub(crate) fn exit(&mut self, graph: &Graph, labels: &[u32], node: usize) -> Exit {
        self.start(node);
        let own = |&&next: &&u32| labels[next as usize] == labels[node];
        let mut unseen = graph.adjacent(node).iter().filter(own).count();
        let mut open = false;
        for &neighbour in graph.adjacent(node).iter().filter(own) {
            if self.stamps[neighbour as usize] >= self.first {
                continue;
            }
            let start = self.queue.len();
            match self.explore(graph, labels, node, neighbour, &mut unseen) {
                Side::Closed => self.sides.push(start..self.queue.len()),
                Side::Joined => {}
                Side::Open if open => return Exit::Stuck,
                Side::Open => open = true,
            }
        }
        self.judge(open)
    }

    /// Counts in how many parts some nodes of one label are. Linear in them.
    pub(crate) fn parts(&mut self, graph: &Graph, labels: &[u32], members: &[u32]) -> u32 {
        self.clear();
        self.count(graph, labels, members)
    }

    /// Counts the same as if `node` were not one of them.
    pub(crate) fn parts_without(
        &mut self,
        graph: &Graph,
        labels: &[u32],
        members: &[u32],
        node: usize,
    ) -> u32 {
        self.start(node);
        self.count(graph, labels, members)
    }

    fn count(&mut self, graph: &Graph, labels: &[u32], members: &[u32]) -> u32 {
        let mut count = 0;
        for &member in members {
            if self.stamps[member as usize] == self.stamp {
                continue;
            }
            count += 1;
            self.push(member);
            while let Some(unit) = self.queue.pop() {
                for &next in graph.adjacent(unit as usize) {
                    if labels[next as usize] == labels[member as usize]
                        && self.stamps[next as usize] != self.stamp
                    {
                        self.push(next);
                    }
                }
            }
        }
        count
    }

    fn judge(&mut self, open: bool) -> Exit {
        if self.sides.len() + usize::from(open) <= 1 {
            return Exit::Free;
        }
        if !open {
            let largest =
                (0..self.sides.len()).max_by_key(|&side| (self.sides[side].len(), std::cmp::Reverse(side)));
            largest.map(|side| self.sides.remove(side));
        }
        for side in &self.sides {
            self.train.extend_from_slice(&self.queue[side.clone()]);
        }
        if self.train.len() <= MOST_FOLLOWERS { Exit::WithTrain } else { Exit::Stuck }
    }

    /// Searches the side of `node` on which `neighbour` lies; what is found is at the end of the queue.
    fn explore(
        &mut self,
        graph: &Graph,
        labels: &[u32],
        node: usize,
        neighbour: u32,
        unseen: &mut usize,
    ) -> Side {
        self.stamp += 1;
        let only = self.stamp == self.first + 1;
        let start = self.queue.len();
        self.push(neighbour);
        *unseen -= 1;
        let mut place = start;
        while let Some(&unit) = self.queue.get(place) {
            if only && *unseen == 0 || place - start >= SIGHT {
                return Side::Open;
            }
            place += 1;
            for &next in graph.adjacent(unit as usize) {
                let stamp = self.stamps[next as usize];
                if labels[next as usize] != labels[node] || stamp == self.stamp || next as usize == node {
                    continue;
                }
                if stamp >= self.first {
                    return Side::Joined;
                }
                self.push(next);
                *unseen -= usize::from(graph.adjacent(node).contains(&next));
            }
        }
        Side::Closed
    }

    fn start(&mut self, node: usize) {
        self.clear();
        self.stamps[node] = self.stamp;
    }

    /// Forgets all nodes seen.
    fn clear(&mut self) {
        if self.stamp > u32::MAX - 1024 {
            self.stamps.fill(0);
            self.stamp = 0;
        }
        self.stamp += 1;
        self.first = self.stamp;
        self.queue.clear();
        self.sides.clear();
        self.train.clear();
    }

    fn push(&mut self, node: u32) {
        self.stamps[node as usize] = self.stamp;
        self.queue.push(node);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_a_path_takes_the_short_end_along() {
        let path = Graph::from_edges(5, &[(0, 1), (1, 2), (2, 3), (3, 4)]).unwrap();
        let mut connectivity = Connectivity::new(5);
        assert_eq!(connectivity.exit(&path, &[0; 5], 1), Exit::WithTrain);
        assert_eq!(connectivity.train, [0]);
        assert_eq!(connectivity.exit(&path, &[0; 5], 4), Exit::Free);
    }

    #[test]
    fn no_node_of_a_ring_is_needed() {
        let ring: Vec<_> = (0..40).map(|node| (node, (node + 1) % 40)).collect();
        let ring = Graph::from_edges(40, &ring).unwrap();
        let mut connectivity = Connectivity::new(40);
        assert!((0..40).all(|node| connectivity.exit(&ring, &[0; 40], node) == Exit::Free));
    }
}
