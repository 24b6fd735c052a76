//! How a table is written in its file, so that new rows look like those that are there.

use std::collections::BTreeMap;

use csv::{StringRecord, Terminator, WriterBuilder};

use crate::error::{Error, ErrorKind};
use crate::ingest::cell::guarded;
use crate::ingest::column::Kind;
use crate::ingest::contacts;
use crate::ingest::csv_text::CsvText;
use crate::ingest::evidence::{self, Opened};
use crate::ingest::files::{self, BookFile};
use crate::ingest::header::Header;
use crate::ingest::log_entry::LogEntry;
use crate::ingest::log_refusals;
use crate::ingest::materials;
use crate::ingest::providers;
use crate::ingest::raw_table::{Content, RawTable};
use crate::ingest::refusals;
use crate::ingest::row::Row;
use crate::ingest::rows;
use crate::ingest::schema;
use crate::ingest::settings::Settings;
use crate::ingest::sheet::Sheet;
use crate::ingest::spelling::date_style::DateStyle;
use crate::ingest::topics;
use crate::model::contact::OpenIssue;
use crate::model::history::Outcome;
use crate::model::id::{LiaisonId, ProviderId};
use crate::model::issue::Table;
use crate::model::material::LeftMaterial;
use crate::model::provider::Introduction;
use crate::model::time::Date;
use crate::model::topic::{FollowUp, HeardTopic};

/// How a table is written in the file that holds it: its columns, their order, what parts them, and how its dates look.
#[derive(Debug)]
pub struct TableForm {
    sheet: Sheet,
    header: Header,
    styles: BTreeMap<&'static str, DateStyle>,
    settings: Settings,
}

impl TableForm {
    /// Finds the table among the files of a book; nothing where none holds it. All files are looked at, since the whole book decides
    /// how its dates are read. Linear in their size.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] where the table lacks a column that each row needs, and where dates can be read in two ways.
    pub fn find(files: Vec<BookFile>, table: Table, settings: &Settings) -> Result<Option<Self>, Error> {
        let grids = files::grids(files, settings, &mut Vec::new())?;
        let mut opened = Vec::new();
        for (of, grid) in grids {
            let sheet = Sheet::new(of, grid, &settings.columns);
            match Header::of_columns(&sheet, settings, &mut Vec::new()) {
                Ok(header) => opened.push((sheet, header)),
                Err(issue) if of == table => return Err(refusals::unusable(sheet.label(), &issue)),
                Err(_) => {}
            }
        }
        evidence::settle(&mut opened, settings.dates)?;
        let found = opened.into_iter().find(|(sheet, _)| sheet.table() == table);
        Ok(found.map(|opened| Self::of(opened, settings)))
    }

    /// Makes the form of a new CSV file: all columns of the table, under their own names or those that the settings give them.
    ///
    /// # Errors
    /// [`ErrorKind::Setting`] where the settings keep a column that each row needs from being read.
    pub fn new_file(table: Table, settings: &Settings) -> Result<Self, Error> {
        let columns = schema::columns(table).iter().map(|column| column.name);
        let names = columns.map(|column| settings.columns.header(table, column).unwrap_or(column));
        let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
        let text = CsvText::new(line_of(&names, b',', "\n")?);
        let grid = RawTable {
            label: format!("{table}.csv"),
            name: table.name().to_owned(),
            content: Content::Csv(text),
        };
        let sheet = Sheet::new(table, grid, &settings.columns);
        let header = Header::of_columns(&sheet, settings, &mut Vec::new())
            .map_err(|issue| refusals::unusable(sheet.label(), &issue))?;
        Ok(Self::of((sheet, header), settings))
    }

    fn of((sheet, header): Opened, settings: &Settings) -> Self {
        let dates = schema::columns(sheet.table()).iter().filter(|column| column.kind == Kind::Date);
        let styles = dates.filter_map(|column| {
            let at = header.position(column.name)?;
            let fields: Vec<String> = sheet.records().filter_map(|(_, row)| field(&row.ok()?, at)).collect();
            let style = DateStyle::of(fields.iter().map(String::as_str), header.convention(at).dates);
            Some((column.name, style))
        });
        Self { styles: styles.collect(), sheet, header, settings: settings.clone() }
    }

    /// Returns the name of the file, or of the sheet of a workbook.
    #[must_use]
    pub fn source(&self) -> &str {
        self.sheet.label()
    }

    /// Tells whether rows can be added: those of a CSV file can, those of a workbook cannot.
    #[must_use]
    pub fn is_csv(&self) -> bool {
        self.sheet.csv().is_some()
    }

    /// Returns the headers, in the order of the fields. Those that look like patient data are not among them.
    #[must_use]
    pub fn header(&self) -> &[String] {
        self.sheet.header()
    }

    /// Writes the line of the headers, as a new file begins.
    ///
    /// # Errors
    /// [`ErrorKind::Output`] where no CSV file can hold them.
    pub fn header_line(&self) -> Result<String, Error> {
        let names: Vec<&str> = self.header().iter().map(String::as_str).collect();
        line_of(&names, b',', "\n")
    }

    /// Writes the fields of a visit, in the order of the columns.
    ///
    /// # Errors
    /// [`ErrorKind::Setting`] where the file lacks a column for what the entry says.
    pub fn visit(&self, entry: &LogEntry) -> Result<Vec<String>, Error> {
        // Where a table of visits tells no outcomes, all its visits count as seen.
        let is_told = entry.outcome == Outcome::Seen && self.header.position("outcome").is_none();
        let outcome = if is_told { "" } else { entry.word.as_str() };
        let (date, time) =
            (self.date("date", entry.date), entry.time.map_or(String::new(), |it| it.to_string()));
        let fields = self.fields(&[
            ("practice_id", entry.practice.as_str()),
            ("liaison_id", entry.liaison.as_str()),
            ("date", &date),
            ("time", &time),
            ("outcome", outcome),
            ("note", &entry.note),
        ])?;
        let read = self.read_back(&fields, rows::visit);
        let is_it = read.is_some_and(|it| {
            it.practice == entry.practice
                && it.liaison == entry.liaison
                && (it.date, it.time, it.outcome) == (entry.date, entry.time, entry.outcome)
        });
        if is_it { Ok(fields) } else { Err(self.unreadable(&fields)) }
    }

    /// Writes the fields of the promise that goes with an entry, from the day after the visit on; nothing where none was made.
    ///
    /// # Errors
    /// As [`TableForm::visit`].
    pub fn promise(&self, entry: &LogEntry) -> Result<Option<Vec<String>>, Error> {
        let Some(next) = entry.next else { return Ok(None) };
        let first = entry.date.plus_days(1);
        let (from, until) = (self.date("from", first), self.date("until", next));
        let said = [("practice_id", entry.practice.as_str()), ("from", &from), ("until", &until)];
        let fields = self.fields(&said)?;
        let read = self.read_back(&fields, rows::must_visit);
        let is_it =
            read.is_some_and(|it| it.practice == entry.practice && (it.from, it.until) == (first, next));
        if is_it { Ok(Some(fields)) } else { Err(self.unreadable(&fields)) }
    }

    /// Writes the fields of a talking point that was told, in the order of the columns.
    ///
    /// # Errors
    /// As [`TableForm::visit`].
    pub fn heard_topic(&self, told: &HeardTopic) -> Result<Vec<String>, Error> {
        let date = self.date("date", told.date);
        let fields = self.fields(&[
            ("practice_id", told.practice.as_str()),
            ("topic_id", told.topic.as_str()),
            ("date", &date),
        ])?;
        self.if_read(fields, topics::heard_topic, told)
    }

    /// Writes the fields of material that was left, in the order of the columns.
    ///
    /// # Errors
    /// As [`TableForm::visit`].
    pub fn left_material(&self, left: &LeftMaterial) -> Result<Vec<String>, Error> {
        let left = &LeftMaterial { liaison: self.kept("liaison_id", left.liaison.as_ref()), ..left.clone() };
        // A row without a number of pieces is read as one piece.
        let pieces = Some(left.pieces).filter(|pieces| *pieces != 1 || self.has("pieces"));
        let (date, pieces) =
            (self.date("date", left.date), pieces.map_or(String::new(), |it| it.to_string()));
        let fields = self.fields(&[
            ("practice_id", left.practice.as_str()),
            ("date", &date),
            ("item_id", left.material.as_str()),
            ("pieces", &pieces),
            ("liaison_id", left.liaison.as_ref().map_or("", LiaisonId::as_str)),
        ])?;
        self.if_read(fields, materials::left_material, left)
    }

    /// Writes the fields of a promise to a practice, in the order of the columns.
    ///
    /// # Errors
    /// As [`TableForm::visit`].
    pub fn followup(&self, promise: &FollowUp) -> Result<Vec<String>, Error> {
        let (from, liaison) =
            (self.kept("from", promise.from.as_ref()), self.kept("liaison_id", promise.liaison.as_ref()));
        let promise = &FollowUp { from, liaison, ..promise.clone() };
        let day = |column, date: Option<Date>| date.map_or(String::new(), |date| self.date(column, date));
        let (from, done) = (day("from", promise.from), day("done", promise.done));
        let due = self.date("due", promise.due);
        let fields = self.fields(&[
            ("practice_id", promise.practice.as_str()),
            ("due", &due),
            ("from", &from),
            ("what", &promise.what),
            ("liaison_id", promise.liaison.as_ref().map_or("", LiaisonId::as_str)),
            ("done", &done),
        ])?;
        self.if_read(fields, topics::followup, promise)
    }

    /// Writes the fields of a physician whom a practice has met, in the order of the columns.
    ///
    /// # Errors
    /// As [`TableForm::visit`].
    pub fn introduction(&self, met: &Introduction) -> Result<Vec<String>, Error> {
        let date = met.met.map_or(String::new(), |date| self.date("met", date));
        let fields = self.fields(&[
            ("practice_id", met.practice.as_str()),
            ("specialty", &met.specialty),
            ("provider_id", met.provider.as_ref().map_or("", ProviderId::as_str)),
            ("met", &date),
        ])?;
        self.if_read(fields, providers::introduction, met)
    }

    /// Writes the fields of something that a practice waits for or waited for, in the order of the columns.
    ///
    /// # Errors
    /// As [`TableForm::visit`].
    pub fn open_issue(&self, issue: &OpenIssue) -> Result<Vec<String>, Error> {
        let day = |column, date: Option<Date>| date.map_or(String::new(), |date| self.date(column, date));
        let (since, closed) = (day("since", issue.since), day("closed", issue.closed));
        let fields = self.fields(&[
            ("practice_id", issue.practice.as_str()),
            ("since", &since),
            ("what", &issue.what),
            ("closed", &closed),
        ])?;
        self.if_read(fields, contacts::open_issue, issue)
    }

    /// Tells whether the file has a column for the time of a visit.
    #[must_use]
    pub fn has_times(&self) -> bool {
        self.has("time")
    }

    /// Tells whether the file has a column.
    fn has(&self, column: &str) -> bool {
        self.header.position(column).is_some()
    }

    /// Returns a value that nobody has named, if the file has a column for it.
    fn kept<T: Clone>(&self, column: &str, value: Option<&T>) -> Option<T> {
        value.filter(|_| self.has(column)).cloned()
    }

    /// Returns fields that every later run reads as what they are to say.
    pub(super) fn if_read<T: PartialEq>(
        &self,
        fields: Vec<String>,
        read: impl Fn(&mut Row<'_>) -> Option<T>,
        said: &T,
    ) -> Result<Vec<String>, Error> {
        let is_it = self.read_back(&fields, read).is_some_and(|it| it == *said);
        if is_it { Ok(fields) } else { Err(self.unreadable(&fields)) }
    }

    /// Writes rows as they are added to the CSV file: each with its line end, and with one before them where the last line has none.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] where the rows would not be read as they are, since the file ends within a quoted field.
    pub fn lines(&self, added: &[Vec<String>]) -> Result<String, Error> {
        let of_a_workbook = || log_refusals::of_a_workbook(self.source(), self.sheet.table());
        let text = self.sheet.csv().ok_or_else(of_a_workbook)?;
        let end = text.line_end().unwrap_or("\n");
        let mut lines = if text.is_ended() { String::new() } else { end.to_owned() };
        let added: Vec<Vec<String>> = added.iter().map(|fields| self.sheet.with_dropped(fields)).collect();
        for fields in &added {
            lines += &line_of(&fields.iter().map(String::as_str).collect::<Vec<_>>(), text.delimiter(), end)?;
        }
        let whole = text.with(&lines);
        let read: Vec<_> = whole.rows().filter_map(|(_, row)| row.ok()).collect();
        let last = read.len().saturating_sub(added.len());
        let same =
            read.iter().skip(last).zip(&added).filter(|(row, fields)| row.iter().eq(fields.iter())).count();
        if same == added.len() { Ok(lines) } else { Err(log_refusals::open_quote(self.source())) }
    }

    /// Puts values under the headers of the file.
    pub(super) fn fields(&self, values: &[(&'static str, &str)]) -> Result<Vec<String>, Error> {
        let mut fields = vec![String::new(); self.header.width()];
        for (column, value) in values.iter().filter(|(_, value)| !value.is_empty()) {
            let place = self.header.position(column).and_then(|at| fields.get_mut(at));
            *place.ok_or_else(|| log_refusals::no_column(self.source(), column))? =
                guarded(value).into_owned();
        }
        Ok(fields)
    }

    pub(super) fn date(&self, column: &str, date: Date) -> String {
        self.styles.get(column).map_or_else(|| date.to_string(), |style| style.write(date))
    }

    /// Reads a row as every later run does.
    fn read_back<T>(&self, fields: &[String], read: impl Fn(&mut Row<'_>) -> Option<T>) -> Option<T> {
        let mut issues = Vec::new();
        let numbered = (0, Ok(StringRecord::from(fields)));
        let words = &self.settings.words;
        let mut row = Row::new(&self.sheet, &self.header, words, numbered, &mut issues)?;
        read(&mut row)
    }

    fn unreadable(&self, fields: &[String]) -> Error {
        log_refusals::unreadable(self.source(), self.header(), fields)
    }
}

/// Returns what stands at a place of a row.
fn field(row: &StringRecord, at: usize) -> Option<String> {
    Some(row.get(at)?.trim().to_owned())
}

/// Writes one line of a CSV file.
fn line_of(fields: &[&str], delimiter: u8, end: &str) -> Result<String, Error> {
    let failed = || Error::new(ErrorKind::Output, "the row cannot be written as CSV");
    let terminator = match end {
        "\r\n" => Terminator::CRLF,
        "\r" => Terminator::Any(b'\r'),
        _ => Terminator::Any(b'\n'),
    };
    let mut writer = WriterBuilder::new().delimiter(delimiter).terminator(terminator).from_writer(Vec::new());
    writer.write_record(fields).map_err(|error| failed().because(error))?;
    let bytes = writer.into_inner().map_err(|error| failed().because(error.into_error()))?;
    String::from_utf8(bytes).map_err(|error| failed().because(error))
}
