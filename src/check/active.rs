//! Sets of rules: those that hold while it is asked whether a visit is possible.

use crate::plan::disposition::Rule;

/// A set of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ActiveRules(u32);

impl ActiveRules {
    pub(crate) const ALL: Self = Self(u32::MAX);
    pub(crate) const NONE: Self = Self(0);

    pub(crate) fn has(self, rule: Rule) -> bool {
        self.0 & bit(rule) != 0
    }

    pub(crate) fn with(self, rule: Rule) -> Self {
        Self(self.0 | bit(rule))
    }

    pub(crate) fn without(self, rule: Rule) -> Self {
        Self(self.0 & !bit(rule))
    }

    pub(crate) fn both(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(crate) fn holds_all(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Lists its rules in their order.
    pub(crate) fn rules(self) -> Vec<Rule> {
        Rule::RELAXABLE.into_iter().filter(|&rule| self.has(rule)).collect()
    }

    /// Lists every subset of its rules, smaller ones first.
    pub(crate) fn subsets(self) -> Vec<Self> {
        let rules = self.rules();
        let mut subsets = vec![Self::NONE];
        for rule in rules {
            let with: Vec<Self> = subsets.iter().map(|subset| subset.with(rule)).collect();
            subsets.extend(with);
        }
        subsets.sort_by_key(|subset| (subset.0.count_ones(), *subset));
        subsets
    }
}

impl FromIterator<Rule> for ActiveRules {
    fn from_iter<I: IntoIterator<Item = Rule>>(rules: I) -> Self {
        rules.into_iter().fold(Self::NONE, Self::with)
    }
}

/// Every rule has a bit of its own.
fn bit(rule: Rule) -> u32 {
    1 << rule as u32
}
