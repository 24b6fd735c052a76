//! Totals on the page, as people read them.

use serde::Serialize;

use crate::export::units::Units;
use crate::export::wording::numbers;
use crate::plan::totals::Totals;

/// Totals as people read them.
#[derive(Serialize)]
pub(crate) struct Figures {
    days: u32,
    visits: String,
    hours: String,
    drive: String,
    drive_percent: String,
    distance: String,
    referrals: String,
    per_hour: String,
    due: u32,
    due_seen: u32,
    due_percent: String,
    due_impossible: u32,
}

impl Figures {
    pub(crate) fn new(totals: &Totals, units: Units) -> Self {
        Self {
            days: totals.days,
            visits: numbers::grouped(totals.visits as usize),
            hours: numbers::hours(totals.field_time),
            drive: numbers::minutes(totals.drive),
            drive_percent: numbers::percent(totals.drive_share()),
            distance: numbers::grouped(numbers::whole_units(totals.distance, units)),
            referrals: numbers::tenths(totals.expected_referrals),
            per_hour: numbers::amount(totals.referrals_per_hour()),
            due: totals.due,
            due_seen: totals.due_seen,
            due_percent: numbers::percent(totals.due_seen_share()),
            due_impossible: totals.due_impossible,
        }
    }
}
