//! What the sample book brings along.

use std::fs;
use std::path::Path;

use rounds::{Error, ErrorKind};

use crate::arguments::sample;

/// Reads counties and towns for the map: the file named, or those around Washington for the sample book.
pub(crate) fn basemap(book: &Path, named: Option<&Path>) -> Result<Option<String>, Error> {
    let usual = is_sample(book).then(|| sample("region").join("basemap.geojson"));
    let Some(path) = named.map(Path::to_owned).or(usual) else { return Ok(None) };
    let failed =
        |error| Error::new(ErrorKind::Input, format!("cannot read {}", path.display())).because(error);
    fs::read_to_string(&path).map(Some).map_err(|error: std::io::Error| failed(error))
}

/// Says where the data of a page comes from.
pub(crate) fn note(book: &Path) -> &'static str {
    if is_sample(book) { "Simulated data: no practice, liaison or referral here is real." } else { "" }
}

/// Tells whether this is the sample book.
fn is_sample(book: &Path) -> bool {
    book == sample("sample")
}
