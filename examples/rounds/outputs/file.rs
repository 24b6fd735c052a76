//! A single file that an answer is written to.

use std::ffi::OsString;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use rounds::Error;

use super::inputs::Inputs;
use super::{failed, refused};

/// The mark of UTF-8 with which our tables begin; earlier ones have none.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Checks, before any work, that a table may be written to a file: to none that is read, and over no file but an earlier
/// table, which begins with the same columns.
///
/// # Errors
/// Where it may not, with what to do.
pub(crate) fn check(path: &Path, inputs: &Inputs, columns: &str) -> Result<(), Error> {
    let shown = path.display();
    if path.is_dir() {
        return Err(refused(format!(
            "{shown} is a folder; name a file with --out, such as {shown}/scores.csv"
        )));
    }
    if inputs.hold(path) {
        return Err(refused(format!(
            "{shown} would be written over, but this run reads it. Name another file with --out"
        )));
    }
    if inputs.would_grow(path) {
        return Err(refused(format!(
            "{shown} would become a part of the book. Name another file with --out"
        )));
    }
    if path.is_file() && !begins_with(path, columns.as_bytes()).map_err(|error| failed(path, error))? {
        let why =
            "is there already, and rounds did not write it. Move it away, or name another file with --out";
        return Err(refused(format!("{shown} {why}")));
    }
    match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) if !folder.is_dir() => {
            Err(refused(format!("cannot write {shown}: there is no folder {}", folder.display())))
        }
        _ => Ok(()),
    }
}

/// Tells whether a file is empty or begins with these bytes, after a mark of UTF-8 or without one.
fn begins_with(path: &Path, wanted: &[u8]) -> std::io::Result<bool> {
    let mut found = Vec::new();
    let most = u64::try_from(MARK.len() + wanted.len()).unwrap_or(u64::MAX);
    fs::File::open(path)?.take(most).read_to_end(&mut found)?;
    let after_mark = found.strip_prefix(MARK).unwrap_or(&found);
    Ok(found.is_empty() || after_mark.starts_with(wanted))
}

/// Writes a file as a whole, or leaves what is there as it is. What is no plain file, such as a pipe, is written to directly.
///
/// # Errors
/// Where it cannot be written.
pub(crate) fn write(path: &Path, content: &[u8]) -> Result<(), Error> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let failed = |error| failed(&path, error);
    if path.exists() && !path.is_file() {
        return fs::write(&path, content).map_err(failed);
    }
    let unfinished = unfinished(&path);
    let written = fs::write(&unfinished, content).and_then(|()| fs::rename(&unfinished, &path));
    written.map_err(|error| {
        let _ = fs::remove_file(&unfinished);
        failed(error)
    })
}

/// Names the file beside another in which it is written.
fn unfinished(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".rounds-unfinished-{}", std::process::id()));
    path.with_file_name(name)
}
