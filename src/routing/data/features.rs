//! What the orders of insertion look at: a few numbers about each client, worked out once.

use crate::routing::data::travel::TravelData;
use crate::routing::data::windows::narrow;
use crate::routing::model::demand::greatest_worth;
use crate::routing::model::problem::{Client, Demand, Problem, Travel, Value};
use crate::routing::model::validate::MAX_VALUE;
use crate::routing::support::cancellation::StopCheck;

/// Numbers about a client that no change of the solution changes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ClientFeatures {
    /// Travel from and to the nearest end of a shift.
    pub(crate) distance: i64,
    /// Total time of its windows.
    pub(crate) open_time: i64,
    pub(crate) open: i64,
    pub(crate) close: i64,
    /// Least time a visit takes: the service and the shortest travel to and from any site of a client or a
    /// shift's end.
    pub(crate) least_time: i32,
    /// Greatest worth of one visit where it is the only one.
    pub(crate) worth: Value,
}

/// Returns the features of every client; `None` where it may not go on. O(clients * ends of shifts), and with
/// a table of travel O(clients * sites).
pub(crate) fn features(
    problem: &Problem,
    travel: &TravelData<'_>,
    stop_check: &StopCheck<'_>,
) -> Option<Vec<ClientFeatures>> {
    let mut ends: Vec<usize> = problem.shifts.iter().flat_map(|shift| [shift.start, shift.end]).collect();
    ends.sort_unstable();
    ends.dedup();
    let mut sites = Vec::new();
    if let Travel::Matrix { .. } = problem.travel {
        sites.extend(ends.iter().copied().chain(problem.clients.iter().map(|client| client.site)));
        sites.sort_unstable();
    }
    let work = 2 * (ends.len() + sites.len());
    stop_check.map(&problem.clients, work, |client| of(client, travel, &ends, &sites))
}

fn of(client: &Client, travel: &TravelData<'_>, ends: &[usize], sites: &[usize]) -> ClientFeatures {
    let around = travel.around(client.site as u32);
    let distance =
        ends.iter().map(|&end| i64::from(around.to(end as u32)) + i64::from(around.from(end as u32)));
    let windows = || client.windows.iter().flatten();
    ClientFeatures {
        distance: distance.min().unwrap_or(0),
        open_time: windows().map(|window| window.close - window.open).sum(),
        open: windows().map(|window| window.open).min().unwrap_or(0),
        close: windows().map(|window| window.close).max().unwrap_or(0),
        least_time: least_time(client, travel, sites),
        worth: match &client.demand {
            Demand::Required | Demand::Periodic { .. } => MAX_VALUE,
            demand => greatest_worth(demand),
        },
    }
}

/// Finds the least time of a visit. Its part of travel is 0 where `sites` is empty, because travel is worked out on demand.
fn least_time(client: &Client, travel: &TravelData<'_>, sites: &[usize]) -> i32 {
    let around = travel.around(client.site as u32);
    let shared = sites.partition_point(|&site| site <= client.site)
        - sites.partition_point(|&site| site < client.site);
    let others = || sites.iter().filter(|&&site| site != client.site || shared > 1).map(|&site| site as u32);
    let to = others().map(|site| around.from(site)).min().unwrap_or(0);
    let from = others().map(|site| around.to(site)).min().unwrap_or(0);
    narrow(client.service) + to + from
}
