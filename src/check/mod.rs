//! Proves a plan: every rule derived anew from the book and the plan alone.
//!
//! This module shares no code with the scheduler, so a mistake there cannot hide here. It takes time linear in the plan.

pub(crate) mod day;
pub(crate) mod dispositions;
pub(crate) mod fixed;
pub(crate) mod report;
pub(crate) mod verify;
pub(crate) mod violation;
pub(crate) mod visits;

pub use verify::plan;
pub use violation::{BrokenRule, DispositionFault, Violation, ViolationDetail};
