//! No file imports from a file that imports from it, by whatever detour.

use std::collections::BTreeSet;

use crate::reading::Crate;

/// Finds the circles among arrows: sets of nodes that all reach each other. O(nodes x arrows), for a few hundred files.
fn circles(arrows: &[BTreeSet<usize>]) -> Vec<BTreeSet<usize>> {
    let reached: Vec<BTreeSet<usize>> = (0..arrows.len()).map(|from| reach(arrows, from)).collect();
    let circle = |at: usize| -> BTreeSet<usize> {
        reached[at].iter().copied().filter(|other| reached[*other].contains(&at)).collect()
    };
    let found: BTreeSet<BTreeSet<usize>> =
        (0..arrows.len()).map(circle).filter(|it| !it.is_empty()).collect();
    found.into_iter().collect()
}

/// Lists everything that arrows lead to from a node; the node itself only if a circle leads back.
pub fn reach(arrows: &[BTreeSet<usize>], from: usize) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<usize> = arrows[from].iter().copied().collect();
    while let Some(at) = waiting.pop() {
        if reached.insert(at) {
            waiting.extend(&arrows[at]);
        }
    }
    reached
}

#[test]
fn no_files_import_each_other() {
    let rounds = Crate::read();
    let named = |circle: BTreeSet<usize>| -> Vec<String> {
        circle.into_iter().map(|at| rounds.files[at].name.clone()).collect()
    };
    let found: Vec<Vec<String>> = circles(&rounds.arrows()).into_iter().map(named).collect();
    assert!(found.is_empty(), "files that go in circles: {found:#?}");
}

#[test]
fn a_circle_is_found() {
    let arrows = [BTreeSet::from([1]), BTreeSet::from([2]), BTreeSet::from([1]), BTreeSet::from([0])];
    assert_eq!(circles(&arrows), [BTreeSet::from([1, 2])]);
}
