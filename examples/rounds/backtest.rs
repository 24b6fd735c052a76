//! `rounds backtest`: how well the scores of a book would have forecast its past, beside simple rules.

use std::process::ExitCode;

use rounds::export;
use rounds::model::{Book, Date, PracticeIndex};
use rounds::score::{self, ScoreConfig};

use crate::arguments::{BacktestArguments, BookArguments};
use crate::watch::Watch;
use crate::{Outcome, files, findings, screen};

pub(crate) fn run(book: &BookArguments, arguments: &BacktestArguments) -> Outcome {
    let files::Opened { book: opened, as_of, issues, .. } = files::open(book)?;
    findings::summarise(&issues);
    let practices = with_referrals(&opened, as_of);
    if practices == 0 {
        say!("The book has no referrals up to {as_of}: there is no past to forecast.");
        return Ok(ExitCode::SUCCESS);
    }
    let mut config = ScoreConfig::default();
    config.horizon_days = arguments.forecast.horizon;
    let word = if practices == 1 { "practice" } else { "practices" };
    remark!(
        "Nine methods forecast up to {practices} {word} at up to four dates in the past, {} days apart.",
        config.horizon_days
    );
    let watch = Watch::new();
    let observe = |it: &_| watch.observe(it);
    let test = files::pool(book)?.install(|| score::backtest(&opened, as_of, &config, &observe))?;
    watch.finish();
    screen::answer(format_args!("{}", export::backtest_text(&test)));
    Ok(ExitCode::SUCCESS)
}

fn with_referrals(book: &Book, as_of: Date) -> usize {
    let has_referred = |at: &PracticeIndex| book.referrals(*at).iter().any(|referral| referral.date <= as_of);
    book.practice_indices().filter(has_referred).count()
}
