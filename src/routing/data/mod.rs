//! The problem as the search reads it: 32-bit times, flat tables, neighbours. Made once, never changed.

pub(crate) mod depots;
pub(crate) mod duration;
pub(crate) mod features;
pub(crate) mod neighbours;
pub(crate) mod problem_data;
pub(crate) mod propagation;
pub(crate) mod shift_data;
pub(crate) mod travel;
pub(crate) mod windows;
