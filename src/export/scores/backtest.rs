//! A back-test for people at a terminal.

use crate::export::layout::line;
use crate::export::wording::backtests;
use crate::forecast::backtest::measures::ForecastRow;
use crate::score::backtest::BackTest;

/// Shows how every method would have done. There is a table for each day in the past, and one of all
/// together. The end shows how far the chances of our own forecast can be trusted.
#[must_use]
pub fn backtest_text(test: &BackTest) -> String {
    let mut out = String::new();
    let Some(best) = test.all.rows.first() else {
        line(&mut out, &backtests::too_short(test.horizon_days));
        return out;
    };
    for text in backtests::LEGEND {
        line(&mut out, text);
    }
    for (origin, table) in test.origins.iter().zip(&test.by_origin) {
        let title = backtests::origin_title(*origin, table.active + table.silent);
        line(&mut out, &format!("\n{title}: {table}"));
    }
    let title = backtests::all_title(test.origins.len(), test.horizon_days);
    line(&mut out, &format!("\n{title}: {}", test.all));
    for (group, table) in test.by_group.iter().filter(|(_, table)| table.active + table.silent > 0) {
        let title = backtests::group_title(*group, table.active + table.silent, test.horizon_days);
        line(&mut out, &format!("\n{title}: {table}"));
    }
    line(&mut out, &backtests::winner(&test.all.rows, best));
    calibration(&mut out, best);
    out
}

/// Shows what was promised and what came, tenth by tenth.
fn calibration(out: &mut String, best: &ForecastRow) {
    line(out, &format!("\n{}", backtests::CALIBRATION));
    let [forecast, referred, practices] = backtests::CALIBRATION_COLUMNS;
    line(out, &format!("{forecast:>9} {referred:>9} {practices:>9}"));
    for bin in &best.calibration {
        let (forecast, observed) = (100.0 * bin.forecast, 100.0 * bin.observed);
        line(out, &format!("{forecast:>8.1}% {observed:>8.1}% {:>9}", bin.sources));
    }
}
