//! What keeps a visit out of a day where nobody gives way.

use crate::model::liaison::Liaison;
use crate::plan::disposition::DayLimit;
use crate::routing::model::problem::{ClientIndex, ShiftIndex, Time};
use crate::schedule::clock::minutes;
use crate::schedule::explain::day_trial::{DayTrial, End, Loosened, WHOLE_DAY};
use crate::schedule::explain::planned_days::PlannedDays;
use crate::schedule::liaison_problem::LiaisonProblem;

/// Limits of a day that are lifted.
#[derive(Clone, Copy)]
struct Lifted {
    stops: bool,
    travel: bool,
    hours: bool,
}

/// All sets of limits, the smallest first.
const SETS: [Lifted; 7] = [
    Lifted { stops: true, travel: false, hours: false },
    Lifted { stops: false, travel: true, hours: false },
    Lifted { stops: false, travel: false, hours: true },
    Lifted { stops: true, travel: true, hours: false },
    Lifted { stops: true, travel: false, hours: true },
    Lifted { stops: false, travel: true, hours: true },
    Lifted { stops: true, travel: true, hours: true },
];

impl Lifted {
    /// Lifts the limits; the hours stay.
    fn loosened(self) -> Loosened {
        Loosened { stops: self.stops, travel: self.travel, ..Loosened::default() }
    }

    /// Tells whether a day has room without these limits.
    fn lets_in(self, trial: &DayTrial) -> bool {
        if self.hours { self.short(trial).is_some() } else { trial.least_travel(&self.loosened()).is_some() }
    }

    /// Finds by how many minutes the hours are too short: at one end of the day, or at both alike where neither alone is enough.
    fn short(self, trial: &DayTrial) -> Option<Time> {
        let fewest = |end| trial.fewest(&self.loosened(), end, WHOLE_DAY);
        let one_end = [fewest(End::Beginning), fewest(End::Close)].into_iter().flatten().min();
        one_end.or_else(|| fewest(End::Both).map(|each| 2 * each))
    }

    /// Returns the least driving: in any hours, or where lunch then stands in the way, in hours that are just long enough.
    fn least_travel(self, trial: &DayTrial) -> Option<Time> {
        let in_hours = |end, minutes| trial.least_travel(&self.loosened().longer(end, minutes));
        if !self.hours {
            return trial.least_travel(&self.loosened());
        }
        in_hours(End::Both, WHOLE_DAY).or_else(|| {
            let short = self.short(trial)?;
            let ends = [(End::Beginning, short), (End::Close, short), (End::Both, short / 2)];
            ends.into_iter().filter_map(|(end, minutes)| in_hours(end, minutes)).min()
        })
    }
}

/// Finds a smallest set of limits of a day that keeps a visit out.
pub(crate) fn binding(
    problem: &LiaisonProblem,
    days: &PlannedDays,
    shift: ShiftIndex,
    client: ClientIndex,
) -> Vec<DayLimit> {
    let trial = DayTrial::new(problem, days, shift, client);
    let set = SETS.iter().find(|set| set.lets_in(&trial));
    set.map_or(vec![DayLimit::Hours], |set| named(&trial, problem.person(), *set))
}

fn named(trial: &DayTrial, person: &Liaison, set: Lifted) -> Vec<DayLimit> {
    let visits = set.stops.then_some(DayLimit::Visits { limit: person.max_stops });
    let driving = person.max_drive.filter(|_| set.travel).zip(set.least_travel(trial));
    let driving = driving.map(|(limit, needed)| DayLimit::Driving { limit, needed: minutes(needed) });
    let short = set.short(trial).filter(|_| set.hours);
    let short = short.map(|short| DayLimit::Minutes { short: minutes(short) });
    [visits, driving, short].into_iter().flatten().collect()
}
