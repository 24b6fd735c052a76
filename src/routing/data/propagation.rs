//! One step of time along a route: what a leg, a service and the pause do to a moment.
//!
//! This is the clock that the search uses. The oracle is [`timetable`](crate::routing::model::timetable), and
//! `trial::assert_books` holds every solution of the tests to it.
//!
//! The clock has two states, "pause still to take" and "pause taken (or none asked for)", and a moment for
//! each. Waiting is free, so the earliest moment forward and the latest moment backward are exact, also with
//! several windows: a later arrival never leads to an earlier start (Vidal, Crainic, Gendreau & Prins 2013,
//! doi 10.1016/j.cor.2012.07.018, section 4, for one window).

use crate::routing::data::shift_data::{Pause, ShiftData};
use crate::routing::data::windows::{NEVER, WindowList, WindowTable};

/// A moment for each state of the pause.
pub(crate) type Moments = [i32; 2];

/// Index of the state "pause still to take".
pub(crate) const BEFORE: usize = 0;
/// Index of the state "pause taken, or none asked for".
pub(crate) const AFTER: usize = 1;

impl Pause {
    /// Returns when one arrives after a leg of `travel` begun at `moment` with the pause on the way (or
    /// before or after it).
    #[inline]
    pub(crate) fn arrival(&self, moment: i32, travel: i32) -> i32 {
        if moment + self.duration <= self.close {
            (moment + travel).max(self.open) + self.duration
        } else {
            NEVER
        }
    }

    /// Returns the latest moment to begin a leg of `travel` with the pause on the way and still arrive by
    /// `moment`.
    #[inline]
    pub(crate) fn departure(&self, moment: i32, travel: i32) -> i32 {
        if moment >= self.open + self.duration {
            (moment - self.duration - travel).min(self.close - self.duration)
        } else {
            -NEVER
        }
    }
}

impl ShiftData {
    /// Returns the moments at which a route that leaves at `moment` sets out.
    pub(crate) fn departing(&self, moment: i32) -> Moments {
        if self.pause.is_some() { [moment, NEVER] } else { [NEVER, moment] }
    }

    /// Returns the earliest arrivals after a leg begun at `leave`.
    #[inline]
    pub(crate) fn arrive(&self, leave: Moments, travel: i32) -> Moments {
        let plain = later(leave[AFTER], travel);
        let Some(pause) = self.pause else { return [NEVER, plain] };
        if leave[BEFORE] == NEVER {
            return [NEVER, plain];
        }
        [later(leave[BEFORE], travel), plain.min(pause.arrival(leave[BEFORE], travel))]
    }

    /// Returns the latest departures for a leg that must arrive by `latest`.
    #[inline]
    pub(crate) fn depart(&self, latest: Moments, travel: i32) -> Moments {
        let plain = latest[AFTER] - travel;
        let Some(pause) = self.pause else { return [-NEVER, plain] };
        [(latest[BEFORE] - travel).max(pause.departure(latest[AFTER], travel)).max(-NEVER), plain.max(-NEVER)]
    }

    /// Returns an upper bound of the time between an earliest departure and a latest start after it: a pause between them takes its
    /// part, and waiting for it to open is left out. Nothing overflows, for moments lie between [`NEVER`] and its opposite.
    #[inline]
    pub(crate) fn room(&self, leave: Moments, latest: Moments) -> i32 {
        let after = latest[AFTER] - leave[AFTER];
        let Some(pause) = self.pause.filter(|_| leave[BEFORE] < NEVER) else { return after };
        let before = latest[BEFORE] - leave[BEFORE];
        after.max(before).max(latest[AFTER] - leave[BEFORE] - pause.duration)
    }
}

/// Returns the latest moments at which a route that must be back by `moment` comes in.
pub(crate) fn returning(moment: i32) -> Moments {
    [-NEVER, moment]
}

/// Returns the earliest departures after arrivals at `arrive` and a service in one of the windows.
#[inline]
pub(crate) fn serve(windows: &WindowTable, list: WindowList, service: i32, arrive: Moments) -> Moments {
    // Written out: a closure for each state took a tenth of the time of a plan.
    let leave = |moment| later(windows.not_before(list, moment), service);
    [leave(arrive[BEFORE]), leave(arrive[AFTER])]
}

/// Returns the latest starts of a service in one of the windows that ends by `depart`.
#[inline]
pub(crate) fn start_by(windows: &WindowTable, list: WindowList, service: i32, depart: Moments) -> Moments {
    let start = |moment| windows.not_after(list, moment - service);
    [start(depart[BEFORE]), start(depart[AFTER])]
}

/// Returns `moment + span`, where never stays never.
#[inline]
fn later(moment: i32, span: i32) -> i32 {
    if moment >= NEVER { NEVER } else { moment + span }
}
