//! The files of a trial: its design and its result.

use std::path::Path;

use rounds::trial::TrialDesign;
use rounds::{Error, ErrorKind};

use crate::outputs::file;
use crate::outputs::inputs::Inputs;

/// How a design begins.
pub(crate) const DESIGN: &str = "{\n  \"version\"";
/// How a result begins.
pub(crate) const RESULT: &str = "{\n  \"name\"";

/// Reads a design.
pub(crate) fn design(path: &Path) -> Result<TrialDesign, Error> {
    let failed = |why: &str| Error::new(ErrorKind::Input, format!("{} {why}", path.display()));
    let bytes = std::fs::read(path).map_err(|error| failed("cannot be read").because(error))?;
    let is_none =
        |error| failed("is not the design of a trial, as `rounds trial design` writes it").because(error);
    serde_json::from_slice(&bytes).map_err(|error: serde_json::Error| is_none(error))
}

/// Checks, before any work, that a file may be written: over none that is read, and over none but an earlier one of its kind.
pub(crate) fn check(path: &Path, inputs: &Inputs, begins: &str) -> Result<(), Error> {
    file::check(path, inputs, begins)
}
