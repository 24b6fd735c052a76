//! The plan itself, for programs.

use std::io::Write;

use crate::error::{Error, ErrorKind};
use crate::export::json_text;
use crate::plan::visit_plan::Plan;

/// Writes the plan as JSON, indented, with a line feed at its end.
///
/// Numbers have the fewest digits that read back as the same number, fields stand in the order of the types: equal plans
/// give equal bytes, and `serde_json` reads them back as an equal plan. The format is docs/plan.schema.json.
///
/// # Errors
/// [`ErrorKind::Output`] when `writer` fails.
pub fn json(plan: &Plan, mut writer: impl Write) -> Result<(), Error> {
    let failed =
        |error: std::io::Error| Error::new(ErrorKind::Output, "the plan could not be written").because(error);
    json_text::pretty(plan, &mut writer).map_err(|error| failed(error.into()))?;
    writer.write_all(b"\n").map_err(failed)
}

/// The JSON Schema (draft 2020-12) of a plan, as published in docs/plan.schema.json.
#[cfg(feature = "schema")]
#[must_use]
pub fn json_schema() -> String {
    format!("{:#}\n", schemars::schema_for!(Plan).as_value())
}
