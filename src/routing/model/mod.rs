//! Room.

pub(crate) mod demand;
pub(crate) mod problem;
pub(crate) mod solution;
pub(crate) mod timetable;
pub(crate) mod validate;
