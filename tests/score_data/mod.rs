//! Reads the public event logs and reference values, which are not part of the project.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "the logs hold small, whole, positive numbers"
)]
#![allow(dead_code, reason = "each test file uses its part")]

use std::{collections::BTreeMap, fs};

use rounds::forecast::Summary;
use rounds::model::Date;

use crate::common::public_data;

/// Event dates by source.
pub type Log = BTreeMap<String, Vec<Date>>;

pub fn text(file: &str) -> String {
    fs::read_to_string(public_data::path(&format!("data/scoring/{file}"))).unwrap()
}

pub fn vectors() -> serde_json::Value {
    serde_json::from_str(&text("vectors.json")).unwrap()
}

pub fn cdnow_summary() -> Vec<Summary> {
    let number = |text: &str| text.parse::<f64>().unwrap();
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim().split(',').collect();
        Summary::new(number(cells[1]) as u32, number(cells[2]), number(cells[3]))
    };
    text("cdnow_customers_summary_with_transactions.csv").lines().skip(1).map(row).collect()
}

pub fn cdnow_values() -> Vec<(u32, f64)> {
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim().split(',').collect();
        (cells[1].parse().unwrap(), cells[4].parse().unwrap())
    };
    text("cdnow_customers_summary_with_transactions.csv").lines().skip(1).map(row).collect()
}

/// A log from lines of (source, date) cells, sorted, with every day counted once.
fn log<'a>(rows: impl Iterator<Item = (&'a str, Date)>) -> Log {
    let mut log = Log::new();
    rows.for_each(|(source, date)| log.entry(source.to_owned()).or_default().push(date));
    for dates in log.values_mut() {
        dates.sort_unstable();
        dates.dedup();
    }
    log
}

pub fn cdnow() -> Log {
    let text = text("CDNOW_sample.txt");
    log(text.lines().map(|line| {
        let cells: Vec<&str> = line.split_whitespace().collect();
        let part = |from: usize, to: usize| cells[2][from..to].parse::<u32>().unwrap();
        (cells[0], Date::new(part(0, 4) as i32, part(4, 6), part(6, 8)).unwrap())
    }))
}

/// A log from a CSV file whose first two columns are the source and the date.
fn csv_log(file: &str) -> Log {
    let text = text(file);
    log(text.lines().skip(1).map(|line| {
        let mut cells = line.split(',').map(|cell| cell.trim_matches('"'));
        (cells.next().unwrap(), cells.next().unwrap().parse().unwrap())
    }))
}

pub fn grocery() -> Log {
    csv_log("grocery_elog.csv")
}

pub fn oss() -> Log {
    csv_log("oss_events_a.csv")
}

/// (x, `t_x`, T) in weeks of every source seen until the cut-off.
pub fn summaries(log: &Log, until: &str) -> Vec<Summary> {
    let until: Date = until.parse().unwrap();
    let weeks = |to: Date, from: Date| to.days_since(from) as f64 / 7.0;
    log.values()
        .filter(|dates| dates[0] <= until)
        .map(|dates| {
            let known: Vec<Date> = dates.iter().copied().filter(|date| *date <= until).collect();
            let last = known[known.len() - 1];
            Summary::new(known.len() as u32 - 1, weeks(last, known[0]), weeks(until, known[0]))
        })
        .collect()
}
