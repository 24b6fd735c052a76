//! What is special about a stop, and what comes before and after it.

use crate::export::lookup::Lookup;
use crate::export::wording::numbers::{counted, minutes};
use crate::plan::engagement::Engagement;
use crate::plan::itinerary::{DayPlan, Stop, StopKind};
use crate::plan::visit_plan::Plan;

/// What is special about a stop: how it came into the plan, whether to call ahead.
pub(crate) fn flags(stop: &Stop) -> Vec<&'static str> {
    let kind = match stop.kind {
        StopKind::Chosen => None,
        StopKind::Appointment => Some("appointment"),
        StopKind::MustVisit => Some("must visit"),
        StopKind::Meeting => Some("joint visit"),
    };
    kind.into_iter().chain(stop.call_ahead.then_some("call ahead")).collect()
}

/// How long one waits before a stop, and for what; `None` where nobody waits.
pub(crate) fn wait(lookup: &Lookup, day: &DayPlan, at: usize) -> Option<String> {
    let stop = day.stops.get(at)?;
    let wait = day.wait(at, lookup.plan.rules.buffer);
    let before = day.engagements().into_iter().filter(|it| it.start() < stop.start).map(Engagement::end);
    let left = before.max().unwrap_or(day.depart);
    let lunch = day.lunch.filter(|lunch| left <= lunch.opens() && lunch.closes() <= stop.start);
    let what = match lunch {
        _ if stop.kind == StopKind::Appointment => format!(" for the appointment at {}", stop.start),
        _ if lookup.opens(&stop.practice, day.date).any(|opens| opens == stop.start) => {
            format!(": visiting hours begin at {}", stop.start)
        }
        Some(lunch) => format!(" for lunch at {}", lunch.opens()),
        None => String::new(),
    };
    (wait.0 > 0).then(|| format!("waits {}{what}", minutes(wait)))
}

/// Says how many visits a day has, and how many events, if any.
pub(crate) fn counts(day: &DayPlan) -> String {
    let visits = counted(day.stops.len(), "visit", "visits");
    let events = counted(day.events.len(), "event", "events");
    match (day.stops.len(), day.events.len()) {
        (_, 0) => visits,
        (0, _) => events,
        _ => format!("{visits}, {events}"),
    }
}

/// What is kept free after every visit, as a sentence; `None` where nothing is.
pub(crate) fn buffer(plan: &Plan) -> Option<String> {
    let buffer = plan.rules.buffer;
    let sentence =
        || format!("After every visit {} are kept for notes and the way to the car.", minutes(buffer));
    (buffer.0 > 0).then(sentence)
}
