//! Practices without a place: they stay where they are, and count for nothing.

use rounds::export;
use rounds::territory::{Contiguity, Workload, design, hire, pareto_front};

use super::*;

/// Two practices without a place, one of them nobody's, beside a row of ten of which one liaison has eight.
fn records() -> Records {
    let mut records = row(10, 8);
    let nobodys = Practice::new("P99", "Practice 99", None);
    let mut mine = Practice::new("P00B", "Practice 0B", None);
    mine.owner = Some("L1".into());
    records.practices.0.extend([(98, nobodys), (99, mine)]);
    records
}

#[test]
fn rebalancing_leaves_them_alone() {
    for contiguity in [Contiguity::Tolerant, Contiguity::Strict, Contiguity::Off] {
        let rules = TerritoryRules {
            contiguity,
            locked: vec!["P00B".into()],
            together: vec![vec!["P00B".into(), "P09".into()]],
            ..TerritoryRules::default()
        };
        let book = built(records());
        let answer = rebalance(&book, &rules);
        let (without, usual) =
            (built(row(10, 8)), TerritoryRules { contiguity, ..TerritoryRules::default() });
        let alone = rebalance(&without, &usual);
        assert_eq!((&answer.moves, answer.unservable.len()), (&alone.moves, 0));
        assert!(!answer.moves.is_empty() && answer.is_feasible());
        assert_eq!(answer.after.territories, alone.after.territories);
        let of = |id: &str| answer.alignment.liaison(book.practice_index(&id.into()).unwrap());
        assert_eq!((of("P00B"), of("P99")), (book.liaison_index(&"L1".into()), None));
        assert_eq!(answer.after.unowned, [book.practice_index(&"P99".into()).unwrap()]);
        for practice in without.practices() {
            let theirs = alone.alignment.liaison(without.practice_index(&practice.id).unwrap());
            assert_eq!(of(practice.id.as_str()), theirs);
        }
        let text = export::rebalancing_text(&book, &answer);
        assert!(text.contains("2 practices have no place and are in no territory"), "{text}");
    }
}

#[test]
fn tables_and_maps_still_list_them() {
    let book = built(records());
    let answer = rebalance(&book, &TerritoryRules::default());
    let mut table = Vec::new();
    export::alignment_csv(&answer.alignment, &mut table).unwrap();
    let table = String::from_utf8(table).unwrap();
    assert!(table.contains("P00B,L1\n") && table.contains("P99,\n"), "{table}");
    let map = export::territories_geojson(
        &book,
        &Alignment::of(&book),
        &answer.alignment,
        &answer.after,
        &answer.moves,
    );
    let map = map.unwrap();
    assert_eq!(map.matches("\"geometry\":null").count(), 2, "{map}");
    assert!(!map.contains("[0.0,0.0]"));
}

#[test]
fn designs_fronts_and_places_to_hire_go_by_the_others() {
    let book = built(records());
    let scores = scores(&book);
    let programme = Programme::new(&book, &scores, &TRAVEL).unwrap();
    let rules = TerritoryRules { effort: 0.1, ..TerritoryRules::default() };
    for seats in [None, Some(3)] {
        let answer = design(&programme, seats, &rules, &unobserved).unwrap();
        assert_eq!(answer.assessment.unowned.len(), 2);
        assert_eq!(answer.alignment.liaisons().len(), 12);
        assert_eq!(answer.book.liaisons().len(), seats.unwrap_or(2));
        assert_eq!(answer.assessment.territories.iter().map(|it| it.practices).sum::<usize>(), 10);
        assert!(answer.alignment.apply(&answer.book).is_ok());
    }
    let today = Alignment::of(&book);
    let answer = territory::rebalance(&programme, &today, &rules, &unobserved).unwrap();
    let front = pareto_front(&programme, &today, &rules, &[0.2, 0.1], Some(&answer), &unobserved).unwrap();
    assert!(front.iter().all(|point| point.alignment.liaisons().len() == 12));
    let hiring = hire(&programme, 2, &rules, &unobserved).unwrap();
    assert!(hiring.sites.iter().all(|site| book.practice(&site.near).unwrap().location.is_some()));
    let work = Workload::of(&programme, rules.buffer);
    let none = book.practices().iter().zip(&work).filter(|(practice, _)| practice.location.is_none());
    assert!(none.into_iter().all(|(_, work)| (work.visits, work.potential) == (0.0, 0.0)));
}

#[test]
fn a_book_without_any_place_has_no_territories() {
    let mut records = row(3, 2);
    records.practices.0.iter_mut().for_each(|(_, practice)| practice.location = None);
    let book = built(records);
    let scores = scores(&book);
    let programme = Programme::new(&book, &scores, &TRAVEL).unwrap();
    let error = territory::assess(&programme, &Alignment::of(&book), &TerritoryRules::default()).unwrap_err();
    assert!(error.to_string().contains("no practice has a place"), "{error}");
}
