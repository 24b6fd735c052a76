//! Room.

pub(crate) mod close_route;
pub(crate) mod ejection;
pub(crate) mod greedy_insertion;
pub(crate) mod insertion;
pub(crate) mod labelling;
pub(crate) mod local_search;
pub(crate) mod open_route;
pub(crate) mod split_route;
pub(crate) mod srex;
pub(crate) mod string_removal;
pub(crate) mod warm_start;
