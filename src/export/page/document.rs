//! What every page has: a heading, a style and a script inside, and a policy that lets nothing else run.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::error::{Error, ErrorKind};

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

/// JSON that can stand inside a script element: only `<` could end it or start a comment.
pub(crate) fn script_data(value: &impl serde::Serialize) -> Result<String, Error> {
    Ok(serde_json::to_string(value).map_err(failed)?.replace('<', "\\u003c"))
}

/// A source for the content security policy.
pub(crate) fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

/// The text as browsers hash it, also where a checkout has turned its line ends.
pub(crate) fn unix_lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

pub(crate) fn failed(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::new(ErrorKind::Output, "the page could not be written").because(error)
}
