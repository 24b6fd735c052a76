//! The line that says why a visit is made: short, never empty, and true to the book.

#[path = "../common/mod.rs"]
mod common;

use std::collections::BTreeMap;

use common::{as_of, book};
use rounds::export::why_lines;
use rounds::geo::GreatCircle;
use rounds::model::{Book, Date, LiaisonId, Outcome, Table};
use rounds::plan::{Occasion, Plan, Priority, Stop, StopFact, VisitTiming};
use rounds::schedule::{self, ScheduleConfig};
use rounds::{progress, score};

fn planned(book: &Book, config: &ScheduleConfig) -> Plan {
    let settings = score::ScoreConfig::default();
    let scores = score::evaluate(book, as_of(), &settings, &progress::unobserved).unwrap();
    schedule::plan(book, &scores, &GreatCircle::default(), config, &progress::unobserved).unwrap()
}

fn sample() -> (Book, Plan) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample");
    let open = |table: Table| std::fs::File::open(folder.join(format!("{table}.csv")));
    let (book, _) = rounds::ingest::read_csv(open, &rounds::ingest::Settings::default()).unwrap().parts();
    let plan = planned(&book, &ScheduleConfig { effort: 10, ..ScheduleConfig::default() });
    (book, plan)
}

fn words(line: &str) -> usize {
    line.split_whitespace().count()
}

/// Checks what holds for every line: its length, its words, and its figures against the book.
fn check(book: &Book, plan: &Plan) -> Vec<(String, Option<Priority>)> {
    let lines = why_lines(book, plan);
    assert_eq!(lines.len(), plan.stops().count());
    for ((liaison, date, stop), line) in plan.stops().zip(&lines) {
        assert!((2..=20).contains(&words(line)), "{line}");
        assert!(!line.contains(['%', '\n']) && line.ends_with('.'), "{line}");
        let figures = line.trim_end_matches('.');
        assert!(!figures.contains('.') || figures.contains("Dr."), "a decimal: {line}");
        is_true(book, plan, (liaison, date, stop), line);
    }
    plan.stops().map(|(.., stop)| stop.priority()).zip(lines).map(|(what, line)| (line, what)).collect()
}

/// Holds a line to the referrals and visits of the book.
fn is_true(book: &Book, plan: &Plan, (liaison, date, stop): (&LiaisonId, Date, &Stop), line: &str) {
    let at = book.practice_index(&stop.practice).unwrap();
    let known = || book.referrals(at).iter().filter(|it| it.date <= plan.as_of);
    let sent: u32 = known().filter(|it| plan.as_of.days_since(it.date) < 365).map(|it| it.count).sum();
    let line = line.to_lowercase();
    if let Some((_, rest)) = line.split_once("sends ") {
        assert_eq!(rest.split_once(" a year").unwrap().0, sent.to_string(), "{line}");
    }
    assert!(!line.contains("has not referred") || known().next().is_none(), "{line}");
    assert!(!line.contains("none in the last year") || sent == 0, "{line}");
    if line.contains("none since") {
        let last = known().next_back().unwrap().date;
        assert!(
            line.contains(&format!("none since {}", last.day())) || line.contains(&last.year().to_string())
        );
        assert!(plan.as_of.days_since(last) >= 14, "{line}");
    }
    let Some(timing) = stop.reasons.iter().find_map(timing) else { return };
    assert_eq!(line.contains("no visit so far"), told_first(&line, timing), "{line}");
    if let Some((before, _)) = line.split_once("'s visit") {
        let days = timing.days_since_visit.unwrap();
        let told = ["since", "after"].map(|word| format!(" {days} {word} "));
        assert!(told.iter().any(|text| before.contains(text)), "{line}");
        assert!(!before.ends_with(&book.liaison(liaison).unwrap().name.to_lowercase()), "{line}");
        let day = date.plus_days(-i64::from(days));
        let made = book.visits(at).iter().any(|it| it.date == day && it.outcome.counts_as_visit());
        assert_eq!(made && day <= plan.as_of, before.contains(&told[0]), "{line}");
        assert!(made || plan.stops().any(|(_, date, it)| date == day && it.practice == stop.practice));
    }
}

/// Holds what a line says of the visit before to the visits that the book knows.
#[test]
fn only_visits_of_the_book_are_told_as_made() {
    let (book, plan) = sample();
    let mut counts = [0; 3];
    for ((_, date, stop), line) in plan.stops().zip(why_lines(&book, &plan)) {
        let line = line.to_lowercase();
        let Some(days) = stop.reasons.iter().find_map(timing).and_then(|it| it.days_since_visit) else {
            continue;
        };
        let day = date.plus_days(-i64::from(days));
        let at = book.practice_index(&stop.practice).unwrap();
        let made = |outcome| {
            day <= plan.as_of && book.visits(at).iter().any(|it| it.date == day && it.outcome == outcome)
        };
        let told =
            [line.contains("seen "), line.contains("met staff "), line.contains("after the visit before")];
        assert!(!told[0] || made(Outcome::Seen), "{line}");
        assert!(!told[1] || made(Outcome::StaffOnly), "{line}");
        assert!(!told[2] || !(made(Outcome::Seen) || made(Outcome::StaffOnly)), "{line}");
        for (count, told) in counts.iter_mut().zip(told) {
            *count += usize::from(told);
        }
    }
    assert!(counts[0] > 0 && counts[2] > 0, "{counts:?}");
}

fn timing(reason: &rounds::plan::StopReason) -> Option<&VisitTiming> {
    match &reason.fact {
        StopFact::Calendar(timing) => Some(timing),
        StopFact::Score(_) => None,
    }
}

/// Tells whether a line has to say that nobody was there: where it speaks of the rhythm at all.
fn told_first(line: &str, timing: &VisitTiming) -> bool {
    let fixed = !matches!(timing.occasion, Occasion::Due | Occasion::Early { .. });
    let tells = line.contains("no visit so far");
    timing.days_since_visit.is_none() && (tells || !fixed)
}

#[test]
fn the_sample_plan_s_lines_are_short_and_true() {
    let (book, plan) = sample();
    let lines = check(&book, &plan);
    let mut counts: Vec<usize> = lines.iter().map(|(line, _)| words(line)).collect();
    counts.sort_unstable();
    let (median, most) = (counts[counts.len() / 2], *counts.last().unwrap());
    println!("{} lines of {median} words in the median and {most} at most", counts.len());
    let mut kinds: BTreeMap<Option<Priority>, usize> = BTreeMap::new();
    for (_, what) in &lines {
        *kinds.entry(*what).or_default() += 1;
    }
    println!("{kinds:?}");
    for (line, what) in lines.iter().step_by(29) {
        println!("{:9} {line}", what.map_or(String::new(), |what| what.to_string()));
    }
    assert!(median <= 14, "{median}");
    assert!(kinds.len() >= 4 && !kinds.contains_key(&None), "{kinds:?}");
}

#[test]
fn lines_of_made_up_towns_are_short_and_true() {
    let mut counts = [0; 4];
    for seed in 0..40 {
        let book = book(seed, 25, 2);
        let config = ScheduleConfig { weeks: 2, effort: 10, ..ScheduleConfig::default() };
        let lines = check(&book, &planned(&book, &config));
        for (line, _) in &lines {
            counts[0] += usize::from(line.contains("ends "));
            counts[1] += usize::from(line.contains("'s visit"));
            counts[2] += usize::from(line.contains("none since"));
            counts[3] += usize::from(line.starts_with("Appointment") || line.starts_with("Promised"));
        }
    }
    assert!(counts.iter().all(|count| *count > 10), "{counts:?}");
}

#[test]
fn without_referrals_a_line_tells_of_the_rhythm_alone() {
    let mut records = common::town(3, 20, 2);
    records.referrals.0.clear();
    let book = Book::build(records).unwrap().0;
    let plan = planned(&book, &ScheduleConfig { weeks: 1, effort: 10, ..ScheduleConfig::default() });
    let lines = check(&book, &plan);
    assert!(!lines.is_empty());
    assert!(lines.iter().all(|(line, _)| !line.contains("refer") && !line.contains("end")), "{lines:?}");
}
