//! The drawings of a report by themselves, for slides and other programs' pages.

use crate::export::report::compose::compose;
use crate::export::report::content::ReportBlock;
use crate::export::report::extras::ReportExtras;
use crate::model::book::Book;
use crate::report::compile::WeekReport;

/// Draws the drawings of a report as SVG, each with its name, in the order in which the page shows them.
#[must_use]
pub fn report_drawings(
    book: &Book,
    report: &WeekReport,
    extras: &ReportExtras,
) -> Vec<(&'static str, String)> {
    let blocks = compose(book, report, extras).sections.into_iter().flat_map(|section| section.blocks);
    let drawing = |block| match block {
        ReportBlock::Chart(chart) => Some((chart.name, chart.svg)),
        _ => None,
    };
    blocks.filter_map(drawing).collect()
}
