//! Published models of customers who buy till they die: members of the pool beside our own filter.
//!
//! All three see a history as (`x`, `t_x`, `T`): how many events followed the first, when the last one came,
//! how long it was watched. They differ in when a source may fall silent for good. Units of time are the
//! caller's (weeks or days).

pub(crate) mod bg_nbd;
pub(crate) mod estimate;
pub(crate) mod gamma_gamma;
pub(crate) mod mbg_nbd;
pub(crate) mod model;
pub(crate) mod pareto_nbd;
