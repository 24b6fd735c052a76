//! The answer: who drives where on which day, and what becomes of every practice.
//!
//! These are plain values with a published JSON schema. [`crate::schedule`] makes them, [`crate::check`] proves them
//! against the book, [`crate::export`] shows them.

pub(crate) mod avoided_hours;
pub(crate) mod by_hand;
pub(crate) mod calendar_entries;
pub(crate) mod calendar_entry;
pub(crate) mod call;
pub(crate) mod capacity;
pub(crate) mod day_entries;
pub(crate) mod disposition;
pub(crate) mod engagement;
pub(crate) mod event_stop;
pub(crate) mod expectations;
pub(crate) mod goodwill;
pub(crate) mod itinerary;
pub(crate) mod leg;
pub(crate) mod loss;
pub(crate) mod meeting;
pub(crate) mod missed_event;
pub(crate) mod missed_meeting;
pub(crate) mod need;
pub(crate) mod priority;
pub(crate) mod reason;
pub(crate) mod relaxation;
pub(crate) mod replan;
pub(crate) mod slot;
pub(crate) mod totals;
pub(crate) mod uid_mint;
pub(crate) mod visit_plan;

pub use avoided_hours::AvoidedHours;
pub use calendar_entry::{CalendarEntry, CallTask, DayEntry, DayPart, EarlierVisit};
pub use call::Call;
pub use capacity::{Capacity, GainPoint, ScarceResource};
pub use disposition::{
    Clash, ColleagueOffer, DayChange, DayLimit, Disposition, Exclusion, Missed, Rule, RuleSet, Status,
    VisitRhythm,
};
pub use engagement::Engagement;
pub use event_stop::EventStop;
pub use expectations::{Expectations, ExpectedAim, ExpectedLiaison, ExpectedPractice};
pub use itinerary::{DayException, DayPlan, Itinerary, Stop, StopKind};
pub use leg::Leg;
pub use loss::{BestRhythm, VisitWorth};
pub use meeting::Meeting;
pub use missed_event::MissedEvent;
pub use missed_meeting::MissedMeeting;
pub use need::{CapacityNeed, LeastTime, Shortage};
pub use priority::Priority;
pub use reason::{Occasion, StopFact, StopReason, VisitTiming};
pub use relaxation::Relaxation;
pub use replan::{Edit, EditLimit, EditReason, PlannedTime, Replan, StabilityPrice};
pub use slot::Slot;
pub use totals::Totals;
pub use visit_plan::{AssumedResponse, FieldTime, Plan, PlanRules, PlanSettings, SearchSummary};
