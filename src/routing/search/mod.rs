//! Room.

pub(crate) mod annealing;
pub(crate) mod cooling;
pub(crate) mod search;
#[cfg(test)]
pub(crate) mod steps_tests;
