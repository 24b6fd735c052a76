//! The search against the best of all solutions of tiny problems.

use std::cmp::Reverse;

use rounds::progress::unobserved;
use rounds::routing::{Budget, Config, Day, Demand, Problem, Time, Value, solve};

use super::minutes::{earliest_return, orders, travel};
use super::{checker, problems};

/// Fewest unserved first, then the greatest objective.
type Grade = (Reverse<usize>, Value);

/// The grade of the best of all solutions.
fn best(problem: &Problem) -> Grade {
    let least = least_travel(problem);
    let mut best = (Reverse(usize::MAX), Value::MIN);
    let choices: Vec<Vec<Choice>> =
        problem.clients.iter().map(|client| choices(problem, &client.demand)).collect();
    let mut sets = vec![0; problem.shifts.len()];
    combine(problem, &least, &choices, &mut sets, (Reverse(0), 0), &mut best);
    best
}

/// By shift and set of clients (as bits): the least travel of a route that visits them, in the best order.
fn least_travel(problem: &Problem) -> Vec<Vec<Option<Time>>> {
    let of_shift = |shift: usize| {
        let mut least = vec![None; 1 << problem.clients.len()];
        least[0] = Some(0);
        for order in orders(problem.clients.len()).into_iter().skip(1) {
            let set = order.iter().map(|client| 1 << client).sum::<usize>();
            let travel = travel(problem, shift, &order);
            if least[set].is_none_or(|least| travel < least)
                && earliest_return(problem, shift, &order).is_some()
            {
                least[set] = Some(travel);
            }
        }
        least
    };
    (0..problem.shifts.len()).map(of_shift).collect()
}

/// The shifts that visit a client, what that is worth, and whether it leaves the client unserved.
struct Choice {
    shifts: Vec<usize>,
    value: Value,
    unserved: bool,
}

fn choices(problem: &Problem, demand: &Demand) -> Vec<Choice> {
    let subsets = (0..1_usize << problem.shifts.len()).filter_map(|subset| {
        let shifts: Vec<usize> = (0..problem.shifts.len()).filter(|shift| subset & 1 << shift != 0).collect();
        let mut days: Vec<Day> = shifts.iter().map(|&shift| problem.shifts[shift].day).collect();
        days.sort_unstable();
        if days.windows(2).any(|pair| pair[0] == pair[1]) {
            return None;
        }
        match checker::worth(demand, &days) {
            Some(value) => Some(Choice { shifts, value, unserved: false }),
            None => days.is_empty().then_some(Choice { shifts, value: 0, unserved: true }),
        }
    });
    subsets.collect()
}

fn combine(
    problem: &Problem,
    least: &[Vec<Option<Time>>],
    choices: &[Vec<Choice>],
    sets: &mut Vec<usize>,
    so_far: Grade,
    best: &mut Grade,
) {
    let client = problem.clients.len() - choices.len();
    let Some((these, rest)) = choices.split_first() else {
        let travel: Option<Time> = sets.iter().zip(least).map(|(&set, least)| least[set]).sum();
        if let Some(travel) = travel {
            *best = (*best).max((so_far.0, so_far.1 - problem.travel_weight * travel));
        }
        return;
    };
    for choice in these {
        choice.shifts.iter().for_each(|&shift| sets[shift] |= 1 << client);
        let grade = (Reverse(so_far.0.0 + usize::from(choice.unserved)), so_far.1 + choice.value);
        combine(problem, least, rest, sets, grade, best);
        choice.shifts.iter().for_each(|&shift| sets[shift] &= !(1 << client));
    }
}

#[test]
fn tiny_problems_are_solved_to_the_optimum() {
    const PROBLEMS: u64 = 1500;
    let mut missed = Vec::new();
    for seed in 0..PROBLEMS {
        let problem = problems::tiny(1000 + seed);
        let config = Config { seed, budget: Budget::Iterations(2000), ..Config::default() };
        let solution = solve(&problem, &config, &unobserved).unwrap();
        checker::check(&problem, &solution);
        let (found, best) = ((Reverse(solution.unserved.len()), solution.objective), best(&problem));
        assert!(found <= best, "seed {seed}: {found:?} is better than the best of all, {best:?}");
        if found < best {
            missed.push((seed, found, best));
        }
    }
    assert!(missed.is_empty(), "missed {} of {PROBLEMS}: {missed:?}", missed.len());
}
