//! The search engine against exhaustive search, an independent checker and careless callers.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test, its helpers included, fails by a panic")]

mod checker;
#[path = "../common/draws.rs"]
mod draws;
mod exhaustive;
mod large;
mod minutes;
mod problems;
mod recurrence;
mod refusals;
mod robustness;
mod tuning;
