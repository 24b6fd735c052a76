//! One page that holds the whole plan: no network, no installation, works from a USB stick.
//!
//! | file | what it is |
//! |---|---|
//! | page.jinja | the skeleton, with figures and tables that are there without scripts |
//! | page.css | the looks: light and dark, screen and paper |
//! | tools.js | makes elements, counts things; all pages share it, as they do map.js |
//! | map.js | draws a day's route as SVG |
//! | page.js | shows the chosen day, searches practices, prints |
//! | view.rs | what the page is filled with |
//! | basemap.rs | reads the caller's outlines and towns |
//!
//! The page says by a content security policy that it loads nothing and runs no script but its own, by their hashes; text
//! from the book that slipped through all escaping would still not run.

mod basemap;
mod view;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minijinja::value::Serde;
use minijinja::{Environment, context};
use sha2::{Digest, Sha256};

pub(super) use self::basemap::Basemap;
use self::view::View;
use crate::model::Book;
use crate::plan::Plan;
use crate::{Error, ErrorKind};

/// What a page shows beside the plan.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// Its heading.
    pub title: &'a str,
    /// A remark under the heading, such as that the data is simulated; may be empty.
    pub note: &'a str,
    /// `GeoJSON` to find one's way by: polygons with a `name` are outlines of counties, points with a `name` and a `rank`
    /// (1 largest, 3 smallest) are towns.
    pub basemap: Option<&'a str>,
}

impl Default for Page<'_> {
    fn default() -> Self {
        Self { title: "Visit plan", note: "", basemap: None }
    }
}

/// The plan as one self-contained HTML page: each day's route on a map with its list of stops and the reason for each,
/// the team's figures, and for every practice why it is in the plan or not. It prints one page a liaison-day.
///
/// The address may choose what is shown: `plan.html#liaison=L1&date=2026-02-02`, and what is printed: `&print=day`,
/// `week`, `liaison` or `all`.
///
/// # Errors
/// [`ErrorKind::Input`] when the basemap is not `GeoJSON`.
pub fn html(book: &Book, plan: &Plan, page: &Page) -> Result<String, Error> {
    let view = View::new(book, plan);
    let basemap = page.basemap.map(Basemap::parse).transpose()?;
    let style = unix_lines(include_str!("page.css"));
    let script =
        unix_lines(concat!(include_str!("tools.js"), include_str!("map.js"), include_str!("page.js")));
    let context = context! {
        title => page.title,
        note => page.note,
        plan => Serde(view.header),
        team => Serde(view.team),
        week_names => view.week_names,
        data => script_data(&view.data)?,
        basemap => script_data(&basemap)?,
        style_hash => hash(&style),
        script_hash => hash(&script),
        style,
        script,
    };
    // The ending of the name turns escaping on.
    Environment::new().render_named_str("page.html", include_str!("page.jinja"), context).map_err(failed)
}

/// JSON that can stand inside a script element: only `<` could end it or start a comment.
pub(super) fn script_data(value: &impl serde::Serialize) -> Result<String, Error> {
    Ok(serde_json::to_string(value).map_err(failed)?.replace('<', "\\u003c"))
}

/// A source for the content security policy.
pub(super) fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

/// The text as browsers hash it, also where a checkout has turned its line ends.
pub(super) fn unix_lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

pub(super) fn failed(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::new(ErrorKind::Output, "the page could not be written").because(error)
}
