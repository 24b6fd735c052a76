//! Distance on the sphere, neighbours, and how long a drive takes.

pub(crate) mod great_circle;
pub(crate) mod index;
pub(crate) mod matrix;
pub(crate) mod sphere;
pub(crate) mod travel_file;
pub(crate) mod travel_times;

pub use great_circle::GreatCircle;
pub use index::SpatialIndex;
pub use matrix::TravelMatrix;
pub use sphere::distance_metres;
pub use travel_file::table::TravelTable;
pub use travel_times::{Drive, TravelTimes};
