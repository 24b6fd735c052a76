//! Dates, weekdays and times as text: what cannot be read, and how they are written in JSON.

/// A date, weekday or time that could not be read; the text says how to write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[non_exhaustive]
pub enum ParseTimeError {
    /// It is no date.
    #[error("a date is written 2026-01-31")]
    Date,
    /// It is no day of the week.
    #[error("a weekday is written mon, tue, wed, thu, fri, sat or sun")]
    Weekday,
    /// It is no time of day.
    #[error("a time of day is written 08:30")]
    TimeOfDay,
    /// The window does not close after it opens.
    #[error("closes must be later than opens")]
    TimeWindow,
}

/// Writes a type to JSON as its text, and reads it from there. Files after this one in `mod.rs` may use it.
macro_rules! as_text {
    ($name:ident, $example:literal) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<str> as serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "examples": [$example] })
            }
        }
    };
}
