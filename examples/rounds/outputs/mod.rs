//! Where answers are written to: never over what is read, and never half.

pub(crate) mod file;
pub(crate) mod file_names;
pub(crate) mod folder;
pub(crate) mod inputs;
pub(crate) mod listing;
pub(crate) mod staging;

use std::path::Path;

use rounds::{Error, ErrorKind};

/// Says that a path cannot be written to, and why.
pub(crate) fn failed(path: &Path, error: std::io::Error) -> Error {
    refused(format!("cannot write {}", path.display())).because(error)
}

/// Makes the error of a place that is not written to.
pub(crate) fn refused(text: String) -> Error {
    Error::new(ErrorKind::Output, text)
}
