//! Material of random books: its rules, one limit of value for all, and no word of what a practice is worth.

use std::collections::BTreeMap;

use rounds::brief::{Briefs, Handout, HeldBack, StopBrief, Withheld};
use rounds::model::*;

use crate::towns::{Town, briefs};

/// The stops in the order in which material is shared.
fn in_order(briefs: &Briefs) -> Vec<&StopBrief> {
    let mut stops: Vec<&StopBrief> = briefs.stops.iter().collect();
    stops.sort_by_key(|it| (it.date, it.start, &it.practice));
    stops
}

fn material<'a>(town: &'a Town, id: &MaterialId) -> &'a Material {
    town.book.materials().iter().find(|it| it.id == *id).unwrap()
}

#[test]
fn material_is_for_its_specialty_in_its_days_and_not_too_often() {
    let mut given = 0;
    for seed in 0..20 {
        let town = Town::new(seed, 4);
        let briefs = town.briefs(Some(8_000));
        let mut last: BTreeMap<(&PracticeId, &MaterialId), Date> = BTreeMap::new();
        for practice in town.book.practice_indices() {
            let id = &town.book.practice_at(practice).unwrap().id;
            town.book.left_materials(practice).iter().for_each(|it| {
                last.insert((id, &it.material), it.date);
            });
        }
        for stop in in_order(&briefs) {
            let specialty = town.book.practice(&stop.practice).unwrap().specialty.as_ref().unwrap();
            for it in &stop.material {
                let what = material(&town, &it.material);
                assert!(what.specialties.is_empty() || what.specialties.contains(specialty));
                assert!(what.from.is_none_or(|from| from <= stop.date));
                assert!(what.until.is_none_or(|until| stop.date <= until));
                assert!((1..=what.pieces).contains(&it.pieces));
                if let Some(before) = last.insert((&stop.practice, &it.material), stop.date) {
                    let days = stop.date.days_since(before);
                    assert!(what.every_days.is_some_and(|every| days >= i64::from(every).max(1)));
                }
                given += 1;
            }
        }
    }
    assert!(given > 500, "{given}");
}

/// Counts a liaison's stock from the rows of the book alone; nothing where it was never counted.
fn counted(book: &Book, liaison: &LiaisonId, material: &MaterialId) -> Option<i64> {
    let counts = book.stock().iter().filter(|it| it.liaison == *liaison && it.material == *material);
    let newest = counts.max_by_key(|it| (it.date, it.pieces))?;
    let left = book.practice_indices().flat_map(|at| {
        let owner = book.practice_at(at).unwrap().owner.clone();
        book.left_materials(at).iter().map(move |row| (row, owner.clone()))
    });
    let mine = left.filter(|(row, owner)| {
        row.liaison.as_ref().or(owner.as_ref()) == Some(liaison)
            && row.material == *material
            && newest.date.is_none_or(|day| row.date > day)
    });
    Some((i64::from(newest.pieces) - mine.map(|(row, _)| i64::from(row.pieces)).sum::<i64>()).max(0))
}

#[test]
fn nobody_hands_out_more_than_they_have_and_what_is_short_is_told() {
    let mut shortages = 0;
    for seed in 0..20 {
        let town = Town::new(seed, 4);
        let briefs = town.briefs(Some(8_000));
        for liaison in town.book.liaisons().iter().map(|it| &it.id) {
            for item in town.book.materials().iter().map(|it| &it.id) {
                let mine = || briefs.stops.iter().filter(|stop| stop.liaison == *liaison);
                let handed: u32 = mine()
                    .flat_map(|stop| &stop.material)
                    .filter(|it| it.material == *item)
                    .map(|it| it.pieces)
                    .sum();
                let is_short = |it: &&Withheld| it.material == *item && it.because == HeldBack::Stock;
                let short: u32 =
                    mine().flat_map(|stop| &stop.withheld).filter(is_short).map(|it| it.pieces).sum();
                let told = briefs.restock.iter().find(|it| it.liaison == *liaison && it.material == *item);
                assert_eq!(told.map_or(0, |it| it.pieces), short);
                let Some(stock) = counted(&town.book, liaison, item) else {
                    assert_eq!(short, 0);
                    continue;
                };
                assert!(i64::from(handed) <= stock);
                // Nothing is missing while something is left.
                assert!(short == 0 || i64::from(handed) == stock, "seed {seed} {liaison} {item}");
                shortages += u32::from(short > 0);
            }
        }
    }
    assert!(shortages > 20, "{shortages}");
}

#[test]
fn packing_lists_add_up_to_what_is_left_at_the_stops() {
    let town = Town::new(5, 4);
    let briefs = town.briefs(Some(8_000));
    let pieces = |stops: Vec<&StopBrief>| -> u32 {
        stops.into_iter().flat_map(|stop| &stop.material).map(|it| it.pieces).sum()
    };
    assert!(!briefs.packing.is_empty() && briefs.weeks.len() > 2);
    for day in &briefs.packing {
        let stops = briefs.day(&day.liaison, day.date).collect();
        assert_eq!(day.items.iter().map(|it| it.pieces).sum::<u32>(), pieces(stops));
    }
    for week in &briefs.weeks {
        assert_eq!(week.monday.weekday(), Weekday::Monday);
        let mine = briefs.stops.iter().filter(|stop| stop.liaison == week.liaison);
        let stops = mine.filter(|stop| stop.date.monday() == week.monday).collect();
        assert_eq!(week.items.iter().map(|it| it.pieces).sum::<u32>(), pieces(stops));
    }
}

#[test]
fn no_practice_gets_more_in_a_year_than_the_limit() {
    let (mut valued, mut refused) = (0, 0);
    for seed in 0..20 {
        let town = Town::new(seed, 4);
        let limit = 5_000;
        let briefs = town.briefs(Some(limit));
        for it in &briefs.values {
            assert!(it.planned.0 == 0 || (it.left.0 + it.planned.0 <= limit && !it.is_incomplete));
            valued += usize::from(it.planned.0 > 0);
        }
        for stop in &briefs.stops {
            let worth: u32 =
                stop.material.iter().map(|it| material(&town, &it.material).value.0 * it.pieces).sum();
            let year =
                briefs.values.iter().find(|it| (&it.practice, it.year) == (&stop.practice, stop.date.year()));
            assert!(worth <= year.map_or(0, |it| it.planned.0));
            refused += stop.withheld.iter().filter(|it| it.because != HeldBack::Stock).count();
        }
    }
    assert!(valued > 30 && refused > 30, "{valued} {refused}");
}

#[test]
fn without_a_limit_nothing_of_value_is_planned() {
    let town = Town::new(7, 4);
    let briefs = town.briefs(None);
    let given = briefs.stops.iter().flat_map(|stop| &stop.material);
    assert!(given.into_iter().all(|it| material(&town, &it.material).value == Cents(0)));
    let refused = briefs.stops.iter().flat_map(|stop| &stop.withheld);
    assert!(refused.into_iter().any(|it| it.because == HeldBack::NoLimit));
}

/// What is left at a stop, and what is not.
type Given = (Vec<Handout>, Vec<Withheld>);

/// Takes everything about material from briefs.
fn items(briefs: &Briefs) -> (Vec<Given>, String) {
    let stops = briefs.stops.iter().map(|stop| (stop.material.clone(), stop.withheld.clone())).collect();
    let Briefs { packing, weeks, restock, outdated, values, .. } = briefs;
    (stops, format!("{packing:?} {weeks:?} {restock:?} {outdated:?} {values:?}"))
}

#[test]
fn the_same_visits_with_other_scores_get_the_same_items() {
    let mut topics_differ = 0;
    for seed in 0..15 {
        let town = Town::new(seed, 4);
        for limit in [None, Some(3_000)] {
            let usual = town.briefs(limit);
            let mut scores = town.scores.clone();
            let ids: Vec<PracticeId> = scores.practices.iter().map(|it| it.practice.clone()).collect();
            scores.practices.rotate_left(5);
            scores.practices.iter_mut().zip(ids).for_each(|(score, id)| score.practice = id);
            let other = briefs(&town.book, &scores, &town.plan, limit);
            assert_eq!(items(&other), items(&usual), "seed {seed}");
            let said = |it: &Briefs| it.stops.iter().map(|stop| stop.topics.clone()).collect::<Vec<_>>();
            topics_differ += usize::from(said(&other) != said(&usual));
        }
    }
    // The scores were really others: talking points may look at them.
    assert!(topics_differ > 5, "{topics_differ}");
}

#[test]
fn the_same_visits_with_other_referrals_and_tiers_get_the_same_items() {
    for seed in 0..10 {
        let town = Town::new(seed, 4);
        let mut records = town.book.records();
        let ids: Vec<PracticeId> = town.book.practices().iter().map(|it| it.id.clone()).collect();
        let next = |id: &PracticeId| {
            let at = ids.iter().position(|it| it == id).unwrap();
            ids[(at + 7) % ids.len()].clone()
        };
        records.referrals.0.iter_mut().for_each(|(_, it)| it.practice = next(&it.practice));
        let tiers: Vec<Option<Tier>> = records.practices.0.iter().map(|(_, it)| it.tier).collect();
        for ((_, practice), tier) in records.practices.0.iter_mut().zip(tiers.into_iter().cycle().skip(3)) {
            practice.tier = tier;
        }
        let other = Town {
            book: Book::build(records).unwrap().0,
            scores: town.scores.clone(),
            plan: town.plan.clone(),
        };
        assert_eq!(items(&other.briefs(Some(3_000))), items(&town.briefs(Some(3_000))), "seed {seed}");
    }
}
