//! How well would it have worked? Forecasts from the past, judged by what came after, beside simple rules.

mod judge;
mod measures;
mod rules;

pub use judge::judge;
pub use measures::{CalibrationBin, Table, TableRow};
