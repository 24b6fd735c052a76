//! The days of a liaison: drives, stops, and the reasons for each stop.

use serde::{Deserialize, Serialize};

use crate::model::id::{LiaisonId, PracticeId};
use crate::model::time::{Date, TimeOfDay, TimeWindow};
use crate::model::units::{Metres, Minutes};
use crate::plan::calendar_entry::CalendarEntry;
use crate::plan::event_stop::EventStop;
use crate::plan::leg::Leg;
use crate::plan::meeting::Meeting;
use crate::plan::reason::StopReason;

/// The days of one liaison.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Itinerary {
    /// Who.
    pub liaison: LiaisonId,
    /// Days with at least one stop or event, by date.
    pub days: Vec<DayPlan>,
}

/// One day on the road: from home, to each stop in turn, and back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DayPlan {
    /// Which day.
    pub date: Date,
    /// When to leave home.
    pub depart: TimeOfDay,
    /// The midday pause, if the liaison takes one; it may lie before leaving home or after coming back.
    pub lunch: Option<TimeWindow>,
    /// The visits in order.
    pub stops: Vec<Stop>,
    /// The events in order. A visit after one of them is driven to from there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<EventStop>,
    /// The drive home.
    pub way_home: Leg,
    /// When the liaison is home again.
    pub back: TimeOfDay,
    /// The habits that the day's appointments break.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<DayException>,
}

/// A habit of the day that gives way to an appointment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DayException {
    /// The appointments leave no time for the midday pause.
    LunchGivenUp,
    /// The liaison leaves home before the working hours begin.
    LeavesEarly {
        /// When they begin.
        opens: TimeOfDay,
    },
    /// The liaison is back after the working hours end.
    BackLate {
        /// When they end.
        closes: TimeOfDay,
    },
    /// The next appointment leaves less time after a visit than is usually kept free.
    ShortBuffer {
        /// After the appointment with whom.
        practice: PracticeId,
        /// What is left.
        left: Minutes,
    },
    /// The appointments alone are more visits than the liaison makes in a day.
    MoreVisits {
        /// The most usually allowed.
        limit: u32,
    },
    /// The appointments alone take more driving than the liaison does in a day.
    MoreDriving {
        /// The most usually allowed.
        limit: Minutes,
    },
    /// The appointment takes time of a break between two windows of work.
    InBreak {
        /// Whom it is with.
        practice: PracticeId,
    },
    /// The appointment lies outside the hours at which the practice receives visitors.
    OutsideVisitingHours {
        /// Whom it is with.
        practice: PracticeId,
    },
    /// The appointment is with a practice that another liaison owns.
    OtherOwner {
        /// Whom it is with.
        practice: PracticeId,
    },
    /// The appointment is with a practice that asks for a skill that the liaison lacks.
    SkillMissing {
        /// Whom it is with.
        practice: PracticeId,
    },
}

impl DayPlan {
    /// Minutes of driving.
    #[must_use]
    pub fn drive(&self) -> Minutes {
        self.legs().map(|leg| leg.drive).sum::<Minutes>() + self.way_home.drive
    }

    /// Metres of driving.
    #[must_use]
    pub fn distance(&self) -> Metres {
        self.legs().map(|leg| leg.distance).sum::<Metres>() + self.way_home.distance
    }

    /// Lists the drives to stops and events, in no order.
    fn legs(&self) -> impl Iterator<Item = Leg> {
        self.stops.iter().map(|stop| stop.leg).chain(self.events.iter().map(|event| event.leg))
    }

    /// Minutes from leaving home to being back, without the pause where it lies between the two.
    #[must_use]
    pub fn field_time(&self) -> Minutes {
        let Some(away) = TimeWindow::new(self.depart, self.back) else { return Minutes(0) };
        let pause = self.lunch.and_then(|lunch| lunch.intersection(away)).map_or(0, TimeWindow::minutes);
        Minutes(away.minutes() - pause)
    }

    /// The midday pause where it is part of the day on the road; `None` where it is taken at home before or afterwards.
    #[must_use]
    pub fn lunch_on_the_road(&self) -> Option<TimeWindow> {
        self.lunch.filter(|lunch| self.depart <= lunch.opens() && lunch.closes() <= self.back)
    }

    /// Minutes of waiting before the stop at position `at`: what is left between leaving home, or the stop or event before and its
    /// `buffer`, and the start, without the drive and a pause on the way. 0 where there is no such stop.
    #[must_use]
    pub fn wait(&self, at: usize, buffer: Minutes) -> Minutes {
        let Some(stop) = self.stops.get(at) else { return Minutes(0) };
        let earlier = at.checked_sub(1).and_then(|before| self.stops.get(before)).map(|stop| stop.end);
        let events = self.events.iter().filter(|event| event.arrive < stop.start).map(|event| event.leave);
        let before = events.chain(earlier).max();
        let left = before.unwrap_or(self.depart);
        let gap = TimeWindow::new(left, stop.start);
        let pause = self.lunch.zip(gap).and_then(|(lunch, gap)| lunch.intersection(gap));
        let after_visit = before.map_or(Minutes(0), |_| buffer);
        let busy = after_visit + stop.leg.drive + Minutes(pause.map_or(0, TimeWindow::minutes));
        Minutes(gap.map_or(0, TimeWindow::minutes).saturating_sub(busy.0))
    }

    /// Referrals that the visits of the day are expected to keep or gain.
    #[must_use]
    pub fn expected_referrals(&self) -> f64 {
        self.stops.iter().map(|stop| stop.expected_referrals).sum()
    }
}

/// One visit in a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Stop {
    /// Whom.
    pub practice: PracticeId,
    /// Why it stands in the plan.
    pub kind: StopKind,
    /// The drive there.
    pub leg: Leg,
    /// When the visit starts.
    pub start: TimeOfDay,
    /// When the visit ends; the buffer follows.
    pub end: TimeOfDay,
    /// Whether somebody has to call and ask for this time first.
    pub call_ahead: bool,
    /// Referrals that this visit is expected to keep or gain.
    pub expected_referrals: f64,
    /// The chance that somebody is met on this weekday at this time, from 0 to 1, as the log has it; absent where the visit is agreed. The
    /// referrals are expected at the mean chance of the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chance_to_meet: Option<f64>,
    /// Why this practice now, the weightiest reason first.
    pub reasons: Vec<StopReason>,
    /// The day up to which history was known in the plan that first put this visit on this day.
    #[serde(default = "long_ago")]
    pub since: Date,
    /// Whether somebody has put the visit here by hand. No plan that follows moves it without need.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pinned: bool,
    /// Who comes along to meet the people of the practice, where somebody does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<Meeting>,
    /// Its entry in calendars.
    #[serde(default)]
    pub entry: CalendarEntry,
}

/// Returns a day before any plan: plans of old do not say since when a visit stands in them.
fn long_ago() -> Date {
    Date::UNIX_EPOCH
}

/// How a stop came into the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StopKind {
    /// Chosen for its worth.
    Chosen,
    /// An appointment agreed upon before.
    Appointment,
    /// A visit that had to happen.
    MustVisit,
    /// A meeting with one of our physicians.
    Meeting,
}

impl StopKind {
    /// Tells whether the time is agreed with somebody, so that nothing moves it: an appointment, or a meeting with one of our
    /// physicians.
    #[must_use]
    pub fn is_agreed(self) -> bool {
        matches!(self, Self::Appointment | Self::Meeting)
    }
}
