//! The search engine: a [`Problem`] of shifts and clients in, a [`Solution`] of routes out.
//!
//! This module knows shifts, clients, windows and prizes and never a practice; [`crate::schedule`]
//! translates. Everything inside is integer arithmetic, so sums are exact and a run is reproducible to the
//! byte.
//!
//! The folders use only those after them here: `search`, `operators`, `state`, `data`, then `support` and
//! `model`.
//!
//! What it cannot say: pickups with deliveries, loads of several kinds, more than one pause a shift, travel
//! that differs between shifts or over the day, a cost of using a shift or of waiting. Travel is time and
//! cost in one, and every shift ends somewhere.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "validation keeps indices below 2^25 and moments below 2^27"
)]

pub(crate) mod data;
pub(crate) mod model;
pub(crate) mod operators;
pub(crate) mod search;
pub(crate) mod state;
pub(crate) mod support;
#[cfg(test)]
pub(crate) mod trial;

pub use model::parameters::Parameter;
pub use model::problem::{
    Break, Client, ClientIndex, Day, Demand, Problem, Recurrence, RequiredVisit, Shift, ShiftIndex,
    SiteIndex, Time, Travel, TravelSource, UNREACHABLE, Value, Window,
};
pub use model::solution::{CurvePoint, PlannedRoute, PlannedVisit, Solution, StepStatistics};
pub use model::timetable::{Pausing, Timetable, timetable};
pub use model::tuning::Tuning;
pub use model::validate::{
    HORIZON, MAX_ALLOWED, MAX_CLIENT_DAYS, MAX_COUNT, MAX_DAYS, MAX_SUM, MAX_VALUE, MAX_WEIGHT,
};
pub use search::solve::{SearchConfig, solve};
pub use support::budget::Budget;
