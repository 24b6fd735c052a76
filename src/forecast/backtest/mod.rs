//! Room.

pub(crate) mod judge;
pub(crate) mod measures;
pub(crate) mod rules;
