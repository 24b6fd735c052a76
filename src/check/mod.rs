//! Proves a plan: every rule and every claim derived anew from the book and the plan alone.
//!
//! This module shares no code with the scheduler, so a mistake there cannot hide here. What a gap between visits loses, and what
//! visits are worth, is handed in by the caller as [`Expectations`](crate::plan::Expectations).

pub(crate) mod active;
pub(crate) mod agreements;
pub(crate) mod answer;
pub(crate) mod appointments;
pub(crate) mod avoided;
pub(crate) mod broken_rule;
pub(crate) mod capacities;
pub(crate) mod case;
pub(crate) mod day;
pub(crate) mod detail;
pub(crate) mod displaced;
pub(crate) mod dispositions;
pub(crate) mod distances;
pub(crate) mod edits;
pub(crate) mod events;
pub(crate) mod exceptions;
pub(crate) mod facts;
pub(crate) mod fault;
pub(crate) mod frame;
pub(crate) mod gap_worth;
pub(crate) mod heading;
pub(crate) mod hours;
pub(crate) mod meetings;
pub(crate) mod must_visits;
pub(crate) mod pause;
pub(crate) mod possible;
pub(crate) mod promise;
pub(crate) mod proofs;
pub(crate) mod provider_days;
pub(crate) mod reasons;
pub(crate) mod report;
pub(crate) mod room;
pub(crate) mod room_for_meetings;
pub(crate) mod seen_day;
pub(crate) mod trial;
pub(crate) mod verify;
pub(crate) mod violation;
pub(crate) mod visits;
pub(crate) mod wishes;
pub(crate) mod worth;

pub use broken_rule::BrokenRule;
pub use detail::ViolationDetail;
pub use facts::Facts;
pub use fault::{
    CapacityFault, DispositionFault, EventFault, MeetingFault, ProofFault, ReasonFault, ReplanFault,
    SettingFault, WorthFault,
};
pub use verify::plan;
pub use violation::Violation;
