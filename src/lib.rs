//! Whom should a physician liaison visit, when, in what order, and why.

pub mod routing;
pub mod score;
pub mod territory;
