//! Room.

pub(crate) mod depots;
pub(crate) mod duration;
pub(crate) mod features;
pub(crate) mod instance;
pub(crate) mod neighbours;
pub(crate) mod propagation;
pub(crate) mod travel;
pub(crate) mod windows;
