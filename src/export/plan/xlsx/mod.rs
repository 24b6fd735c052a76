//! A plan as one workbook of a spreadsheet program.
//!
//! | file | what it is |
//! |---|---|
//! | workbook.rs | the whole file: its sheets in order, its properties |
//! | liaison.rs, stops.rs, practices.rs, calls.rs, people.rs, events.rs, findings.rs, assumed.rs | one kind of sheet each |
//! | sheet.rs | a sheet on its way: a row after the other, column widths, links, print setup |
//! | cell.rs | what stands in a cell, and the limits of the format |
//! | formats.rs | how cells look |
//! | names.rs | names of sheets |

pub(crate) mod assumed;
pub(crate) mod calls;
pub(crate) mod cell;
pub(crate) mod events;
pub(crate) mod findings;
pub(crate) mod formats;
pub(crate) mod liaison;
pub(crate) mod names;
pub(crate) mod people;
pub(crate) mod practices;
pub(crate) mod sheet;
pub(crate) mod stops;
pub(crate) mod workbook;
