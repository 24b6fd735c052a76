//! Talking points of random books: the rules of each, no free place while one could be told, and as many as possible.

use std::collections::BTreeMap;

use rounds::brief::{Briefs, StopBrief};
use rounds::model::*;

use crate::towns::Town;

/// Everything that a practice has heard, or will have before a stop of the plan.
fn heard_before(town: &Town, briefs: &Briefs, stop: &StopBrief, topic: &Topic) -> Vec<Date> {
    let practice = town.book.practice_index(&stop.practice).unwrap();
    let known = town.book.heard_topics(practice).iter().filter(|it| it.topic == topic.id);
    let known = known.map(|it| it.date).filter(|date| *date <= town.plan.as_of);
    let earlier = briefs.stops.iter().filter(|it| {
        it.practice == stop.practice && (it.date, it.start) < (stop.date, stop.start) && tells(it, topic)
    });
    known.chain(earlier.map(|it| it.date)).collect()
}

fn tells(stop: &StopBrief, topic: &Topic) -> bool {
    stop.topics.iter().any(|it| it.topic == topic.id)
}

/// Tells whether a talking point is for a practice.
fn is_for(town: &Town, topic: &Topic, practice: &PracticeId) -> bool {
    let at = town.book.practice_index(practice).unwrap();
    let (known, score) = (town.book.practice_at(at).unwrap(), &town.scores.practices[at.get()]);
    let specialty = known.specialty.as_ref().unwrap();
    let tier = known.tier.unwrap_or(score.tier);
    (topic.specialties.is_empty() || topic.specialties.contains(specialty))
        && (topic.tiers.is_empty() || topic.tiers.contains(&tier))
        && (topic.segments.is_empty() || topic.segments.contains(&score.segment))
}

fn is_in_its_days(topic: &Topic, day: Date) -> bool {
    topic.from.is_none_or(|from| from <= day) && topic.until.is_none_or(|until| day <= until)
}

/// Tells whether nobody at the stop's practice has heard it within its interval.
fn is_rested(town: &Town, briefs: &Briefs, stop: &StopBrief, topic: &Topic) -> bool {
    heard_before(town, briefs, stop, topic).iter().all(|date| {
        topic.every_days.is_some_and(|every| stop.date.days_since(*date) >= i64::from(every).max(1))
    })
}

#[test]
fn every_rule_of_a_talking_point_is_kept_and_no_free_place_is_left() {
    let (mut told, mut full, mut again) = (0, 0, 0);
    for seed in 0..20 {
        let town = Town::new(seed, 4);
        let briefs = town.briefs(None);
        for stop in &briefs.stops {
            assert!(stop.topics.len() <= 3);
            full += usize::from(stop.topics.len() == 3);
            for topic in town.book.topics() {
                let may = is_for(&town, topic, &stop.practice)
                    && is_in_its_days(topic, stop.date)
                    && is_rested(&town, &briefs, stop, topic);
                let is_told = tells(stop, topic);
                assert!(may || !is_told, "seed {seed}: {} at {}", topic.id, stop.practice);
                assert!(is_told || !may || stop.topics.len() == 3, "seed {seed}: {} withheld", topic.id);
                told += usize::from(is_told);
                again += usize::from(is_told && !heard_before(&town, &briefs, stop, topic).is_empty());
            }
        }
    }
    assert!(told > 500 && full > 50 && again > 50, "{told} {full} {again}");
}

/// Counts the most different talking points that the stops of a practice could tell, by augmenting paths.
fn most(town: &Town, stops: &[&StopBrief]) -> usize {
    let Some(practice) = stops.first().map(|stop| &stop.practice) else { return 0 };
    let at = town.book.practice_index(practice).unwrap();
    let topics: Vec<&Topic> =
        town.book.topics().iter().filter(|topic| is_for(town, topic, practice)).collect();
    let is_new = |topic: &Topic, day: Date| {
        let heard = town.book.heard_topics(at).iter().filter(|it| it.topic == topic.id);
        is_in_its_days(topic, day)
            && heard.into_iter().all(|it| {
                topic.every_days.is_some_and(|every| day.days_since(it.date) >= i64::from(every).max(1))
            })
    };
    let places: Vec<Date> = stops.iter().flat_map(|stop| [stop.date; 3]).collect();
    let mut taken: Vec<Option<usize>> = vec![None; places.len()];
    (0..topics.len())
        .filter(|&topic| {
            let fits = |topic: usize, place: usize| is_new(topics[topic], places[place]);
            augment(topic, &fits, &mut taken, &mut vec![false; places.len()])
        })
        .count()
}

fn augment(
    topic: usize,
    fits: &impl Fn(usize, usize) -> bool,
    taken: &mut [Option<usize>],
    seen: &mut [bool],
) -> bool {
    for place in 0..taken.len() {
        if seen[place] || !fits(topic, place) {
            continue;
        }
        seen[place] = true;
        if taken[place].is_none_or(|other| augment(other, fits, taken, seen)) {
            taken[place] = Some(topic);
            return true;
        }
    }
    false
}

#[test]
fn no_choice_tells_a_practice_more_different_talking_points() {
    let (mut practices, mut close) = (0, 0);
    for seed in 20..40 {
        let town = Town::new(seed, 4);
        let briefs = town.briefs(None);
        let mut stops: BTreeMap<&PracticeId, Vec<&StopBrief>> = BTreeMap::new();
        briefs.stops.iter().for_each(|stop| stops.entry(&stop.practice).or_default().push(stop));
        for stops in stops.values() {
            let told: std::collections::BTreeSet<&TopicId> =
                stops.iter().flat_map(|stop| stop.topics.iter().map(|it| &it.topic)).collect();
            assert_eq!(told.len(), most(&town, stops), "seed {seed}: {}", stops[0].practice);
            practices += 1;
            close += usize::from(told.len() > 3);
        }
    }
    assert!(practices > 150 && close > 40, "{practices} {close}");
}

#[test]
fn the_order_of_rows_changes_nothing() {
    let town = Town::new(3, 2);
    let mut records = town.book.records();
    records.topics.0.reverse();
    records.materials.0.reverse();
    records.left_materials.0.reverse();
    records.stock.0.reverse();
    records.followups.0.reverse();
    let turned = Book::build(records).unwrap().0;
    let again = crate::towns::briefs(&turned, &town.scores, &town.plan, Some(5_000));
    assert_eq!(again, town.briefs(Some(5_000)));
}
