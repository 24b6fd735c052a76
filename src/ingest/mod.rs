//! Reads a book from CSV files or from one JSON document.
//!
//! A wrong value never stops the reading: it becomes an [`Issue`](crate::model::Issue) with a code, a table, a row, a column, the value, and
//! what to do about it. Only what leaves nothing to plan with is an [`Error`](crate::Error): no practices, no liaisons, or a table of
//! these two without the columns that it cannot do without. `docs/book.md` describes every column, `docs/issues.md`
//! every code.
//!
//! Both formats become the same sheets of text, and one set of readers turns these into values, so that a CSV file
//! and a JSON document mean the same.

pub(crate) mod cell;
pub(crate) mod columns;
pub(crate) mod decode;
pub(crate) mod fields;
pub(crate) mod header;
pub(crate) mod json;
pub(crate) mod liaisons;
pub(crate) mod practices;
pub(crate) mod read;
pub(crate) mod row;
pub(crate) mod rows;
pub(crate) mod schema;
pub(crate) mod sheet;

pub use cell::unguarded;
pub use columns::Columns;
pub use read::{read_csv, read_json};
pub use schema::json_schema;
