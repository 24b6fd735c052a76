//! Fills the page of a plan.

use minijinja::context;
use minijinja::value::Serde;

use crate::error::Error;
use crate::export::lookup::Lookup;
use crate::export::page::document::{Page, PageFrame, render};
use crate::export::plan::html::calls::CallView;
use crate::export::plan::html::view::View;
use crate::export::wording::findings;
use crate::model::book::Book;
use crate::plan::visit_plan::Plan;

/// The plan as one self-contained HTML page: each day's route on a map with its list of stops and the reason for each,
/// the people there and what to take along, the month at a glance, the team's figures, and for every practice why it is in the
/// plan or not. It prints one page a liaison-day, or the month. On the day itself, the next stop by the device's clock comes
/// first. Without scripts, it lists the stops of all days in order.
///
/// The address may choose what is shown: `plan.html#liaison=L1&date=2026-02-02`, and what is printed: `&print=day`,
/// `week`, `liaison` or `all`.
///
/// # Errors
/// [`ErrorKind::Input`](crate::ErrorKind::Input) when the basemap is not `GeoJSON`.
pub fn html(book: &Book, plan: &Plan, page: &Page) -> Result<String, Error> {
    let view = View::new(book, plan, page);
    let lookup = Lookup::new(book, plan);
    let calls: Vec<CallView> = page.calls.iter().map(|call| CallView::new(&lookup, call)).collect();
    let own = context! {
        plan => Serde(view.header),
        team => Serde(view.team),
        time => Serde(view.time),
        month => Serde(view.month),
        week_names => view.week_names,
        calls => Serde(calls),
        left_out => findings::left_out(page.read),
        lists => Serde(&view.data),
    };
    render(&FRAME, page, &view.data, own)
}

const FRAME: PageFrame = PageFrame {
    template: include_str!("page.jinja"),
    style: include_str!("../../page/page.css"),
    script: concat!(
        include_str!("../../page/tools.js"),
        include_str!("../../page/map.js"),
        include_str!("day.js"),
        include_str!("paper.js"),
        include_str!("page.js")
    ),
};
