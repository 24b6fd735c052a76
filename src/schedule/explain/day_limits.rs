//! What keeps a visit out of a day where nobody gives way, and the smallest changes that let it in.

use crate::model::units::Minutes;
use crate::plan::disposition::{DayChange, DayLimit};
use crate::routing::model::problem::{ClientIndex, Shift, ShiftIndex, Time};
use crate::schedule::explain::day_trial::{DayTrial, Loosened};
use crate::schedule::explain::planned_days::PlannedDays;
use crate::schedule::liaison_problem::LiaisonProblem;

/// Minutes of a day.
const WHOLE_DAY: Time = 24 * 60;

/// Which limits of a day are lifted.
#[derive(Clone, Copy)]
struct Lifted {
    stops: bool,
    travel: bool,
    hours: bool,
}

/// All sets of limits, the smallest first.
const SETS: [Lifted; 7] = {
    const fn lifted(stops: bool, travel: bool, hours: bool) -> Lifted {
        Lifted { stops, travel, hours }
    }
    [
        lifted(true, false, false),
        lifted(false, true, false),
        lifted(false, false, true),
        lifted(true, true, false),
        lifted(true, false, true),
        lifted(false, true, true),
        lifted(true, true, true),
    ]
};

impl Lifted {
    fn loosened(self, earlier: Time, later: Time) -> Loosened {
        let (earlier, later) = if self.hours { (earlier, later) } else { (0, 0) };
        Loosened { stops: self.stops, travel: self.travel, earlier, later }
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
    let lets_in = |set: &&Lifted| trial.least_travel(&set.loosened(WHOLE_DAY, WHOLE_DAY)).is_some();
    let set = SETS.iter().find(lets_in);
    set.map_or(vec![DayLimit::Hours], |set| named(&trial, &problem.routing.shifts[shift], *set))
}

fn named(trial: &DayTrial, rules: &Shift, set: Lifted) -> Vec<DayLimit> {
    let visits = rules.max_stops.filter(|_| set.stops).map(|limit| DayLimit::Visits { limit: count(limit) });
    let driving =
        rules.max_travel.filter(|_| set.travel).zip(trial.least_travel(&set.loosened(WHOLE_DAY, WHOLE_DAY)));
    let driving =
        driving.map(|(limit, needed)| DayLimit::Driving { limit: minutes(limit), needed: minutes(needed) });
    let short = short(trial, set).map(|short| DayLimit::Minutes { short: minutes(short) });
    [visits, driving, short].into_iter().flatten().collect()
}

/// Finds by how many minutes the hours are too short: at one end of the day, or at both alike where neither alone is enough.
fn short(trial: &DayTrial, set: Lifted) -> Option<Time> {
    let both = |minutes| trial.least_travel(&set.loosened(minutes, minutes)).is_some();
    let one_end = [earlier(trial, set, WHOLE_DAY), later(trial, set, WHOLE_DAY)].into_iter().flatten().min();
    let short = one_end.or_else(|| fewest(WHOLE_DAY, both).map(|each| 2 * each));
    short.filter(|_| set.hours)
}

/// Finds the fewest minutes, up to some, by which the day has to begin earlier.
fn earlier(trial: &DayTrial, set: Lifted, most: Time) -> Option<Time> {
    fewest(most, |minutes| trial.least_travel(&set.loosened(minutes, 0)).is_some())
}

/// Finds the fewest minutes, up to some, by which the day has to end later.
fn later(trial: &DayTrial, set: Lifted, most: Time) -> Option<Time> {
    fewest(most, |minutes| trial.least_travel(&set.loosened(0, minutes)).is_some())
}

/// Finds the fewest minutes that are enough, by halving; `None` where the most are not.
fn fewest(most: Time, is_enough: impl Fn(Time) -> bool) -> Option<Time> {
    if most < 1 || !is_enough(most) {
        return None;
    }
    let (mut too_few, mut enough) = (0, most);
    while enough - too_few > 1 {
        let middle = (too_few + enough) / 2;
        if is_enough(middle) { enough = middle } else { too_few = middle }
    }
    Some(enough)
}

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
        let [stops, travel, hours, ..] = SETS;
        let rules = &problem.routing.shifts[shift];
        let day = problem.basis.horizon.date(rules.day);
        let trial = DayTrial::new(problem, days, shift, client);
        if rules.max_stops.is_some_and(|most| days.routes[shift].len() >= most) {
            let lets_in = self.stops.is_none() && trial.least_travel(&stops.loosened(0, 0)).is_some();
            if let Some(limit) = rules.max_stops.filter(|_| lets_in) {
                self.stops = Some(DayChange::MoreVisits { day, limit: count(limit + 1) });
            }
            return;
        }
        if let Some((limit, needed)) = rules.max_travel.zip(trial.least_travel(&travel.loosened(0, 0))) {
            let change = DayChange::MoreDriving { day, limit: minutes(needed) };
            replace(&mut self.travel, needed - limit, change);
        }
        for (find, change) in [
            (earlier as fn(&DayTrial, Lifted, Time) -> Option<Time>, start_earlier as fn(_, _) -> _),
            (later, end_later),
        ] {
            let most = self.hours.map_or(WHOLE_DAY, |(best, _)| best - 1);
            if let Some(fewest) = find(&trial, hours, most) {
                replace(&mut self.hours, fewest, change(day, minutes(fewest)));
            }
        }
    }
}

fn start_earlier(day: crate::model::time::Date, minutes: Minutes) -> DayChange {
    DayChange::StartEarlier { day, minutes }
}

fn end_later(day: crate::model::time::Date, minutes: Minutes) -> DayChange {
    DayChange::EndLater { day, minutes }
}

fn replace(best: &mut Option<(Time, DayChange)>, cost: Time, change: DayChange) {
    if best.is_none_or(|(least, _)| cost < least) {
        *best = Some((cost, change));
    }
}

fn count(visits: usize) -> u32 {
    u32::try_from(visits).unwrap_or(u32::MAX)
}

fn minutes(time: Time) -> Minutes {
    Minutes(u32::try_from(time).unwrap_or(0))
}
