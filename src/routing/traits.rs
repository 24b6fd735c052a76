//! What the orders of insertion look at: a few numbers about each client, worked out once.

use super::legs::Legs;
use super::problem::{Client, Demand, Problem, Value};

/// Numbers about a client that no change of the draft changes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Traits {
    /// Travel from and to the nearest end of a shift.
    pub(super) distance: i64,
    /// Total time of its windows.
    pub(super) open_time: i64,
    pub(super) open: i64,
    pub(super) close: i64,
    /// Greatest worth of one visit.
    pub(super) worth: Value,
}

/// The traits of every client.
pub(super) fn traits(problem: &Problem, legs: &Legs<'_>) -> Vec<Traits> {
    let mut ends: Vec<usize> = problem.shifts.iter().flat_map(|shift| [shift.start, shift.end]).collect();
    ends.sort_unstable();
    ends.dedup();
    problem.clients.iter().map(|client| of(client, legs, &ends)).collect()
}

fn of(client: &Client, legs: &Legs<'_>, ends: &[usize]) -> Traits {
    let around = legs.around(client.site as u32);
    let distance =
        ends.iter().map(|&end| i64::from(around.to(end as u32)) + i64::from(around.from(end as u32)));
    let windows = || client.windows.iter().flatten();
    Traits {
        distance: distance.min().unwrap_or(0),
        open_time: windows().map(|window| window.close - window.open).sum(),
        open: windows().map(|window| window.open).min().unwrap_or(0),
        close: windows().map(|window| window.close).max().unwrap_or(0),
        worth: match &client.demand {
            Demand::Required | Demand::Periodic { .. } => super::validate::MAX_VALUE,
            Demand::Optional { prize } => *prize,
            Demand::Recurring(recurrence) => recurrence.day_value.iter().copied().max().unwrap_or(0),
        },
    }
}
