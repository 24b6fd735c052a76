//! Distance on the sphere, neighbours, the middles of ZIP codes and cities, and how long a drive takes.

pub(crate) mod address;
pub(crate) mod gazetteer;
pub(crate) mod great_circle;
pub(crate) mod index;
pub(crate) mod matrix;
pub(crate) mod sphere;
pub(crate) mod states;
pub(crate) mod travel_file;
pub(crate) mod travel_times;
pub(crate) mod zip_code;

pub use gazetteer::{AreaMiddle, Gazetteer};
pub use great_circle::GreatCircle;
pub use index::SpatialIndex;
pub use matrix::TravelMatrix;
pub use sphere::distance_metres;
pub use travel_file::table::TravelTable;
pub use travel_times::{Drive, TravelTimes};
