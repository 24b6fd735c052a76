//! A plan for the terminal, the spreadsheet, the calendar, the map, the browser and other programs.

pub(crate) mod calls;
pub(crate) mod capacity;
pub(crate) mod csv;
pub(crate) mod day_text;
pub(crate) mod edits;
pub(crate) mod events_csv;
#[cfg(feature = "geojson")]
pub(crate) mod geojson;
#[cfg(feature = "html")]
pub(crate) mod html;
#[cfg(feature = "ics")]
pub(crate) mod ics;
pub(crate) mod json;
pub(crate) mod lost;
pub(crate) mod needs;
pub(crate) mod text;
#[cfg(feature = "xlsx")]
pub(crate) mod xlsx;
