//! What an assignment is worth, worked out from the problem alone: nothing here calls the engine's own
//! judgement.

use rounds::districting::{Contiguity, DistrictingProblem, Objective};

/// Sum of relative excesses, plus one for each pair, part and move too many; 0 if all rules hold. Infinite
/// for what the engine never gives: a fixed unit elsewhere, units together apart, or nothing for somebody.
pub fn violation(problem: &DistrictingProblem, labels: &[usize]) -> f64 {
    let rules = &problem.rules;
    let elsewhere = rules.fixed.iter().any(|&(unit, territory)| labels[unit] != territory);
    let parted = rules.together.iter().any(|set| set.iter().any(|&unit| labels[unit] != labels[set[0]]));
    let empty = (0..problem.territories).any(|territory| !labels.contains(&territory));
    if elsewhere || parted || empty {
        return f64::INFINITY;
    }
    let clashes = rules.apart.iter().filter(|&&(a, b)| labels[a] == labels[b]).count();
    let stray: usize = match problem.contiguity {
        Contiguity::Strict => (0..problem.territories).map(|t| parts(problem, labels, t) - 1).sum(),
        Contiguity::Tolerant | Contiguity::Off => 0,
    };
    excess(problem, labels) + (clashes + stray + moves_too_many(problem, labels)) as f64
}

/// Sum of relative excesses over the ranges.
pub fn excess(problem: &DistrictingProblem, labels: &[usize]) -> f64 {
    let mut sum = 0.0;
    for activity in &problem.activities {
        for (territory, target) in activity.targets.iter().enumerate() {
            let own = (0..labels.len()).filter(|&unit| labels[unit] == territory);
            let deviation = (own.map(|unit| activity.amounts[unit]).sum::<f64>() / target - 1.0).abs();
            if deviation > activity.tolerance + 1e-9 {
                sum += deviation - activity.tolerance;
            }
        }
    }
    sum
}

fn moves_too_many(problem: &DistrictingProblem, labels: &[usize]) -> usize {
    let Some(incumbent) = &problem.incumbent else { return 0 };
    let moved: Vec<usize> = (0..labels.len()).filter(|&unit| labels[unit] != incumbent[unit]).collect();
    let above = |count: usize, most: Option<usize>| most.map_or(0, |most| count.saturating_sub(most));
    let given = |territory| moved.iter().filter(|&&unit| incumbent[unit] == territory).count();
    let each = (0..problem.territories).map(|t| above(given(t), problem.rules.most_moves_each));
    each.sum::<usize>() + above(moved.len(), problem.rules.most_moves)
}

/// In how many parts a territory is. Units together count as one, and so hold together whatever borders any
/// of them.
pub fn parts(problem: &DistrictingProblem, labels: &[usize], territory: usize) -> usize {
    let mut left: Vec<usize> = (0..labels.len()).filter(|&unit| labels[unit] == territory).collect();
    let mut count = 0;
    while let Some(first) = left.pop() {
        count += 1;
        let mut queue = vec![first];
        while let Some(unit) = queue.pop() {
            let (near, rest) = left.into_iter().partition(|&other| adjoin(problem, unit, other));
            left = rest;
            queue.extend::<Vec<usize>>(near);
        }
    }
    count
}

fn adjoin(problem: &DistrictingProblem, a: usize, b: usize) -> bool {
    let together = |set: &Vec<usize>| set.contains(&a) && set.contains(&b);
    problem.graph.edges().any(|edge| edge == (a.min(b), a.max(b)))
        || problem.rules.together.iter().any(together)
}

/// The objective, in the problem's own units.
pub fn objective(problem: &DistrictingProblem, labels: &[usize]) -> f64 {
    (0..problem.territories).map(|territory| distances_to_middle(problem, labels, territory)).sum()
}

fn distances_to_middle(problem: &DistrictingProblem, labels: &[usize], territory: usize) -> f64 {
    let own: Vec<usize> = (0..labels.len()).filter(|&unit| labels[unit] == territory).collect();
    let weight = |unit: usize| problem.activities[0].amounts[unit];
    let distance =
        |unit: usize, to: [f64; 2]| (problem.points[unit][0] - to[0]).hypot(problem.points[unit][1] - to[1]);
    let distances = |to: [f64; 2]| own.iter().map(|&unit| distance(unit, to)).sum::<f64>();
    let squares =
        |to: [f64; 2]| own.iter().map(|&unit| weight(unit) * distance(unit, to).powi(2)).sum::<f64>();
    match (problem.objective, problem.homes.get(territory)) {
        (Objective::Medoid, Some(&home)) => distances(home),
        (Objective::Medoid, None) => {
            own.iter().map(|&unit| distances(problem.points[unit])).fold(f64::INFINITY, f64::min)
        }
        (Objective::Inertia, Some(&home)) => squares(home),
        (Objective::Inertia, None) => {
            let load: f64 = own.iter().map(|&unit| weight(unit)).sum();
            let mean =
                |axis: usize| own.iter().map(|&unit| weight(unit) * problem.points[unit][axis]).sum::<f64>();
            squares([mean(0) / load, mean(1) / load])
        }
    }
}

/// Share of all relationships that change hands.
pub fn moved(problem: &DistrictingProblem, labels: &[usize]) -> f64 {
    let incumbent = problem.incumbent.as_deref().unwrap_or(labels);
    let all =
        if problem.relationship.is_empty() { &problem.activities[0].amounts } else { &problem.relationship };
    let lost = (0..labels.len()).filter(|&unit| labels[unit] != incumbent[unit]).map(|unit| all[unit]);
    lost.sum::<f64>() / all.iter().sum::<f64>()
}
