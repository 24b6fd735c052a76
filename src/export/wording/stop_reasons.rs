//! Why a stop stands in the plan, as one sentence.

use std::fmt;

use crate::model::time::Date;
use crate::model::units::Minutes;
use crate::plan::itinerary::Stop;
use crate::plan::reason::{Occasion, StopFact, StopReason, VisitTiming};

/// Tells why a stop stands in the plan: its reasons as one sentence, the weightiest first.
#[must_use]
pub fn why(stop: &Stop) -> String {
    stop.reasons.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

impl fmt::Display for StopReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fact.fmt(f)
    }
}

impl fmt::Display for StopFact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Score(fact) => fact.fmt(f),
            Self::Calendar(timing) => timing.fmt(f),
        }
    }
}

/// Writes "last seen 31 days before, due every 28", and what is special about the day.
impl fmt::Display for VisitTiming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seen = seen(self);
        match self.occasion {
            Occasion::Due => f.write_str(&seen),
            Occasion::Early { due, detour, pays } => write!(f, "{seen}; {}", early(due, detour, pays)),
            Occasion::Meeting => write!(f, "one of our physicians comes along; {seen}"),
            Occasion::Appointment => write!(f, "appointment agreed upon; {seen}"),
            Occasion::MustVisit { until } => write!(f, "has to be seen by {}; {seen}", until.to_words()),
        }
    }
}

fn seen(timing: &VisitTiming) -> String {
    match timing.days_since_visit {
        None => "never seen before".to_owned(),
        Some(days) => format!("last seen {days} days before, due every {}", timing.due_every),
    }
}

/// Tells why a visit comes before it is due.
fn early(due: Date, detour: Minutes, pays: bool) -> String {
    let due = due.to_words();
    match detour {
        Minutes(0) => format!("not due until {due}, but on the way"),
        detour if pays => format!("not due until {due}, but worth its detour of {detour}"),
        detour => format!("not due until {due}, but placed at a detour of {detour}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timing(occasion: Occasion) -> String {
        VisitTiming { days_since_visit: Some(31), due_every: 28, occasion }.to_string()
    }

    #[test]
    fn every_occasion_has_its_sentence() {
        let (due, seen) = ("2026-03-02".parse().unwrap(), "last seen 31 days before, due every 28");
        let early = |detour, pays| timing(Occasion::Early { due, detour: Minutes(detour), pays });
        assert_eq!(timing(Occasion::Due), seen);
        assert_eq!(timing(Occasion::Appointment), format!("appointment agreed upon; {seen}"));
        assert_eq!(
            timing(Occasion::MustVisit { until: due }),
            format!("has to be seen by {}; {seen}", due.to_words())
        );
        let late = format!("{seen}; not due until {}, but", due.to_words());
        assert_eq!(early(0, false), format!("{late} on the way"));
        assert_eq!(early(7, true), format!("{late} worth its detour of 7 min"));
        assert_eq!(early(7, false), format!("{late} placed at a detour of 7 min"));
        let never = VisitTiming { days_since_visit: None, due_every: 28, occasion: Occasion::Due };
        assert_eq!(never.to_string(), "never seen before");
    }
}
