//! Who borders whom: an undirected graph in compressed rows.

use petgraph::graph::UnGraph;

use crate::error::{Error, ErrorKind};

/// Which units border which: an undirected graph without loops or double edges.
///
/// Held as compressed sparse rows: all neighbour lists in one array, so that a neighbourhood is one slice. An
/// *arc* is one direction of an edge; arcs are numbered in that array.
///
/// ```
/// # use rounds::districting::Graph;
/// let path = Graph::from_edges(3, &[(0, 1), (2, 1)])?;
/// assert_eq!(path.neighbours(1), Some(&[0, 2][..]));
/// assert_eq!(path.neighbours(3), None);
/// # Ok::<(), rounds::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Graph {
    /// By unit, and one more: where its arcs begin. Unit `n` has the arcs `first_arc[n]..first_arc[n + 1]`.
    first_arc: Vec<u32>,
    /// By arc: the unit it leads to.
    heads: Vec<u32>,
}

impl Graph {
    /// Makes the graph of `units` units with these edges; doubles and loops are dropped.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] if an edge names a unit that does not exist or there are more than 2^32 arcs.
    pub fn from_edges(units: usize, edges: &[(usize, usize)]) -> Result<Self, Error> {
        if let Some(&(a, b)) = edges.iter().find(|&&(a, b)| a >= units || b >= units) {
            return Err(Error::new(
                ErrorKind::Input,
                format!("border ({a}, {b}) names a unit beyond the last, {units} units are numbered from 0"),
            ));
        }
        if u32::try_from(edges.len().saturating_mul(2).max(units)).is_err() {
            return Err(Error::new(ErrorKind::Input, "more than 2^32 units or borders; split the map"));
        }
        let arcs =
            edges.iter().filter(|(a, b)| a != b).flat_map(|&(a, b)| [narrow(a, b), narrow(b, a)]).collect();
        Ok(Self::from_arcs(units, arcs))
    }

    /// Makes the graph from arcs in both directions, whose ends exist.
    pub(crate) fn from_arcs(units: usize, mut arcs: Vec<(u32, u32)>) -> Self {
        arcs.sort_unstable();
        arcs.dedup();
        let mut first_arc = vec![0_u32; units + 1];
        for &(tail, _) in &arcs {
            first_arc[tail as usize + 1] += 1;
        }
        for unit in 0..units {
            first_arc[unit + 1] += first_arc[unit];
        }
        Self { first_arc, heads: arcs.into_iter().map(|(_, head)| head).collect() }
    }

    /// This graph with more edges, whose ends exist.
    pub(crate) fn with(self, edges: &[(u32, u32)]) -> Self {
        if edges.is_empty() {
            return self;
        }
        let arcs = self.tails().into_iter().zip(self.heads.iter().copied());
        let more = edges.iter().flat_map(|&(a, b)| [(a, b), (b, a)]);
        Self::from_arcs(self.len(), arcs.chain(more).collect())
    }

    /// Counts the units.
    #[must_use]
    pub fn len(&self) -> usize {
        self.first_arc.len().saturating_sub(1)
    }

    /// Tells whether there is no unit.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Lists the units that border `unit`, ascending; `None` beyond the last unit.
    #[must_use]
    pub fn neighbours(&self, unit: usize) -> Option<&[u32]> {
        (unit < self.len()).then(|| self.adjacent(unit))
    }

    /// Lists the units that border `unit`, which exists.
    pub(crate) fn adjacent(&self, unit: usize) -> &[u32] {
        &self.heads[self.arcs(unit)]
    }

    /// Lists each edge once, the smaller unit first.
    pub fn edges(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        (0..self.len())
            .flat_map(|a| self.adjacent(a).iter().map(move |&b| (a, b as usize)))
            .filter(|(a, b)| a < b)
    }

    /// Makes the same graph for petgraph's algorithms; node weights are unit numbers.
    #[must_use]
    pub fn to_petgraph(&self) -> UnGraph<usize, ()> {
        let mut graph = UnGraph::with_capacity(self.len(), self.heads.len() / 2);
        let nodes: Vec<_> = (0..self.len()).map(|unit| graph.add_node(unit)).collect();
        for (a, b) in self.edges() {
            graph.add_edge(nodes[a], nodes[b], ());
        }
        graph
    }

    /// Returns the numbers of the arcs that leave `unit`.
    pub(crate) fn arcs(&self, unit: usize) -> std::ops::Range<usize> {
        self.first_arc[unit] as usize..self.first_arc[unit + 1] as usize
    }

    /// Returns where an arc leads.
    pub(crate) fn head(&self, arc: usize) -> usize {
        self.heads[arc] as usize
    }

    /// Counts the arcs, two an edge.
    pub(crate) fn arc_count(&self) -> usize {
        self.heads.len()
    }

    /// Lists, by arc, the unit it leaves.
    pub(crate) fn tails(&self) -> Vec<u32> {
        let mut tails = Vec::with_capacity(self.heads.len());
        for (unit, tail) in (0..self.len()).zip(0_u32..) {
            tails.extend(std::iter::repeat_n(tail, self.arcs(unit).len()));
        }
        tails
    }

    /// Lists, by arc, the arc of the other direction. Linear: tails come in ascending order, so each head's
    /// row fills in order.
    pub(crate) fn twins(&self) -> Vec<u32> {
        let mut filled = self.first_arc.clone();
        let mut twins = vec![0; self.heads.len()];
        for (arc, &head) in self.heads.iter().enumerate() {
            twins[arc] = filled[head as usize];
            filled[head as usize] += 1;
        }
        twins
    }

    /// Numbers the connected parts: by unit, the number of its part among units with the same label; and how
    /// many parts there are. Parts are numbered by their first unit. Depth-first search, linear.
    pub(crate) fn parts(&self, labels: &[u32]) -> (Vec<u32>, u32) {
        const UNSEEN: u32 = u32::MAX;
        let mut part = vec![UNSEEN; self.len()];
        let mut count = 0;
        let mut stack = Vec::new();
        for start in 0..self.len() {
            if part[start] != UNSEEN {
                continue;
            }
            part[start] = count;
            stack.push(start);
            while let Some(unit) = stack.pop() {
                for &next in self.adjacent(unit) {
                    let next = next as usize;
                    if part[next] == UNSEEN && labels[next] == labels[start] {
                        part[next] = count;
                        stack.push(next);
                    }
                }
            }
            count += 1;
        }
        (part, count)
    }

    /// Lists, by connected part, the label of its units.
    pub(crate) fn part_labels(&self, labels: &[u32]) -> Vec<u32> {
        let (part, count) = self.parts(labels);
        let mut owner = vec![0; count as usize];
        for (&part, &label) in part.iter().zip(labels) {
            owner[part as usize] = label;
        }
        owner
    }
}

/// Makes an arc in the graph's own numbers; [`Graph::from_edges`] has checked that they fit.
#[expect(clippy::cast_possible_truncation, reason = "the caller has checked that units are fewer than 2^32")]
fn narrow(a: usize, b: usize) -> (u32, u32) {
    (a as u32, b as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twins_lead_back() {
        let graph = Graph::from_edges(5, &[(0, 1), (1, 2), (2, 0), (3, 4), (4, 0), (0, 1)]).unwrap();
        let (tails, twins) = (graph.tails(), graph.twins());
        for arc in 0..graph.arc_count() {
            assert_eq!(graph.head(twins[arc] as usize), tails[arc] as usize);
            assert_eq!(twins[twins[arc] as usize] as usize, arc);
        }
    }

    #[test]
    fn parts_split_by_label() {
        let path = Graph::from_edges(5, &[(0, 1), (1, 2), (2, 3), (3, 4)]).unwrap();
        assert_eq!(path.parts(&[0, 0, 1, 0, 0]), (vec![0, 0, 1, 2, 2], 3));
    }

    #[test]
    fn a_border_to_nowhere_is_an_error() {
        assert_eq!(Graph::from_edges(2, &[(0, 2)]).unwrap_err().kind(), ErrorKind::Input);
    }
}
