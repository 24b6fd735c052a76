//! For each client the few others that lie near it: where strings are torn out and where it is put back.

use super::go_on::GoOn;
use super::legs::Legs;
use super::problem::{Problem, Travel};
use super::windows::WindowTable;

/// Most neighbours kept of a client.
const MOST: usize = 100;
/// Share of the waiting time, in tenths, that makes two clients less near (Vidal et al. 2013, doi
/// 10.1016/j.cor.2012.07.018, use 0.2 for waiting and 1.0 for lateness).
const WAITING_TENTHS: i64 = 2;

/// Work of a candidate, in look-ups of travel.
const EFFORT: usize = 4;

/// Neighbour lists of all clients in one array.
#[derive(Debug)]
pub(super) struct Neighbours {
    first: Vec<u32>,
    lists: Vec<u32>,
}

impl Neighbours {
    /// The lists of all clients; `None` where it may not go on. O(clients * (days + candidates)): the candidates of a client are
    /// all others where travel is a table, which is as large as that, and few where it is worked out on demand.
    pub(super) fn new(
        problem: &Problem,
        legs: &Legs<'_>,
        windows: &WindowTable,
        go_on: &GoOn<'_>,
    ) -> Option<Self> {
        let clients = problem.clients.len() as u32;
        let at_site = clients_by_site(problem);
        let hulls = go_on.map(0..clients, problem.days as usize, |client| hull(problem, windows, client))?;
        let (mut first, mut lists, mut near) = (vec![0], Vec::new(), Vec::new());
        for client in 0..clients {
            candidates(problem, &at_site, client, &mut near);
            if !go_on.after(EFFORT * near.len()) {
                return None;
            }
            let mut ranked: Vec<(i64, u32)> =
                near.iter().map(|&other| (nearness(problem, legs, &hulls, client, other), other)).collect();
            if ranked.len() > MOST {
                ranked.select_nth_unstable(MOST);
                ranked.truncate(MOST);
            }
            ranked.sort_unstable();
            lists.extend(ranked.iter().map(|&(_, other)| other));
            first.push(lists.len() as u32);
        }
        Some(Self { first, lists })
    }

    /// The clients near a client, nearest first.
    pub(super) fn of(&self, client: u32) -> &[u32] {
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

fn candidates(problem: &Problem, at_site: &[Vec<u32>], client: u32, near: &mut Vec<u32>) {
    near.clear();
    match &problem.travel {
        Travel::Matrix { .. } => near.extend(0..problem.clients.len() as u32),
        Travel::OnDemand(source) => {
            let site = problem.clients[client as usize].site;
            near.extend(&at_site[site]);
            near.extend(
                source.nearest(site, 2 * MOST).into_iter().filter_map(|site| at_site.get(site)).flatten(),
            );
            near.sort_unstable();
            near.dedup();
        }
    }
    near.retain(|&other| other != client);
}

/// The earliest and the latest moment of a client on any day.
fn hull(problem: &Problem, windows: &WindowTable, client: u32) -> (i64, i64) {
    let days = (0..problem.days).map(|day| windows.hull(windows.of(client, day)));
    let whole = days.fold((i64::MAX / 4, i64::MIN / 4), |whole, (open, close)| {
        (whole.0.min(i64::from(open)), whole.1.max(i64::from(close)))
    });
    if whole.0 > whole.1 { (0, 0) } else { whole }
}

fn nearness(problem: &Problem, legs: &Legs<'_>, hulls: &[(i64, i64)], one: u32, other: u32) -> i64 {
    directed(problem, legs, hulls, one, other).min(directed(problem, legs, hulls, other, one))
}

fn directed(problem: &Problem, legs: &Legs<'_>, hulls: &[(i64, i64)], from: u32, to: u32) -> i64 {
    let (first, second) = (&problem.clients[from as usize], &problem.clients[to as usize]);
    let travel = i64::from(legs.travel(first.site as u32, second.site as u32));
    let between = first.service + travel;
    let waiting = (hulls[to as usize].0 - between - hulls[from as usize].1).max(0);
    let lateness = (hulls[from as usize].0 + between - hulls[to as usize].1).max(0);
    10 * travel + WAITING_TENTHS * waiting + 10 * lateness
}
