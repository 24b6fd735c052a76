//! The files of a trial: its design and its result.

use std::path::Path;

use rounds::trial::{TrialDesign, TrialResult};
use rounds::{Error, ErrorKind};
use serde::de::DeserializeOwned;

use crate::outputs::file;
use crate::outputs::inputs::Inputs;

/// How a design begins.
pub(crate) const DESIGN: &str = "{\n  \"version\"";
/// How a result begins.
pub(crate) const RESULT: &str = "{\n  \"name\"";

/// Reads a design.
pub(crate) fn design(path: &Path) -> Result<TrialDesign, Error> {
    parsed(path, "the design of a trial, as `rounds trial design` writes it")
}

/// Reads a result.
pub(crate) fn result(path: &Path) -> Result<TrialResult, Error> {
    parsed(path, "the result of a trial, as `rounds trial read --out` writes it")
}

fn parsed<T: DeserializeOwned>(path: &Path, what: &str) -> Result<T, Error> {
    let failed = |text: String| Error::new(ErrorKind::Input, text);
    let bytes = std::fs::read(path).map_err(|error| failed(format!("cannot read {}", path.display())).because(error))?;
    serde_json::from_slice(&bytes).map_err(|error| failed(format!("{} is not {what}", path.display())).because(error))
}

/// Checks, before any work, that a file may be written: over none that is read, and over none but an earlier one of its kind.
pub(crate) fn check(path: &Path, inputs: &Inputs, begins: &str) -> Result<(), Error> {
    file::check(path, inputs, begins)
}
