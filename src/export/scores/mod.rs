//! Room.

pub(crate) mod csv;
pub(crate) mod text;
