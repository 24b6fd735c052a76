//! What is logged beside a visit: talking points told, material left, promises done and new ones.

use rounds::Error;
use rounds::ingest::{LogEntry, LogMatters, LogReader, MattersText, TableForm};
use rounds::model::Table;

use super::{Known, Log, Target};
use crate::log_arguments::LogArguments;

/// Rows for one table, and the table.
pub(super) type Rows = (Target, Vec<Vec<String>>);

/// Finds out what is said beside a visit, as far as the book does not hold it yet.
pub(super) fn said(
    arguments: &LogArguments,
    known: &Known,
    reader: &LogReader,
    entry: &LogEntry,
) -> Result<LogMatters, Error> {
    let promise = arguments.followup.as_deref().zip(arguments.due);
    let LogArguments { topic, left, done, .. } = arguments;
    let text = MattersText { topics: topic, left, done: *done, promise };
    Ok(reader.matters(entry, &text)?.beyond(&known.reading.book))
}

/// Writes the rows of each table that there are rows for.
pub(super) fn rows(log: &Log, known: &Known, matters: &LogMatters) -> Result<Vec<Rows>, Error> {
    let LogMatters { heard, left, followups } = matters;
    let tables = [
        of_table(log, known, Table::HeardTopics, heard, TableForm::heard_topic)?,
        of_table(log, known, Table::LeftMaterials, left, TableForm::left_material)?,
        of_table(log, known, Table::FollowUps, followups, TableForm::followup)?,
    ];
    Ok(tables.into_iter().flatten().collect())
}

fn of_table<T>(
    log: &Log,
    known: &Known,
    table: Table,
    values: &[T],
    write: impl Fn(&TableForm, &T) -> Result<Vec<String>, Error>,
) -> Result<Option<Rows>, Error> {
    if values.is_empty() {
        return Ok(None);
    }
    let target = Target::find(log, &log.files()?, table, &known.settings)?;
    let rows = values.iter().map(|value| write(&target.form, value)).collect::<Result<_, _>>()?;
    Ok(Some((target, rows)))
}

/// Says what was logged beside a visit.
pub(super) fn tell(matters: &LogMatters, rows: &[Rows]) {
    for (target, rows) in rows {
        let word = if rows.len() == 1 { "row" } else { "rows" };
        say!("Logged in {}: {} {word}.", target.name(), rows.len());
    }
    for it in &matters.followups {
        match it.done {
            Some(_) => say!("Done: {}.", it.what),
            None => say!("Promised by {}: {}.", it.due.to_words(), it.what),
        }
    }
}
