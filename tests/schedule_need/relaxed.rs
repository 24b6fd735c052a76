//! Cadences that are relaxed until a plan keeps the others.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use rounds::model::*;
use rounds::plan::FieldTime;
use rounds::schedule::ScheduleConfig;
use rounds::{check, progress, schedule};

use crate::common::{as_of, town};
use crate::plans::Scored;

/// A town whose liaisons promise more than they have time for: short cadences, and two days of work a week.
fn scarce(seed: u64) -> Scored {
    let mut random = Pcg64Mcg::seed_from_u64(seed);
    let mut records = town(seed, 30 + (seed % 25) as usize, 1 + (seed % 2) as usize);
    records.appointments = Rows::default();
    records.must_visits = Rows::default();
    for (_, practice) in &mut records.practices.0 {
        let target = random.random_range(4..20);
        practice.cadence = Cadence::new(Some(1), target, Some(target + random.random_range(1..8))).ok();
    }
    for (_, liaison) in &mut records.liaisons.0 {
        let days = [Weekday::Monday, Weekday::Tuesday, Weekday::Thursday];
        liaison.hours.retain(|weekday, _| days.contains(weekday));
    }
    let config = ScheduleConfig { weeks: 4, effort: 40, ..ScheduleConfig::default() };
    Scored::new(records, config)
}

#[test]
fn relaxed_cadences_leave_room_for_the_others() {
    let mut relaxed = 0;
    for seed in 0..12 {
        let town = scarce(seed);
        let Scored { book, scores, travel, config } = &town;
        let least = schedule::relaxations(book, scores, travel, config).unwrap();
        let found = schedule::relax_until_kept(book, scores, travel, config, &progress::unobserved).unwrap();
        relaxed += usize::from(!found.relaxations.is_empty());
        println!("seed {seed}: {} by the bound, {} in all", least.len(), found.relaxations.len());
        assert_eq!(found.broken, [] as [PracticeId; 0], "seed {seed}");
        assert_eq!(check::plan(&check::Facts::new(&found.book, travel), &found.plan), []);
        assert!(least.len() <= found.relaxations.len(), "seed {seed}");
        for it in &found.relaxations {
            let set = found.book.practice(&it.practice).unwrap().cadence.unwrap();
            assert!(
                set == it.to && it.from.max() < it.to.max() && it.from.target() <= it.to.target(),
                "{it:?}"
            );
            assert!(it.referrals >= 0.0 && it.hours >= 0.0, "{it:?}");
        }
        let changed = |practice: &Practice| found.relaxations.iter().any(|it| it.practice == practice.id);
        let same = |(before, after): (&Practice, &Practice)| changed(before) || before == after;
        assert!(book.practices().iter().zip(found.book.practices()).all(same));
    }
    assert!(relaxed >= 6, "{relaxed}");
}

#[test]
fn nothing_is_relaxed_where_there_is_time_for_all() {
    let mut records = town(3, 12, 1);
    records.liaisons.0.truncate(1);
    let config = ScheduleConfig { field_time: FieldTime::Fill, ..ScheduleConfig::default() };
    let town = Scored::new(records, config);
    let Scored { book, scores, travel, config } = &town;
    assert_eq!(schedule::relaxations(book, scores, travel, config).unwrap(), []);
    let need = schedule::capacities(book, scores, travel, config).unwrap()[0].need.unwrap();
    assert!(!need.is_too_much() && need.promised.hours <= need.tiers.hours, "{need:?}");
    assert!(as_of() < town.plan().start);
}

#[test]
fn a_practice_that_the_book_lacks_cannot_be_relaxed() {
    let town = scarce(2);
    let Scored { book, scores, travel, config } = &town;
    let mut relaxations = schedule::relaxations(book, scores, travel, config).unwrap();
    relaxations[0].practice = "nobody".into();
    let error = schedule::with_relaxations(book, &relaxations).unwrap_err();
    assert_eq!(error.kind(), rounds::ErrorKind::Setting);
    assert!(error.to_string().contains("nobody"), "{error}");
}
