//! What first visits brought, in small made-up books whose truth is known.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "made-up books hold small numbers"
)]

mod common;

use rounds::effect::NoPreTest;
use rounds::first_visits::{
    ChangeReason, EffectInterval, EffectVerdict, FirstVisitAnswer, FirstVisitEffect, FirstVisitNote,
    FirstVisitRefusal, PeriodLength, TrendsBefore, first_visit_effect,
};
use rounds::model::{Book, Date, Liaison, Location, Outcome, Practice, Records, Referral, Visit};
use rounds::{Error, export};

/// A made-up book: practices refer every month from 2024 to 2025, and some are first visited in one of ten months.
#[derive(Clone, Copy)]
struct World {
    first_visited: usize,
    not_visited: usize,
    /// Referrals a month more from the first visit on.
    effect: u32,
    /// Referrals fewer in the month before it.
    dip: u32,
}

const WORLD: World = World { first_visited: 50, not_visited: 60, effect: 0, dip: 0 };

const MONTHS: usize = 24;
/// Practices that were seen in the first weeks of the log.
const SEEN_BEFORE: usize = 5;

fn day(month: usize, day: u32) -> Date {
    Date::new(2024 + (month / 12) as i32, (month % 12) as u32 + 1, day).unwrap()
}

fn as_of() -> Date {
    day(MONTHS - 1, 31)
}

/// The month of the first visit of a practice, from July 2024 to April 2025.
fn first_visit(number: usize) -> usize {
    6 + number % 10
}

fn records(world: &World) -> Records {
    let place = Location::new(38.9, -77.0).unwrap();
    let mut records =
        Records { liaisons: vec![Liaison::new("L1", "Liaison One", place)].into(), ..Records::default() };
    for number in 0..world.first_visited + world.not_visited + SEEN_BEFORE {
        let id = format!("P{number:03}");
        let mut practice = Practice::new(id.as_str(), id.as_str(), place);
        practice.providers = Some(1 + (number % 4) as u32);
        practice.specialty = Some(["family", "internal"][number % 2].into());
        let line = number as u64 + 2;
        records.practices.0.push((line, practice));
        let first = (number < world.first_visited).then(|| first_visit(number));
        for month in 0..MONTHS {
            add_referrals(&mut records, &id, (number, month), first, world);
        }
        let is_seen_before = number >= world.first_visited + world.not_visited;
        let date = if is_seen_before { Some(day(0, 2)) } else { first.map(|month| day(month, 3)) };
        if let Some(date) = date {
            let visit = Visit {
                practice: id.as_str().into(),
                liaison: "L1".into(),
                date,
                outcome: Outcome::Seen,
                time: None,
                note: None,
            };
            let line = records.visits.0.len() as u64 + 2;
            records.visits.0.push((line, visit));
        }
    }
    records
}

/// Adds the referrals of a month: some that only the practice and the month decide, a season that all share, and what the
/// world says.
fn add_referrals(
    records: &mut Records,
    practice: &str,
    (number, month): (usize, usize),
    first: Option<usize>,
    world: &World,
) {
    let mut count = 6 + chance(number, month) + (month % 12 / 4) as u32 + (month / 12) as u32;
    count += if first.is_some_and(|first| month >= first) { world.effect } else { 0 };
    count -= if first.is_some_and(|first| month + 1 == first) { world.dip } else { 0 };
    for at in 0..count {
        let date = day(month, 1 + (at * 28 / count + number as u32) % 28);
        let row = Referral { practice: practice.into(), from: None, date, count: 1, value: None };
        let line = records.referrals.0.len() as u64 + 2;
        records.referrals.0.push((line, row));
    }
}

/// Draws from 0 to 4, the same for the same practice and month.
fn chance(number: usize, month: usize) -> u32 {
    let mixed = (number as u64 * 1_000 + month as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    ((mixed ^ (mixed >> 32)) % 5) as u32
}

fn answer(records: Records, length: PeriodLength) -> Result<FirstVisitAnswer, Error> {
    first_visit_effect(&Book::build(records).unwrap().0, as_of(), length)
}

fn effect(world: &World, length: PeriodLength) -> FirstVisitEffect {
    compared(records(world), length)
}

fn compared(records: Records, length: PeriodLength) -> FirstVisitEffect {
    match answer(records, length).unwrap() {
        FirstVisitAnswer::Compared(effect) => *effect,
        FirstVisitAnswer::Refused(why) => panic!("{why:?}"),
    }
}

#[test]
fn an_effect_is_found_and_the_season_is_not_taken_for_it() {
    for (length, expected) in [(PeriodLength::Months, 2.0), (PeriodLength::FourWeeks, 2.0 * 28.0 / 30.4)] {
        let found = effect(&World { effect: 2, ..WORLD }, length);
        let error = found.overall.standard_error.unwrap();
        assert!((found.overall.effect - expected).abs() < 3.0 * error && error < 0.4, "{:?}", found.overall);
        assert_eq!(found.verdict, EffectVerdict::MoreReferrals);
        assert_eq!((found.practices.first_visited, found.practices.not_visited), (50, 60));
        assert_eq!(found.practices.visited_before, SEEN_BEFORE);
        // Before and after takes the rise of everybody for an effect, too.
        let others = found.before_after.reasons.iter().find_map(|reason| match reason {
            ChangeReason::OthersChanged { change } => Some(*change),
            _ => None,
        });
        assert!(others.unwrap() > 0.5 && found.before_after.change > found.overall.effect + 0.4, "{found:?}");
    }
}

#[test]
fn no_effect_is_not_measurable() {
    let found = effect(&WORLD, PeriodLength::Months);
    assert_eq!(found.verdict, EffectVerdict::NotMeasurable, "{:?}", found.overall);
    assert!(!found.trends_before.are_apart(), "{:?}", found.trends_before);
    let text = text(&found);
    assert!(text.contains("Not measurable with this data"), "{text}");
}

#[test]
fn a_dip_before_the_visit_is_seen_and_said() {
    let found = effect(&World { dip: 4, ..WORLD }, PeriodLength::Months);
    let TrendsBefore::Tested(before) = found.trends_before else { panic!("{:?}", found.trends_before) };
    assert!(before.p_value < 0.001 && found.trends_before.are_apart(), "{before:?}");
    let below = found.before_after.reasons.iter().find_map(|reason| match reason {
        ChangeReason::PickedInADip { below } => Some(*below),
        _ => None,
    });
    assert!((below.unwrap() - 4.0).abs() < 1.0, "{:?}", found.before_after);
    let text = text(&found);
    assert!(text.contains("Do not trust the figure") && text.contains("fewer came than usual"), "{text}");
    // The interval lies above 0, and still nothing was brought.
    assert!(found.overall.low.unwrap() > 0.0 && found.verdict == EffectVerdict::NotComparable, "{found:?}");
    assert!(text.contains("Not comparable") && !text.contains("brought"), "{text}");
}

fn text(found: &FirstVisitEffect) -> String {
    let text = export::first_visits_text(&FirstVisitAnswer::Compared(Box::new(found.clone())));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_cannot_be_tested_is_said_with_its_reason() {
    let found = effect(&WORLD, PeriodLength::Months);
    for (reason, said) in [
        (NoPreTest::NoPeriodBefore, "too few periods lie before"),
        (NoPreTest::DependentEffects, "the figures before depend on each other"),
    ] {
        let trends_before = TrendsBefore::NotTested { reason };
        let text = text(&FirstVisitEffect { trends_before, ..found.clone() });
        assert!(text.contains("cannot be tested") && text.contains(said), "{text}");
    }
    let overall = EffectInterval { standard_error: None, low: None, high: None, ..found.overall };
    let text = text(&FirstVisitEffect { overall, ..found });
    assert!(text.contains("no interval") && !text.contains("The interval holds 0"), "{text}");
}

/// The log may be older than the referrals. Who was visited before them is neither visited first nor not visited.
#[test]
fn practices_visited_before_the_referrals_are_left_out() {
    let mut older = records(&WORLD);
    let date = |text: &str| text.parse::<Date>().unwrap();
    // The log begins 13 months before the referrals.
    let seen_before = older.visits.0.iter_mut().filter(|row| row.1.date == day(0, 2));
    seen_before.for_each(|row| row.1.date = date("2022-12-01"));
    let visit = older.visits.0[0].1.clone();
    for number in WORLD.first_visited..WORLD.first_visited + 20 {
        // Half of them before the first referral, and half in its month.
        let date = if number % 2 == 0 { date("2023-07-15") } else { date("2024-01-15") };
        let line = older.visits.0.len() as u64 + 2;
        older
            .visits
            .0
            .push((line, Visit { practice: format!("P{number:03}").into(), date, ..visit.clone() }));
    }
    for length in [PeriodLength::Months, PeriodLength::FourWeeks] {
        let counts = compared(older.clone(), length).practices;
        assert_eq!((counts.first_visited, counts.not_visited), (50, 40), "{length:?}");
        assert_eq!(counts.visited_before, SEEN_BEFORE + 20);
    }
    for date in [date("2023-07-15"), day(0, 20)] {
        let mut early = older.clone();
        early.visits.0.iter_mut().filter(|row| row.1.date > day(1, 1)).for_each(|row| row.1.date = date);
        let refused = FirstVisitRefusal::TooFewFirstVisits { found: 0, needed: 20 };
        assert_eq!(answer(early, PeriodLength::Months).unwrap(), FirstVisitAnswer::Refused(refused));
    }
}

/// Three practices of a specialty that none of the others has, all visited in the first of ten months, refuse no answer.
#[test]
fn a_small_specialty_leaves_the_answer_as_it_is() {
    let mut small = records(&World { effect: 2, ..WORLD });
    for at in [0, 10, 20] {
        small.practices.0[at].1.specialty = Some("rare".into());
    }
    let found = compared(small, PeriodLength::Months);
    let plain = effect(&World { effect: 2, ..WORLD }, PeriodLength::Months);
    let off = found.overall.effect - plain.overall.effect;
    assert!(off.abs() < 0.1 && found.by_time.len() == plain.by_time.len(), "{off} {:?}", found.by_time);
    assert!(!found.notes.iter().any(|note| matches!(note, FirstVisitNote::FiguresMissing { .. })));
    let text = text(&found);
    let said = "Compared as one group with internal, since few practices have these specialties: rare.";
    assert!(text.contains(said), "{text}");
}

/// What all practices to compare with have alike tells nothing of their changes.
#[test]
fn a_covariate_that_only_visited_practices_differ_in_is_left_out() {
    let mut alike = records(&WORLD);
    alike.practices.0[WORLD.first_visited..].iter_mut().for_each(|row| row.1.providers = Some(2));
    let found = compared(alike, PeriodLength::Months);
    assert_eq!(found.verdict, EffectVerdict::NotMeasurable, "{:?}", found.overall);
}

#[test]
fn times_are_counted_from_the_first_visit() {
    let found = effect(&World { effect: 2, ..WORLD }, PeriodLength::Months);
    let at = |since: i64| found.by_time.iter().find(|row| row.periods_since == since).unwrap();
    // The period before the visit is what the others are compared with.
    assert_eq!((at(-1).interval.effect, at(-1).interval.standard_error), (0.0, None));
    assert_eq!((at(0).practices, at(17).practices), (50, 5));
    assert!(
        found
            .by_time
            .iter()
            .filter(|row| (0..9).contains(&row.periods_since))
            .all(|row| row.interval.effect > 0.8)
    );
}

#[test]
fn too_little_to_compare_is_refused_with_its_reason() {
    let refused = |records: Records| match answer(records, PeriodLength::Months).unwrap() {
        FirstVisitAnswer::Refused(why) => {
            assert!(!export::first_visits_text(&FirstVisitAnswer::Refused(why)).is_empty());
            why
        }
        FirstVisitAnswer::Compared(_) => panic!("compared"),
    };
    let few = FirstVisitRefusal::TooFewFirstVisits { found: 7, needed: 20 };
    assert_eq!(refused(records(&World { first_visited: 7, ..WORLD })), few);
    let alone = FirstVisitRefusal::TooFewOthers { found: 3, needed: 20 };
    assert_eq!(refused(records(&World { not_visited: 3, ..WORLD })), alone);
    let mut short = records(&WORLD);
    short.referrals.0.retain(|row| row.1.date >= day(20, 1));
    assert_eq!(refused(short), FirstVisitRefusal::TooFewPeriods { found: 4, needed: 6 });
    let mut silent = records(&WORLD);
    silent.referrals.0.clear();
    assert!(matches!(refused(silent), FirstVisitRefusal::TooFewPeriods { found: 0, .. }));
}

#[test]
fn notes_say_what_was_made_of_gaps() {
    let mut gaps = records(&WORLD);
    gaps.practices.0.iter_mut().take(9).for_each(|row| row.1.providers = None);
    gaps.practices.0.iter_mut().step_by(20).for_each(|row| row.1.specialty = Some("rare".into()));
    let found = compared(gaps, PeriodLength::Months);
    assert!(found.notes.contains(&FirstVisitNote::ProvidersFilled { practices: 9 }), "{:?}", found.notes);
    let together = FirstVisitNote::SpecialtiesTogether {
        specialties: vec!["rare".into()],
        largest: Some("internal".into()),
    };
    assert!(found.notes.contains(&together), "{:?}", found.notes);
}

#[test]
fn order_of_rows_changes_no_byte() {
    let plain = export::json_text(&answer(records(&WORLD), PeriodLength::Months).unwrap()).unwrap();
    let mut other = records(&WORLD);
    other.practices.0.reverse();
    other.referrals.0.reverse();
    other.visits.0.reverse();
    assert_eq!(plain, export::json_text(&answer(other, PeriodLength::Months).unwrap()).unwrap());
    assert!(plain.starts_with("{\n  \"answer\": \"compared\""), "{}", &plain[..40]);
}
