//! The stops and events of a day in one order.

use crate::model::time::TimeOfDay;
use crate::plan::event_stop::EventStop;
use crate::plan::itinerary::{DayPlan, Stop};
use crate::plan::leg::Leg;

/// A stop or an event of a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Engagement<'a> {
    /// A visit.
    Stop(&'a Stop),
    /// An event.
    Event(&'a EventStop),
}

impl<'a> Engagement<'a> {
    /// Returns the drive there.
    #[must_use]
    pub fn leg(self) -> Leg {
        match self {
            Self::Stop(stop) => stop.leg,
            Self::Event(event) => event.leg,
        }
    }

    /// Returns when the liaison is there and busy: for an event from its preparation on.
    #[must_use]
    pub fn start(self) -> TimeOfDay {
        match self {
            Self::Stop(stop) => stop.start,
            Self::Event(event) => event.arrive,
        }
    }

    /// Returns when the liaison is free again; the buffer follows.
    #[must_use]
    pub fn end(self) -> TimeOfDay {
        match self {
            Self::Stop(stop) => stop.end,
            Self::Event(event) => event.leave,
        }
    }

    /// Returns the visit, if it is one.
    #[must_use]
    pub fn stop(self) -> Option<&'a Stop> {
        match self {
            Self::Stop(stop) => Some(stop),
            Self::Event(_) => None,
        }
    }
}

impl DayPlan {
    /// Lists stops and events in order of time.
    #[must_use]
    pub fn engagements(&self) -> Vec<Engagement<'_>> {
        let (mut stops, mut events) = (self.stops.iter().peekable(), self.events.iter().peekable());
        let mut all = Vec::with_capacity(self.stops.len() + self.events.len());
        loop {
            let is_event = match (stops.peek(), events.peek()) {
                (None, None) => return all,
                (Some(stop), Some(event)) => event.arrive < stop.start,
                (stop, _) => stop.is_none(),
            };
            all.extend(if is_event {
                events.next().map(Engagement::Event)
            } else {
                stops.next().map(Engagement::Stop)
            });
        }
    }
}
