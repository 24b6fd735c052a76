//! How a book is written: what the command line says, and what `import` has noted in the `rounds.toml` of the book.

use std::path::Path;

use rounds::ingest::{DateOrder, Settings};
use rounds::{Error, ErrorKind};
use toml::{Table, Value};

use crate::arguments::BookArguments;

/// The file's name.
pub(crate) const FILE: &str = "rounds.toml";

/// Tables of the file that say how the book is written.
pub(crate) const TABLES: [&str; 3] = ["columns", "words", "dates"];

/// Puts together what is known of how the book is written; what was typed wins.
pub(crate) fn of(arguments: &BookArguments) -> Result<Settings, Error> {
    let path = arguments.book.join(FILE);
    let noted = if path.is_file() { noted(&path)? } else { Settings::default() };
    let typed = arguments.map.iter().map(String::as_str);
    let columns = typed.map(mapping).try_fold(noted.columns, |columns, pair| {
        let (column, header) = pair?;
        columns.with(column, header)
    })?;
    let dates = arguments.dates.map(Into::into).or(noted.dates);
    let homes = arguments.home.iter().cloned().collect();
    Ok(Settings { columns, dates, homes, ..noted })
}

/// Parts `column=header`.
fn mapping(text: &str) -> Result<(&str, &str), Error> {
    let wrong = || {
        let text = format!(
            "{text:?} is no mapping; write column=header or table.column=header, such as name=street"
        );
        Error::new(ErrorKind::Setting, text)
    };
    text.split_once('=').ok_or_else(wrong)
}

/// Reads what the file says.
fn noted(path: &Path) -> Result<Settings, Error> {
    let refused = |text: String| Error::new(ErrorKind::Setting, format!("{}: {text}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| refused(error.to_string()))?;
    let file: Table = text.parse().map_err(|error: toml::de::Error| refused(error.message().to_owned()))?;
    let mut settings = Settings::default();
    for (column, header) in table(&file, "columns") {
        settings.columns =
            settings.columns.with(column, word(header)).map_err(|error| refused(error.to_string()))?;
    }
    for (column, meanings) in table(&file, "words") {
        for (theirs, ours) in meanings.as_table().into_iter().flatten() {
            settings.words = settings
                .words
                .with(column, theirs, word(ours))
                .map_err(|error| refused(error.to_string()))?;
        }
    }
    settings.dates =
        match table(&file, "dates").find(|(name, _)| *name == "order").map(|(_, value)| word(value)) {
            None => None,
            Some("mdy") => Some(DateOrder::MonthFirst),
            Some("dmy") => Some(DateOrder::DayFirst),
            Some(other) => return Err(refused(format!("the order of dates is mdy or dmy, not {other:?}"))),
        };
    Ok(settings)
}

/// Lists the entries of a table of the file.
fn table<'a>(file: &'a Table, name: &str) -> impl Iterator<Item = (&'a str, &'a Value)> {
    let entries = file.get(name).and_then(Value::as_table).into_iter().flatten();
    entries.map(|(name, value)| (name.as_str(), value))
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
