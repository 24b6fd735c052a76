//! The scheduler beside two simple planners, on the same book, with the same rules and the same verifier.
//!
//! `cargo run --release --example compare_planners [FOLDER]`: the sample book if no folder is named.

mod simple;

use std::fs::File;
use std::path::PathBuf;
use std::time::Instant;

use rounds::geo::GreatCircle;
use rounds::ingest::{self, Columns};
use rounds::model::{Book, Date};
use rounds::plan::Plan;
use rounds::{check, progress, schedule, score};

use simple::{Method, Simple};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sample: PathBuf = [env!("CARGO_MANIFEST_DIR"), "data", "sample"].iter().collect();
    let folder = std::env::args_os().nth(1).map_or(sample, PathBuf::from);
    let open = |table| File::open(folder.join(format!("{table}.csv")));
    let (book, _) = ingest::read_csv(open, &Columns::default())?;
    let as_of = last_day(&book).ok_or("the book has no history to take the day from")?;
    let scores = score::evaluate(&book, as_of, &score::ScoreConfig::default(), &progress::unobserved)?;
    let travel = GreatCircle::default();

    let began = Instant::now();
    let config = schedule::ScheduleConfig { seed: 1, ..schedule::ScheduleConfig::default() };
    let searched = schedule::plan(&book, &scores, &travel, &config, &progress::unobserved)?;
    let seconds = began.elapsed().as_secs_f64();

    let by_hand = Simple { book: &book, scores: &scores, travel: &travel, model: &searched };
    println!("| {} |\n|{}", COLUMNS.join(" | "), "---|".repeat(COLUMNS.len()));
    show(&book, &travel, "rounds", &searched);
    show(&book, &travel, "nearest first, in due order", &by_hand.plan(Method::NearestDue));
    show(&book, &travel, "fixed A/B/C rounds", &by_hand.plan(Method::FixedRounds));
    println!(
        "\n`rounds` searched for {seconds:.1} s. Referrals are expected ones, by the same score for all three."
    );
    Ok(())
}

/// The table is that of README.md, where `.ci/run` looks for every row.
const COLUMNS: [&str; 8] = [
    "planner",
    "visits",
    "field hours",
    "driving",
    "expected referrals",
    "per field hour",
    "due practices seen",
    "violations",
];

fn show(book: &Book, travel: &GreatCircle, name: &str, plan: &Plan) {
    let totals = plan.totals();
    println!(
        "| {name} | {} | {:.0} | {:.0} % | {:.1} | {:.3} | {:.1} % | {} |",
        grouped(totals.visits),
        f64::from(totals.field_time.0) / 60.0,
        totals.drive_share() * 100.0,
        totals.expected_referrals,
        totals.referrals_per_hour(),
        totals.due_seen_share() * 100.0,
        check::plan(book, travel, plan).len(),
    );
}

/// `1,150`.
fn grouped(number: u32) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", number / 1000, number % 1000) }
}

fn last_day(book: &Book) -> Option<Date> {
    let last = |practice| book.referrals(practice).last().map(|referral| referral.date);
    book.practice_indices().filter_map(last).max()
}
