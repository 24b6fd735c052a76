//! The shortest time from departure to return, when departure may be put off.
//!
//! As a function of the departure, the return is a staircase of level pieces (somebody waits) and sloping pieces
//! (nobody waits). The duration is least at the end of a level piece or anywhere on a slope, and a level piece begins
//! where a service starts just as a window opens, or the pause just as its window opens. So it is enough to try, beside
//! the earliest departure, each of those events: go on from it as early as possible, then come back from the return
//! as late as possible. O(stops * windows) events of O(stops) each; most calls end with the first.

use crate::routing::data::instance::Instance;
use crate::routing::data::propagation::{AFTER, BEFORE, Moments, returning, serve, start_by};
use crate::routing::data::shift_data::Duty;
use crate::routing::data::windows::{NEVER, WindowList, WindowTable};

/// A leg and the service at its end.
#[derive(Debug, Clone, Copy)]
struct Step {
    travel: i32,
    service: i32,
    list: WindowList,
}

/// Whether the clients in this order fit the shift's duration limit (windows are the caller's business).
pub(crate) fn fits(instance: &Instance<'_>, duty: &Duty, clients: impl Iterator<Item = u32>) -> bool {
    if duty.max_duration == i64::MAX {
        return true;
    }
    let (steps, home) = steps(instance, duty, clients);
    let busy: i64 = steps.iter().map(|step| i64::from(step.travel) + i64::from(step.service)).sum();
    let pause = duty.pause.map_or(0, |pause| pause.duration);
    let least = busy + i64::from(home) + i64::from(pause);
    if least > duty.max_duration || !duty.may_wait {
        return least <= duty.max_duration;
    }
    Trip { windows: &instance.windows, duty, steps, home }.fits()
}

fn steps(instance: &Instance<'_>, duty: &Duty, clients: impl Iterator<Item = u32>) -> (Vec<Step>, i32) {
    let mut here = duty.start;
    let steps = clients.map(|client| {
        let visitor = &instance.visitors[client as usize];
        let travel = instance.legs.travel(here, visitor.site);
        here = visitor.site;
        Step { travel, service: visitor.service, list: instance.windows.of(client, duty.day) }
    });
    let steps = steps.collect();
    (steps, instance.legs.travel(here, duty.end))
}

struct Trip<'a> {
    windows: &'a WindowTable,
    duty: &'a Duty,
    steps: Vec<Step>,
    home: i32,
}

impl Trip<'_> {
    fn fits(&self) -> bool {
        let mut leave = self.duty.departing(self.duty.open);
        if self.fits_when_back_at(self.back(0, leave)) {
            return true;
        }
        for (index, step) in self.steps.iter().enumerate() {
            let arrive = self.duty.arrive(leave, step.travel);
            let start = arrive.map(|moment| self.windows.not_before(step.list, moment));
            if self.fits_from(index, step, start) {
                return true;
            }
            leave = serve(self.windows, step.list, step.service, arrive);
        }
        self.duty.pause.is_some_and(|pause| self.fits_when_back_at(pause.open + pause.duration))
    }

    /// Whether it fits when the service of this step starts just as a window opens, or just as the pause ends.
    fn fits_from(&self, index: usize, step: &Step, start: Moments) -> bool {
        let openings = self.windows.openings(step.list);
        let paused = self.duty.pause.map(|pause| pause.open + pause.duration);
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
            leave = serve(self.windows, step.list, step.service, self.duty.arrive(leave, step.travel));
        }
        self.duty.arrive(leave, self.home)[AFTER]
    }

    fn fits_when_back_at(&self, moment: i32) -> bool {
        if moment > self.duty.close {
            return false;
        }
        let mut depart = self.duty.depart(returning(moment), self.home);
        for step in self.steps.iter().rev() {
            depart = self.duty.depart(start_by(self.windows, step.list, step.service, depart), step.travel);
        }
        let latest = depart[if self.duty.pause.is_some() { BEFORE } else { AFTER }];
        latest >= self.duty.open && i64::from(moment) - i64::from(latest) <= self.duty.max_duration
    }
}
