//! A back-test for people at a terminal.

use crate::export::layout::line;
use crate::export::wording::numbers::counted;
use crate::forecast::backtest::measures::ForecastRow;
use crate::score::backtest::BackTest;

/// Shows how every method would have done. There is a table for each day in the past, and one of all
/// together. The end shows how far the chances of our own forecast can be trusted.
#[must_use]
pub fn backtest_text(test: &BackTest) -> String {
    let mut out = String::new();
    let Some(best) = test.all.rows.first() else {
        let days = counted(test.horizon_days as usize, "day", "days");
        line(&mut out, &format!("The history is too short: a back-test needs two horizons of {days}."));
        return out;
    };
    line(
        &mut out,
        "Forecasts as they would have been made, against the referrals that came. Lower Brier, calib., MAE",
    );
    line(
        &mut out,
        "and RMSE are better; higher AUC and lift10. `best` is what the scores use. docs/scores.md says more.",
    );
    for (origin, table) in test.origins.iter().zip(&test.by_origin) {
        let practices = table.active + table.silent;
        line(&mut out, &format!("\nas of {origin}, {practices} practices: {table}"));
    }
    let (origins, days) = (test.origins.len(), test.horizon_days);
    line(&mut out, &format!("\n{origins} origins, {days} days each: {}", test.all));
    line(&mut out, &winner(&test.all.rows, best));
    calibration(&mut out, best);
    out
}

/// Says which method had the least error of the chances.
fn winner(rows: &[ForecastRow], best: &ForecastRow) -> String {
    let won = rows.iter().min_by(|a, b| a.brier.total_cmp(&b.brier)).unwrap_or(best);
    if won.method == best.method {
        return format!(
            "`best` wins: its Brier score of {:.4} is the lowest of all origins together.",
            won.brier
        );
    }
    format!(
        "{} wins: its Brier score of {:.4} is the lowest of all origins together; `best` has {:.4}.",
        won.method, won.brier, best.brier
    )
}

/// Shows what was promised and what came, tenth by tenth.
fn calibration(out: &mut String, best: &ForecastRow) {
    line(out, "\nCalibration of `best`: of practices given this chance, this share referred");
    line(out, &format!("{:>9} {:>9} {:>9}", "forecast", "referred", "practices"));
    for bin in &best.calibration {
        let (forecast, observed) = (100.0 * bin.forecast, 100.0 * bin.observed);
        line(out, &format!("{forecast:>8.1}% {observed:>8.1}% {:>9}", bin.sources));
    }
}
