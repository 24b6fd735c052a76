//! What promises need: the fewest visits, a bound below the hours of every plan that makes them, and cadences to relax where there
//! are too few.

pub(crate) mod day_limits;
pub(crate) mod due_days;
pub(crate) mod kept;
pub(crate) mod least_time;
pub(crate) mod proof;
pub(crate) mod relaxations;
pub(crate) mod road_table;
pub(crate) mod steps;
pub(crate) mod tree_bound;
