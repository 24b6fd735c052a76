//! The figures that a report begins with, at a terminal.

use crate::export::layout::{WIDTH, line, wrapped};
use crate::export::report::compose::compose;
use crate::export::report::extras::ReportExtras;
use crate::export::wording::report_text;
use crate::model::book::Book;
use crate::report::compile::WeekReport;

/// The figures that a report begins with, and its remarks: plain text, at most 100 columns.
#[must_use]
pub fn report_headline(book: &Book, report: &WeekReport, extras: &ReportExtras) -> String {
    let content = compose(book, report, extras);
    let mut out = String::new();
    let heading = report_text::heading(&content.title, &content.period);
    let tiles = content.tiles.iter().map(|it| report_text::figure(&it.label, &it.value, &it.detail));
    for text in std::iter::once(heading).chain(content.notes.iter().cloned()).chain(tiles) {
        for text in wrapped(&text, WIDTH) {
            line(&mut out, &text);
        }
    }
    out
}
