//! A sheet that somebody has filled in: the stops of a plan, with how each visit went.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::Error;
use crate::ingest::cell::{self, same_name};
use crate::ingest::evidence::{self, Opened};
use crate::ingest::files::{self, BookFile};
use crate::ingest::header::Header;
use crate::ingest::log_entry::{LogEntry, LogReader, LogText};
use crate::ingest::log_refusals::{self, in_row};
use crate::ingest::numbered_row::NumberedRow;
use crate::ingest::raw_table::RawTable;
use crate::ingest::row::Row;
use crate::ingest::rows;
use crate::ingest::settings::Settings;
use crate::ingest::sheet::Sheet;
use crate::ingest::spelling::conventions::Convention;
use crate::ingest::spelling::dates::DateOrder;
use crate::model::finding::{Finding, RowFault};
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::issue::{Consequence, Issue, Table};
use crate::model::time::Date;

/// What a filled-in sheet says.
#[derive(Debug)]
pub struct LogSheet {
    /// The entries, sorted; a visit that stands on two sheets alike is one.
    pub entries: Vec<SheetEntry>,
    /// How many visits have no outcome on any sheet.
    pub empty: usize,
    /// What is wrong, with file and row.
    pub faults: Vec<Error>,
}

/// An entry, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetEntry {
    /// The file or the sheet.
    pub source: String,
    /// The row, as a spreadsheet shows it.
    pub row: u64,
    /// What it says.
    pub entry: LogEntry,
}

/// Headers of the day by which the next visit is promised.
const NEXT: [&str; 3] = ["next", "next_visit_by", "next_visit"];

/// What tells one visit from another.
type VisitKey = (PracticeId, Date, LiaisonId);

/// Reads `stops.csv`, `plan.xlsx`, or any table with the columns practice, liaison, date and outcome. The columns note and next may
/// be missing, and rows without an outcome are counted only.
///
/// # Errors
/// [`ErrorKind::Input`](crate::ErrorKind::Input) when no table has an outcome in any column, a workbook cannot be read, or dates can be read in two ways.
pub fn read_log_sheet(
    files: Vec<BookFile>,
    reader: &LogReader<'_>,
    settings: &Settings,
) -> Result<LogSheet, Error> {
    let mut opened = Vec::new();
    for table in files::raw_tables(files, &mut Vec::new())? {
        opened.extend(with_outcomes(table, settings));
    }
    if opened.is_empty() {
        return Err(log_refusals::no_sheet());
    }
    evidence::settle(&mut opened, settings.dates)?;
    let mut read =
        SheetReader { reader, settings, visits: BTreeMap::new(), empty: BTreeSet::new(), faults: Vec::new() };
    for opened in &opened {
        read.sheet(opened);
    }
    Ok(read.finish())
}

/// Takes a table as a filled-in sheet, if it has the columns of one.
fn with_outcomes(table: RawTable, settings: &Settings) -> Option<Opened> {
    let sheet = Sheet::new(Table::Visits, table, &settings.columns);
    let header = Header::of_columns(&sheet, settings, &mut Vec::new()).ok()?;
    header.position("outcome").is_some().then_some((sheet, header))
}

/// Sheets being read.
struct SheetReader<'a> {
    reader: &'a LogReader<'a>,
    settings: &'a Settings,
    visits: BTreeMap<VisitKey, SheetEntry>,
    /// Rows without an outcome: their visits, or what stands there where that is not clear.
    empty: BTreeSet<Result<VisitKey, [String; 3]>>,
    faults: Vec<Error>,
}

impl SheetReader<'_> {
    fn sheet(&mut self, (sheet, header): &Opened) {
        let is_next = |name: &String| NEXT.iter().any(|next| same_name(next, name));
        let next = sheet.header().iter().position(is_next);
        for numbered in sheet.records() {
            self.row(sheet, header, next, numbered);
        }
    }

    /// Reads a row; one without an outcome is counted.
    fn row(&mut self, sheet: &Sheet, header: &Header, next: Option<usize>, numbered: NumberedRow) {
        let (number, mut issues) = (numbered.0, Vec::new());
        let Some(mut row) = Row::new(sheet, header, &self.settings.words, numbered, &mut issues) else {
            self.faults.extend(lost(sheet.label(), number, &issues));
            return;
        };
        let until = next.map_or("", |at| row.field(at)).to_owned();
        if row.text("outcome").is_empty() {
            self.without_outcome(sheet.label(), &mut row, &until);
            return;
        }
        let Some(date) = row.needed("date", cell::date) else {
            self.faults.extend(lost(sheet.label(), number, &issues));
            return;
        };
        let order = row.convention("date").dates;
        let time = rows::visit_time(row.text("time"), row.convention("time")).ok();
        let entry = promised(&until, order).and_then(|next| {
            self.reader.entry(&LogText {
                practice: row.text("practice_id"),
                liaison: row.text("liaison_id"),
                date,
                time,
                outcome: row.text("outcome"),
                note: row.text("note"),
                next,
            })
        });
        match entry {
            Ok(entry) => self.add(SheetEntry { source: sheet.label().to_owned(), row: number, entry }),
            Err(error) => self.faults.push(in_row(sheet.label(), number, &error.to_string())),
        }
    }

    /// Counts a visit without an outcome. One with a note or a promise has been filled in by half.
    fn without_outcome(&mut self, label: &str, row: &mut Row<'_>, until: &str) {
        let practice = row.text("practice_id");
        if practice.is_empty() {
            return;
        }
        if !row.text("note").is_empty() || !until.is_empty() {
            self.faults.push(log_refusals::half_filled(label, row.number()));
        }
        let said = ["practice_id", "liaison_id", "date"].map(|column| row.text(column).to_owned());
        self.empty.insert(self.visit(row).ok_or(said));
    }

    /// Finds out which visit a row tells of.
    fn visit(&self, row: &mut Row<'_>) -> Option<VisitKey> {
        let date = row.needed("date", cell::date)?;
        let practice = self.reader.practice(row.text("practice_id")).ok()?;
        let liaison = self.reader.liaison(row.text("liaison_id"), &practice).ok()?;
        Some((practice, date, liaison))
    }

    /// Adds an entry. What two rows say of one visit has to be the same.
    fn add(&mut self, new: SheetEntry) {
        let key = (new.entry.practice.clone(), new.entry.date, new.entry.liaison.clone());
        match self.visits.get_mut(&key) {
            Some(known) if !is_same(&known.entry, &new.entry) => {
                let other = (known.source.as_str(), known.row);
                self.faults.push(log_refusals::contradiction(&new.source, new.row, other));
            }
            Some(known) => known.entry.time = known.entry.time.or(new.entry.time),
            None => drop(self.visits.insert(key, new)),
        }
    }

    /// Returns what was read. An outcome may stand on one sheet of a workbook, where another sheet has the visit without one.
    fn finish(self) -> LogSheet {
        let is_told = |visit: &VisitKey| self.visits.contains_key(visit);
        let empty = self.empty.iter().filter(|it| !it.as_ref().is_ok_and(is_told)).count();
        LogSheet { entries: self.visits.into_values().collect(), empty, faults: self.faults }
    }
}

/// Tells whether two rows say the same; one of them may leave out the time.
fn is_same(known: &LogEntry, new: &LogEntry) -> bool {
    let time = new.time.or(known.time);
    *known == LogEntry { time: known.time, ..new.clone() } && (known.time.is_none() || known.time == time)
}

/// Reads the last day for the next visit; nothing where the field is empty.
fn promised(text: &str, order: DateOrder) -> Result<Option<Date>, Error> {
    if text.is_empty() {
        return Ok(None);
    }
    let convention = Convention { dates: order, ..Convention::default() };
    cell::date(text, convention).map(Some).map_err(|finding| log_refusals::no_day(text, &finding))
}

/// Says why a row was left out. A total is no visit, and nothing to mend.
fn lost(label: &str, row: u64, issues: &[Issue]) -> Option<Error> {
    let is_lost = |issue: &&Issue| {
        issue.consequence == Consequence::RowLeftOut
            && issue.finding != Finding::MalformedRow(RowFault::Total)
    };
    issues.iter().find(is_lost).map(|issue| {
        let value = issue.value.as_deref().map_or(String::new(), |value| format!(" ({value:?})"));
        in_row(label, row, &format!("{}{value}", issue.finding))
    })
}
