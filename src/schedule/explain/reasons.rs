//! Every reason why a visit is impossible: all smallest sets of rules that forbid it.

use std::collections::{BTreeSet, HashSet};

use crate::plan::disposition::{Rule, RuleSet};
use crate::schedule::relaxed::Relaxed;
use crate::schedule::visit_question::{VisitPurpose, VisitQuestion};

/// Finds every reason why a visit is impossible, each a smallest set of rules that forbids it together; none where it is possible.
///
/// A set is found by deletion (Chinneck & Dravnieks 1991, doi:10.1287/ijoc.3.2.157). The others lack one of its rules each, so
/// the search goes on without each of them in turn: a hitting-set tree (Reiter 1987, doi:10.1016/0004-3702(87)90062-2). At
/// most 2^15 questions; some ten for each reason.
pub(crate) fn reasons(question: &VisitQuestion) -> Vec<RuleSet> {
    // A promise that can keep no distance to other visits is kept all the same.
    let is_promise = matches!(question.purpose, VisitPurpose::Promise(_));
    let without = if is_promise { Relaxed::of(&[Rule::MinGap]) } else { Relaxed::NONE };
    if question.is_possible(without) {
        return Vec::new();
    }
    if !question.is_possible(Relaxed::of(&Rule::RELAXABLE)) {
        return vec![vec![Rule::NoRoad]];
    }
    let mut tree = HittingSetTree { question, seen: HashSet::new(), found: BTreeSet::new() };
    tree.grow(without);
    tree.found.into_iter().map(|(_, rules)| rules).collect()
}

struct HittingSetTree<'a> {
    question: &'a VisitQuestion<'a>,
    seen: HashSet<Relaxed>,
    /// The sets, the smallest first.
    found: BTreeSet<(usize, RuleSet)>,
}

impl HittingSetTree<'_> {
    /// Finds all reasons among the rules that are not left out already.
    fn grow(&mut self, without: Relaxed) {
        if !self.seen.insert(without) || self.question.is_possible(without) {
            return;
        }
        let reason = self.known(without).unwrap_or_else(|| self.shrink(without));
        self.found.insert((reason.len(), reason.clone()));
        for rule in reason {
            self.grow(without.with(rule));
        }
    }

    /// Returns a reason that is known and lacks all of these rules.
    fn known(&self, without: Relaxed) -> Option<RuleSet> {
        let lacks = |rules: &RuleSet| rules.iter().all(|&rule| without.keeps(rule));
        self.found.iter().map(|(_, rules)| rules).find(|rules| lacks(rules)).cloned()
    }

    /// Drops one rule after the other, as long as the others still forbid the visit.
    fn shrink(&self, mut without: Relaxed) -> RuleSet {
        let mut needed = Vec::new();
        let kept: Vec<Rule> = Rule::RELAXABLE.into_iter().filter(|&rule| without.keeps(rule)).collect();
        for rule in kept {
            let fewer = without.with(rule);
            if self.question.is_possible(fewer) {
                needed.push(rule);
            } else {
                without = fewer;
            }
        }
        needed.sort_unstable();
        needed
    }
}
