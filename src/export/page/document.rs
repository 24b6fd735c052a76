//! What every page has: a heading, a style and a script inside, and a policy that lets nothing else run.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minijinja::{Environment, Value, context};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::brief::team_brief::Briefs;
use crate::error::{Error, ErrorKind};
use crate::export::json_text;
use crate::export::page::basemap::Basemap;
use crate::export::units::Units;
use crate::ingest::count::TableCount;
use crate::plan::call::Call;

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
    /// The unit of distance.
    pub units: Units,
    /// Whom to call before a visit; the page of a plan lists them.
    pub calls: &'a [Call],
    /// What liaisons take to their visits; the page of a plan shows it at each stop.
    pub briefs: Option<&'a Briefs>,
    /// How many rows of each table were used. The page names the tables that lost some.
    pub read: &'a [TableCount],
}

impl Default for Page<'_> {
    fn default() -> Self {
        Self {
            title: "Visit plan",
            note: "",
            basemap: None,
            units: Units::default(),
            calls: &[],
            briefs: None,
            read: &[],
        }
    }
}

/// What makes one kind of page: its template, and all its styles and scripts.
pub(crate) struct PageFrame {
    /// The template, with places for what [`render`] fills in.
    pub(crate) template: &'static str,
    /// The style, put into the page.
    pub(crate) style: &'static str,
    /// The script, put into the page.
    pub(crate) script: &'static str,
}

/// Fills a page: what every page has, the `data` for its script, and what is its `own`.
pub(crate) fn render(
    frame: &PageFrame,
    page: &Page,
    data: &impl Serialize,
    own: Value,
) -> Result<String, Error> {
    let basemap = page.basemap.map(Basemap::parse).transpose()?;
    let (style, script) = (unix_lines(frame.style), unix_lines(frame.script));
    let filled = context! {
        title => page.title,
        note => page.note,
        units => page.units.to_string(),
        data => script_data(data)?,
        basemap => script_data(&basemap)?,
        style_hash => hash(&style),
        script_hash => hash(&script),
        style,
        script,
        ..own
    };
    // The ending of the name turns escaping on.
    Environment::new().render_named_str("page.html", frame.template, filled).map_err(failed)
}

/// JSON that can stand inside a script element: only `<` could end it or start a comment.
fn script_data(value: &impl Serialize) -> Result<String, Error> {
    Ok(json_text::compact(value).map_err(failed)?.replace('<', "\\u003c"))
}

/// A source for the content security policy.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

/// The text as browsers hash it, also where a checkout has turned its line ends.
fn unix_lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

fn failed(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::new(ErrorKind::Output, "the page could not be written").because(error)
}
