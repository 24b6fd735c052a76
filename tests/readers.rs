//! Replays the corpus of the fuzz targets, file by file.

#[path = "readers/mod.rs"]
mod readers;

use std::fs;
use std::path::PathBuf;

use rounds::geo::GreatCircle;
use rounds::plan::Plan;
use rounds::{progress, schedule, score};
use serde_json::{Value, json};

fn corpus(target: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/readers/corpus").join(target)
}

/// Runs every file of a folder of the corpus through a reader.
fn replay(target: &str, read: fn(&[u8])) {
    let files: Vec<_> = fs::read_dir(corpus(target)).unwrap().map(|file| file.unwrap().path()).collect();
    assert!(files.len() >= 5, "{target} has lost its corpus");
    for file in files {
        eprintln!("{}", file.display());
        read(&fs::read(&file).unwrap());
    }
}

#[test]
fn folders_of_csv_files() {
    replay("csv_book", readers::csv_book);
}

#[test]
fn json_documents() {
    replay("json_book", readers::json_book);
}

#[test]
fn plans() {
    replay("plan", readers::plan);
}

#[test]
fn travel_files() {
    replay("travel", readers::travel);
}

/// Changes to the plan of the corpus start from one that breaks no rule.
#[test]
fn the_good_plan_of_the_corpus_is_one() {
    let text = fs::read(corpus("plan").join("good.json")).unwrap();
    assert_eq!(readers::violations(&serde_json::from_slice(&text).unwrap()), []);
}

/// A plan of two weeks for the small book.
fn good() -> Plan {
    let scores = score::evaluate(
        &readers::SMALL,
        "2026-01-30".parse().unwrap(),
        &score::ScoreConfig::default(),
        &progress::unobserved,
    )
    .unwrap();
    let config = schedule::ScheduleConfig { weeks: 2, ..schedule::ScheduleConfig::default() };
    schedule::plan(&readers::SMALL, &scores, &GreatCircle::default(), &config, &progress::unobserved).unwrap()
}

/// What is changed in the good plan, by the name of the file: where, and to what.
fn changes() -> [(&'static str, &'static str, Value); 8] {
    let most = json!(u32::MAX);
    [
        ("longest_buffer", "/rules/buffer", most.clone()),
        ("longest_lead", "/rules/lead_days", most.clone()),
        ("most_weeks", "/weeks", most.clone()),
        ("longest_drive", "/itineraries/0/days/0/stops/0/leg/drive", most.clone()),
        ("longest_way_home", "/itineraries/0/days/0/way_home", json!({ "drive": most, "distance": most })),
        ("last_day", "/start", json!("2200-12-31")),
        ("ends_before_it_starts", "/itineraries/0/days/0/back", json!("00:00")),
        ("nobody_knows_the_practice", "/dispositions/0/practice", json!("\u{0}=1+1")),
    ]
}

/// Writes the plans of the corpus anew; needed when the format of a plan changes.
#[test]
#[ignore = "writes tests/readers/corpus/plan: cargo test --test readers -- --ignored"]
fn write_the_plans_of_the_corpus() {
    let good = serde_json::to_value(good()).unwrap();
    let write = |name: &str, plan: &Value| {
        fs::write(corpus("plan").join(format!("{name}.json")), plan.to_string()).unwrap();
    };
    write("good", &good);
    for (name, place, value) in changes() {
        let mut plan = good.clone();
        *plan.pointer_mut(place).unwrap() = value;
        write(name, &plan);
    }
    let text = good.to_string();
    fs::write(corpus("plan").join("cut_short.json"), &text[..text.len() / 2]).unwrap();
}
