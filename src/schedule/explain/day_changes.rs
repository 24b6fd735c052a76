//! The smallest changes of one limit of one day that let a visit in.

use crate::model::time::Date;
use crate::plan::disposition::DayChange;
use crate::routing::model::problem::{ClientIndex, Shift, ShiftIndex, Time};
use crate::schedule::clock::minutes;
use crate::schedule::explain::day_trial::{DayTrial, End, Loosened, WHOLE_DAY};
use crate::schedule::explain::planned_days::PlannedDays;
use crate::schedule::liaison_problem::LiaisonProblem;

/// The best change of each kind so far.
#[derive(Default)]
struct BestChanges {
    /// The change of hours, and its minutes.
    hours: Option<(Time, DayChange)>,
    /// The change of driving, and the minutes beyond the limit.
    travel: Option<(Time, DayChange)>,
    stops: Option<DayChange>,
}

/// Finds the smallest changes of one limit on one day that let a visit in: the first day for more visits, the fewest minutes of
/// work, and the fewest of driving.
pub(crate) fn changes(problem: &LiaisonProblem, days: &PlannedDays, client: ClientIndex) -> Vec<DayChange> {
    let mut best = BestChanges::default();
    for shift in days.open_shifts(problem, client) {
        best.consider(problem, days, shift, client);
    }
    let hours = best.hours.map(|it| it.1);
    [hours, best.stops, best.travel.map(|it| it.1)].into_iter().flatten().collect()
}

impl BestChanges {
    fn consider(
        &mut self,
        problem: &LiaisonProblem,
        days: &PlannedDays,
        shift: ShiftIndex,
        client: ClientIndex,
    ) {
        let rules = &problem.routing.shifts[shift];
        let day = problem.basis.horizon.date(rules.day);
        let trial = DayTrial::new(problem, days, shift, client);
        // A day full of visits needs more of them, whatever else is changed.
        if rules.max_stops.is_some_and(|most| days.routes[shift].len() >= most) {
            self.more_visits(&trial, rules, day);
        } else {
            self.more_driving(&trial, rules, day);
            self.more_hours(&trial, day);
        }
    }

    fn more_visits(&mut self, trial: &DayTrial, rules: &Shift, day: Date) {
        let lets_in = || trial.least_travel(&Loosened { stops: true, ..Loosened::default() }).is_some();
        if let Some(limit) = rules.max_stops
            && self.stops.is_none()
            && lets_in()
        {
            // Events are stops of the route, and no visits.
            let limit = u32::try_from(limit + 1 - trial.events()).unwrap_or(u32::MAX);
            self.stops = Some(DayChange::MoreVisits { day, limit });
        }
    }

    fn more_driving(&mut self, trial: &DayTrial, rules: &Shift, day: Date) {
        let needed = trial.least_travel(&Loosened { travel: true, ..Loosened::default() });
        if let Some((limit, needed)) = rules.max_travel.zip(needed) {
            replace(&mut self.travel, needed - limit, DayChange::MoreDriving { day, limit: minutes(needed) });
        }
    }

    fn more_hours(&mut self, trial: &DayTrial, day: Date) {
        for end in [End::Beginning, End::Close] {
            let most = self.hours.map_or(WHOLE_DAY, |(best, _)| best - 1);
            if let Some(fewest) = trial.fewest(&Loosened::default(), end, most) {
                let minutes = minutes(fewest);
                let change = match end {
                    End::Beginning => DayChange::StartEarlier { day, minutes },
                    End::Close | End::Both => DayChange::EndLater { day, minutes },
                };
                replace(&mut self.hours, fewest, change);
            }
        }
    }
}

fn replace(best: &mut Option<(Time, DayChange)>, cost: Time, change: DayChange) {
    if best.is_none_or(|(least, _)| cost < least) {
        *best = Some((cost, change));
    }
}
