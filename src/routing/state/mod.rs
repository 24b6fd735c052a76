//! What changes while the search runs: routes, where each visit stands, the best solution so far.

pub(crate) mod best;
pub(crate) mod positions;
pub(crate) mod route;
pub(crate) mod solution;
