//! Sets of small numbers that can be walked in order, changed in O(1), and drawn from at random.

/// A set of indices below a fixed bound.
#[derive(Debug, Clone)]
pub(crate) struct IndexSet(IndexGroups);

impl IndexSet {
    pub(crate) fn empty(bound: usize) -> Self {
        Self(IndexGroups::empty(1, bound))
    }

    pub(crate) fn items(&self) -> &[u32] {
        self.0.items(0)
    }

    pub(crate) fn insert(&mut self, item: u32) {
        self.0.insert(0, item);
    }

    pub(crate) fn remove(&mut self, item: u32) {
        self.0.remove(0, item);
    }
}

/// Disjoint sets of indices below one bound: memory grows with the sum of both numbers, not with their product.
#[derive(Debug, Clone)]
pub(crate) struct IndexGroups {
    items: Vec<Vec<u32>>,
    place: Vec<u32>,
}

const OUT: u32 = u32::MAX;

impl IndexGroups {
    pub(crate) fn empty(groups: usize, bound: usize) -> Self {
        Self { items: vec![Vec::new(); groups], place: vec![OUT; bound] }
    }

    /// Number of sets.
    pub(crate) fn len(&self) -> usize {
        self.items.len()
    }

    pub(crate) fn items(&self, group: usize) -> &[u32] {
        &self.items[group]
    }

    /// Puts an item into a set; an item is always put into the same one.
    pub(crate) fn insert(&mut self, group: usize, item: u32) {
        if self.place[item as usize] == OUT {
            self.place[item as usize] = self.items[group].len() as u32;
            self.items[group].push(item);
        }
    }

    pub(crate) fn remove(&mut self, group: usize, item: u32) {
        let place = self.place[item as usize];
        if place != OUT {
            self.items[group].swap_remove(place as usize);
            if let Some(&moved) = self.items[group].get(place as usize) {
                self.place[moved as usize] = place;
            }
            self.place[item as usize] = OUT;
        }
    }
}
