//! The search engine: a [`Problem`] of shifts and clients in, a [`Solution`] of routes out.
//!
//! This module knows shifts, clients, windows and prizes and never a practice; [`crate::schedule`] translates.
//! Everything inside is integer arithmetic, so sums are exact and a run is reproducible to the byte.
//!
//! What it cannot say: pickups with deliveries, loads of several kinds, more than one pause a shift, travel that differs between
//! shifts or over the day, a cost of using a shift or of waiting. Travel is time and cost in one, and every shift ends somewhere.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "validation keeps indices below 2^25 and moments below 2^27"
)]

mod budget;
mod clock;
mod close;
mod demand;
mod descent;
mod draft;
mod duration;
mod go_on;
mod heat;
mod homes;
mod insertion;
mod instance;
mod legs;
mod neighbours;
mod open;
mod places;
mod problem;
mod random;
mod recombine;
mod recreate;
mod replace;
mod rewrite;
mod roster;
mod route;
mod ruin;
mod search;
mod share;
mod snapshot;
mod solution;
mod split;
mod start;
#[cfg(test)]
mod steps_tests;
mod timetable;
mod traits;
#[cfg(test)]
mod trial;
mod validate;
mod walker;
mod windows;

pub use budget::Budget;
pub use problem::{
    Break, Client, ClientIndex, Day, Demand, Problem, Recurrence, Shift, ShiftIndex, SiteIndex, Time, Travel,
    TravelSource, UNREACHABLE, Value, Window,
};
pub use search::{Config, solve};
pub use solution::{CurvePoint, PlannedRoute, Solution, StepStatistics, Visit};
pub use timetable::{Pausing, Timetable, timetable};
pub use validate::{
    HORIZON, MAX_ALLOWED, MAX_CLIENT_DAYS, MAX_COUNT, MAX_DAYS, MAX_SUM, MAX_VALUE, MAX_WEIGHT,
};
