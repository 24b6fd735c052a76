//! How a book is written: what the command line says, and what `import` has noted in the `rounds.toml` of the book.

use std::path::Path;
use std::sync::Arc;

use rounds::geo::Gazetteer;
use rounds::ingest::{DateOrder, Settings, SurveyedTable};
use rounds::model::Location;
use rounds::{Error, ErrorKind};
use toml::{Table, Value};
use toml_edit::{DocumentMut, Item};

use crate::arguments::BookArguments;
use crate::settings::{self, OF_BOOKS};

/// Puts together what is known of how the book is written; what was typed wins.
pub(crate) fn of(arguments: &BookArguments) -> Result<Settings, Error> {
    with_noted(arguments, |_, _| true)
}

/// Puts together what was typed and those of the noted headers that count.
pub(crate) fn with_noted(
    arguments: &BookArguments,
    counts: impl Fn(&str, &str) -> bool,
) -> Result<Settings, Error> {
    let path = settings::path_of(&arguments.book);
    let noted = if path.is_file() { noted(&path, counts)? } else { Settings::default() };
    let typed = arguments.map.iter().map(String::as_str);
    let columns = typed.map(mapping).try_fold(noted.columns, |columns, pair| {
        let (column, header) = pair?;
        columns.with(column, header)
    })?;
    let dates = arguments.dates.map(Into::into).or(noted.dates);
    let gazetteer = Gazetteer::united_states();
    let homes = arguments.home.iter().map(|(id, place)| Ok((id.clone(), home(place, &gazetteer)?)));
    let homes = homes.collect::<Result<_, Error>>()?;
    Ok(Settings { columns, dates, homes, gazetteer: Some(Arc::new(gazetteer)), ..noted })
}

/// Finds a home by degrees, or by a ZIP code or an address with one.
fn home(place: &str, gazetteer: &Gazetteer) -> Result<Location, Error> {
    let degrees = place
        .split_once(',')
        .and_then(|(lat, lon)| Some(Location::new(lat.trim().parse().ok()?, lon.trim().parse().ok()?)));
    let refused = |text: String| Error::new(ErrorKind::Setting, text);
    if let Some(location) = degrees {
        return location.map_err(|error| refused(format!("--home {place}: {error}")));
    }
    let area = gazetteer.zip(place).or_else(|| gazetteer.address(place));
    let unknown =
        || refused(format!("--home {place}: write degrees, as 44.74,-68.84, or a ZIP code that exists"));
    area.map(|area| area.location).ok_or_else(unknown)
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
fn noted(path: &Path, counts: impl Fn(&str, &str) -> bool) -> Result<Settings, Error> {
    let refused = |text: String| Error::new(ErrorKind::Setting, format!("{}: {text}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| refused(error.to_string()))?;
    let file: Table = text.parse().map_err(|error: toml::de::Error| refused(error.message().to_owned()))?;
    let is_table = |value: &Value| value.is_table();
    if let Some(name) = OF_BOOKS.iter().find(|name| file.get(**name).is_some_and(|value| !is_table(value))) {
        return Err(refused(format!("{name} has to be a table: [{name}]")));
    }
    if let Some((column, _)) = table(&file, "words").find(|(_, meanings)| !is_table(meanings)) {
        return Err(refused(format!("words.{column} has to be a table of words: [words.\"{column}\"]")));
    }
    let mut settings = Settings::default();
    let columns = table(&file, "columns").filter(|(column, header)| counts(column, word(header)));
    for (column, header) in columns {
        settings.columns =
            settings.columns.with(column, word(header)).map_err(|error| refused(error.to_string()))?;
    }
    for (column, meanings) in table(&file, "words") {
        let stated = meanings.as_table().into_iter().flatten().filter(|(_, ours)| !word(ours).is_empty());
        for (theirs, ours) in stated {
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

/// Notes in the book which headers stand for which columns, which words have no meaning yet, and how dates are written. All else in the
/// file stays as it is.
pub(crate) fn note(
    book: &Path,
    tables: &[&SurveyedTable],
    dates: Option<DateOrder>,
    maps: &[String],
) -> Result<(), Error> {
    let left_out =
        maps.iter().filter_map(|map| map.split_once('=')).filter(|(_, header)| header.trim().is_empty());
    let path = settings::path_of(book);
    let failed =
        |text: String| Error::new(ErrorKind::Output, format!("cannot write {}: {text}", path.display()));
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    let mut file: DocumentMut =
        before.parse().map_err(|error: toml_edit::TomlError| failed(error.to_string()))?;
    for table in tables {
        forget(&mut file, &format!("{}.", table.table));
        for column in table.columns.iter().filter(|column| column.header != column.column) {
            let name = format!("{}.{}", table.table, column.column);
            section(&mut file, "columns")[&name] = toml_edit::value(&column.header);
        }
        for (column, words) in &table.unknown_words {
            note_words(&mut file, &format!("{}.{column}", table.table), words.keys());
        }
    }
    for (column, _) in left_out {
        section(&mut file, "columns")[column] = toml_edit::value("");
    }
    if let Some(order) = dates {
        let order = if order == DateOrder::MonthFirst { "mdy" } else { "dmy" };
        section(&mut file, "dates")["order"] = toml_edit::value(order);
    }
    let text = file.to_string();
    if text != before {
        std::fs::write(&path, text).map_err(|error| failed(error.to_string()))?;
        say!("How it is written is noted in {}.", path.display());
    }
    Ok(())
}

/// Takes the headers of a table out that an earlier import has noted, but for columns that nobody wants to be read.
fn forget(file: &mut DocumentMut, table: &str) {
    let Some(columns) = file.get_mut("columns").and_then(Item::as_table_like_mut) else { return };
    let noted: Vec<String> = columns.iter().map(|(name, _)| name.to_owned()).collect();
    for name in noted.iter().filter(|name| name.starts_with(table)) {
        if columns.get(name).and_then(Item::as_str) != Some("") {
            columns.remove(name);
        }
    }
}

/// Lists words without a meaning, so that somebody can say what they mean.
fn note_words<'a>(file: &mut DocumentMut, column: &str, words: impl Iterator<Item = &'a String>) {
    let all = section(file, "words");
    if all.get(column).is_none() {
        all[column] = toml_edit::table();
    }
    for word in words.filter(|word| all[column].get(word.as_str()).is_none()).cloned().collect::<Vec<_>>() {
        all[column][&word] = toml_edit::value("");
    }
}

/// Returns a table of the file, a new one where there is none.
fn section<'a>(file: &'a mut DocumentMut, name: &str) -> &'a mut Item {
    if file.get(name).is_none() {
        file[name] = toml_edit::table();
    }
    &mut file[name]
}
