//! What a caller says and gets: the problem with its rules, the solution, and the times of a route.
//!
//! Nothing in here searches. Everything above reads these types and trusts them, because `validate` let them
//! in.

pub(crate) mod demand;
pub(crate) mod parameters;
pub(crate) mod problem;
pub(crate) mod recurrence;
#[cfg(test)]
pub(crate) mod recurrence_tests;
pub(crate) mod required_visits;
#[cfg(test)]
mod required_visits_tests;
pub(crate) mod solution;
pub(crate) mod start_ranges;
pub(crate) mod timetable;
pub(crate) mod tuning;
pub(crate) mod validate;
