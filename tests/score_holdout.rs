//! Forecasts of public event logs, judged by what came after, beside simple rules.
//! `ROUNDS_SHARED=... cargo test --release --test score_holdout -- --include-ignored --nocapture` prints the tables of
//! benches/README.md.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "the logs hold small, whole, positive numbers"
)]

mod common;
mod score_data;

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
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

/// What it has to beat.
const RIVALS: [ForecastMethod; 2] = [ForecastMethod::Model(Method::BgNbd), ForecastMethod::MovingAverage];

fn row(table: &ForecastTable, method: ForecastMethod) -> &ForecastRow {
    table.rows.iter().find(|row| row.method == method).unwrap()
}

/// Days on which made-up sources sent something. Each has a rate of its own and drops out at a time of its own.
fn made_up(seed: u64) -> Log {
    let mut random = Pcg64Mcg::seed_from_u64(seed);
    let mut draw = || -(1.0 - random.random::<f64>()).ln();
    let start: Date = "2024-01-01".parse().unwrap();
    let mut log = Log::new();
    for source in 0..250_u8 {
        let (gap, life) = (10.0 + 60.0 * draw(), 500.0 * draw());
        let (mut day, mut dates) = (f64::from(source % 90), vec![start.plus_days(i64::from(source % 90))]);
        let end = (day + life).min(546.0);
        while day < end {
            dates.push(start.plus_days(day as i64));
            day += gap * draw();
        }
        dates.dedup();
        log.insert(format!("S{source:03}"), dates);
    }
    log
}

#[test]
fn made_up_sources_are_forecast_better_than_by_rules_and_bg_nbd() {
    let table = table("Made-up sources, 52 weeks known, 26 forecast", &made_up(1), "2024-12-30", 182);
    let best = row(&table, BEST);
    for rival in RIVALS.into_iter().chain([ForecastMethod::NinetyDays]) {
        assert!(best.brier < row(&table, rival).brier, "{rival}: {table}");
    }
}

mod public_data {
    use super::*;

    #[test]
    #[ignore = "needs the public data: set ROUNDS_SHARED and run with --ignored"]
    fn cdnow() {
        let log = score_data::cdnow();
        let best =
            table("CDNOW sample, 39 weeks known, 39 forecast", &log, "1997-09-30", 273).rows[0].clone();
        assert!(best.brier <= 0.158, "Brier {}", best.brier);
        assert!(best.rmse <= 1.60, "RMSE {}", best.rmse);
    }

    #[test]
    #[ignore = "needs the public data: set ROUNDS_SHARED and run with --ignored"]
    fn grocery() {
        let log = score_data::grocery();
        let best = table("Grocery, 52 weeks known, 26 forecast", &log, "2006-12-31", 182).rows[0].clone();
        assert!(best.brier <= 0.101, "Brier {}", best.brier);
    }

    #[test]
    #[ignore = "needs the public data and many minutes: set ROUNDS_SHARED and run with --release --ignored"]
    fn slow_open_source_contributors() {
        let log = score_data::oss();
        let origins = ["2018-06-30", "2020-06-30", "2022-06-30", "2024-06-30"];
        let tables = origins
            .map(|until| table(&format!("Contributors, known until {until}, 26 weeks"), &log, until, 182));
        for rival in RIVALS {
            assert_better(&tables, rival);
        }
    }

    /// Asserts that the best method is better than a rival on average over tables.
    fn assert_better(tables: &[ForecastTable], rival: ForecastMethod) {
        for (name, of) in [("Brier", (|row| row.brier) as fn(&ForecastRow) -> f64), ("MAE", |row| row.mae)] {
            let mean = |method: ForecastMethod| {
                tables.iter().map(|table| of(row(table, method))).sum::<f64>() / tables.len() as f64
            };
            println!("mean {name} {:.4}, {rival} {:.4}", mean(BEST), mean(rival));
            assert!(mean(BEST) < mean(rival), "{name}, {rival}");
        }
    }
}
