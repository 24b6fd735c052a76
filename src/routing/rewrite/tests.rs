//! A rewritten route is better, keeps every rule, and leaves the draft's books in order.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

use super::super::draft::Draft;
use super::super::go_on::GoOn;
use super::super::problem::{Demand, Problem, Shift, Value};
use super::super::random::Stream;
use super::super::timetable::timetable;
use super::super::trial::{assert_books, drafted, instance, numbers, problem};
use super::set::{MOST, Set};
use super::{Memory, Rewrite};

/// Comparisons that no look here needs.
const ENOUGH: u64 = 1 << 40;

/// Takes half of the clients out of a draft and rewrites each route; how many routes changed.
fn rewritten(problem: &Problem, seed: u64) -> usize {
    let instance = instance(problem);
    let mut draft = drafted(&instance, seed);
    let stream = &mut Stream::new(seed, 1, 0);
    let clients = 0..u32::try_from(problem.clients.len()).unwrap_or(0);
    let mut leaving: Vec<u32> =
        clients.filter(|client| !draft.places(*client).is_empty() && stream.below(2) == 0).collect();
    draft.remove(&mut leaving);
    let (mut rewrite, mut changed) = (Rewrite::default(), 0);
    for route in draft.used.items().to_vec() {
        draft.mark();
        let before = draft.score();
        let found = rewrite.run(&mut draft, route, ENOUGH, stream, &GoOn::always());
        assert!(if found { draft.score() > before } else { draft.score() == before });
        assert_books(&draft, problem);
        changed += usize::from(found);
    }
    changed
}

#[test]
fn a_rewritten_route_is_better_and_whole() {
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::default() });
    let mut changed = 0;
    for _ in 0..400 {
        let Ok(tree) = numbers().new_tree(&mut runner) else { continue };
        let (points, windows, rules, seed) = tree.current();
        changed += rewritten(&problem(&points, &windows, &rules), seed);
    }
    assert!(changed > 50, "only {changed} routes were rewritten");
}

/// A shift without limits of load, stops, travel and waiting, and eight clients who may be left out.
fn single(points: &[(u32, u32)], windows: &[(i64, i64)], rules: &[u8]) -> Problem {
    let mut problem = problem(points, windows, rules);
    let limited = problem.shifts[0].clone();
    problem.shifts =
        vec![Shift { pause: limited.pause, ..Shift::new(0, limited.start, limited.end, limited.window) }];
    problem.clients.truncate(8);
    for (client, &(open, length)) in problem.clients.iter_mut().zip(windows) {
        client.shifts = None;
        client.demand = Demand::Optional { prize: (open + length) % 50 };
    }
    problem
}

/// The most that a route of the first shift can be worth, by trying all that begin with these clients.
fn most(problem: &Problem, clients: &mut Vec<usize>) -> Option<Value> {
    let mut best = timetable(problem, 0, clients).map(|times| worth(problem, clients) - times.travel);
    for client in 0..problem.clients.len() {
        if !clients.contains(&client) {
            clients.push(client);
            best = best.max(most(problem, clients));
            clients.pop();
        }
    }
    best
}

fn worth(problem: &Problem, clients: &[usize]) -> Value {
    let prize = |client: &usize| match problem.clients[*client].demand {
        Demand::Optional { prize } => prize,
        _ => 0,
    };
    clients.iter().map(prize).sum()
}

/// Whether a random half of the first route was there to be rewritten, and could be improved.
fn rewritten_to_the_optimum(problem: &Problem, seed: u64) -> bool {
    let instance = instance(problem);
    let mut draft: Draft<'_> = drafted(&instance, seed);
    let stream = &mut Stream::new(seed, 1, 0);
    let visits = draft.routes[0].visits().iter().map(|stop| stop.client);
    let mut leaving: Vec<u32> = visits.filter(|_| stream.below(2) == 0).collect();
    draft.remove(&mut leaving);
    if draft.routes[0].is_empty() {
        return false;
    }
    draft.mark();
    let better = Rewrite::default().run(&mut draft, 0, ENOUGH, stream, &GoOn::always());
    assert_books(&draft, problem);
    assert_eq!(Some(draft.objective()), most(problem, &mut Vec::new()).max(Some(draft.objective())));
    better
}

#[test]
fn one_look_finds_the_best_route_there_is() {
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::default() });
    let mut improved = 0;
    for _ in 0..150 {
        let Ok(tree) = numbers().new_tree(&mut runner) else { continue };
        let (points, windows, rules, seed) = tree.current();
        improved += usize::from(rewritten_to_the_optimum(&single(&points, &windows, &rules), seed));
    }
    assert!(improved > 30, "only {improved} routes were improved");
}

#[test]
fn clients_between_two_visits_remember_the_client_visited_twice() {
    let mut memory = Memory::default();
    memory.clear(6);
    assert!(!memory.learn(&[1, 2, 3]));
    assert!(memory.learn(&[5, 1, 2, 3, 1, 4, 2]));
    assert!(!memory.learn(&[1, 3, 1]), "3 remembers 1 already");
    assert_eq!(memory.known, [vec![], vec![2], vec![1], vec![1, 2], vec![2], vec![]]);
}

#[test]
fn a_set_knows_who_is_in_it() {
    let (few, one) = (Set::default().with(0).with(64).with(MOST - 1), Set::default().with(64));
    assert!(few.has(MOST - 1) && !few.has(1));
    assert!(one.is_within(&few) && !few.is_within(&one));
    assert_eq!(few.and(&one), one);
    assert!(few.has_only_in_common(&one, 64) && !few.has_only_in_common(&few, 64));
}
