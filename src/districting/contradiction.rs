//! Proofs that no assignment can keep all rules.

use crate::districting::instance::{Instance, borders};
use crate::districting::problem::{Contiguity, DistrictingProblem, NONE};
use crate::error::Error;

/// A reason why no assignment whatever keeps all rules.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Contradiction {
    /// A unit (with those it must be together with) is more than any territory it may have can hold.
    UnitTooLarge {
        /// The unit.
        unit: usize,
        /// Position of the activity in the problem.
        activity: usize,
    },
    /// Units fixed to a territory are already more than it can hold.
    FixedTooMuch {
        /// The territory.
        territory: usize,
        /// Position of the activity in the problem.
        activity: usize,
    },
    /// All ranges together hold less, or need more, than there is.
    TargetsMissTotal {
        /// Position of the activity in the problem.
        activity: usize,
    },
    /// A part of the graph that borders nothing else is too small or too large for any whole number of
    /// territories.
    PartDoesNotDivide {
        /// A unit in the part.
        unit: usize,
        /// Position of the activity in the problem.
        activity: usize,
    },
    /// The graph is in more parts than there are territories.
    TooManyParts {
        /// How many.
        parts: usize,
    },
    /// Two units that must differ are fixed to one territory, or must be together.
    PairCannotDiffer {
        /// The units.
        units: (usize, usize),
    },
    /// A unit, or units that must be together, are fixed to two territories.
    FixedTwice {
        /// One of the units.
        unit: usize,
        /// The territories.
        territories: (usize, usize),
    },
}

/// Finds everything simple that makes the rules impossible to keep. An empty list is no promise that they can
/// be kept.
///
/// # Errors
/// Those of [`DistrictingProblem::validate`].
pub fn contradictions(problem: &DistrictingProblem) -> Result<Vec<Contradiction>, Error> {
    problem.validate()?;
    let instance = Instance::new(problem);
    let mut found = too_large(&instance);
    found.extend(fixed_too_much(&instance));
    found.extend(totals(&instance));
    if instance.contiguity == Contiguity::Strict {
        found.extend(parts(problem, &instance));
    }
    found.extend(pairs(problem, &instance));
    found.extend(fixed_twice(problem, &instance));
    Ok(found)
}

fn first_unit(instance: &Instance, node: usize) -> usize {
    instance.node_of.iter().position(|&of| of as usize == node).unwrap_or(0)
}

fn too_large(instance: &Instance) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for activity in 0..instance.activities {
        let most = (0..instance.territories).map(|t| instance.ranges(t)[activity].high).max().unwrap_or(0);
        let large = (0..instance.len()).filter(|&node| instance.amounts(node)[activity] > most);
        found.extend(
            large.map(|node| Contradiction::UnitTooLarge { unit: first_unit(instance, node), activity }),
        );
    }
    found
}

fn fixed_too_much(instance: &Instance) -> Vec<Contradiction> {
    let mut loads = vec![0_i64; instance.territories * instance.activities];
    for node in (0..instance.len()).filter(|&node| instance.fixed[node] != NONE) {
        for (activity, amount) in instance.amounts(node).iter().enumerate() {
            loads[instance.fixed[node] as usize * instance.activities + activity] += amount;
        }
    }
    let over =
        loads.iter().zip(&instance.ranges).enumerate().filter(|(_, (load, range))| **load > range.high);
    over.map(|(place, _)| Contradiction::FixedTooMuch {
        territory: place / instance.activities,
        activity: place % instance.activities,
    })
    .collect()
}

fn totals(instance: &Instance) -> Vec<Contradiction> {
    let miss = |&activity: &usize| {
        let total: i128 = (0..instance.len()).map(|node| i128::from(instance.amounts(node)[activity])).sum();
        // A limit may be the largest number there is.
        let sum =
            |of: &dyn Fn(usize) -> i64| (0..instance.territories).map(|it| i128::from(of(it))).sum::<i128>();
        total > sum(&|t| instance.ranges(t)[activity].high)
            || total < sum(&|t| instance.ranges(t)[activity].low)
    };
    (0..instance.activities)
        .filter(miss)
        .map(|activity| Contradiction::TargetsMissTotal { activity })
        .collect()
}

/// Finds parts of the graph that cannot hold a whole number m of territories: at least the m smallest lower
/// limits, at most the m largest upper ones.
fn parts(problem: &DistrictingProblem, instance: &Instance) -> Vec<Contradiction> {
    let (part, count) = borders(problem, &instance.node_of, instance.len()).parts(&vec![0; instance.len()]);
    if count as usize > instance.territories {
        return vec![Contradiction::TooManyParts { parts: count as usize }];
    }
    let mut found = Vec::new();
    if count == 1 {
        // All there is: see `totals`.
        return found;
    }
    for activity in 0..instance.activities {
        let mut sums = vec![0_i64; count as usize];
        for (node, &part) in part.iter().enumerate() {
            sums[part as usize] += instance.amounts(node)[activity];
        }
        for number in (0..count).filter(|&number| !divides(instance, activity, sums[number as usize])) {
            let node = part.iter().position(|&of| of == number).unwrap_or(0);
            found.push(Contradiction::PartDoesNotDivide { unit: first_unit(instance, node), activity });
        }
    }
    found
}

fn divides(instance: &Instance, activity: usize, sum: i64) -> bool {
    let of = |limit: &dyn Fn(usize) -> i64| (0..instance.territories).map(limit).collect::<Vec<i64>>();
    let (mut lows, mut highs) =
        (of(&|t| instance.ranges(t)[activity].low), of(&|t| instance.ranges(t)[activity].high));
    lows.sort_unstable();
    highs.sort_unstable_by(|a, b| b.cmp(a));
    let (mut low, mut high) = (0_i128, 0_i128);
    lows.iter().zip(&highs).any(|(&l, &h)| {
        low += i128::from(l);
        high += i128::from(h);
        low <= i128::from(sum) && i128::from(sum) <= high
    })
}

fn pairs(problem: &DistrictingProblem, instance: &Instance) -> Vec<Contradiction> {
    let node = |unit: usize| instance.node_of[unit] as usize;
    let clash = |&&(a, b): &&(usize, usize)| {
        let (a, b) = (node(a), node(b));
        a == b || instance.fixed[a] != NONE && instance.fixed[a] == instance.fixed[b]
    };
    problem.rules.apart.iter().filter(clash).map(|&units| Contradiction::PairCannotDiffer { units }).collect()
}

fn fixed_twice(problem: &DistrictingProblem, instance: &Instance) -> Vec<Contradiction> {
    let other = |&&(unit, territory): &&(usize, usize)| {
        instance.fixed[instance.node_of[unit] as usize] as usize != territory
    };
    let twice = problem.rules.fixed.iter().filter(other).map(|&(unit, territory)| {
        let first = instance.fixed[instance.node_of[unit] as usize] as usize;
        Contradiction::FixedTwice { unit, territories: (first, territory) }
    });
    twice.collect()
}
