//! A small set of candidates.

/// Most candidates.
pub(crate) const MOST: usize = 64 * WORDS;
const WORDS: usize = 5;

/// A set of candidates, by number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct NgMemory([u64; WORDS]);

impl NgMemory {
    /// Whether a candidate is in it.
    #[inline]
    pub(crate) fn has(&self, at: usize) -> bool {
        self.0[at / 64] & (1 << (at % 64)) != 0
    }

    /// This set and one candidate more.
    #[inline]
    pub(crate) fn with(mut self, at: usize) -> Self {
        self.0[at / 64] |= 1 << (at % 64);
        self
    }

    /// Who is in both sets.
    #[inline]
    pub(crate) fn and(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(word, other)| *word &= other);
        self
    }

    /// This set without a candidate.
    #[inline]
    pub(crate) fn without(mut self, at: usize) -> Self {
        self.0[at / 64] &= !(1 << (at % 64));
        self
    }

    /// Who is not in this set.
    #[inline]
    pub(crate) fn others(mut self) -> Self {
        self.0.iter_mut().for_each(|word| *word = !*word);
        self
    }

    /// Whether the other set has all who are in this one.
    #[inline]
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        self.is_apart_from(&other.others())
    }

    /// Whether nobody is in both sets.
    #[inline]
    pub(crate) fn is_apart_from(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0).fold(0, |common, (word, other)| common | (word & other)) == 0
    }
}
