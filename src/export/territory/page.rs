//! The territories as one page: maps before and after, tables, the front, moves with their reasons,
//! scenarios.

use minijinja::context;
use minijinja::value::Serde;

use crate::error::Error;
use crate::export::page::document::{PageFrame, render};
use crate::export::territory::content::TerritoryPage;
use crate::export::territory::view::TerritoryView;
use crate::model::book::Book;

/// Fills one self-contained HTML page with the rebalancing: maps before and after side by side, a line a
/// liaison, the front, every moved practice with its reason, scenarios beside each other. No network; light
/// and dark, phone and paper.
///
/// # Errors
/// [`ErrorKind::Input`](crate::ErrorKind::Input) when an alignment is not one of the book or the basemap is
/// not `GeoJSON`.
pub fn territories_html(book: &Book, content: &TerritoryPage) -> Result<String, Error> {
    content.today.check(book)?;
    content.rebalancing.alignment.check(book)?;
    let view = TerritoryView::new(book, content);
    let own = context! {
        head => Serde(view.head),
        rows => Serde(view.rows),
        front => Serde(view.front),
        trials => Serde(view.trials),
        handovers => Serde(view.handovers),
        unkept => view.unkept,
    };
    render(&FRAME, &content.page, &view.data, own)
}

const FRAME: PageFrame = PageFrame {
    template: include_str!("page.jinja"),
    style: concat!(include_str!("../page/page.css"), include_str!("page.css")),
    script: concat!(
        include_str!("../page/tools.js"),
        include_str!("../page/map.js"),
        include_str!("map.js"),
        include_str!("page.js")
    ),
};
