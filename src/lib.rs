//! Whom should a physician liaison visit, when, in what order, and why.

pub mod check;
pub mod error;
pub mod export;
pub mod geo;
pub mod ingest;
pub mod model;
pub mod plan;
pub mod progress;
pub mod routing;
pub mod schedule;
pub mod score;
pub mod territory;

pub use error::{Error, ErrorKind};
