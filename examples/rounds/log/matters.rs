//! What is logged beside a visit: talking points told, material left, promises done and new ones.

use std::collections::BTreeMap;

use rounds::Error;
use rounds::brief;
use rounds::ingest::{LogEntry, LogMatters, LogReader, MattersText, TableForm};
use rounds::model::{Book, Table};

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
    let LogArguments { topic, left, met, settled, done, .. } = arguments;
    let text = MattersText { topics: topic, left, met, settled, done: *done, promise };
    Ok(reader.matters(entry, &text)?.beyond(&known.reading.book))
}

/// Writes the rows of each table that there are rows for.
pub(super) fn rows(log: &Log, known: &Known, matters: &LogMatters) -> Result<Vec<Rows>, Error> {
    let LogMatters { heard, left, met, settled, followups } = matters;
    let tables = [
        of_table(log, known, Table::HeardTopics, heard, TableForm::heard_topic)?,
        of_table(log, known, Table::LeftMaterials, left, TableForm::left_material)?,
        of_table(log, known, Table::Introductions, met, TableForm::introduction)?,
        of_table(log, known, Table::OpenIssues, settled, TableForm::open_issue)?,
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
    matters.settled.iter().for_each(|it| say!("Settled: {}.", it.what));
    for it in &matters.followups {
        match it.done {
            Some(_) => say!("Done: {}.", it.what),
            None => say!("Promised by {}: {}.", it.due.to_words(), it.what),
        }
    }
}

/// Warns of material that was left although the liaison did not have so much, as far as it was counted before.
pub(super) fn warn(book: &Book, matters: &LogMatters) {
    let mut all = BTreeMap::new();
    for it in &matters.left {
        *all.entry((&it.liaison, &it.material, it.date)).or_insert(0_u32) += it.pieces;
    }
    for ((liaison, material, date), pieces) in all {
        let stock = liaison.as_ref().and_then(|liaison| brief::stock_left(book, liaison, material, date));
        if let (Some(liaison), Some(stock)) = (liaison, stock.filter(|stock| *stock < pieces)) {
            remark!(
                "warning: {pieces} pieces of {material} were left, but {liaison} had {stock} of them by the book; count them again"
            );
        }
    }
}
