//! The moves of the search. Each takes a solution, changes it, and leaves it valid.
//!
//! | file or folder | what it does |
//! |---|---|
//! | `string_removal`, `greedy_insertion` | take strings of adjacent stops out and put their clients back |
//! | `insertion` | the one evaluator of a place for a visit: every rule is a test in there |
//! | `ejection` | puts an unassigned client in the place of others |
//! | `open_route`, `close_route`, `split_route` | use one route more or less |
//! | `local_search` | small exchanges between routes of one day |
//! | `labelling` | rewrites one route at a stroke |
//! | `srex` | crosses two solutions |
//! | `warm_start` | starts from routes that are given |

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
