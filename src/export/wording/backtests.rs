//! Headings of a back-test.

use crate::export::wording::numbers::counted;
use crate::forecast::backtest::groups::SourceGroup;
use crate::forecast::backtest::measures::ForecastRow;
use crate::model::time::Date;

/// Says that a history is too short for any back-test.
pub(crate) fn too_short(horizon_days: u32) -> String {
    let days = counted(horizon_days as usize, "day", "days");
    format!("The history is too short: a back-test needs two horizons of {days}.")
}

/// How to read the tables, in two lines.
pub(crate) const LEGEND: [&str; 2] = [
    "Forecasts as they would have been made, against the referrals that came. Lower Brier, calib., MAE",
    "and RMSE are better; higher AUC and lift10. `best` is what the scores use. docs/scores.md says more.",
];

/// Heads the forecasts made on one day.
pub(crate) fn origin_title(origin: Date, practices: usize) -> String {
    format!("as of {origin}, {}", counted(practices, "practice", "practices"))
}

/// Heads all forecasts together.
pub(crate) fn all_title(origins: usize, horizon_days: u32) -> String {
    format!(
        "{}, {} each",
        counted(origins, "origin", "origins"),
        counted(horizon_days as usize, "day", "days")
    )
}

/// Heads the forecasts of one group of practices.
pub(crate) fn group_title(group: SourceGroup, practices: usize, horizon_days: u32) -> String {
    let practices = counted(practices, "forecast", "forecasts");
    match group {
        SourceGroup::Regular => {
            format!(
                "Regulars, with referrals on 4 days or more in the {} days before, {practices}",
                4 * horizon_days
            )
        }
        SourceGroup::Occasional => format!("Occasional, with fewer, {practices}"),
        SourceGroup::New => {
            format!("New, first referral less than {} days before, {practices}", 2 * horizon_days)
        }
    }
}

/// Says which method had the least error of the chances.
pub(crate) fn winner(rows: &[ForecastRow], best: &ForecastRow) -> String {
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

/// What stands above the table of chances promised and kept.
pub(crate) const CALIBRATION: &str =
    "Calibration of `best`: of practices given this chance, this share referred";

/// The columns of that table.
pub(crate) const CALIBRATION_COLUMNS: [&str; 3] = ["forecast", "referred", "practices"];
