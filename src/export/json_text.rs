//! Values as JSON in which nothing reads as `0`, never as `-0`.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
#[cfg(feature = "html")]
use serde_json::ser::CompactFormatter;
use serde_json::ser::{Formatter, PrettyFormatter};

use crate::error::{Error, ErrorKind};

/// Writes a value as indented JSON, such as scores for another program. Equal values give equal bytes, and nothing is `0`, never
/// `-0`.
///
/// # Errors
/// [`ErrorKind::Output`] when the value refuses to be written.
pub fn json_text(value: &impl Serialize) -> Result<String, Error> {
    let mut out = Vec::new();
    pretty(value, &mut out).map_err(failed)?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}

/// Writes a value indented.
pub(crate) fn pretty(value: &impl Serialize, writer: impl Write) -> serde_json::Result<()> {
    value.serialize(&mut Serializer::with_formatter(writer, PlainZero(PrettyFormatter::new())))
}

/// Writes a value on one line.
#[cfg(feature = "html")]
pub(crate) fn compact(value: &impl Serialize) -> serde_json::Result<String> {
    let mut out = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut out, PlainZero(CompactFormatter)))?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}

fn failed(error: serde_json::Error) -> Error {
    Error::new(ErrorKind::Output, "the value could not be written").because(error)
}

/// Writes as another formatter does, but for the sign of nothing.
struct PlainZero<F>(F);

impl<F: Formatter> Formatter for PlainZero<F> {
    fn write_f64<W: ?Sized + Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        self.0.write_f64(writer, value + 0.0)
    }

    fn write_f32<W: ?Sized + Write>(&mut self, writer: &mut W, value: f32) -> io::Result<()> {
        self.0.write_f32(writer, value + 0.0)
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_but_the_sign_of_nothing_is_as_usual() {
        let value =
            serde_json::json!({ "a": [1.5, -2.5, 3], "b": {}, "c": [], "d": { "e": null, "f": "-0.0" } });
        assert_eq!(json_text(&value).unwrap(), serde_json::to_string_pretty(&value).unwrap());
        assert_eq!(json_text(&[-0.0, 0.0, -1.0]).unwrap(), "[\n  0.0,\n  0.0,\n  -1.0\n]");
    }
}
