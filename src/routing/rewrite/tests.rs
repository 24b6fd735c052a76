//! A rewritten route is better, keeps every rule, and leaves the draft's books in order.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

use super::super::problem::Problem;
use super::super::random::Stream;
use super::super::trial::{assert_books, drafted, instance, numbers, problem};
use super::Rewrite;

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
        let found = rewrite.run(&mut draft, route, stream);
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
