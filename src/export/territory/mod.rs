//! Territories for people and programs.

pub(crate) mod comparisons;
#[cfg(feature = "html")]
pub(crate) mod content;
#[cfg(feature = "html")]
pub(crate) mod data;
#[cfg(feature = "html")]
pub(crate) mod figures;
#[cfg(feature = "geojson")]
pub(crate) mod geojson;
#[cfg(feature = "html")]
pub(crate) mod page;
pub(crate) mod tables;
pub(crate) mod text;
#[cfg(feature = "html")]
pub(crate) mod view;
