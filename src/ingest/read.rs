//! From files to a book: opens the tables, reads the rows, reports what is wrong.

use std::io::{self, Read};

use crate::error::{Error, ErrorKind};
use crate::ingest::columns::Columns;
use crate::ingest::header::Header;
use crate::ingest::row::Row;
use crate::ingest::sheet::Sheet;
use crate::ingest::{decode, doubtful_places as places, json, liaisons, practices, rows, schema};
use crate::model::book::Book;
use crate::model::id::PracticeId;
use crate::model::issue::{Issue, Table};
use crate::model::liaison::Liaison;
use crate::model::practice::{OpeningHours, Practice};
use crate::model::records::{Records, Rows};

/// Reads the tables that `open` gives, as CSV files.
///
/// `open` is called once for each table. An error of the kind [`io::ErrorKind::NotFound`] says that there is no such
/// table; only practices and liaisons are needed. Linear in the size of the files.
///
/// ```
/// use rounds::{ingest, model::Table};
/// let (book, issues) = ingest::read_csv(
///     |table| match table {
///         Table::Practices => Ok("practice_id,name,lat,lon\nP1,Cedar Ridge Medicine,38.9,-77.0\n".as_bytes()),
///         Table::Liaisons => Ok("liaison_id,home_lat,home_lon\nL1,38.8,-77.1\n".as_bytes()),
///         _ => Err(std::io::ErrorKind::NotFound.into()),
///     },
///     &ingest::Columns::default(),
/// )?;
/// assert_eq!((book.practices().len(), issues.len()), (1, 0));
/// # Ok::<(), rounds::Error>(())
/// ```
///
/// From a folder: `ingest::read_csv(|table| File::open(folder.join(format!("{table}.csv"))), &columns)`.
///
/// # Errors
/// [`ErrorKind::Input`] when there is nothing to plan with: the practices or the liaisons are missing, empty, unreadable,
/// without a usable row, or lack a needed column. [`ErrorKind::Setting`] when a mapped header is in no file.
pub fn read_csv<R: Read>(
    mut open: impl FnMut(Table) -> io::Result<R>,
    columns: &Columns,
) -> Result<(Book, Vec<Issue>), Error> {
    let (mut sheets, mut issues) = (Vec::new(), Vec::new());
    for table in schema::TABLES {
        if let Some(bytes) = bytes_of(open(table), table)? {
            let (text, foreign) = decode::text(table, bytes)?;
            issues.extend(foreign);
            sheets.push(Sheet::from_csv(table, text));
        }
    }
    Reading { sheets, columns, issues }.book()
}

/// Reads one JSON document: an object with an array of objects for each table, named like the CSV files and their columns.
///
/// ```
/// use rounds::ingest;
/// let document = r#"{
///     "practices": [{ "practice_id": "P1", "lat": 38.9, "lon": -77.0, "skills": ["spanish"] }],
///     "liaisons": [{ "liaison_id": "L1", "home_lat": 38.8, "home_lon": -77.1, "skills": ["spanish"] }]
/// }"#;
/// let (book, issues) = ingest::read_json(document.as_bytes(), &ingest::Columns::default())?;
/// assert_eq!((book.practices()[0].name.as_str(), issues.len()), ("P1", 0));
/// # Ok::<(), rounds::Error>(())
/// ```
///
/// # Errors
/// As [`read_csv`], and when the document is not JSON.
pub fn read_json(reader: impl Read, columns: &Columns) -> Result<(Book, Vec<Issue>), Error> {
    let mut issues = Vec::new();
    let sheets = json::sheets(reader, &mut issues)?;
    Reading { sheets, columns, issues }.book()
}

/// Reads the content of a table; `None` where there is no such table.
pub(crate) fn bytes_of<R: Read>(opened: io::Result<R>, table: Table) -> Result<Option<Vec<u8>>, Error> {
    let mut bytes = Vec::new();
    match opened.and_then(|mut reader| reader.read_to_end(&mut bytes)) {
        Ok(_) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => {
            Err(Error::new(ErrorKind::Input, format!("{table}.csv cannot be read: {error}")).because(error))
        }
    }
}

/// The sheets on their way to becoming a book.
pub(crate) struct Reading<'a> {
    sheets: Vec<Sheet>,
    columns: &'a Columns,
    issues: Vec<Issue>,
}

impl Reading<'_> {
    /// Reads all tables and builds the book.
    fn book(mut self) -> Result<(Book, Vec<Issue>), Error> {
        self.columns.check(&self.sheets)?;
        let records = Records {
            practices: self.practices()?,
            liaisons: self.liaisons()?,
            hours: self.hours()?,
            referrals: self.rows(Table::Referrals, rows::referral)?,
            visits: self.rows(Table::Visits, rows::visit)?,
            appointments: self.rows(Table::Appointments, rows::appointment)?,
            time_off: self.rows(Table::TimeOff, rows::time_off)?,
            holidays: self.rows(Table::Holidays, rows::holiday)?,
            must_visits: self.rows(Table::MustVisits, rows::must_visit)?,
        };
        self.issues.extend(places::doubts(&records, self.columns.gazetteer()));
        let (book, found) = Book::build(records)?;
        self.issues.extend(found);
        self.issues.sort();
        Ok((book, self.issues))
    }

    /// Reads the practices.
    fn practices(&mut self) -> Result<Rows<Practice>, Error> {
        let gazetteer = self.columns.gazetteer();
        let (sheet, header) = self.open_needed(Table::Practices)?;
        let numbers = practices::number_columns(&sheet, &header);
        let rows = self.read(&sheet, &header, |row| practices::practice(row, &numbers, gazetteer));
        self.usable(Table::Practices, rows)
    }

    /// Reads the liaisons.
    fn liaisons(&mut self) -> Result<Rows<Liaison>, Error> {
        let (sheet, header) = self.open_needed(Table::Liaisons)?;
        let rows = self.read(&sheet, &header, liaisons::liaison);
        self.usable(Table::Liaisons, rows)
    }

    /// Reads opening hours; one row may speak of several weekdays.
    fn hours(&mut self) -> Result<Rows<(PracticeId, OpeningHours)>, Error> {
        let rows = self.rows(Table::Hours, rows::hours)?.0.into_iter();
        Ok(Rows(rows.flat_map(|(row, days)| days.into_iter().map(move |day| (row, day))).collect()))
    }

    /// Reads the rows of a table that may be missing.
    fn rows<T>(&mut self, table: Table, read: impl Fn(&mut Row<'_>) -> Option<T>) -> Result<Rows<T>, Error> {
        let opened = self.open(table)?;
        Ok(opened.map(|(sheet, header)| self.read(&sheet, &header, read)).unwrap_or_default())
    }

    /// Reads the rows; what cannot be read is reported.
    fn read<T>(
        &mut self,
        sheet: &Sheet,
        header: &Header,
        read: impl Fn(&mut Row<'_>) -> Option<T>,
    ) -> Rows<T> {
        let mut rows = Vec::new();
        for (number, record) in sheet.records() {
            let row = Row::new(sheet, header, number, record, &mut self.issues);
            rows.extend(row.and_then(|mut row| read(&mut row)).map(|value| (number, value)));
        }
        Rows(rows)
    }

    /// Opens like [`Self::open`] a table that a book cannot do without.
    fn open_needed(&mut self, table: Table) -> Result<(Sheet, Header), Error> {
        self.open(table)?.ok_or_else(|| no_table(table))
    }

    /// Takes the sheet out and finds its columns; `None` where there is nothing in it that could be used.
    fn open(&mut self, table: Table) -> Result<Option<(Sheet, Header)>, Error> {
        let Some(at) = self.sheets.iter().position(|sheet| sheet.table() == table) else { return Ok(None) };
        let sheet = self.sheets.swap_remove(at);
        match Header::find(&sheet, self.columns, &mut self.issues) {
            Ok(header) => Ok(Some((sheet, header))),
            Err(issue) if schema::is_needed(table) => Err(Error::new(
                ErrorKind::Input,
                format!("{} cannot be used: {}. {}", sheet.label(), issue.finding, issue.advice()),
            )),
            Err(issue) => {
                self.issues.push(issue);
                Ok(None)
            }
        }
    }

    /// Refuses a table of which every row was left out, and shows why the first of them were.
    fn usable<T>(&self, table: Table, rows: Rows<T>) -> Result<Rows<T>, Error> {
        if !rows.0.is_empty() {
            return Ok(rows);
        }
        let of_table = self.issues.iter().filter(|issue| issue.table == table);
        let first: Vec<String> = of_table.take(3).map(|issue| format!("\n  {issue}")).collect();
        Err(Error::new(
            ErrorKind::Input,
            format!("no row of {table} can be used; the first findings are:{}", first.concat()),
        ))
    }
}

/// Says that a table is missing which a book cannot do without.
fn no_table(table: Table) -> Error {
    Error::new(
        ErrorKind::Input,
        format!(
            "there is no table {table} ({table}.csv in a folder, {name:?} in a JSON document). \
             A book needs practices and liaisons; every other table may be missing.",
            name = table.name()
        ),
    )
}
