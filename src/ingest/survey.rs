//! Looks at files before they become a book: which tables they hold, which headers stand for which columns, and what is left.

use std::collections::BTreeMap;

use crate::error::Error;
use crate::ingest::column::Kind;
use crate::ingest::evidence;
use crate::ingest::files::{self, BookFile};
use crate::ingest::header::Header;
use crate::ingest::schema;
use crate::ingest::settings::Settings;
use crate::ingest::sheet::Sheet;
use crate::ingest::spelling::dates::DateOrder;
use crate::ingest::spelling::words;
use crate::ingest::{count, mapped_headers, unused};
use crate::model::issue::{Issue, Table};

/// What files hold.
#[derive(Debug, Clone)]
pub struct Survey {
    /// The tables, in the order in which a book has them.
    pub tables: Vec<SurveyedTable>,
    /// Sheets and files that are no table, and tables that cannot be used.
    pub issues: Vec<Issue>,
    /// Which number of a date is the month, where a column proves it and no other says otherwise.
    pub dates: Option<DateOrder>,
}

/// One table of the files.
#[derive(Debug, Clone)]
pub struct SurveyedTable {
    /// Which table it is.
    pub table: Table,
    /// The file or the sheet that holds it.
    pub source: String,
    /// How many rows it has.
    pub rows: usize,
    /// The columns that were found.
    pub columns: Vec<FoundColumn>,
    /// Headers that nobody reads.
    pub unused: Vec<String>,
    /// Headers of totals by period, side by side.
    pub periods: Vec<String>,
    /// Headers of further numbers, which the potential may use.
    pub numbers: Vec<String>,
    /// Words that stand for nothing known, by column, with the number of rows.
    pub unknown_words: BTreeMap<&'static str, BTreeMap<String, usize>>,
    /// A column and one of its dates that can be read in two ways, where nothing shows in which.
    pub in_doubt: Option<(&'static str, String)>,
}

/// A column, the header that stands for it, and its first fields.
#[derive(Debug, Clone)]
pub struct FoundColumn {
    /// The column.
    pub column: &'static str,
    /// The header.
    pub header: String,
    /// What stands in the first rows.
    pub samples: Vec<String>,
}

/// Looks at files, and reads no values. Linear in their size.
///
/// # Errors
/// [`ErrorKind::Input`](crate::ErrorKind::Input) when a workbook cannot be read, [`ErrorKind::Setting`](crate::ErrorKind::Setting) when
/// a mapped header is in no file.
pub fn survey(files: Vec<BookFile>, settings: &Settings) -> Result<Survey, Error> {
    let mut issues = Vec::new();
    let grids = files::grids(files, settings, &mut issues)?;
    let mut opened = Vec::new();
    let sheets = grids.into_iter().map(|(table, grid)| Sheet::new(table, grid, &settings.columns));
    let sheets: Vec<Sheet> = sheets.collect();
    mapped_headers::check(&settings.columns, &sheets)?;
    for sheet in sheets {
        match Header::find(&sheet, settings, &mut issues) {
            Ok(header) => opened.push((sheet, header)),
            Err(issue) => issues.push(issue),
        }
    }
    opened.sort_by_key(|(sheet, _)| sheet.table());
    let (dates, doubts) = evidence::orders(&opened, settings.dates);
    let tables = opened
        .iter()
        .zip(doubts)
        .map(|((sheet, header), in_doubt)| SurveyedTable { in_doubt, ..table(sheet, header, settings) });
    Ok(Survey { tables: tables.collect(), issues, dates })
}

fn table(sheet: &Sheet, header: &Header, settings: &Settings) -> SurveyedTable {
    SurveyedTable {
        table: sheet.table(),
        source: sheet.label().to_owned(),
        rows: count::rows(sheet),
        columns: columns(sheet, header),
        unused: unused::of_sheet(sheet, header),
        periods: names(sheet, header.periods().iter().map(|column| column.at)),
        numbers: unused::numbers(sheet, header),
        unknown_words: unknown_words(sheet, header, settings),
        in_doubt: None,
    }
}

/// Lists the columns that were found, each with what stands in the first rows.
fn columns(sheet: &Sheet, header: &Header) -> Vec<FoundColumn> {
    const SAMPLES: usize = 3;
    let rows: Vec<_> = sheet.records().filter_map(|(_, row)| row.ok()).take(SAMPLES).collect();
    let found = schema::columns(sheet.table()).iter().filter_map(|column| {
        let at = header.position(column.name)?;
        let is_shown = |text: &&str| !header.speaks_of_patients(at) || is_count(text);
        let fields = rows.iter().map(|row| row.get(at).unwrap_or_default().trim());
        let samples = fields.map(|text| Some(text).filter(is_shown).unwrap_or_default().to_owned());
        let header = sheet.header().get(at).cloned().unwrap_or_default();
        Some(FoundColumn { column: column.name, header, samples: samples.collect() })
    });
    found.collect()
}

/// Tells whether a text is a count: a few digits.
fn is_count(text: &str) -> bool {
    text.len() <= 5 && text.chars().all(|digit| digit.is_ascii_digit())
}

fn names(sheet: &Sheet, places: impl Iterator<Item = usize>) -> Vec<String> {
    places.filter_map(|at| sheet.header().get(at).cloned()).collect()
}

/// Counts the words that stand for nothing known.
fn unknown_words(
    sheet: &Sheet,
    header: &Header,
    settings: &Settings,
) -> BTreeMap<&'static str, BTreeMap<String, usize>> {
    let mut unknown = BTreeMap::new();
    let columns = schema::columns(sheet.table()).iter().filter(|column| column.kind == Kind::Word);
    for (column, at) in columns.filter_map(|column| Some((column.name, header.position(column.name)?))) {
        let mut words: BTreeMap<String, usize> = BTreeMap::new();
        for row in sheet.records().filter_map(|(_, row)| row.ok()) {
            let field = row.get(at).unwrap_or_default().trim();
            let known = settings.words.meaning(sheet.table(), column, field).is_some();
            if !field.is_empty() && !known && !words::is_known(column, field) {
                *words.entry(field.to_owned()).or_default() += 1;
            }
        }
        if !words.is_empty() {
            unknown.insert(column, words);
        }
    }
    unknown
}
