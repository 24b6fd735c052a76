//! The report as a page that needs no script: on a screen, on a phone, in a mail and on paper.

use minijinja::{Environment, context};
use serde::Serialize;

use crate::error::{Error, ErrorKind};
use crate::export::report::chart::slug;
use crate::export::report::compose::compose;
use crate::export::report::content::{
    ReportBlock, ReportCell, ReportContent, ReportSection, ReportTable, Tile,
};
use crate::export::report::extras::ReportExtras;
use crate::export::wording::report_text;
use crate::export::wording::text::and_more;
use crate::model::book::Book;
use crate::report::compile::WeekReport;

/// Rows of a table that stand side by side in groups where there are many.
const GROUP: usize = 13;
/// Columns from which a phone shows a row as a card.
const MANY_COLUMNS: usize = 5;

/// Fills the page of a report: one file, no script, nothing loaded. It reads well where a mail program drops its style or its
/// drawings, since the tables behind them stay.
///
/// # Errors
/// [`ErrorKind::Output`] where the template cannot be filled.
pub fn report_html(book: &Book, report: &WeekReport, extras: &ReportExtras) -> Result<String, Error> {
    let content = compose(book, report, extras);
    let ReportContent { title, period, notes, .. } = &content;
    let tiles: Vec<TileView> = content.tiles.iter().map(TileView::new).collect();
    let sections: Vec<SectionView> = content.sections.iter().map(SectionView::new).collect();
    let behind: Vec<TableView> =
        content.sections.iter().flat_map(|it| &it.blocks).filter_map(behind).collect();
    let style = include_str!("page.css").replace("\r\n", "\n");
    let filled = context! {
        title, period, notes, style,
        to_behind => report_text::TO_BEHIND,
        behind_heading => report_text::BEHIND,
        behind => minijinja::value::Serde(behind),
        tiles => minijinja::value::Serde(tiles),
        sections => minijinja::value::Serde(sections),
    };
    // The ending of the name turns escaping on.
    Environment::new()
        .render_named_str("report.html", include_str!("page.jinja"), filled)
        .map_err(|error| Error::new(ErrorKind::Output, "the report could not be written").because(error))
}

#[derive(Serialize)]
struct TileView<'a> {
    label: &'a str,
    value: &'a str,
    detail: &'a str,
}

impl<'a> TileView<'a> {
    fn new(tile: &'a Tile) -> Self {
        Self { label: &tile.label, value: &tile.value, detail: &tile.detail }
    }
}

#[derive(Serialize)]
struct SectionView<'a> {
    heading: &'a str,
    blocks: Vec<BlockView<'a>>,
}

impl<'a> SectionView<'a> {
    fn new(section: &'a ReportSection) -> Self {
        Self { heading: section.heading, blocks: section.blocks.iter().map(BlockView::new).collect() }
    }
}

/// A piece of a section; one of its fields is filled.
#[derive(Default, Serialize)]
struct BlockView<'a> {
    text: Option<&'a str>,
    list: Option<&'a [String]>,
    table: Option<TableView<'a>>,
    chart: Option<ChartView<'a>>,
}

impl<'a> BlockView<'a> {
    fn new(block: &'a ReportBlock) -> Self {
        match block {
            ReportBlock::Text(text) => Self { text: Some(text), ..Self::default() },
            ReportBlock::List(lines) => Self { list: Some(lines), ..Self::default() },
            ReportBlock::Table(table) => Self { table: Some(TableView::new(table)), ..Self::default() },
            ReportBlock::Chart(chart) => {
                let view = ChartView { title: &chart.title, svg: &chart.svg, table: slug(chart.name) };
                Self { chart: Some(view), ..Self::default() }
            }
        }
    }
}

#[derive(Serialize)]
struct ChartView<'a> {
    title: &'a str,
    svg: &'a str,
    /// The identifier of the table with its figures.
    table: String,
}

/// Returns the table of a drawing that belongs to it alone.
fn behind(block: &ReportBlock) -> Option<TableView<'_>> {
    match block {
        ReportBlock::Chart(chart) => chart.table.as_ref().map(TableView::new),
        _ => None,
    }
}

#[derive(Serialize)]
struct TableView<'a> {
    name: &'a str,
    /// Its identifier.
    id: String,
    /// Whether a phone shows its rows as cards.
    is_wide: bool,
    columns: Vec<ColumnView<'a>>,
    /// Rows in groups that may stand side by side; mostly one.
    groups: Vec<Vec<RowView>>,
    more: Option<String>,
}

#[derive(Serialize)]
struct ColumnView<'a> {
    name: &'a str,
    is_number: bool,
}

#[derive(Serialize)]
struct RowView {
    cells: Vec<String>,
    is_sum: bool,
}

impl<'a> TableView<'a> {
    fn new(table: &'a ReportTable) -> Self {
        let (shown, hidden) = table.shown();
        let is_number =
            |at: usize| shown.iter().any(|row| row.cells.get(at).is_some_and(ReportCell::is_number));
        let column = |(at, name): (usize, &'a String)| ColumnView { name, is_number: is_number(at) };
        let rows = shown.iter().map(|row| RowView {
            cells: row.cells.iter().map(ReportCell::to_words).collect(),
            is_sum: row.is_sum,
        });
        let mut rows: Vec<RowView> = rows.collect();
        let each =
            if rows.len() > 2 * GROUP && table.columns.len() < MANY_COLUMNS { GROUP } else { rows.len() };
        let mut groups = Vec::new();
        while !rows.is_empty() {
            let rest = rows.split_off(each.clamp(1, rows.len()));
            groups.push(std::mem::replace(&mut rows, rest));
        }
        Self {
            name: table.name,
            id: slug(table.name),
            is_wide: table.columns.len() >= MANY_COLUMNS,
            columns: table.columns.iter().enumerate().map(column).collect(),
            groups,
            more: (hidden > 0).then(|| and_more(hidden)),
        }
    }
}
