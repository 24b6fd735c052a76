//! Claims that were tested, by kind, and those that are false.

use std::collections::BTreeMap;

/// What was tested, and what was found to be false.
#[derive(Default)]
pub struct Faults {
    /// By kind of claim: how many were tested.
    pub tested: BTreeMap<&'static str, usize>,
    /// The kind of each false claim, and what is wrong.
    pub found: Vec<(&'static str, String)>,
}

impl Faults {
    /// Takes note of a claim and whether it is true.
    pub fn claim(&mut self, kind: &'static str, is_true: bool, what: impl FnOnce() -> String) {
        *self.tested.entry(kind).or_default() += 1;
        if !is_true {
            self.found.push((kind, what()));
        }
    }

    /// Adds what was found elsewhere.
    pub fn add(&mut self, other: Self) {
        for (kind, count) in other.tested {
            *self.tested.entry(kind).or_default() += count;
        }
        self.found.extend(other.found);
    }

    /// Counts the false claims of each kind.
    pub fn by_kind(&self) -> BTreeMap<&'static str, usize> {
        let mut counts = BTreeMap::new();
        self.found.iter().for_each(|(kind, _)| *counts.entry(*kind).or_default() += 1);
        counts
    }
}
