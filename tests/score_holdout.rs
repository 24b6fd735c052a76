//! Forecasts of public event logs, judged by what came after, beside simple rules.
//! `cargo test --release --test score_holdout -- --nocapture` prints the tables of benches/README.md.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "the logs hold small, whole, positive numbers"
)]

mod score_data;

use rounds::forecast::{
    Exposure, ForecastMethod, ForecastRow, ForecastTable, History, Method, Source, judge,
};
use rounds::model::Date;
use score_data::Log;

/// Histories known on a day and the events of the days after.
fn split(log: &Log, until: &str, days: i64) -> (Vec<History>, Vec<u32>) {
    let until: Date = until.parse().unwrap();
    log.values()
        .filter_map(|dates| {
            let known: Vec<(u32, u32)> = dates
                .iter()
                .filter(|date| **date <= until)
                .map(|date| (until.days_since(*date) as u32, 1))
                .collect();
            let later = |date: &&Date| (1..=days).contains(&date.days_since(until));
            Some((History::new(&known)?, dates.iter().filter(later).count() as u32))
        })
        .unzip()
}

fn table(title: &str, log: &Log, until: &str, days: u32) -> ForecastTable {
    let (histories, outcomes) = split(log, until, i64::from(days));
    let pairs: Vec<(Source<'_>, u32)> =
        histories.iter().map(|history| (history, 1.0)).zip(outcomes).collect();
    let table = judge(&pairs, &Exposure::even(), days);
    println!("{title}: {table}");
    table
}

/// What the scores use.
const BEST: ForecastMethod = ForecastMethod::Model(Method::Best);

fn row(table: &ForecastTable, method: ForecastMethod) -> &ForecastRow {
    table.rows.iter().find(|row| row.method == method).unwrap()
}

#[test]
fn cdnow() {
    let log = score_data::cdnow();
    if log.is_empty() {
        return;
    }
    let best = table("CDNOW sample, 39 weeks known, 39 forecast", &log, "1997-09-30", 273).rows[0].clone();
    assert!(best.brier <= 0.158, "Brier {}", best.brier);
    assert!(best.rmse <= 1.60, "RMSE {}", best.rmse);
}

#[test]
fn grocery() {
    let log = score_data::grocery();
    if log.is_empty() {
        return;
    }
    let best = table("Grocery, 52 weeks known, 26 forecast", &log, "2006-12-31", 182).rows[0].clone();
    assert!(best.brier <= 0.101, "Brier {}", best.brier);
}

#[test]
#[cfg_attr(debug_assertions, ignore = "takes many minutes without optimisation: run it with --release")]
fn open_source_contributors() {
    let log = score_data::oss();
    if log.is_empty() {
        return;
    }
    let origins = ["2018-06-30", "2020-06-30", "2022-06-30", "2024-06-30"];
    let tables =
        origins.map(|until| table(&format!("Contributors, known until {until}, 26 weeks"), &log, until, 182));
    let mean = |method: ForecastMethod, of: fn(&ForecastRow) -> f64| {
        tables.iter().map(|table| of(row(table, method))).sum::<f64>() / tables.len() as f64
    };
    for rival in [ForecastMethod::Model(Method::BgNbd), ForecastMethod::MovingAverage] {
        let brier = |row: &ForecastRow| row.brier;
        let mae = |row: &ForecastRow| row.mae;
        println!(
            "mean Brier {:.4} {:.4} MAE {:.4} {:.4}",
            mean(BEST, brier),
            mean(rival, brier),
            mean(BEST, mae),
            mean(rival, mae)
        );
        assert!(mean(BEST, brier) < mean(rival, brier), "{rival}");
        assert!(mean(BEST, mae) < mean(rival, mae), "{rival}");
    }
}
