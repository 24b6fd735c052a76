//! The files of a trial: its design and its result.

use std::path::Path;

use rounds::experiment::Learnt;
use rounds::trial::{TrialDesign, TrialResult};
use rounds::{Error, ErrorKind, export};
use serde::de::DeserializeOwned;

use crate::numbers;
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

/// The elasticity that a trial has measured.
#[derive(Debug, Clone)]
pub(crate) struct MeasuredElasticity {
    /// The posterior mean, with four digits.
    pub(crate) mean: f64,
    /// Where it comes from, in a sentence.
    pub(crate) source: String,
}

/// Reads the elasticity from the result of a trial.
///
/// # Errors
/// Where the file is no result, or its trial says nothing of the elasticity.
pub(crate) fn elasticity(path: &str) -> Result<MeasuredElasticity, String> {
    let read = parsed(Path::new(path), "the result of a trial, as `rounds trial read --out` writes it");
    let result: TrialResult = read.map_err(|error| error.to_string())?;
    if result.elasticity.learnt == Learnt::Nothing {
        return Err(format!(
            "{path}: the trial says nothing of the elasticity, because its arms were visited alike"
        ));
    }
    let mean = (result.elasticity.posterior.mean * 1e4).round() / 1e4;
    if !numbers::ELASTICITY.contains(&mean) {
        return Err(format!("{path}: the elasticity must be within 0 to 0.9"));
    }
    Ok(MeasuredElasticity { mean, source: export::elasticity_source(&result) })
}

fn parsed<T: DeserializeOwned>(path: &Path, what: &str) -> Result<T, Error> {
    let failed = |text: String| Error::new(ErrorKind::Input, text);
    let bytes = std::fs::read(path)
        .map_err(|error| failed(format!("cannot read {}", path.display())).because(error))?;
    serde_json::from_slice(&bytes)
        .map_err(|error| failed(format!("{} is not {what}", path.display())).because(error))
}

/// Checks, before any work, that a file may be written: over none that is read, and over none but an earlier one of its kind.
pub(crate) fn check(path: &Path, inputs: &Inputs, begins: &str) -> Result<(), Error> {
    file::check(path, inputs, begins)
}
