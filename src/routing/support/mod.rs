//! Room.

pub(crate) mod budget;
pub(crate) mod cancellation;
pub(crate) mod fixed_point;
pub(crate) mod index_set;
pub(crate) mod random;
