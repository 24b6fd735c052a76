//! For each client the few others that lie near it: where strings are removed and where it is put back.

use crate::routing::data::travel::{Around, TravelData};
use crate::routing::data::windows::WindowTable;
use crate::routing::model::problem::{Problem, Travel};
use crate::routing::model::tuning::Tuning;
use crate::routing::support::cancellation::StopCheck;

/// Work of a candidate, in look-ups of travel.
const EFFORT: usize = 4;

/// Neighbour lists of all clients in one array.
#[derive(Debug)]
pub(crate) struct Neighbours {
    first: Vec<u32>,
    lists: Vec<u32>,
}

impl Neighbours {
    /// The lists of all clients; `None` where it may not go on. O(clients * (days + candidates)): the candidates of a client are
    /// all others where travel is a table, which is as large as that; where it is worked out on demand they are those at about
    /// 200 sites. Memory is linear.
    pub(crate) fn new(
        problem: &Problem,
        tuning: &Tuning,
        travel: &TravelData<'_>,
        windows: &WindowTable,
        stop_check: &StopCheck<'_>,
    ) -> Option<Self> {
        let clients = problem.clients.len() as u32;
        let most = tuning.neighbours;
        let at_site = clients_by_site(problem);
        let days = problem.days as usize;
        let times = stop_check.map(0..clients, days, |client| ClientTimes::new(problem, windows, client))?;
        let (mut first, mut lists, mut near) = (vec![0], Vec::new(), Vec::new());
        for client in 0..clients {
            candidates(problem, 2 * most, &at_site, client, &mut near);
            if !stop_check.allows(EFFORT * near.len()) {
                return None;
            }
            let own = &times[client as usize];
            let around = travel.around(own.site);
            let rank =
                |&other: &u32| (nearness(around, own, &times[other as usize], tuning.waiting_tenths), other);
            let mut ranked: Vec<(i64, u32)> = near.iter().map(rank).collect();
            if ranked.len() > most {
                ranked.select_nth_unstable(most);
                ranked.truncate(most);
            }
            ranked.sort_unstable();
            lists.extend(ranked.iter().map(|&(_, other)| other));
            first.push(lists.len() as u32);
        }
        Some(Self { first, lists })
    }

    /// The clients near a client, nearest first.
    pub(crate) fn of(&self, client: u32) -> &[u32] {
        let client = client as usize;
        &self.lists[self.first[client] as usize..self.first[client + 1] as usize]
    }
}

fn clients_by_site(problem: &Problem) -> Vec<Vec<u32>> {
    let mut at_site = vec![Vec::new(); problem.travel.sites()];
    for (index, client) in problem.clients.iter().enumerate() {
        at_site[client.site].push(index as u32);
    }
    at_site
}

fn candidates(problem: &Problem, wanted: usize, at_site: &[Vec<u32>], client: u32, near: &mut Vec<u32>) {
    near.clear();
    match &problem.travel {
        Travel::Matrix { .. } => near.extend(0..problem.clients.len() as u32),
        Travel::OnDemand(source) => {
            let site = problem.clients[client as usize].site;
            near.extend(&at_site[site]);
            near.extend(
                source.nearest(site, wanted).into_iter().filter_map(|site| at_site.get(site)).flatten(),
            );
            near.sort_unstable();
            near.dedup();
        }
    }
    near.retain(|&other| other != client);
}

/// What a neighbour has to know of a client, side by side in memory.
struct ClientTimes {
    site: u32,
    service: i64,
    /// The earliest and the latest moment on any day.
    open: i64,
    close: i64,
}

impl ClientTimes {
    fn new(problem: &Problem, windows: &WindowTable, index: u32) -> Self {
        let client = &problem.clients[index as usize];
        let days = (0..problem.days).map(|day| windows.hull(windows.of(index, day)));
        let (open, close) = days.fold((i64::MAX / 4, i64::MIN / 4), |whole, (open, close)| {
            (whole.0.min(i64::from(open)), whole.1.max(i64::from(close)))
        });
        let (open, close) = if open > close { (0, 0) } else { (open, close) };
        Self { site: client.site as u32, service: client.service, open, close }
    }

    /// How near the other is that follows.
    fn before(&self, other: &Self, travel: i32, tenths: i64) -> i64 {
        let travel = i64::from(travel);
        let between = self.service + travel;
        let waiting = (other.open - between - self.close).max(0);
        let lateness = (self.open + between - other.close).max(0);
        10 * travel + tenths * waiting + 10 * lateness
    }
}

/// Returns how near two clients are in the better order: travel, lateness and a share of waiting, in tenths (Vidal et
/// al. 2013, doi 10.1016/j.cor.2012.07.018, use 0.2 for waiting and 1.0 for lateness).
fn nearness(around: Around<'_>, one: &ClientTimes, other: &ClientTimes, tenths: i64) -> i64 {
    let (to, from) = (around.to(other.site), around.from(other.site));
    one.before(other, to, tenths).min(other.before(one, from, tenths))
}
