//! Every order of meetings, where a good choice leaves wishes open: no meeting is missed for want of looking.

use crate::schedule::meetings::calendars::{CalendarBasis, Calendars, Placed};
use crate::schedule::meetings::places::places;

/// Steps after which the search gives up.
const STEPS: usize = 5_000;

/// Finds more meetings than there are, if there is a way; meetings in `kept` stay.
///
/// Meetings are put into the calendars in order of time, each as early as the ones before it allow. Whatever can be done can be done
/// like this, so a search that ends has found the most. Exponential in the number of wishes, cut by the best so far.
pub(crate) fn search(on: &CalendarBasis, kept: &Calendars, so_far: Calendars) -> Calendars {
    let open: Vec<usize> = (0..on.wishes.len())
        .filter(|&wish| kept.placed(wish).is_none() && !on.wishes[wish].is_covered)
        .collect();
    let mut search = OrderSearch { on, best: so_far, steps: STEPS };
    search.go_on(&mut kept.clone(), &open, None);
    search.best
}

struct OrderSearch<'a> {
    on: &'a CalendarBasis<'a>,
    best: Calendars,
    steps: usize,
}

impl OrderSearch<'_> {
    /// Tries every wish that is left as the next one in time.
    fn go_on(&mut self, calendars: &mut Calendars, open: &[usize], after: Option<Placed>) {
        if calendars.count() > self.best.count() {
            self.best = calendars.clone();
        }
        if calendars.count() + open.len() <= self.best.count() {
            return;
        }
        for (at, &wish) in open.iter().enumerate() {
            let mut rest = open.to_vec();
            rest.remove(at);
            for (_, placed) in places(self.on, calendars, wish, 1) {
                let is_next = after.is_none_or(|last| (last.day, last.start) <= (placed.day, placed.start));
                if !is_next || self.steps == 0 {
                    continue;
                }
                self.steps -= 1;
                calendars.put(wish, Some(placed));
                self.go_on(calendars, &rest, Some(placed));
                calendars.put(wish, None);
            }
        }
    }
}
