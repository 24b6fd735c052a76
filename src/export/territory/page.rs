//! The territories as one page: maps before and after, tables, the front, moves with their reasons,
//! scenarios.

use minijinja::value::Serde;
use minijinja::{Environment, context};

use crate::error::Error;
use crate::export::page::basemap::Basemap;
use crate::export::page::document::{failed, hash, script_data, unix_lines};
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
    let basemap = content.page.basemap.map(Basemap::parse).transpose()?;
    let style = unix_lines(concat!(include_str!("../page/page.css"), include_str!("page.css")));
    let script = unix_lines(concat!(
        include_str!("../page/tools.js"),
        include_str!("../page/map.js"),
        include_str!("map.js"),
        include_str!("page.js")
    ));
    let filled = context! {
        title => content.page.title,
        note => content.page.note,
        head => Serde(view.head),
        rows => Serde(view.rows),
        front => Serde(view.front),
        trials => Serde(view.trials),
        handovers => Serde(view.handovers),
        unkept => view.unkept,
        data => script_data(&view.data)?,
        basemap => script_data(&basemap)?,
        style_hash => hash(&style),
        script_hash => hash(&script),
        style,
        script,
    };
    // The ending of the name turns escaping on.
    Environment::new().render_named_str("page.html", include_str!("page.jinja"), filled).map_err(failed)
}
