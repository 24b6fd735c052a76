//! The plan after the plan: what was planned stays, unless the book forces a change or an edit gains enough.
//!
//! The pipeline, one file a step:
//!
//! 1. `previous`: the plan before, seen from the book as it is now;
//! 2. `stays`: which of its stops can stay, each by itself, and what keeps the others from it;
//! 3. `base`: all of them together, with nothing changed that does not have to;
//! 4. `edits`: edits that gain something, the best one first, and `unlimited`: any number of them;
//! 5. `team`: all liaisons together, and `choice`: which edits are made within a limit;
//! 6. `report`: what changed (`differences`), why, and what stability costs. `replanner` calls all of these in turn.

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
pub(crate) mod team;
pub(crate) mod unlimited;

pub use config::ReplanConfig;
pub use replanner::replan;
