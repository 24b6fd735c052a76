//! The search engine: a [`Problem`] of shifts and clients in, a [`Solution`] of routes out.
//!
//! This module knows shifts, clients, windows and prizes and never a practice; [`crate::schedule`] translates.
//! Everything inside is integer arithmetic, so sums are exact and a run is reproducible to the byte.

mod problem;

pub use problem::{
    Break, Client, ClientIndex, Day, Demand, Problem, Recurrence, Shift, ShiftIndex, SiteIndex, Time, Travel,
    Value, Window,
};
