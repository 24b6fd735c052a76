//! Territories of a book: figures by hand, rules by a checker of its own, answers that do not depend on threads or rows.

mod common;

use std::collections::BTreeSet;

use rounds::geo::{Drive, GreatCircle, TravelMatrix};
use rounds::model::*;
use rounds::progress::unobserved;
use rounds::score::{self, Scores};
use rounds::territory::{
    self, Adjacency, Alignment, Change, Contiguity, FrontPoint, Programme, Realignment, Rules, Scenario,
    Tolerances, Work,
};
use rounds::{ErrorKind, check, export, ingest, schedule};

const TRAVEL: GreatCircle =
    GreatCircle { circuity: 1.3, slow_kmh: 34.0, fast_kmh: 115.0, half_way_km: 30.0, traffic: 1.2 };

fn scores(book: &Book) -> Scores {
    score::evaluate(book, common::as_of(), &score::Config::default()).unwrap()
}

fn rebalance(book: &Book, rules: &Rules) -> Realignment {
    let scores = scores(book);
    let programme = Programme::new(book, &scores, &TRAVEL).unwrap();
    territory::rebalance(&programme, &Alignment::of(book), rules, &unobserved).unwrap()
}

fn place(number: u32) -> Location {
    Location::new(38.9, -77.0 + f64::from(number) * 0.01).unwrap()
}

/// Practices in a row, the first `mine` of them L1's, the others L2's.
fn row(practices: u32, mine: u32) -> Records {
    let practice = |number: u32| {
        let mut practice =
            Practice::new(format!("P{number:02}"), format!("Practice {number}"), place(number));
        practice.tier = Some(Tier::B);
        practice.owner = Some(if number < mine { "L1" } else { "L2" }.into());
        practice
    };
    Records {
        practices: (0..practices).map(practice).collect(),
        liaisons: vec![
            Liaison::new("L1", "Liaison One", place(0)),
            Liaison::new("L2", "Liaison Two", place(practices - 1)),
        ]
        .into(),
        ..Records::default()
    }
}

fn built(records: Records) -> Book {
    Book::build(records).unwrap().0
}

#[test]
fn an_assessment_by_hand() {
    let mut records = row(3, 2);
    let practices = &mut records.practices.0;
    practices[0].1.tier = Some(Tier::A);
    practices[1].1.tier = Some(Tier::C);
    practices[1].1.visit_minutes = Minutes(30);
    practices[2].1.access = AccessPolicy::NoSee;
    records.liaisons.0[1].1.hours =
        Weekday::ALL[..2].iter().map(|&day| (day, Liaison::default_day().unwrap())).collect();
    let book = built(records);
    let mut travel = TravelMatrix::new();
    let minutes = |minutes: u32| Drive { time: Seconds(minutes * 60), distance: Metres(0) };
    for (from, to, drive) in [(0, 1, 20), (1, 0, 20), (2, 0, 9), (2, 1, 9), (0, 2, 9), (1, 2, 9)] {
        travel.insert(place(from), place(to), minutes(drive));
    }
    let scores = scores(&book);
    let programme = Programme::new(&book, &scores, &travel).unwrap();
    let found = territory::assess(&programme, &Alignment::of(&book), &Rules::default()).unwrap();
    let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} is not {b}");

    let one = found.territory(&"L1".into()).unwrap();
    let (visits_a, visits_c) = (365.25 / 14.0, 365.25 / 91.0);
    near(one.visits, visits_a + visits_c);
    near(one.visit_hours, (visits_a * 25.0 + visits_c * 35.0) / 60.0);
    // P00 is at home and has two visits a cycle, P01 is 20 minutes away and has 4/13.
    let leg = |around: f64| 20.0 * (std::f64::consts::PI / around).sqrt();
    let (near_a, far_c) = (0.24 * leg(1.0 + 28.0 / 91.0), 0.60 * 20.0 + 0.24 * leg(2.0));
    near(one.drive_hours, (visits_a * near_a + visits_c * far_c) / 60.0);
    near(one.potential, scores.practices[0].potential + scores.practices[1].potential);
    assert_eq!((one.practices, one.parts, one.full_time), (2, 1, 1.0));
    near(one.compactness, 100.0);
    near(one.farthest_minutes, 20.0);
    near(one.available_hours, 37.5 * 365.25 / 7.0);

    let two = found.territory(&"L2".into()).unwrap();
    assert_eq!((two.practices, two.visits, two.drive_hours), (1, 0.0, 0.0));
    near(two.full_time, 0.4);
    // All work is L1's, who has 5/7 of the working time.
    near(one.off_share, 7.0 / 5.0 - 1.0);
    near(one.index, 1400.0);
    near(two.off_share, -1.0);
    assert_eq!(found.territories[0].liaison, two.liaison, "the worst first");
    near(found.balance.hours, 1.0);
}

#[test]
fn work_is_counted_as_the_schedule_counts_it() {
    let book = common::book(5, 60, 3);
    let scores = scores(&book);
    let plan = schedule::plan(
        &book,
        &scores,
        &TRAVEL,
        &schedule::Config { weeks: 1, effort: 5, ..schedule::Config::default() },
        &unobserved,
    )
    .unwrap();
    let programme = Programme::new(&book, &scores, &TRAVEL).unwrap();
    let work = Work::of(&programme, plan.rules.buffer);
    for ((disposition, work), practice) in plan.dispositions.iter().zip(&work).zip(book.practices()) {
        let seen = f64::from(u8::from(practice.access != AccessPolicy::NoSee));
        assert!((work.visits - seen * 365.25 / f64::from(disposition.cadence.target())).abs() < 1e-9);
    }
}

/// Everything that the rules ask for, looked up anew; hours by an assessment.
fn violations(book: &Book, rules: &Rules, answer: &Realignment) -> Vec<String> {
    let (today, new) = (Alignment::of(book), &answer.alignment);
    let mut found = Vec::new();
    let at = |id: &PracticeId| book.practice_position(id).unwrap();
    for practice in 0..book.practices().len() {
        let (old, now) = (today.liaison(practice), new.liaison(practice));
        let it = &book.practices()[practice];
        if (it.locked || rules.locked.contains(&it.id)) && old.is_some() && old != now {
            found.push(format!("{} is locked", it.id));
        }
        if old != now && !now.is_some_and(|now| book.has_skills(now, practice)) {
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
    let moved = |from: Option<usize>| {
        let mine = |&it: &usize| today.liaison(it).is_some() && (from.is_none() || today.liaison(it) == from);
        (0..book.practices().len()).filter(mine).filter(|&it| today.liaison(it) != new.liaison(it)).count()
    };
    if rules.most_moves.is_some_and(|most| moved(None) > most) {
        found.push("too many moves".into());
    }
    let most = |liaison: usize| rules.most_moves_each.is_some_and(|most| moved(Some(liaison)) > most);
    found.extend((0..book.liaisons().len()).filter(|&it| most(it)).map(|_| "too many moves of one".into()));
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
        let rules = Rules {
            tolerances: Tolerances { hours: 0.15, ..Tolerances::default() },
            locked: vec![id(1)],
            together: vec![vec![id(10), id(11)]],
            apart: vec![(id(20), id(21))],
            most_moves: Some(70),
            most_moves_each: Some(40),
            effort: 0.3,
            try_locks: false,
            ..Rules::default()
        };
        let answer = rebalance(&book, &rules);
        assert!(answer.is_feasible(), "seed {seed}: {:?} {:?}", answer.shortfalls, answer.obstacles);
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
    let answer = rebalance(&book, &Rules { contiguity: Contiguity::Strict, ..Rules::default() });
    let owners: Vec<usize> = answer.alignment.liaisons().iter().flatten().copied().collect();
    assert!(owners.is_sorted(), "two pieces: {owners:?}");
    assert!((7..=9).contains(&owners.iter().filter(|&&it| it == 0).count()));
    assert_eq!(
        answer.moves.iter().map(|it| it.practice.to_string()).collect::<Vec<_>>(),
        (12 - answer.moves.len()..12).map(|it| format!("P{it:02}")).collect::<Vec<_>>()
    );
    for moved in &answer.moves {
        let (sentence, locked) = (moved.sentence(&book), moved.if_locked_sentence(&book));
        assert!(sentence.contains("goes from Liaison One to Liaison Two"), "{sentence}");
        assert!(locked.starts_with("Locked, "), "{locked}");
        assert!((moved.relationship - 1.0).abs() < 1e-12, "nobody was ever met");
    }
}

/// The answer as a manager receives it.
fn bytes(book: &Book, answer: &Realignment) -> Vec<u8> {
    let mut out = export::realignment_text(book, answer).into_bytes();
    export::moves_csv(book, answer, &mut out).unwrap();
    export::alignment_csv(&answer.alignment, &mut out).unwrap();
    out
}

#[test]
fn threads_and_order_of_rows_change_nothing() {
    let rules = Rules { effort: 0.2, ..Rules::default() };
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
    assert_eq!((answer.unservable.as_slice(), answer.alignment.liaison(3)), (&[3][..], Some(0)));

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
    assert_eq!(answer.before.unowned, [1, 2]);
    assert_eq!(answer.assigned.iter().map(|it| it.practice.as_str()).collect::<Vec<_>>(), ["P2", "P3"]);
}

#[test]
fn other_teams_are_planned_and_checked() {
    let book = common::book(4, 60, 3);
    let rules = Rules { effort: 0.2, try_locks: false, ..Rules::default() };
    let without = Change::Remove("L1".into()).apply(&book).unwrap();
    let answer = rebalance(&without, &rules);
    assert_eq!(
        answer.alignment.unowned(),
        answer.unservable.iter().copied().filter(|&it| without.owner(it).is_none()).collect::<Vec<_>>()
    );
    let scenarios = [
        Scenario { name: "today".into(), book: book.clone() },
        Scenario { name: "without".into(), book: answer.alignment.apply(&without).unwrap() },
    ];
    let config = schedule::Config { weeks: 4, effort: 30, ..schedule::Config::default() };
    let scores = scores(&book);
    let trials = territory::compare(&scenarios, &scores, &TRAVEL, &rules, &config, &unobserved).unwrap();
    for (trial, scenario) in trials.iter().zip(&scenarios) {
        assert_eq!(check::plan(&scenario.book, &TRAVEL, &trial.plan), []);
    }
    let list = territory::handover(&scenarios[1].book, &answer.moves, &trials[1].plan);
    assert_eq!(list.len(), answer.moves.len());
    for it in list.iter().filter(|it| it.visit.is_some()) {
        let first = trials[1]
            .plan
            .stops()
            .filter(|(_, _, stop)| stop.practice == it.practice)
            .map(|stop| stop.1)
            .min();
        assert_eq!(it.visit.map(|visit| visit.0), first);
    }

    let error = Change::Remove("nobody".into()).apply(&book).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Input);
    let candidates =
        territory::hire(&Programme::new(&book, &scores, &TRAVEL).unwrap(), 3, &rules, &unobserved).unwrap();
    assert_eq!(candidates.len(), 3);
    assert!(candidates.iter().all(|it| it.realignment.after.territory(&"NEW".into()).unwrap().practices > 0));
}

/// The drive model on books that it was not fitted to: scattered owners, hours and limits of every kind.
#[test]
fn the_drive_model_foretells_what_plans_drive() {
    for seed in [21, 22, 23] {
        let book = common::book(seed, 150, 3);
        let scores = scores(&book);
        let scenario = [Scenario { name: "town".into(), book }];
        let config = schedule::Config { effort: 60, ..schedule::Config::default() };
        let trials =
            territory::compare(&scenario, &scores, &TRAVEL, &Rules::default(), &config, &unobserved).unwrap();
        let sum = |of: &dyn Fn(&territory::DriveCheck) -> f64| trials[0].drives.iter().map(of).sum::<f64>();
        let ratio = sum(&|it| it.estimated_hours) / sum(&|it| it.planned_hours);
        println!("seed {seed}: team {ratio:.3}, mean error of a liaison {:.3}", trials[0].drive_error());
        assert!((0.75..1.25).contains(&ratio), "seed {seed}: {ratio}");
        assert!(trials[0].drive_error() < 0.25, "seed {seed}: {}", trials[0].drive_error());
    }
}

#[test]
fn a_front_falls_from_left_to_right() {
    let book = built(row(24, 20));
    let scores = scores(&book);
    let programme = Programme::new(&book, &scores, &TRAVEL).unwrap();
    let rules = Rules { effort: 0.2, ..Rules::default() };
    let front = territory::front(
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
    let rules = Rules { contiguity: Contiguity::Strict, effort: 0.3, ..Rules::default() };
    let design = territory::design(&programme, Some(5), &rules, &unobserved).unwrap();
    assert_eq!(design.book.liaisons().len(), 5);
    assert!(design.shortfalls.is_empty(), "{:?}", design.shortfalls);
    assert!(design.assessment.territories.iter().all(|it| it.parts == 1 && it.off_share.abs() <= 0.1 + 1e-9));
    assert!(territory::design(&programme, Some(0), &rules, &unobserved).is_err());
    assert!(territory::design(&programme, None, &rules, &unobserved).unwrap().alignment.unowned().is_empty());
}

#[test]
fn exports_come_back() {
    let book = common::book(9, 50, 3);
    assert_eq!(built(book.records()), book);
    let answer = rebalance(&book, &Rules { effort: 0.1, ..Rules::default() });
    let mut csv = Vec::new();
    export::alignment_csv(&answer.alignment, &mut csv).unwrap();
    let mut owners = csv::Reader::from_reader(csv.as_slice());
    let owners: Vec<Option<LiaisonId>> = owners
        .records()
        .map(|row| Some(row.unwrap()[1].into()).filter(|id: &LiaisonId| !id.as_str().is_empty()))
        .collect();
    let mut records = book.records();
    records.practices.0.iter_mut().zip(owners).for_each(|((_, practice), owner)| practice.owner = owner);
    assert_eq!(Alignment::of(&built(records)), answer.alignment);
    let map: serde_json::Value = serde_json::from_str(
        &export::territories_geojson(&book, &Alignment::of(&book), &answer.alignment).unwrap(),
    )
    .unwrap();
    assert!(map["features"].as_array().unwrap().len() > book.practices().len());
}

#[test]
fn what_managers_read() {
    let mut records = row(16, 12);
    records.visits = (0..40)
        .map(|day| Visit {
            practice: format!("P{:02}", day % 13).into(),
            liaison: "L1".into(),
            date: common::as_of().plus_days(-i64::from(day) * 9),
            outcome: Outcome::Seen,
        })
        .collect();
    let book = built(records);
    let answer = rebalance(&book, &Rules::default());
    let text = format!(
        "{}\n{}",
        export::assessment_text(&book, &answer.before),
        export::realignment_text(&book, &answer)
    );
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    insta::assert_snapshot!(text);
    let today = Alignment::of(&book);
    let page = export::Page { title: "<b>", note: "</script>", basemap: None };
    let content = export::TerritoryPage {
        today: &today,
        realignment: &answer,
        front: &[],
        trials: &[],
        handovers: &[],
        page,
    };
    let html = export::territories_html(&book, &content).unwrap();
    assert!(!html.contains("<b>") && !html.contains(" style=") && !html.contains(" src="));
    assert_eq!(html.matches("<script").count(), 3);
}

#[test]
fn alignments_and_scores_of_another_book_are_errors() {
    let book = built(row(12, 9));
    let today = Alignment::of(&book);
    let scores_of_today = scores(&book);
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
        assert_eq!(export::territories_geojson(other, &today, &today).map_err(kind), Err(ErrorKind::Input));
    }
    let foreign = Programme::new(&larger, &scores_of_today, &TRAVEL).unwrap_err();
    assert_eq!(foreign.kind(), ErrorKind::Input);
    // An answer is told in words for any book.
    let answer = rebalance(&book, &Rules { try_locks: false, ..Rules::default() });
    assert!(answer.moves[0].sentence(&without).contains("from Liaison One to L2"));
}

#[test]
fn whoever_does_not_work_and_has_practices_comes_first() {
    let mut records = row(12, 6);
    let mut idle = Liaison::new("L3", "Liaison Three", place(2));
    idle.hours.clear();
    records.liaisons.0.push((0, idle));
    records.practices.0[..3].iter_mut().for_each(|(_, practice)| practice.owner = Some("L3".into()));
    let book = built(records);
    let answer = rebalance(&book, &Rules::default());
    assert!(answer.before.territories[0].is_stranded() && !answer.after.territories[0].is_stranded());
    let text = export::assessment_text(&book, &answer.before);
    assert!(text.contains("Liaison Three does not work and has 3 practices"), "{text}");
    assert_eq!(answer.assigned.len(), 3);
}

#[test]
fn moves_and_assessments_tell_the_same() {
    let book = common::book(3, 80, 3);
    let answer = rebalance(&book, &Rules { effort: 0.2, try_locks: false, ..Rules::default() });
    for (before, after) in answer.before.by_liaison().into_iter().zip(answer.after.by_liaison()) {
        let id = &before.liaison;
        let came = answer.moves.iter().filter(|it| it.to == *id).count()
            + answer.assigned.iter().filter(|it| it.liaison == *id).count();
        let went = answer.moves.iter().filter(|it| it.from == *id).count();
        assert_eq!(before.practices + came, after.practices + went);
        let potential = |moves: &dyn Fn(&&territory::MovedPractice) -> bool| {
            answer.moves.iter().filter(moves).map(|it| it.potential).sum::<f64>()
        };
        let change = potential(&|it| it.to == *id) - potential(&|it| it.from == *id);
        if answer.assigned.is_empty() {
            assert!((before.potential + change - after.potential).abs() < 1e-6);
        }
    }
    let share: f64 = answer.moves.iter().map(|it| it.relationship_share).sum();
    assert!((share - answer.moved_share).abs() < 1e-9);
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
fn a_second_newcomer_has_another_name() {
    let mut records = row(12, 9);
    records.liaisons.0.push((0, Liaison::new("NEW", "Somebody", place(6))));
    let book = built(records);
    let scores = scores(&book);
    let programme = Programme::new(&book, &scores, &TRAVEL).unwrap();
    let rules = Rules { effort: 0.1, ..Rules::default() };
    let candidates = territory::hire(&programme, 1, &rules, &unobserved).unwrap();
    assert_eq!(candidates[0].liaison.id, "NEW2".into());
}

#[test]
fn an_observer_that_breaks_gets_a_marked_answer() {
    let book = common::book(4, 60, 3);
    let scores = scores(&book);
    let programme = Programme::new(&book, &scores, &TRAVEL).unwrap();
    let stop = |_: &rounds::progress::Progress| std::ops::ControlFlow::Break(());
    let today = Alignment::of(&book);
    let answer = territory::rebalance(&programme, &today, &Rules::default(), &stop).unwrap();
    assert!(answer.stopped && answer.rounds == 1);
    assert!(!rebalance(&book, &Rules { effort: 0.1, ..Rules::default() }).stopped);
}
