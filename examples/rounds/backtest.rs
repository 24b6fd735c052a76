//! `rounds backtest`: how well the scores of a book would have forecast its past, beside simple rules.

use std::process::ExitCode;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use rounds::forecast::TableRow;
use rounds::model::{Book, Date, PracticeIndex};
use rounds::score::BackTest;
use rounds::score::{self, Config};

use crate::arguments::{BacktestArguments, BookArguments};
use crate::{Outcome, files, findings};

pub(crate) fn run(book: &BookArguments, arguments: &BacktestArguments) -> Outcome {
    let files::Opened { book: opened, as_of, issues } = files::open(book)?;
    findings::summarise(&opened, &issues);
    let practices = with_referrals(&opened, as_of);
    if practices == 0 {
        println!("The book has no referrals up to {as_of}: there is no past to forecast.");
        return Ok(ExitCode::SUCCESS);
    }
    let mut config = Config::default();
    config.horizon_days = arguments.forecast.horizon;
    eprintln!(
        "Nine methods forecast up to {practices} practices from up to four days in the past; the sample book of \
         888 takes a minute of CPU time."
    );
    let watch = running();
    let test = files::pool(book)?.install(|| score::backtest(&opened, as_of, &config))?;
    watch.finish_and_clear();
    print(&test);
    Ok(ExitCode::SUCCESS)
}

/// Shows on a terminal for how long the work has been going on; how far it has got is not known.
fn running() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed} so far") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(250));
    bar
}

fn with_referrals(book: &Book, as_of: Date) -> usize {
    let has_referred = |at: &PracticeIndex| book.referrals(*at).iter().any(|referral| referral.date <= as_of);
    book.practice_indices().filter(has_referred).count()
}

fn print(test: &BackTest) {
    let Some(best) = test.all.rows.first() else {
        let days = test.horizon_days;
        let unit = if days == 1 { "day" } else { "days" };
        println!("The history is too short: a back-test needs two horizons of {days} {unit}.");
        return;
    };
    println!(
        "Forecasts as they would have been made, against the referrals that came. Lower Brier, calib., MAE"
    );
    println!(
        "and RMSE are better; higher AUC and lift10. `best` is what the scores use. docs/scores.md says more.\n"
    );
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
