//! `rounds backtest`: how well the scores of a book would have forecast its past, beside simple rules.

use std::process::ExitCode;

use rounds::score::backtest::{BackTest, TableRow};
use rounds::score::{self, Config};

use crate::arguments::{BacktestArguments, BookArguments};
use crate::{Outcome, files, findings};

pub(crate) fn run(book: &BookArguments, arguments: &BacktestArguments) -> Outcome {
    let files::Opened { book: opened, as_of, issues } = files::open(book)?;
    findings::summarise(&issues);
    let mut config = Config::default();
    config.horizon_days = arguments.horizon;
    print(&score::backtest(&opened, as_of, &config)?);
    Ok(ExitCode::SUCCESS)
}

fn print(test: &BackTest) {
    let Some(best) = test.all.rows.first() else {
        println!("The history is too short: a back-test needs two horizons of {} days.", test.horizon_days);
        return;
    };
    println!(
        "Forecasts as they would have been made, against the referrals that came. Lower Brier, calib., MAE and"
    );
    println!("RMSE are better; higher AUC and lift10. `best` is what the scores use.\n");
    test.by_origin.iter().for_each(|table| println!("{table}"));
    println!("{}", test.all);
    calibration(best);
}

/// What was promised and what came, tenth by tenth.
fn calibration(best: &TableRow) {
    println!("Calibration of `best`: of practices given this chance, this share referred");
    println!("{:>9} {:>9} {:>9}", "forecast", "referred", "practices");
    for bin in &best.calibration {
        println!("{:>8.1}% {:>8.1}% {:>9}", 100.0 * bin.forecast, 100.0 * bin.observed, bin.sources);
    }
}
