//! A quarter planned anew every week, with what was heard and left noted, and some visits that fail.

use std::collections::BTreeMap;

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use rounds::model::*;

use crate::common;
use crate::towns::{self, Town};

/// Adds what happened on the first week of a plan to the tables. A visit that fails is heard by nobody.
fn live(town: &Town, records: &mut Records, random: &mut Pcg64Mcg) -> usize {
    let briefs = town.briefs(Some(6_000));
    let end = town.plan.start.plus_days(7);
    for stop in briefs.stops.iter().filter(|stop| stop.date < end) {
        let is_met = random.random_bool(0.7);
        let outcome = if is_met { Outcome::Seen } else { Outcome::NoAccess };
        let (practice, liaison, date) = (&stop.practice, &stop.liaison, stop.date);
        let visit = Visit {
            practice: practice.clone(),
            liaison: liaison.clone(),
            date,
            time: None,
            outcome,
            note: None,
        };
        records.visits.0.push((0, visit));
        if !is_met {
            continue;
        }
        for it in &stop.topics {
            let heard = HeardTopic { practice: practice.clone(), topic: it.topic.clone(), date };
            records.heard_topics.0.push((0, heard));
        }
        for it in &stop.material {
            let left = LeftMaterial {
                practice: practice.clone(),
                date,
                material: it.material.clone(),
                pieces: it.pieces,
                liaison: Some(liaison.clone()),
                value: None,
            };
            records.left_materials.0.push((0, left));
        }
        for (_, it) in records.followups.0.iter_mut().filter(|(_, it)| it.practice == *practice) {
            let is_brought = it.done.is_none() && stop.followups.iter().any(|open| open.what == it.what);
            it.done = it.done.or(is_brought.then_some(date));
        }
    }
    briefs.stops.len()
}

/// Lives through thirteen weeks and returns the tables at their end.
fn quarter(seed: u64) -> Records {
    let mut records = towns::records(seed);
    records.heard_topics.0.clear();
    records.left_materials.0.clear();
    let mut random = Pcg64Mcg::seed_from_u64(seed);
    for week in 0..13 {
        let as_of = common::as_of().plus_days(7 * week);
        let town = Town::of(records.clone(), as_of, 2);
        assert!(live(&town, &mut records, &mut random) > 0);
    }
    records
}

/// Asserts that the days of one thing at one practice are far enough apart.
fn assert_apart(mut days: Vec<Date>, every: Option<u32>) -> usize {
    days.sort_unstable();
    for pair in days.windows(2) {
        let gap = pair[1].days_since(pair[0]);
        assert!(every.is_some_and(|every| gap >= i64::from(every).max(1)), "{pair:?} {every:?}");
    }
    days.len() - 1
}

#[test]
fn in_a_quarter_nobody_hears_or_gets_a_thing_twice_within_its_interval() {
    let (mut told, mut told_again, mut given_again) = (0, 0, 0);
    for seed in 100..103 {
        let records = quarter(seed);
        let topics: BTreeMap<&TopicId, &Topic> =
            records.topics.0.iter().map(|(_, it)| (&it.id, it)).collect();
        let mut heard: BTreeMap<(&PracticeId, &TopicId), Vec<Date>> = BTreeMap::new();
        for (_, it) in &records.heard_topics.0 {
            let topic = topics[&it.topic];
            assert!(topic.from.is_none_or(|from| from <= it.date));
            assert!(topic.until.is_none_or(|until| it.date <= until));
            heard.entry((&it.practice, &it.topic)).or_default().push(it.date);
        }
        told += records.heard_topics.0.len();
        for ((_, topic), days) in heard {
            told_again += assert_apart(days, topics[topic].every_days);
        }
        let mut left: BTreeMap<(&PracticeId, &MaterialId), Vec<Date>> = BTreeMap::new();
        for (_, it) in &records.left_materials.0 {
            left.entry((&it.practice, &it.material)).or_default().push(it.date);
        }
        for ((_, item), days) in left {
            let item = records.materials.0.iter().find(|(_, it)| it.id == *item).unwrap();
            given_again += assert_apart(days, item.1.every_days);
        }
    }
    assert!(told > 200 && told_again > 50 && given_again > 50, "{told} {told_again} {given_again}");
}

#[test]
fn in_a_quarter_no_practice_gets_more_than_the_limit() {
    let records = quarter(104);
    let mut worth: BTreeMap<&PracticeId, u32> = BTreeMap::new();
    for (_, it) in &records.left_materials.0 {
        let item = records.materials.0.iter().find(|(_, item)| item.id == it.material).unwrap();
        *worth.entry(&it.practice).or_default() += item.1.value.0 * it.pieces;
    }
    assert!(worth.values().all(|worth| *worth <= 6_000), "{worth:?}");
    assert!(worth.values().any(|worth| *worth > 3_000), "{worth:?}");
}
