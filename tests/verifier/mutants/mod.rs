//! Ways to break a plan. Each says something that is not so, or breaks a rule, wherever it applies.

pub mod days;
pub mod fates;
pub mod figures;
pub mod heading;
pub mod missed;
pub mod placeless;
pub mod proofs;
pub mod reasons;
pub mod stops;

use rounds::model::{Date, TimeOfDay};
use rounds::plan::{DayPlan, Disposition, Plan, Stop, StopKind};

use crate::books::Sample;

/// What the verifier has to know to see through a mutant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// The book alone.
    Book,
    /// What scores and settings make of it as well.
    Scores,
}

/// Its name, what it takes to see it, and the change; `None` where it does not apply to a plan.
pub type Mutant = (&'static str, Needs, fn(&Sample, &mut Plan) -> Option<()>);

/// All mutants.
pub fn all() -> Vec<Mutant> {
    [
        heading::all(),
        days::all(),
        stops::all(),
        reasons::all(),
        fates::all(),
        proofs::all(),
        missed::all(),
        placeless::all(),
        figures::all(),
    ]
    .concat()
}

/// Picks one of several things, another one for each book.
pub fn pick<T>(sample: &Sample, things: impl IntoIterator<Item = T>) -> Option<T> {
    let mut things: Vec<T> = things.into_iter().collect();
    if things.is_empty() {
        return None;
    }
    let at = (usize::try_from(sample.seed).unwrap() * 7 + 3) % things.len();
    Some(things.swap_remove(at))
}

/// A day of the plan.
pub fn day<'a>(
    sample: &Sample,
    plan: &'a mut Plan,
    wanted: impl Fn(&DayPlan) -> bool,
) -> Option<&'a mut DayPlan> {
    let days = plan.itineraries.iter_mut().flat_map(|itinerary| &mut itinerary.days);
    pick(sample, days.filter(|day| wanted(day)))
}

/// A stop of the plan.
pub fn stop<'a>(sample: &Sample, plan: &'a mut Plan, wanted: impl Fn(&Stop) -> bool) -> Option<&'a mut Stop> {
    let days = plan.itineraries.iter_mut().flat_map(|itinerary| &mut itinerary.days);
    pick(sample, days.flat_map(|day| &mut day.stops).filter(|stop| wanted(stop)))
}

/// A stop of some kind.
pub fn stop_of<'a>(sample: &Sample, plan: &'a mut Plan, kind: StopKind) -> Option<&'a mut Stop> {
    stop(sample, plan, |stop| stop.kind == kind)
}

/// A disposition of the plan.
pub fn fate<'a>(
    sample: &Sample,
    plan: &'a mut Plan,
    wanted: impl Fn(&Disposition) -> bool,
) -> Option<&'a mut Disposition> {
    pick(sample, plan.dispositions.iter_mut().filter(|fate| wanted(fate)))
}

pub fn moved(time: TimeOfDay, minutes: i64) -> Option<TimeOfDay> {
    let moved = u32::try_from(i64::from(time.minutes()) + minutes).ok()?;
    (moved <= 24 * 60).then(|| TimeOfDay::from_minutes(moved))
}

pub fn shifted(date: &mut Date, days: i64) {
    *date = date.plus_days(days);
}
