//! A set of small numbers that can be walked in order, changed in O(1), and drawn from at random.

/// A set of indices below a fixed bound.
#[derive(Debug, Clone, Default)]
pub(super) struct Roster {
    items: Vec<u32>,
    place: Vec<u32>,
}

const OUT: u32 = u32::MAX;

impl Roster {
    pub(super) fn empty(bound: usize) -> Self {
        Self { items: Vec::with_capacity(bound), place: vec![OUT; bound] }
    }

    pub(super) fn items(&self) -> &[u32] {
        &self.items
    }

    pub(super) fn insert(&mut self, item: u32) {
        if self.place[item as usize] == OUT {
            self.place[item as usize] = self.items.len() as u32;
            self.items.push(item);
        }
    }

    pub(super) fn remove(&mut self, item: u32) {
        let place = self.place[item as usize];
        if place != OUT {
            self.items.swap_remove(place as usize);
            if let Some(&moved) = self.items.get(place as usize) {
                self.place[moved as usize] = place;
            }
            self.place[item as usize] = OUT;
        }
    }
}
