//! The immutable twin of a [`Problem`] that the search reads: 32-bit times, flat tables, neighbour lists.

use crate::routing::model::problem::Client;
use rustc_hash::FxHashMap;

use crate::routing::data::depots::Homes;
use crate::routing::data::features::{Traits, traits};
use crate::routing::data::neighbours::Neighbours;
use crate::routing::data::travel::Legs;
use crate::routing::data::windows::{WindowTable, narrow};
use crate::routing::model::demand::{is_required, most_visits};
use crate::routing::model::problem::{Break, Day, Demand, Problem, Shift, Value, Window};
use crate::routing::support::cancellation::GoOn;

/// Stands for "no client" at both ends of a route.
pub(crate) const NOBODY: u32 = u32::MAX;

/// The pause of a shift in 32 bits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pause {
    pub(crate) open: i32,
    pub(crate) close: i32,
    pub(crate) duration: i32,
}

/// A shift as the search reads it. A limit that is not set is a number that no route reaches.
#[derive(Debug, Clone)]
pub(crate) struct Duty {
    pub(crate) day: u32,
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) open: i32,
    pub(crate) close: i32,
    pub(crate) pause: Option<Pause>,
    pub(crate) max_duration: i64,
    pub(crate) max_travel: i64,
    pub(crate) max_stops: usize,
    pub(crate) capacity: i64,
    /// Shifts of one kind are alike in everything, so only one empty route of each kind need be tried.
    pub(crate) kind: u32,
    /// Whether somebody may have to wait in this shift; if not, its duration is a plain sum.
    pub(crate) may_wait: bool,
}

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

/// The shifts as the search reads them, and the number of their kinds. O(shifts * (sets + clients)), the latter only for shifts
/// whose duration is limited, and once for all that have the same day and window.
fn duties(
    problem: &Problem,
    windows: &WindowTable,
    allowed: &[Vec<bool>],
    go_on: &GoOn<'_>,
) -> Option<(Vec<Duty>, usize)> {
    let mut kinds: FxHashMap<(&Shift, Vec<bool>), u32> = FxHashMap::default();
    let mut waits: FxHashMap<(Day, Window), bool> = FxHashMap::default();
    let duties = go_on.map(problem.shifts.iter().enumerate(), allowed.len(), |(index, shift)| {
        let membership: Vec<bool> = allowed.iter().map(|set| set[index]).collect();
        let next = kinds.len() as u32;
        let kind = *kinds.entry((shift, membership)).or_insert(next);
        let mut waits = || {
            let known = waits.entry((shift.day, shift.window));
            *known.or_insert_with(|| {
                go_on.after(problem.clients.len()) && somebody_waits(problem, windows, shift)
            })
        };
        let may_wait = shift.max_duration.is_some() && (shift.pause.is_some() || waits());
        duty(shift, kind, may_wait)
    });
    Some((duties?, kinds.len()))
}

/// Whether some client is not open all through the window of a shift.
fn somebody_waits(problem: &Problem, windows: &WindowTable, shift: &Shift) -> bool {
    let (open, close) = (narrow(shift.window.open), narrow(shift.window.close));
    (0..problem.clients.len() as u32).any(|client| {
        let list = windows.of(client, shift.day);
        list != WindowTable::CLOSED && !windows.covers(list, open, close)
    })
}

fn duty(shift: &Shift, kind: u32, may_wait: bool) -> Duty {
    Duty {
        day: shift.day,
        start: shift.start as u32,
        end: shift.end as u32,
        open: narrow(shift.window.open),
        close: narrow(shift.window.close),
        pause: shift.pause.map(pause),
        max_duration: shift.max_duration.unwrap_or(i64::MAX),
        max_travel: shift.max_travel.unwrap_or(i64::MAX),
        max_stops: shift.max_stops.unwrap_or(usize::MAX),
        capacity: shift.capacity.unwrap_or(i64::MAX),
        kind,
        may_wait,
    }
}

fn pause(pause: Break) -> Pause {
    Pause {
        open: narrow(pause.window.open),
        close: narrow(pause.window.close),
        duration: narrow(pause.duration),
    }
}
