//! One step of time along a route: what a leg, a service and the pause do to a moment.
//!
//! The clock has two states, "pause still to take" and "pause taken (or none asked for)", and a moment for each.
//! Waiting is free, so the earliest moment forward and the latest moment backward are exact, also with several
//! windows: a later arrival never leads to an earlier start (Vidal, Crainic, Gendreau & Prins 2013, doi
//! 10.1016/j.cor.2012.07.018, section 4, for one window).

use crate::routing::data::shift_data::{Pause, ShiftData};
use crate::routing::data::windows::{NEVER, WindowList, WindowTable};

/// A moment for each state of the pause.
pub(crate) type Moments = [i32; 2];

/// Index of the state "pause still to take".
pub(crate) const BEFORE: usize = 0;
/// Index of the state "pause taken, or none asked for".
pub(crate) const AFTER: usize = 1;

impl Pause {
    /// When one arrives after a leg of `travel` begun at `moment` with the pause on the way (or before or after it).
    #[inline]
    pub(crate) fn arrival(&self, moment: i32, travel: i32) -> i32 {
        if moment + self.duration <= self.close {
            (moment + travel).max(self.open) + self.duration
        } else {
            NEVER
        }
    }

    /// The latest moment to begin a leg of `travel` with the pause on the way and still arrive by `moment`.
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
    /// The moments at which a route that leaves at `moment` sets out.
    pub(crate) fn departing(&self, moment: i32) -> Moments {
        if self.pause.is_some() { [moment, NEVER] } else { [NEVER, moment] }
    }

    /// The earliest arrivals after a leg begun at `leave`.
    #[inline]
    pub(crate) fn arrive(&self, leave: Moments, travel: i32) -> Moments {
        let plain = later(leave[AFTER], travel);
        let Some(pause) = self.pause else { return [NEVER, plain] };
        if leave[BEFORE] == NEVER {
            return [NEVER, plain];
        }
        [later(leave[BEFORE], travel), plain.min(pause.arrival(leave[BEFORE], travel))]
    }

    /// The latest departures for a leg that must arrive by `latest`.
    #[inline]
    pub(crate) fn depart(&self, latest: Moments, travel: i32) -> Moments {
        let plain = latest[AFTER] - travel;
        let Some(pause) = self.pause else { return [-NEVER, plain] };
        [(latest[BEFORE] - travel).max(pause.departure(latest[AFTER], travel)).max(-NEVER), plain.max(-NEVER)]
    }
}

/// The latest moments at which a route that must be back by `moment` comes in.
pub(crate) fn returning(moment: i32) -> Moments {
    [-NEVER, moment]
}

/// The earliest departures after arrivals at `arrive` and a service in one of the windows.
#[inline]
pub(crate) fn serve(windows: &WindowTable, list: WindowList, service: i32, arrive: Moments) -> Moments {
    arrive.map(|moment| later(windows.not_before(list, moment), service))
}

/// The latest starts of a service in one of the windows that ends by `depart`.
#[inline]
pub(crate) fn start_by(windows: &WindowTable, list: WindowList, service: i32, depart: Moments) -> Moments {
    depart.map(|moment| windows.not_after(list, moment - service))
}

/// `moment + span`, where never stays never.
#[inline]
fn later(moment: i32, span: i32) -> i32 {
    if moment >= NEVER { NEVER } else { moment + span }
}
