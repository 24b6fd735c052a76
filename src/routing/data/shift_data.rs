//! A shift as the search reads it.

use rustc_hash::FxHashMap;

use crate::routing::data::windows::{WindowTable, narrow};
use crate::routing::model::problem::{Break, Day, Problem, Shift, Window};
use crate::routing::support::cancellation::StopCheck;

/// The pause of a shift in 32 bits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pause {
    pub(crate) open: i32,
    pub(crate) close: i32,
    pub(crate) duration: i32,
}

/// A shift as the search reads it. A limit that is not set is a number that no route reaches.
#[derive(Debug, Clone)]
pub(crate) struct ShiftData {
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

/// The shifts as the search reads them, and the number of their kinds. O(shifts * (sets + clients)), the latter only for shifts
/// whose duration is limited, and once for all that have the same day and window.
pub(crate) fn shifts(
    problem: &Problem,
    windows: &WindowTable,
    allowed: &[Vec<bool>],
    stop_check: &StopCheck<'_>,
) -> Option<(Vec<ShiftData>, usize)> {
    let mut kinds: FxHashMap<(&Shift, Vec<bool>), u32> = FxHashMap::default();
    let mut waits: FxHashMap<(Day, Window), bool> = FxHashMap::default();
    let shifts = stop_check.map(problem.shifts.iter().enumerate(), allowed.len(), |(index, shift)| {
        let membership: Vec<bool> = allowed.iter().map(|set| set[index]).collect();
        let next = kinds.len() as u32;
        let kind = *kinds.entry((shift, membership)).or_insert(next);
        let mut waits = || {
            let known = waits.entry((shift.day, shift.window));
            *known.or_insert_with(|| {
                stop_check.allows(problem.clients.len()) && somebody_waits(problem, windows, shift)
            })
        };
        let may_wait = shift.max_duration.is_some() && (shift.pause.is_some() || waits());
        shift_data(shift, kind, may_wait)
    });
    Some((shifts?, kinds.len()))
}

pub(crate) fn shift_data(shift: &Shift, kind: u32, may_wait: bool) -> ShiftData {
    ShiftData {
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

pub(crate) fn pause(pause: Break) -> Pause {
    Pause {
        open: narrow(pause.window.open),
        close: narrow(pause.window.close),
        duration: narrow(pause.duration),
    }
}

/// Whether some client is not open all through the window of a shift.
pub(crate) fn somebody_waits(problem: &Problem, windows: &WindowTable, shift: &Shift) -> bool {
    let (open, close) = (narrow(shift.window.open), narrow(shift.window.close));
    (0..problem.clients.len() as u32).any(|client| {
        let list = windows.of(client, shift.day);
        list != WindowTable::CLOSED && !windows.covers(list, open, close)
    })
}
