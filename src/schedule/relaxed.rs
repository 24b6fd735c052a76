//! Sets of rules that a question leaves out of account.

use crate::plan::disposition::Rule;

/// Rules that are left out of account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Relaxed(u32);

impl Relaxed {
    pub(crate) const NONE: Self = Self(0);

    pub(crate) fn of(rules: &[Rule]) -> Self {
        rules.iter().fold(Self::NONE, |set, &rule| set.with(rule))
    }

    pub(crate) fn with(self, rule: Rule) -> Self {
        Self(self.0 | 1 << rule as u32)
    }

    pub(crate) fn contains(self, rule: Rule) -> bool {
        self.0 & (1 << rule as u32) != 0
    }

    /// Tells whether a rule is in force.
    pub(crate) fn keeps(self, rule: Rule) -> bool {
        !self.contains(rule)
    }
}
