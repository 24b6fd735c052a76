//! Answers that keep every rule and depend neither on threads nor on rows.

use std::collections::BTreeSet;

use rounds::export;
use rounds::model::*;
use rounds::progress::unobserved;
use rounds::territory::{
    self, Alignment, Contiguity, FrontPoint, Programme, Rebalancing, TerritoryRules, Tolerances,
};

use crate::{TRAVEL, built, common, rebalance, row, scores};

/// Everything that the rules ask for, looked up anew; hours by an assessment.
fn violations(book: &Book, rules: &TerritoryRules, answer: &Rebalancing) -> Vec<String> {
    let (today, new) = (Alignment::of(book), &answer.alignment);
    let mut found = Vec::new();
    let at = |id: &PracticeId| book.practice_index(id).unwrap();
    for practice in book.practice_indices() {
        let (old, now) = (today.liaison(practice), new.liaison(practice));
        let it = &book.practices()[practice.get()];
        if (it.locked || rules.locked.contains(&it.id)) && old.is_some() && old != now {
            found.push(format!("{} is locked", it.id));
        }
        if old != now && now.is_none_or(|now| book.has_skills(now, practice) != Some(true)) {
            found.push(format!("{} asks for skills", it.id));
        }
    }
    for set in &rules.together {
        if set.iter().map(|id| new.liaison(at(id))).collect::<BTreeSet<_>>().len() > 1 {
            found.push("not together".into());
        }
    }
    found.extend(
        rules
            .apart
            .iter()
            .filter(|(a, b)| new.liaison(at(a)) == new.liaison(at(b)))
            .map(|_| "not apart".into()),
    );
    let moved = |from: Option<LiaisonIndex>| {
        let mine = |&it: &PracticeIndex| {
            today.liaison(it).is_some() && (from.is_none() || today.liaison(it) == from)
        };
        book.practice_indices().filter(mine).filter(|&it| today.liaison(it) != new.liaison(it)).count()
    };
    if rules.most_moves.is_some_and(|most| moved(None) > most) {
        found.push("too many moves".into());
    }
    let most = |liaison| rules.most_moves_each.is_some_and(|most| moved(Some(liaison)) > most);
    found.extend(book.liaison_indices().filter(|&it| most(it)).map(|_| "too many moves of one".into()));
    let scores = scores(book);
    let assessment = territory::assess(&Programme::new(book, &scores, &TRAVEL).unwrap(), new, rules).unwrap();
    assert_eq!(assessment, answer.after);
    for it in &assessment.territories {
        if it.off_share.abs() > rules.tolerances.hours + 1e-9 {
            found.push(format!("{} is {:.3} off", it.liaison, it.off_share));
        }
    }
    found
}

#[test]
fn a_rebalancing_keeps_every_rule() {
    for seed in [1, 2, 3] {
        let mut records = common::town(seed, 90, 3);
        records.practices.0.iter_mut().step_by(9).for_each(|(_, practice)| practice.locked = true);
        let book = built(records);
        let id = |number: usize| book.practices()[number].id.clone();
        let rules = TerritoryRules {
            tolerances: Tolerances { hours: 0.15, ..Tolerances::default() },
            locked: vec![id(1)],
            together: vec![vec![id(10), id(11)]],
            apart: vec![(id(20), id(21))],
            most_moves: Some(70),
            most_moves_each: Some(40),
            effort: 0.3,
            try_locks: false,
            ..TerritoryRules::default()
        };
        let answer = rebalance(&book, &rules);
        assert!(answer.is_feasible(), "seed {seed}: {:?} {:?}", answer.violations, answer.proofs);
        assert_eq!(violations(&book, &rules, &answer), Vec::<String>::new(), "seed {seed}");
        assert!(answer.least_moved_share <= answer.moved_share + 1e-9);
        assert!(
            answer.moves.iter().all(|it| it.from != it.to
                && book.practice(&it.practice).unwrap().owner.as_ref() == Some(&it.from))
        );
    }
}

#[test]
fn an_uneven_row_is_shared_at_its_middle() {
    let book = built(row(16, 12));
    let answer =
        rebalance(&book, &TerritoryRules { contiguity: Contiguity::Strict, ..TerritoryRules::default() });
    let owners: Vec<LiaisonIndex> = answer.alignment.liaisons().iter().flatten().copied().collect();
    assert!(owners.is_sorted(), "two pieces: {owners:?}");
    assert!((7..=9).contains(&owners.iter().filter(|&&it| it == LiaisonIndex::new(0)).count()));
    assert_eq!(
        answer.moves.iter().map(|it| it.practice.to_string()).collect::<Vec<_>>(),
        (12 - answer.moves.len()..12).map(|it| format!("P{it:02}")).collect::<Vec<_>>()
    );
    for moved in &answer.moves {
        let (sentence, locked) =
            (export::move_sentence(&book, moved), export::if_locked_sentence(&book, moved));
        assert!(sentence.contains("goes from Liaison One to Liaison Two"), "{sentence}");
        assert!(locked.starts_with("Locked, "), "{locked}");
        assert!((moved.relationship - 1.0).abs() < 1e-12, "nobody was ever met");
    }
}

/// The answer as a manager receives it.
fn bytes(book: &Book, answer: &Rebalancing) -> Vec<u8> {
    let mut out = export::rebalancing_text(book, answer).into_bytes();
    export::moves_csv(book, answer, &mut out).unwrap();
    export::alignment_csv(&answer.alignment, &mut out).unwrap();
    out
}

#[test]
fn threads_and_order_of_rows_change_nothing() {
    let rules = TerritoryRules { effort: 0.2, ..TerritoryRules::default() };
    let answer = |threads: usize, reversed: bool| {
        let mut records = common::town(8, 60, 3);
        if reversed {
            records.practices.0.reverse();
            records.liaisons.0.reverse();
            records.visits.0.reverse();
        }
        let book = built(records);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| bytes(&book, &rebalance(&book, &rules)))
    };
    let first = answer(1, false);
    assert!(first == answer(3, false) && first == answer(2, true));
}

#[test]
fn an_observer_that_breaks_gets_a_marked_answer() {
    let book = common::book(4, 60, 3);
    let scores = scores(&book);
    let programme = Programme::new(&book, &scores, &TRAVEL).unwrap();
    let stop = |_: &rounds::progress::Progress| std::ops::ControlFlow::Break(());
    let today = Alignment::of(&book);
    let answer = territory::rebalance(&programme, &today, &TerritoryRules::default(), &stop).unwrap();
    assert!(answer.stopped && answer.rounds == 1);
    assert!(!rebalance(&book, &TerritoryRules { effort: 0.1, ..TerritoryRules::default() }).stopped);
}

#[test]
fn a_front_falls_from_left_to_right() {
    let book = built(row(24, 20));
    let scores = scores(&book);
    let programme = Programme::new(&book, &scores, &TRAVEL).unwrap();
    let rules = TerritoryRules { effort: 0.2, ..TerritoryRules::default() };
    let front = territory::pareto_front(
        &programme,
        &Alignment::of(&book),
        &rules,
        &FrontPoint::USUAL_TOLERANCES,
        None,
        &unobserved,
    )
    .unwrap();
    assert!(front.len() > 2 && front[0].tolerance.is_none());
    assert!(
        front.is_sorted_by(|a, b| a.moved_share < b.moved_share && a.worst_imbalance > b.worst_imbalance)
    );
}

#[test]
fn designs_cover_everything() {
    let book = common::book(6, 80, 4);
    let scores = scores(&book);
    let programme = Programme::new(&book, &scores, &TRAVEL).unwrap();
    let rules = TerritoryRules { contiguity: Contiguity::Strict, effort: 0.3, ..TerritoryRules::default() };
    let design = territory::design(&programme, Some(5), &rules, &unobserved).unwrap();
    assert_eq!(design.book.liaisons().len(), 5);
    assert!(design.violations.is_empty(), "{:?}", design.violations);
    assert!(design.assessment.territories.iter().all(|it| it.parts == 1 && it.off_share.abs() <= 0.1 + 1e-9));
    assert!(territory::design(&programme, Some(0), &rules, &unobserved).is_err());
    assert!(territory::design(&programme, None, &rules, &unobserved).unwrap().alignment.unowned().is_empty());
}
