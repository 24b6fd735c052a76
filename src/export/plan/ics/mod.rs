//! A calendar file for each liaison and each physician: all entries, or those that a plan changed.

pub(crate) mod calendar;
pub(crate) mod component;
pub(crate) mod events;
pub(crate) mod meetings;
pub(crate) mod tasks;
pub(crate) mod visits;
