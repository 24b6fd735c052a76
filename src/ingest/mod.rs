//! Reads a book from CSV files, from a workbook or from one JSON document.
//!
//! A wrong value never stops the reading: it becomes an [`Issue`](crate::model::Issue) with a code, a table, a row, a column, the value, and
//! what to do about it. Every row is used or reported; [`Reading::tables`] counts both. Only what leaves nothing to plan with
//! is an [`Error`](crate::Error): no practices, no liaisons, a table of these two without the columns that it cannot do without, and
//! dates that can be read in two ways. `docs/book.md` describes every column, `docs/issues.md` every code.
//!
//! All formats become the same sheets of text, and one set of readers turns these into values, so that a CSV file, a
//! workbook and a JSON document mean the same.

pub(crate) mod book_reader;
pub(crate) mod cell;
pub(crate) mod column;
pub(crate) mod columns;
pub(crate) mod contacts;
pub(crate) mod count;
pub(crate) mod csv_text;
pub(crate) mod decode;
pub(crate) mod doubles;
pub(crate) mod doubtful_places;
pub(crate) mod events;
pub(crate) mod evidence;
pub(crate) mod fields;
pub(crate) mod files;
pub(crate) mod hand_edits;
pub(crate) mod header;
pub(crate) mod header_lists;
pub(crate) mod header_row;
pub(crate) mod header_words;
pub(crate) mod headers;
pub(crate) mod homes;
pub(crate) mod identifiers;
pub(crate) mod json;
pub(crate) mod last_visits;
pub(crate) mod liaisons;
pub(crate) mod log_choice;
pub(crate) mod log_entry;
pub(crate) mod log_matters;
pub(crate) mod log_refusals;
pub(crate) mod log_sheet;
pub(crate) mod mapped_headers;
pub(crate) mod materials;
pub(crate) mod matter_headers;
pub(crate) mod matter_names;
pub(crate) mod matter_schema;
pub(crate) mod names;
pub(crate) mod numbered_row;
pub(crate) mod patient_data;
pub(crate) mod period_columns;
pub(crate) mod places;
pub(crate) mod practices;
pub(crate) mod providers;
pub(crate) mod raw_table;
pub(crate) mod read;
pub(crate) mod reading;
pub(crate) mod refusals;
pub(crate) mod rest_form;
pub(crate) mod row;
pub(crate) mod rows;
pub(crate) mod schema;
pub(crate) mod settings;
pub(crate) mod sheet;
pub(crate) mod spelling;
pub(crate) mod survey;
pub(crate) mod table_form;
pub(crate) mod tables;
pub(crate) mod text_files;
pub(crate) mod topics;
pub(crate) mod unused;
pub(crate) mod words;
#[cfg(feature = "xlsx")]
pub(crate) mod workbook;

pub use cell::unguarded;
pub use columns::Columns;
pub use count::TableCount;
pub use files::{BookFile, is_table_file, read_files};
pub use hand_edits::read_hand_edits;
pub use log_entry::{LogEntry, LogReader, LogText};
pub use log_matters::{LogMatters, MattersText};
pub use log_sheet::{LogSheet, SheetEntry, read_log_sheet};
pub use read::{read_csv, read_json};
pub use reading::Reading;
pub use schema::json_schema;
pub use settings::Settings;
pub use spelling::dates::DateOrder;
pub use survey::{FoundColumn, Survey, SurveyedTable, survey};
pub use table_form::TableForm;
pub use text_files::text_files;
pub use words::Words;
