//! What cannot be kept is said, messy books get an answer, what does not fit is an error.

use rounds::model::*;
use rounds::progress::unobserved;
use rounds::territory::{self, Adjacency, Alignment, Change, Contiguity, Programme, Rules, Tolerances};
use rounds::{ErrorKind, export, ingest};

use crate::{TRAVEL, built, place, rebalance, row, scores};

#[test]
fn what_cannot_be_kept_is_named_with_its_rule() {
    let mut records = row(12, 10);
    records.practices.0.iter_mut().for_each(|(_, practice)| practice.locked = true);
    let answer = rebalance(&built(records), &Rules::default());
    assert!(!answer.is_feasible() && answer.moves.is_empty());
    assert!(answer.shortfalls[0].text.contains("share of hours"), "{:?}", answer.shortfalls);
    assert!(
        answer.obstacles.iter().any(|it| it.text.contains("locked to Liaison One")),
        "{:?}",
        answer.obstacles
    );
    assert_eq!(answer.blockers[0].sentence(), "Without the locks, the rest could be kept.");

    let capped = rebalance(&built(row(16, 12)), &Rules { most_moves: Some(1), ..Rules::default() });
    assert!(
        capped.moves.len() <= 1 && capped.blockers[0].rule == "the caps on moves",
        "{:?}",
        capped.blockers
    );
}

#[test]
fn locks_that_contradict_each_other_are_not_kept() {
    let id = |number: u32| PracticeId::from(format!("P{number:02}"));
    let rules = Rules {
        locked: vec![id(5), id(6)],
        together: vec![vec![id(5), id(6)]],
        tolerances: Tolerances { hours: 1.0, ..Tolerances::default() },
        ..Rules::default()
    };
    let book = built(row(12, 6));
    let answer = rebalance(&book, &rules);
    assert!(!answer.is_feasible() && !answer.obstacles.is_empty());
    assert!(answer.shortfalls[0].text.contains("to whom it is locked"), "{:?}", answer.shortfalls);
    let text = export::realignment_text(&book, &answer);
    assert!(text.contains("Proof: ") && !text.contains("Every rule is kept"), "{text}");
}

#[test]
fn what_nobody_can_reach_is_no_lock() {
    let mut records = row(8, 4);
    for (_, practice) in &mut records.practices.0[2..] {
        practice.location = Location::new(47.0, -122.0).unwrap();
        practice.owner = Some("L1".into());
    }
    let answer = rebalance(&built(records), &Rules { contiguity: Contiguity::Off, ..Rules::default() });
    assert_eq!(answer.unservable.len(), 6);
    assert!(answer.blockers.iter().all(|it| it.rule != "the locks"), "{:?}", answer.blockers);
}

#[test]
fn areas_hang_together_and_must_exist() {
    let book = built(row(24, 18));
    let area = |number: u32| (PracticeId::from(format!("P{number:02}")), format!("area {}", number / 6));
    let border = |a: u32, b: u32| (format!("area {a}"), format!("area {b}"));
    let rules = |borders: Vec<(String, String)>| Rules {
        adjacency: Adjacency::Areas { areas: (0..24).map(area).collect(), borders },
        contiguity: Contiguity::Strict,
        ..Rules::default()
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
    let answer = rebalance(&book, &Rules::default());
    assert!(answer.moves.is_empty() && answer.assigned.len() == 12 && answer.is_feasible());
    assert_eq!(answer.before.unowned.len(), 12);
    assert!(export::assessment_text(&book, &answer.before).contains("12 practices have no owner"));

    // One liaison has all there is to have.
    let mut records = row(5, 5);
    records.liaisons.0.truncate(1);
    assert!(rebalance(&built(records), &Rules::default()).is_feasible());

    // A liaison without practices gets some.
    let answer = rebalance(&built(row(12, 12)), &Rules::default());
    assert!(answer.is_feasible() && answer.after.by_liaison()[1].practices > 3);

    // A practice beyond reach stays, and is named.
    let mut records = row(12, 6);
    records.practices.0[3].1.location = Location::new(47.0, -122.0).unwrap();
    let answer = rebalance(&built(records), &Rules { contiguity: Contiguity::Off, ..Rules::default() });
    let far = PracticeIndex::new(3);
    assert_eq!(
        (answer.unservable.as_slice(), answer.alignment.liaison(far)),
        (&[far][..], Some(LiaisonIndex::new(0)))
    );

    // Nobody works.
    let mut records = row(4, 2);
    records.liaisons.0.iter_mut().for_each(|(_, liaison)| liaison.hours.clear());
    let (book, travel) = (built(records), TRAVEL);
    let scores = scores(&book);
    let programme = Programme::new(&book, &scores, &travel).unwrap();
    let error =
        territory::rebalance(&programme, &Alignment::of(&book), &Rules::default(), &unobserved).unwrap_err();
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
    let (book, issues) = ingest::read_csv(table, &ingest::Columns::default()).unwrap();
    assert!(!issues.is_empty());
    let answer = rebalance(
        &book,
        &Rules { tolerances: Tolerances { hours: 1.0, ..Tolerances::default() }, ..Rules::default() },
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
    let assessed = territory::assess(&programme, &today, &Rules::default()).unwrap();
    let newcomer = Change::Add(Liaison::new("L0", "Liaison Nought", place(3))).apply(&book).unwrap();
    let without = Change::Remove("L2".into()).apply(&book).unwrap();
    let larger = built(row(13, 9));
    for other in [&newcomer, &without, &larger] {
        let scores = scores(other);
        let programme = Programme::new(other, &scores, &TRAVEL).unwrap();
        let rules = Rules::default();
        let kind = |error: rounds::Error| error.kind();
        assert_eq!(territory::assess(&programme, &today, &rules).map_err(kind), Err(ErrorKind::Input));
        let answer = territory::rebalance(&programme, &today, &rules, &unobserved);
        assert_eq!(answer.map_err(kind), Err(ErrorKind::Input));
        let front = territory::front(&programme, &today, &rules, &[0.1], None, &unobserved);
        assert_eq!(front.map_err(kind), Err(ErrorKind::Input));
        assert_eq!(today.apply(other).map_err(kind), Err(ErrorKind::Input));
        let map = export::territories_geojson(other, &today, &today, &assessed, &[]);
        assert_eq!(map.map_err(kind), Err(ErrorKind::Input));
    }
    let foreign = Programme::new(&larger, &scores_of_today, &TRAVEL).unwrap_err();
    assert_eq!(foreign.kind(), ErrorKind::Input);
    // An answer is told in words for any book.
    let answer = rebalance(&book, &Rules { try_locks: false, ..Rules::default() });
    assert!(answer.moves[0].sentence(&without).contains("from Liaison One to L2"));
}
