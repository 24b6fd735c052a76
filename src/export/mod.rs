//! Shows a plan: on a terminal, in a spreadsheet, in a calendar, on a map, in a browser, to another program.
//!
//! | function | for whom | needs the feature |
//! |---|---|---|
//! | [`text`] and its parts [`overview`], [`itinerary`], [`left_out`] | people at a terminal | |
//! | [`stops_csv`], [`dispositions_csv`] | spreadsheets | |
//! | [`scores_text`], [`score_text`] | what practices are worth, at a terminal | |
//! | [`scores_csv`] | the same in a spreadsheet | |
//! | [`json`], `json_schema` | programs | `schema` for the schema |
//! | `ics` | a liaison's calendar | `ics` |
//! | `geojson` | maps and GIS | `geojson` |
//! | [`assessment_text`], [`realignment_text`], [`front_text`], [`trials_text`], [`candidates_text`], [`handover_text`] | managers at a terminal | |
//! | [`assessment_csv`], [`moves_csv`], [`alignment_csv`], [`handover_csv`] | spreadsheets, and the book's owner column | |
//! | `territories_geojson`, `territories_html` | territories on a map, in a browser | `geojson`, `html` |
//! | `html` | anyone with a browser, also without a network | `html` |
//!
//! Every function takes the [`Book`](crate::model::Book) for names and places and the [`Plan`](crate::plan::Plan) for
//! everything else, does no I/O of its own, and gives the same bytes for the same input. Text that came with the book is
//! data everywhere: escaped in HTML and iCalendar, kept from running as a formula in CSV, stripped of control characters
//! on a terminal. An identifier that the book does not know is shown as itself.
//!
//! People read miles and minutes; programs get metres and minutes.

mod csv;
#[cfg(feature = "geojson")]
mod geojson;
#[cfg(feature = "html")]
mod html;
#[cfg(feature = "ics")]
mod ics;
mod json;
mod lookup;
mod scores;
mod scores_text;
mod territory;
mod text;
mod words;

pub use csv::{dispositions_csv, stops_csv};
#[cfg(feature = "geojson")]
pub use geojson::geojson;
#[cfg(feature = "html")]
pub use html::{Page, html};
#[cfg(feature = "ics")]
pub use ics::ics;
pub use json::json;
#[cfg(feature = "schema")]
pub use json::json_schema;
pub use scores::scores_csv;
pub use scores_text::{score_text, scores_text};
#[cfg(feature = "geojson")]
pub use territory::territories_geojson;
#[cfg(feature = "html")]
pub use territory::{TerritoryPage, territories_html};
pub use territory::{
    alignment_csv, assessment_csv, assessment_text, candidates_text, front_text, handover_csv, handover_text,
    moves_csv, realignment_text, trials_text,
};
pub use text::{itinerary, left_out, overview, text};
