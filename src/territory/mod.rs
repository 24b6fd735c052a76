//! Who covers whom: designing, judging and rebalancing territories.

pub mod engine;
