//! What cannot be kept is said, messy books get an answer, what does not fit is an error.

use rounds::model::*;
use rounds::progress::unobserved;
use rounds::territory::{
    self, Adjacency, Alignment, Contiguity, Programme, RuleKind, TeamChange, TerritoryRules, Tolerances,
};
use rounds::{ErrorKind, export, ingest};

use crate::{TRAVEL, built, place, rebalance, row, scores};

#[test]
fn what_cannot_be_kept_is_named_with_its_rule() {
    let mut records = row(12, 10);
    records.practices.0.iter_mut().for_each(|(_, practice)| practice.locked = true);
    let book = built(records);
    let answer = rebalance(&book, &TerritoryRules::default());
    assert!(!answer.is_feasible() && answer.moves.is_empty());
    let missed = export::violation_text(&book, &answer.violations[0]);
    assert!(missed.contains("share of hours"), "{missed}");
    let proofs: Vec<String> = answer.proofs.iter().map(|it| export::proof_text(&book, it)).collect();
    assert!(proofs.iter().any(|it| it.contains("locked to Liaison One")), "{proofs:?}");
    let binding = &answer.binding_rules[0];
    assert_eq!(binding.rule, RuleKind::Locks);
    assert_eq!(export::binding_rule_sentence(&book, binding), "Without the locks, the rest could be kept.");

    let capped =
        rebalance(&built(row(16, 12)), &TerritoryRules { most_moves: Some(1), ..TerritoryRules::default() });
    assert!(
        capped.moves.len() <= 1 && capped.binding_rules[0].rule == RuleKind::MoveCaps,
        "{:?}",
        capped.binding_rules
    );
}

#[test]
fn locks_that_contradict_each_other_are_not_kept() {
    let id = |number: u32| PracticeId::from(format!("P{number:02}"));
    let rules = TerritoryRules {
        locked: vec![id(5), id(6)],
        together: vec![vec![id(5), id(6)]],
        tolerances: Tolerances { hours: 1.0, ..Tolerances::default() },
        ..TerritoryRules::default()
    };
    let book = built(row(12, 6));
    let answer = rebalance(&book, &rules);
    assert!(!answer.is_feasible() && !answer.proofs.is_empty());
    let missed = export::violation_text(&book, &answer.violations[0]);
    assert!(missed.contains("to whom it is locked"), "{missed}");
    let text = export::rebalancing_text(&book, &answer);
    assert!(text.contains("Proof: ") && !text.contains("Every rule is kept"), "{text}");
}

#[test]
fn indices_beyond_the_book_are_nobody_or_an_error() {
    let book = built(row(12, 9));
    let today = Alignment::of(&book);
    assert_eq!(today.liaison(PracticeIndex::new(11)), Some(LiaisonIndex::new(1)));
    assert_eq!(today.liaison(PracticeIndex::new(12)), None);
    for owners in [vec![Some(LiaisonIndex::new(2)); 12], vec![None; 11]] {
        assert_eq!(Alignment::new(&book, owners).unwrap_err().kind(), ErrorKind::Input);
    }
}

#[test]
fn what_nobody_can_reach_is_no_lock() {
    let mut records = row(8, 4);
    for (_, practice) in &mut records.practices.0[2..] {
        practice.location = Location::new(47.0, -122.0).ok();
        practice.owner = Some("L1".into());
    }
    let answer = rebalance(
        &built(records),
        &TerritoryRules { contiguity: Contiguity::Off, ..TerritoryRules::default() },
    );
    assert_eq!(answer.unservable.len(), 6);
    assert!(answer.binding_rules.iter().all(|it| it.rule != RuleKind::Locks), "{:?}", answer.binding_rules);
}

#[test]
fn areas_hang_together_and_must_exist() {
    let book = built(row(24, 18));
    let area = |number: u32| (PracticeId::from(format!("P{number:02}")), format!("area {}", number / 6));
    let border = |a: u32, b: u32| (format!("area {a}"), format!("area {b}"));
    let rules = |borders: Vec<(String, String)>| TerritoryRules {
        adjacency: Adjacency::Areas { areas: (0..24).map(area).collect(), borders },
        contiguity: Contiguity::Strict,
        ..TerritoryRules::default()
    };
    let answer = rebalance(&book, &rules(vec![border(0, 1), border(1, 2), border(2, 3)]));
    assert!(answer.is_feasible() && answer.after.territories.iter().all(|it| it.parts == 1));
    let scores = scores(&book);
    let programme = Programme::new(&book, &scores, &TRAVEL).unwrap();
    let typo = rules(vec![border(0, 9)]);
    let error = territory::assess(&programme, &Alignment::of(&book), &typo).unwrap_err();
    assert!(error.kind() == ErrorKind::Input && error.to_string().contains("area 9"), "{error}");
}

#[test]
fn messy_books_get_an_answer() {
    // Nobody owns anything: everything is assigned, nothing moves.
    let mut records = row(12, 12);
    records.practices.0.iter_mut().for_each(|(_, practice)| practice.owner = None);
    let book = built(records);
    let answer = rebalance(&book, &TerritoryRules::default());
    assert!(answer.moves.is_empty() && answer.assigned.len() == 12 && answer.is_feasible());
    assert_eq!(answer.before.unowned.len(), 12);
    assert!(export::assessment_text(&book, &answer.before).contains("12 practices have no owner"));

    // One liaison has all there is to have.
    let mut records = row(5, 5);
    records.liaisons.0.truncate(1);
    assert!(rebalance(&built(records), &TerritoryRules::default()).is_feasible());

    // A liaison without practices gets some.
    let answer = rebalance(&built(row(12, 12)), &TerritoryRules::default());
    assert!(answer.is_feasible() && answer.after.by_liaison()[1].practices > 3);

    // A practice beyond reach stays, and is named.
    let mut records = row(12, 6);
    records.practices.0[3].1.location = Location::new(47.0, -122.0).ok();
    let answer = rebalance(
        &built(records),
        &TerritoryRules { contiguity: Contiguity::Off, ..TerritoryRules::default() },
    );
    let far = PracticeIndex::new(3);
    assert_eq!(answer.unservable, [far]);
    assert_eq!(answer.alignment.liaison(far), Some(LiaisonIndex::new(0)));

    // Nobody works.
    let mut records = row(4, 2);
    records.liaisons.0.iter_mut().for_each(|(_, liaison)| liaison.hours.clear());
    let (book, travel) = (built(records), TRAVEL);
    let scores = scores(&book);
    let programme = Programme::new(&book, &scores, &travel).unwrap();
    let error =
        territory::rebalance(&programme, &Alignment::of(&book), &TerritoryRules::default(), &unobserved)
            .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Input);
}

#[test]
fn a_liaison_without_a_home_is_left_out_and_their_practices_are_reported() {
    let table = |table: Table| match table {
        Table::Practices => {
            Ok("practice_id,lat,lon,owner\nP1,38.9,-77.0,L1\nP2,38.9,-77.1,L2\nP3,38.9,-77.2,L2\n".as_bytes())
        }
        Table::Liaisons => {
            Ok("liaison_id,home_lat,home_lon\nL1,38.9,-77.0\nL2,,\nL3,38.9,-77.1\n".as_bytes())
        }
        _ => Err(std::io::ErrorKind::NotFound.into()),
    };
    let (book, issues) = ingest::read_csv(table, &ingest::Settings::default()).unwrap().parts();
    assert!(!issues.is_empty());
    let answer = rebalance(
        &book,
        &TerritoryRules {
            tolerances: Tolerances { hours: 1.0, ..Tolerances::default() },
            ..TerritoryRules::default()
        },
    );
    assert_eq!(answer.before.unowned, [1, 2].map(PracticeIndex::new));
    assert_eq!(answer.assigned.iter().map(|it| it.practice.as_str()).collect::<Vec<_>>(), ["P2", "P3"]);
}

#[test]
fn alignments_and_scores_of_another_book_are_errors() {
    let book = built(row(12, 9));
    let today = Alignment::of(&book);
    let scores_of_today = scores(&book);
    let programme = Programme::new(&book, &scores_of_today, &TRAVEL).unwrap();
    let assessed = territory::assess(&programme, &today, &TerritoryRules::default()).unwrap();
    let newcomer = TeamChange::Add(Liaison::new("L0", "Liaison Nought", place(3))).apply(&book).unwrap();
    let without = TeamChange::Remove("L2".into()).apply(&book).unwrap();
    let larger = built(row(13, 9));
    for other in [&newcomer, &without, &larger] {
        let scores = scores(other);
        let programme = Programme::new(other, &scores, &TRAVEL).unwrap();
        let rules = TerritoryRules::default();
        let kind = |error: rounds::Error| error.kind();
        assert_eq!(territory::assess(&programme, &today, &rules).map_err(kind), Err(ErrorKind::Input));
        let answer = territory::rebalance(&programme, &today, &rules, &unobserved);
        assert_eq!(answer.map_err(kind), Err(ErrorKind::Input));
        let front = territory::pareto_front(&programme, &today, &rules, &[0.1], None, &unobserved);
        assert_eq!(front.map_err(kind), Err(ErrorKind::Input));
        assert_eq!(today.apply(other).map_err(kind), Err(ErrorKind::Input));
        let map = export::territories_geojson(other, &today, &today, &assessed, &[]);
        assert_eq!(map.map_err(kind), Err(ErrorKind::Input));
    }
    let foreign = Programme::new(&larger, &scores_of_today, &TRAVEL).unwrap_err();
    assert_eq!(foreign.kind(), ErrorKind::Input);
    // An answer is told in words for any book.
    let answer = rebalance(&book, &TerritoryRules { try_locks: false, ..TerritoryRules::default() });
    assert!(export::move_sentence(&without, &answer.moves[0]).contains("from Liaison One to L2"));
}
