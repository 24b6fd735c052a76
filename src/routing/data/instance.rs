//! The immutable twin of a [`Problem`] that the search reads: 32-bit times, flat tables, neighbour lists.

use rustc_hash::FxHashMap;

use crate::routing::data::depots::Homes;
use crate::routing::data::features::{Traits, traits};
use crate::routing::data::neighbours::Neighbours;
use crate::routing::data::shift_data::{Duty, duties};
use crate::routing::data::travel::Legs;
use crate::routing::data::windows::{WindowTable, narrow};
use crate::routing::model::demand::{is_required, most_visits};
use crate::routing::model::problem::{Client, Demand, Problem, Value};
use crate::routing::support::cancellation::GoOn;

/// Stands for "no client" at both ends of a route.
pub(crate) const NOBODY: u32 = u32::MAX;

/// A client as the search reads it.
#[derive(Debug, Clone)]
pub(crate) struct Visitor {
    pub(crate) site: u32,
    pub(crate) service: i32,
    pub(crate) load: i64,
    /// Which set of allowed shifts holds; 0 allows all.
    allowed: u32,
    /// Where the places of its visits begin, and how many visits it can have.
    pub(crate) first_place: u32,
    pub(crate) most_visits: u32,
    /// Whether leaving it out counts as unserved.
    pub(crate) required: bool,
}

/// Everything the search reads and never changes.
#[derive(Debug)]
pub(crate) struct Instance<'a> {
    pub(crate) problem: &'a Problem,
    pub(crate) legs: Legs<'a>,
    pub(crate) duties: Vec<Duty>,
    pub(crate) visitors: Vec<Visitor>,
    pub(crate) windows: WindowTable,
    pub(crate) neighbours: Neighbours,
    pub(crate) traits: Vec<Traits>,
    pub(crate) kinds: usize,
    pub(crate) homes: Homes,
    pub(crate) weight: Value,
    /// Bits by (set, shift).
    allowed: Vec<Vec<bool>>,
}

impl<'a> Instance<'a> {
    /// The twin of a valid problem; `None` where it may not go on.
    pub(crate) fn new(problem: &'a Problem, go_on: &GoOn<'_>) -> Option<Self> {
        let windows = WindowTable::new(problem, go_on)?;
        let legs = Legs::new(&problem.travel, go_on)?;
        let (allowed, set_of) = allowed_sets(problem, go_on)?;
        let visitors = visitors(problem, &set_of);
        let (duties, kinds) = duties(problem, &windows, &allowed, go_on)?;
        let neighbours = Neighbours::new(problem, &legs, &windows, go_on)?;
        let homes = Homes::new(problem, &legs, &duties, go_on)?;
        let (traits, weight) = (traits(problem, &legs, go_on)?, problem.travel_weight);
        let twin = Self {
            problem,
            legs,
            duties,
            visitors,
            windows,
            neighbours,
            traits,
            kinds,
            homes,
            weight,
            allowed,
        };
        Some(twin)
    }

    /// Whether a shift may visit a client.
    #[inline]
    pub(crate) fn allows(&self, client: u32, shift: u32) -> bool {
        let set = self.visitors[client as usize].allowed;
        set == 0 || self.allowed[set as usize][shift as usize]
    }

    pub(crate) fn demand(&self, client: u32) -> &'a Demand {
        &self.problem.clients[client as usize].demand
    }
}

/// The distinct sets of allowed shifts (the first is "all") and which one each client has.
fn allowed_sets(problem: &Problem, go_on: &GoOn<'_>) -> Option<(Vec<Vec<bool>>, Vec<u32>)> {
    let mut sets = vec![vec![true; problem.shifts.len()]];
    let mut known: FxHashMap<&[usize], u32> = FxHashMap::default();
    let shifts = problem.shifts.len();
    let set_of = go_on.map(&problem.clients, shifts, |client| {
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

fn visitors(problem: &Problem, set_of: &[u32]) -> Vec<Visitor> {
    let mut first_place = 0;
    let visitor = |(client, &allowed): (&Client, &u32)| {
        let most_visits = most_visits(&client.demand, problem.days);
        first_place += most_visits;
        Visitor {
            site: client.site as u32,
            service: narrow(client.service),
            load: client.load,
            allowed,
            first_place: first_place - most_visits,
            most_visits,
            required: is_required(&client.demand),
        }
    };
    problem.clients.iter().zip(set_of).map(visitor).collect()
}
