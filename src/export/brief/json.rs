//! Briefs, for programs.

use std::io::Write;

use crate::brief::team_brief::Briefs;
use crate::error::{Error, ErrorKind};
use crate::export::json_text;

/// Writes briefs as JSON, indented, with a line feed at their end.
///
/// Equal briefs give equal bytes, and `serde_json` reads them back as equal briefs. The format is docs/brief.schema.json.
///
/// # Errors
/// [`ErrorKind::Output`] when `writer` fails.
pub fn brief_json(briefs: &Briefs, mut writer: impl Write) -> Result<(), Error> {
    let failed = |error: std::io::Error| {
        Error::new(ErrorKind::Output, "the briefs could not be written").because(error)
    };
    json_text::pretty(briefs, &mut writer).map_err(|error| failed(error.into()))?;
    writer.write_all(b"\n").map_err(failed)
}

/// Returns the JSON Schema (draft 2020-12) of briefs, as published in docs/brief.schema.json.
#[cfg(feature = "schema")]
#[must_use]
pub fn brief_json_schema() -> String {
    format!("{:#}\n", schemars::schema_for!(Briefs).as_value())
}
