//! The shortest time from departure to return, when departure may be put off.
//!
//! As a function of the departure, the return is a staircase of level pieces (somebody waits) and sloping pieces
//! (nobody waits). The duration is least at the end of a level piece or anywhere on a slope, and a level piece begins
//! where a service starts just as a window opens, or the pause just as its window opens. So it is enough to try, beside
//! the earliest departure, each of those events: go on from it as early as possible, then come back from the return
//! as late as possible. O(stops * windows) events of O(stops) each; most calls end with the first.

use crate::routing::data::problem_data::ProblemData;
use crate::routing::data::propagation::{AFTER, BEFORE, Moments, returning, serve, start_by};
use crate::routing::data::shift_data::ShiftData;
use crate::routing::data::windows::{NEVER, WindowList, WindowTable};

/// A leg and the service at its end.
#[derive(Debug, Clone, Copy)]
struct TimedStop {
    travel: i32,
    service: i32,
    list: WindowList,
}

/// Whether the clients in this order fit the shift's duration limit (windows are the caller's business).
pub(crate) fn fits(data: &ProblemData<'_>, shift: &ShiftData, clients: impl Iterator<Item = u32>) -> bool {
    if shift.max_duration == i64::MAX {
        return true;
    }
    let (steps, home) = steps(data, shift, clients);
    let busy: i64 = steps.iter().map(|step| i64::from(step.travel) + i64::from(step.service)).sum();
    let pause = shift.pause.map_or(0, |pause| pause.duration);
    let least = busy + i64::from(home) + i64::from(pause);
    if least > shift.max_duration || !shift.may_wait {
        return least <= shift.max_duration;
    }
    DurationCheck { windows: &data.windows, shift, steps, home }.fits()
}

fn steps(
    data: &ProblemData<'_>,
    shift: &ShiftData,
    clients: impl Iterator<Item = u32>,
) -> (Vec<TimedStop>, i32) {
    let mut here = shift.start;
    let steps = clients.map(|client| {
        let client_data = &data.clients[client as usize];
        let travel = data.travel.between(here, client_data.site);
        here = client_data.site;
        TimedStop { travel, service: client_data.service, list: data.windows.of(client, shift.day) }
    });
    let steps = steps.collect();
    (steps, data.travel.between(here, shift.end))
}

struct DurationCheck<'a> {
    windows: &'a WindowTable,
    shift: &'a ShiftData,
    steps: Vec<TimedStop>,
    home: i32,
}

impl DurationCheck<'_> {
    fn fits(&self) -> bool {
        let mut leave = self.shift.departing(self.shift.open);
        if self.fits_when_back_at(self.back(0, leave)) {
            return true;
        }
        for (index, step) in self.steps.iter().enumerate() {
            let arrive = self.shift.arrive(leave, step.travel);
            let start = arrive.map(|moment| self.windows.not_before(step.list, moment));
            if self.fits_from(index, step, start) {
                return true;
            }
            leave = serve(self.windows, step.list, step.service, arrive);
        }
        self.shift.pause.is_some_and(|pause| self.fits_when_back_at(pause.open + pause.duration))
    }

    /// Whether it fits when the service of this step starts just as a window opens, or just as the pause ends.
    fn fits_from(&self, index: usize, step: &TimedStop, start: Moments) -> bool {
        let openings = self.windows.openings(step.list);
        let paused = self.shift.pause.map(|pause| pause.open + pause.duration);
        openings.chain(paused).any(|moment| {
            [BEFORE, AFTER].into_iter().any(|state| {
                if start[state] > moment {
                    return false;
                }
                let mut at = [NEVER; 2];
                at[state] = moment;
                let leave = serve(self.windows, step.list, step.service, at);
                self.fits_when_back_at(self.back(index + 1, leave))
            })
        })
    }

    /// The earliest return when the step before `index` is left at `leave`.
    fn back(&self, index: usize, mut leave: Moments) -> i32 {
        for step in &self.steps[index..] {
            leave = serve(self.windows, step.list, step.service, self.shift.arrive(leave, step.travel));
        }
        self.shift.arrive(leave, self.home)[AFTER]
    }

    fn fits_when_back_at(&self, moment: i32) -> bool {
        if moment > self.shift.close {
            return false;
        }
        let mut depart = self.shift.depart(returning(moment), self.home);
        for step in self.steps.iter().rev() {
            depart = self.shift.depart(start_by(self.windows, step.list, step.service, depart), step.travel);
        }
        let latest = depart[if self.shift.pause.is_some() { BEFORE } else { AFTER }];
        latest >= self.shift.open && i64::from(moment) - i64::from(latest) <= self.shift.max_duration
    }
}
