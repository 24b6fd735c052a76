//! A calendar file for each liaison: all entries, or those that a plan changed.

pub(crate) mod calendar;
pub(crate) mod component;
pub(crate) mod tasks;
pub(crate) mod visits;
