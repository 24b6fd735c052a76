//! The immutable twin of a [`Problem`] that the search reads: 32-bit times, flat tables, neighbour lists.

use rustc_hash::FxHashMap;

use crate::routing::data::depots::Depots;
use crate::routing::data::features::{ClientFeatures, features};
use crate::routing::data::neighbours::Neighbours;
use crate::routing::data::shift_data::{ShiftData, shifts};
use crate::routing::data::travel::TravelData;
use crate::routing::data::windows::{WindowTable, narrow};
use crate::routing::model::demand::{is_required, most_visits};
use crate::routing::model::problem::{Client, Demand, Problem, Value};
use crate::routing::model::tuning::Tuning;
use crate::routing::support::cancellation::StopCheck;

/// Stands for "no client" at both ends of a route.
pub(crate) const NOBODY: u32 = u32::MAX;

/// A client as the search reads it.
#[derive(Debug, Clone)]
pub(crate) struct ClientData {
    pub(crate) site: u32,
    pub(crate) service: i32,
    pub(crate) load: i64,
    /// Which set of allowed shifts holds; 0 allows all.
    allowed: u32,
    /// Where the positions of its visits begin, and how many visits it can have.
    pub(crate) first_position: u32,
    pub(crate) most_visits: u32,
    /// Whether leaving it out counts as unserved.
    pub(crate) required: bool,
}

/// Everything the search reads and never changes.
#[derive(Debug)]
pub(crate) struct ProblemData<'a> {
    pub(crate) problem: &'a Problem,
    pub(crate) travel: TravelData<'a>,
    pub(crate) shifts: Vec<ShiftData>,
    pub(crate) clients: Vec<ClientData>,
    pub(crate) windows: WindowTable,
    pub(crate) neighbours: Neighbours,
    pub(crate) features: Vec<ClientFeatures>,
    pub(crate) kinds: usize,
    pub(crate) depots: Depots,
    pub(crate) weight: Value,
    /// The numbers that tune the search.
    pub(crate) tuning: Tuning,
    /// Bits by (set, shift).
    allowed: Vec<Vec<bool>>,
}

impl<'a> ProblemData<'a> {
    /// Returns the twin of a valid problem; `None` where it may not go on.
    pub(crate) fn new(problem: &'a Problem, tuning: &Tuning, stop_check: &StopCheck<'_>) -> Option<Self> {
        let windows = WindowTable::new(problem, stop_check)?;
        let travel = TravelData::new(&problem.travel, stop_check)?;
        let (allowed, set_of) = allowed_sets(problem, stop_check)?;
        let clients = clients(problem, &set_of);
        let (shifts, kinds) = shifts(problem, &windows, &allowed, stop_check)?;
        let neighbours = Neighbours::new(problem, tuning, &travel, &windows, stop_check)?;
        let depots = Depots::new(problem, tuning.depots, &travel, &shifts, stop_check)?;
        let (features, weight) = (features(problem, &travel, stop_check)?, problem.travel_weight);
        let twin = Self {
            problem,
            travel,
            shifts,
            clients,
            windows,
            neighbours,
            features,
            kinds,
            depots,
            weight,
            tuning: *tuning,
            allowed,
        };
        Some(twin)
    }

    /// Tells whether a shift may visit a client.
    #[inline]
    pub(crate) fn allows(&self, client: u32, shift: u32) -> bool {
        let set = self.clients[client as usize].allowed;
        set == 0 || self.allowed[set as usize][shift as usize]
    }

    pub(crate) fn demand(&self, client: u32) -> &'a Demand {
        &self.problem.clients[client as usize].demand
    }
}

/// Returns the distinct sets of allowed shifts (the first is "all") and which one each client has.
fn allowed_sets(problem: &Problem, stop_check: &StopCheck<'_>) -> Option<(Vec<Vec<bool>>, Vec<u32>)> {
    let mut sets = vec![vec![true; problem.shifts.len()]];
    let mut known: FxHashMap<&[usize], u32> = FxHashMap::default();
    let shifts = problem.shifts.len();
    let set_of = stop_check.map(&problem.clients, shifts, |client| {
        let Some(shifts) = client.shifts.as_deref() else { return 0 };
        *known.entry(shifts).or_insert_with(|| {
            let mut set = vec![false; problem.shifts.len()];
            for &shift in shifts {
                set[shift] = true;
            }
            sets.push(set);
            sets.len() as u32 - 1
        })
    });
    Some((sets, set_of?))
}

fn clients(problem: &Problem, set_of: &[u32]) -> Vec<ClientData> {
    let mut first_position = 0;
    let client_data = |(client, &allowed): (&Client, &u32)| {
        let most_visits = most_visits(&client.demand, problem.days);
        first_position += most_visits;
        ClientData {
            site: client.site as u32,
            service: narrow(client.service),
            load: client.load,
            allowed,
            first_position: first_position - most_visits,
            most_visits,
            required: is_required(&client.demand),
        }
    };
    problem.clients.iter().zip(set_of).map(client_data).collect()
}
