//! Where answers are written to, and what the sample book brings along.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use rounds::{Error, ErrorKind};

use crate::arguments::sample;

/// The folder that answers are written to.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// Makes the folder where there is none.
    pub(crate) fn new(path: &Path) -> Result<Self, Error> {
        fs::create_dir_all(path).map_err(|error| failed(path, error))?;
        Ok(Self(path.to_owned()))
    }

    /// Writes a file of the folder.
    pub(crate) fn write(
        &self,
        name: &str,
        content: impl FnOnce(&mut dyn Write) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let path = self.0.join(name);
        let mut file = BufWriter::new(File::create(&path).map_err(|error| failed(&path, error))?);
        content(&mut file)?;
        file.flush().map_err(|error| failed(&path, error))
    }

    /// Writes a text as a file of the folder.
    pub(crate) fn write_text(&self, name: &str, text: &str) -> Result<(), Error> {
        let path = self.0.join(name);
        fs::write(&path, text).map_err(|error| failed(&path, error))
    }
}

fn failed(path: &Path, error: std::io::Error) -> Error {
    Error::new(ErrorKind::Output, format!("cannot write {}", path.display())).because(error)
}

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

/// Turns an identifier into a file name: what could lead elsewhere becomes `_`.
pub(crate) fn file_name(id: &str) -> String {
    let safe = |letter: char| if letter.is_alphanumeric() || "-_.".contains(letter) { letter } else { '_' };
    id.chars().map(safe).collect::<String>().trim_start_matches('.').to_owned()
}
