//! The plan after the plan: what was planned stays, unless the book forces a change or an edit gains enough.
//!
//! The pipeline, one file a step:
//!
//! 1. `previous`: the plan before, seen from the book as it is now;
//! 2. `stays`: which of its stops can stay, each by itself, and what keeps the others from it;
//! 3. `base`: all of them together, with nothing changed that does not have to;
//! 4. `edits`: edits that gain something, the best one first, and `choice`: which of them are made;
//! 5. `replanner`: puts it together, and `report` says what changed, why, and what stability costs.

pub(crate) mod base;
pub(crate) mod choice;
pub(crate) mod config;
pub(crate) mod day_routes;
pub(crate) mod differences;
pub(crate) mod edits;
pub(crate) mod previous;
pub(crate) mod replanner;
pub(crate) mod report;
pub(crate) mod stays;
pub(crate) mod unlimited;

pub use config::ReplanConfig;
pub use replanner::replan;
