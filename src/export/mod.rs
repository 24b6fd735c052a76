//! Shows a plan: on a terminal, in a spreadsheet, in a calendar, on a map, in a browser, to another program.
//!
//! | function | for whom | needs the feature |
//! |---|---|---|
//! | [`text`] and its parts [`overview`], [`itinerary`], [`left_out`] | people at a terminal | |
//! | [`capacities_text`], [`plan_needs_text`], [`relaxations_text`], [`relaxed_plan_text`] | what time is worth and needed for, at a terminal | |
//! | [`calls_text`], [`calls_csv`], [`slots_text`] | whoever calls practices ahead | |
//! | [`briefs_text`] and its parts [`brief_text`], [`stock_text`] | what to bring, say, ask and log, at a terminal | |
//! | [`packing_csv`] | what to pack for each day and week, in a spreadsheet | |
//! | [`brief_json`], `brief_json_schema` | the same, for programs | `schema` for the schema |
//! | [`findings_text`] | what is wrong with a book, by kind | |
//! | [`stops_csv`], [`events_csv`], [`dispositions_csv`] | spreadsheets | |
//! | [`changes`], [`edits_csv`] | what changed since the plan before, at a terminal and in a spreadsheet | |
//! | [`findings_csv`] | what is wrong with the book, in a spreadsheet | |
//! | [`scores_text`], [`score_text`] | what practices are worth, at a terminal | |
//! | [`first_visits_text`] | what first visits brought, at a terminal | |
//! | [`access_text`] | when practices are met, at a terminal | |
//! | [`backtest_text`] | how well earlier scores did, at a terminal | |
//! | [`scores_csv`] | the same in a spreadsheet | |
//! | [`why_lines`], [`why`] | why each stop stands in the plan, in one line or in full, for other programs' pages | |
//! | [`json`], [`json_text`], `json_schema` | programs | `schema` for the schema |
//! | `ics`, `ics_changes` | a liaison's calendar, and what a plan changed in it | `ics` |
//! | `provider_ics`, `ics_providers` | the calendars of our physicians who come along | `ics` |
//! | `geojson` | maps and GIS | `geojson` |
//! | [`assessment_text`], [`rebalancing_text`], [`front_text`], [`trials_text`], [`hiring_text`], [`handover_text`] | managers at a terminal | |
//! | [`move_sentence`], [`if_locked_sentence`], [`violation_text`], [`proof_text`], [`binding_rule_sentence`] | reasons one by one, for other programs' pages | |
//! | [`assessment_csv`], [`moves_csv`], [`alignment_csv`], [`handover_csv`] | spreadsheets, and the book's owner column | |
//! | `territories_geojson`, `territories_html` | territories on a map, in a browser | `geojson`, `html` |
//! | [`trial_design_text`], [`trial_result_text`], [`rests_csv`] | who rests by lot, and what that says of visits | |
//! | `workbook` | Excel and other spreadsheet programs | `xlsx` |
//! | [`report_headline`], [`report_markdown`], [`report_json`], [`report_drawings`], `report_html`, `report_workbook` | managers, on Friday: what happened in a week beside what was planned | `html`, `xlsx` |
//! | `html` | anyone with a browser, also without a network | `html` |
//!
//! Every function takes the [`Book`](crate::model::Book) for names and places and the [`Plan`](crate::plan::Plan) for
//! everything else, does no I/O of its own, and gives the same bytes for the same input. Text that came with the book is
//! data everywhere: escaped in HTML and iCalendar, kept from running as a formula in CSV, stripped of control characters
//! on a terminal. An identifier that the book does not know is shown as itself.
//!
//! People read miles or kilometres ([`Units`]) and minutes; programs get metres and minutes.

pub(crate) mod brief;
#[cfg(feature = "xlsx")]
pub(crate) mod directions;
#[cfg(feature = "geojson")]
pub(crate) mod feature;
pub(crate) mod findings;
pub(crate) mod first_visits;
pub(crate) mod json_text;
pub(crate) mod layout;
#[cfg(any(feature = "html", feature = "xlsx"))]
pub(crate) mod links;
pub(crate) mod lookup;
#[cfg(feature = "html")]
pub(crate) mod page;
pub(crate) mod plan;
pub(crate) mod report;
pub(crate) mod scores;
pub(crate) mod table;
pub(crate) mod territory;
pub(crate) mod trial;
pub(crate) mod units;
pub(crate) mod visit_facts;
pub(crate) mod wording;

pub use brief::csv::packing_csv;
pub use brief::json::brief_json;
#[cfg(feature = "schema")]
pub use brief::json::brief_json_schema;
pub use brief::text::{brief_text, briefs_text, stock_text};
pub use findings::{findings_csv, findings_text, rows_used_text};
pub use first_visits::first_visits_text;
pub use json_text::json_text;
#[cfg(feature = "html")]
pub use page::document::Page;
pub use plan::calls::{calls_csv, calls_text, slots_text};
pub use plan::capacity::capacities_text;
pub use plan::csv::{dispositions_csv, stops_csv};
pub use plan::edits::{changes, edits_csv};
pub use plan::events_csv::events_csv;
#[cfg(feature = "geojson")]
pub use plan::geojson::geojson;
#[cfg(feature = "html")]
pub use plan::html::page::html;
#[cfg(feature = "ics")]
pub use plan::ics::calendar::{ics, ics_changes, ics_providers, provider_ics};
pub use plan::json::json;
#[cfg(feature = "schema")]
pub use plan::json::json_schema;
pub use plan::needs::{plan_needs_text, relaxations_text, relaxed_plan_text};
pub use plan::text::{itinerary, left_out, overview, text};
#[cfg(feature = "xlsx")]
pub use plan::xlsx::workbook::{WorkbookExtras, workbook};
pub use report::drawings::report_drawings;
pub use report::extras::ReportExtras;
#[cfg(feature = "html")]
pub use report::html::report_html;
pub use report::json::report_json;
pub use report::markdown::report_markdown;
pub use report::text::report_headline;
#[cfg(feature = "xlsx")]
pub use report::xlsx::report_workbook;
pub use scores::access::access_text;
pub use scores::backtest::backtest_text;
pub use scores::csv::scores_csv;
pub use scores::text::{score_text, scores_text};
pub use territory::comparisons::{front_text, handover_text, hiring_text, trials_text};
#[cfg(feature = "html")]
pub use territory::content::TerritoryPage;
#[cfg(feature = "geojson")]
pub use territory::geojson::territories_geojson;
#[cfg(feature = "html")]
pub use territory::page::territories_html;
pub use territory::tables::{alignment_csv, assessment_csv, handover_csv, moves_csv};
pub use territory::text::{assessment_text, rebalancing_text};
pub use trial::design_text::trial_design_text;
pub use trial::rests_csv::rests_csv;
pub use trial::result_text::trial_result_text;
pub use units::{ParseUnitsError, Units};
pub use wording::moves::{if_locked_sentence, move_sentence};
pub use wording::stop_reasons::why;
pub use wording::territories::{binding_rule_sentence, proof_text, violation_text};
pub use wording::trial_results::elasticity_source;
pub use wording::trials::trial_refusal;
pub use wording::why_line::why_lines;
