//! Other teams.

use rounds::model::*;
use rounds::progress::unobserved;
use rounds::territory::{self, Programme, Scenario, TeamChange, TerritoryRules};
use rounds::{ErrorKind, check, schedule};

use crate::{TRAVEL, built, common, place, rebalance, row, scores};

#[test]
fn other_teams_are_planned_and_checked() {
    let book = common::book(4, 60, 3);
    let rules = TerritoryRules { effort: 0.2, try_locks: false, ..TerritoryRules::default() };
    let without = TeamChange::Remove("L1".into()).apply(&book).unwrap();
    let answer = rebalance(&without, &rules);
    assert_eq!(
        answer.alignment.unowned(),
        answer.unservable.iter().copied().filter(|&it| without.owner(it).is_none()).collect::<Vec<_>>()
    );
    let scenarios = [
        Scenario { name: "today".into(), book: book.clone() },
        Scenario { name: "without".into(), book: answer.alignment.apply(&without).unwrap() },
    ];
    let config = schedule::ScheduleConfig { weeks: 4, effort: 30, ..schedule::ScheduleConfig::default() };
    let scores = scores(&book);
    let trials = territory::compare(&scenarios, &scores, &TRAVEL, &rules, &config, &unobserved).unwrap();
    for (trial, scenario) in trials.iter().zip(&scenarios) {
        assert_eq!(check::plan(&check::Facts::new(&scenario.book, &TRAVEL), &trial.plan), []);
    }
    let list = territory::handover(&scenarios[1].book, &answer.moves, &trials[1].plan);
    assert_eq!(list.len(), answer.moves.len());
    for it in list.iter().filter(|it| it.visit.is_some()) {
        let first = trials[1]
            .plan
            .stops()
            .filter(|(liaison, _, stop)| **liaison == it.to && stop.practice == it.practice)
            .map(|stop| stop.1)
            .min();
        assert_eq!(it.visit.map(|visit| visit.0), first);
    }

    let error = TeamChange::Remove("nobody".into()).apply(&book).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Input);
    let sites = territory::hire(&Programme::new(&book, &scores, &TRAVEL).unwrap(), 3, &rules, &unobserved)
        .unwrap()
        .sites;
    assert_eq!(sites.len(), 3);
    assert!(sites.iter().all(|it| it.rebalancing.after.territory(&"NEW".into()).unwrap().practices > 0));
}

#[test]
fn a_second_newcomer_has_another_name() {
    let mut records = row(12, 9);
    records.liaisons.0.push((0, Liaison::new("NEW", "Somebody", place(6))));
    let book = built(records);
    let scores = scores(&book);
    let programme = Programme::new(&book, &scores, &TRAVEL).unwrap();
    let rules = TerritoryRules { effort: 0.1, ..TerritoryRules::default() };
    let sites = territory::hire(&programme, 1, &rules, &unobserved).unwrap().sites;
    assert_eq!(sites[0].liaison.id, "NEW2".into());
}
