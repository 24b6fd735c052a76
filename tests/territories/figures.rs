//! Figures by hand, and figures that agree with each other.

use rounds::geo::{Drive, TravelMatrix};
use rounds::model::*;
use rounds::progress::unobserved;
use rounds::territory::{self, Alignment, Programme, TerritoryRules, Workload};
use rounds::{export, schedule};

use crate::{TRAVEL, built, common, place, rebalance, row, scores};

#[test]
fn an_assessment_by_hand() {
    let mut records = row(3, 2);
    let practices = &mut records.practices.0;
    practices[0].1.tier = Some(Tier::A);
    practices[1].1.tier = Some(Tier::C);
    practices[1].1.visit_minutes = Minutes(30);
    practices[2].1.access = AccessPolicy::NoSee;
    records.liaisons.0[1].1.hours =
        Weekday::ALL[..2].iter().map(|&day| (day, Liaison::default_day().unwrap().into())).collect();
    let book = built(records);
    let mut travel = TravelMatrix::new();
    let minutes = |minutes: u32| Drive { time: Seconds(minutes * 60), distance: Metres(0) };
    for (from, to, drive) in [(0, 1, 20), (1, 0, 20), (2, 0, 9), (2, 1, 9), (0, 2, 9), (1, 2, 9)] {
        travel.insert(place(from), place(to), minutes(drive));
    }
    let scores = scores(&book);
    let programme = Programme::new(&book, &scores, &travel).unwrap();
    let found = territory::assess(&programme, &Alignment::of(&book), &TerritoryRules::default()).unwrap();
    let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} is not {b}");

    let one = found.territory(&"L1".into()).unwrap();
    let (visits_a, visits_c) = (365.25 / 14.0, 365.25 / 91.0);
    near(one.visits, visits_a + visits_c);
    near(one.visit_hours, (visits_a * 25.0 + visits_c * 35.0) / 60.0);
    // P00 is at home and has two visits a cycle, P01 is 20 minutes away and has 4/13.
    let leg = |around: f64| 20.0 * (std::f64::consts::PI / around).sqrt();
    let day = f64::from(Liaison::DEFAULT_MAX_STOPS);
    let (near_a, far_c) = (1.2 * leg(1.0 + 28.0 / 91.0), 1.24 * 2.0 * 20.0 / day + 1.2 * leg(2.0));
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
        &schedule::ScheduleConfig { weeks: 1, effort: 5, ..schedule::ScheduleConfig::default() },
        &unobserved,
    )
    .unwrap();
    let programme = Programme::new(&book, &scores, &TRAVEL).unwrap();
    let work = Workload::of(&programme, plan.rules.buffer);
    for ((disposition, work), practice) in plan.dispositions.iter().zip(&work).zip(book.practices()) {
        let seen = f64::from(u8::from(practice.access != AccessPolicy::NoSee));
        assert!((work.visits - seen * 365.25 / f64::from(disposition.cadence.target())).abs() < 1e-9);
    }
}

#[test]
fn whoever_does_not_work_and_has_practices_comes_first() {
    let mut records = row(12, 6);
    let mut idle = Liaison::new("L3", "Liaison Three", place(2));
    idle.hours.clear();
    records.liaisons.0.push((0, idle));
    records.practices.0[..3].iter_mut().for_each(|(_, practice)| practice.owner = Some("L3".into()));
    let book = built(records);
    let answer = rebalance(&book, &TerritoryRules::default());
    assert!(answer.before.territories[0].is_stranded() && !answer.after.territories[0].is_stranded());
    let text = export::assessment_text(&book, &answer.before);
    assert!(text.contains("Liaison Three does not work and has 3 practices"), "{text}");
    assert_eq!(answer.assigned.len(), 3);
}

#[test]
fn moves_and_assessments_tell_the_same() {
    let book = common::book(3, 80, 3);
    let answer =
        rebalance(&book, &TerritoryRules { effort: 0.2, try_locks: false, ..TerritoryRules::default() });
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
