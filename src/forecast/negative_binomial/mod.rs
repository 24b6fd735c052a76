//! Room.

pub(crate) mod likelihood;
pub(crate) mod regression;
