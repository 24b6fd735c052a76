//! One row, and what is found wrong in it.

use csv::StringRecord;

use crate::ingest::cell::{same_name, unguarded};
use crate::ingest::header::Header;
use crate::ingest::numbered_row::{NumberedRow, is_blank};
use crate::ingest::sheet::Sheet;
use crate::ingest::spelling::conventions::Convention;
use crate::ingest::words::Words;
use crate::model::finding::{Finding, RowFault};
use crate::model::issue::{Consequence, Issue, Table};

/// A row being read. Values that cannot be read are reported as they are met.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    table: Table,
    header: &'a Header,
    words: &'a Words,
    number: u64,
    fields: StringRecord,
    issues: &'a mut Vec<Issue>,
}

impl<'a> Row<'a> {
    /// Starts a row; `None` where it is empty, or reported and left out because its fields cannot be told apart.
    pub(crate) fn new(
        sheet: &Sheet,
        header: &'a Header,
        words: &'a Words,
        (number, record): NumberedRow,
        issues: &'a mut Vec<Issue>,
    ) -> Option<Self> {
        let table = sheet.table();
        let fields = match record {
            Ok(fields) => fields,
            Err(fault) => {
                issues.push(malformed(table, fault).at(number));
                return None;
            }
        };
        if is_blank(&fields) {
            return None;
        }
        if is_total(&fields, header) {
            issues.push(malformed(table, RowFault::Total).at(number));
            return None;
        }
        let uneven =
            uneven(table, &fields, header.width()).filter(|issue| !sheet.is_of_a_workbook() || lost(issue));
        let left_out = uneven.as_ref().is_some_and(lost);
        issues.extend(uneven.map(|issue| issue.at(number)));
        (!left_out).then_some(Self { table, header, words, number, fields, issues })
    }

    /// Returns what stands in a column, without the blanks around it; empty where the file has no such column.
    pub(crate) fn text(&self, column: &str) -> &str {
        self.header.position(column).map_or("", |at| self.field(at))
    }

    /// Returns what stands at a place of the row.
    pub(crate) fn field(&self, at: usize) -> &str {
        unguarded(self.fields.get(at).unwrap_or_default().trim())
    }

    /// Reads a column that the row cannot do without. It is reported where it is empty or unreadable.
    pub(crate) fn needed<T>(
        &mut self,
        column: &'static str,
        read: impl Fn(&str, Convention) -> Result<T, Finding>,
    ) -> Option<T> {
        if self.text(column).is_empty() || is_failed_formula(self.text(column)) {
            self.report(column, Finding::MissingValue, Consequence::RowLeftOut);
            return None;
        }
        self.value(column, read, Consequence::RowLeftOut)
    }

    /// Tells whether a column is empty, or holds a word that means nothing.
    pub(crate) fn says_nothing(&self, column: &'static str) -> bool {
        let text = self.text(column);
        text.is_empty() || self.words.meaning(self.table, column, text) == Some("")
    }

    /// Reads a column that may be empty. It is reported where it is unreadable, and then left out.
    pub(crate) fn optional<T>(
        &mut self,
        column: &'static str,
        read: impl Fn(&str, Convention) -> Result<T, Finding>,
    ) -> Option<T> {
        if self.says_nothing(column) {
            return None;
        }
        self.value(column, read, Consequence::ValueLeftOut)
    }

    fn value<T>(
        &mut self,
        column: &'static str,
        read: impl Fn(&str, Convention) -> Result<T, Finding>,
        otherwise: Consequence,
    ) -> Option<T> {
        let text = self.text(column);
        let text = self.words.meaning(self.table, column, text).unwrap_or(text);
        match read(text, self.convention(column)) {
            Ok(value) => Some(value),
            Err(finding) => {
                self.report(column, finding, otherwise);
                None
            }
        }
    }

    /// Returns the number under which a spreadsheet shows the row.
    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    /// Returns how the fields at a place are to be read.
    pub(crate) fn convention_at(&self, at: usize) -> Convention {
        self.header.convention(at)
    }

    /// Returns how the fields of a column are to be read.
    pub(crate) fn convention(&self, column: &str) -> Convention {
        self.header.position(column).map_or_else(Convention::default, |at| self.header.convention(at))
    }

    /// Reports what is wrong with a column of this row.
    pub(crate) fn report(&mut self, column: &str, finding: Finding, consequence: Consequence) {
        let value = shortened(self.text(column));
        let at = self.header.position(column);
        self.report_field(at, (column, &value), finding, consequence);
    }

    /// Reports what is wrong with the value of the column at a place. A value under a header of patients is not shown.
    pub(crate) fn report_field(
        &mut self,
        at: Option<usize>,
        (column, value): (&str, &str),
        finding: Finding,
        consequence: Consequence,
    ) {
        if at.is_some_and(|at| self.header.speaks_of_patients(at)) {
            self.issues.push(Issue::new(self.table, finding, consequence).at(self.number).in_column(column));
        } else {
            self.report_value(column, value, finding, consequence);
        }
    }

    /// Reports what is wrong with a value that is put together from several columns.
    pub(crate) fn report_value(
        &mut self,
        column: &str,
        value: &str,
        finding: Finding,
        consequence: Consequence,
    ) {
        self.issues.push(Issue::new(self.table, finding, consequence).at(self.number).about(column, value));
    }
}

fn lost(issue: &Issue) -> bool {
    issue.consequence == Consequence::RowLeftOut
}

/// Tells whether a row is the total of those above it: what stands for its identifier or name says so.
fn is_total(fields: &StringRecord, header: &Header) -> bool {
    let columns =
        ["practice_id", "liaison_id", "name"].into_iter().filter_map(|column| header.position(column));
    let first = columns.filter_map(|at| fields.get(at)).map(str::trim).find(|field| !field.is_empty());
    let first = first.unwrap_or_default();
    let words = ["total", "totals", "grand total", "subtotal", "sum"];
    words.iter().any(|word| same_name(word, first))
}

/// Tells whether a field is what a spreadsheet shows for a formula that has failed.
fn is_failed_formula(field: &str) -> bool {
    ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"].contains(&field)
}

/// Cuts a value that is too long to be shown.
pub(crate) fn shortened(value: &str) -> String {
    const LONGEST: usize = 60;
    let cut: String = value.chars().take(LONGEST).collect();
    if cut.len() < value.len() { cut + "..." } else { cut }
}

/// Reports a row that is longer or shorter than the header.
fn uneven(table: Table, record: &StringRecord, width: usize) -> Option<Issue> {
    let beyond = record.iter().skip(width).any(|field| !field.trim().is_empty());
    let breaks = record.iter().map(|field| field.matches('\n').count()).sum::<usize>();
    let (fields, header) = (record.len(), width);
    if beyond {
        return Some(malformed(table, RowFault::TooManyFields { fields, header }));
    }
    if fields >= header {
        return None;
    }
    if breaks > 0 {
        return Some(malformed(table, RowFault::OpenQuote { fields, header, lines: breaks + 1 }));
    }
    Some(Issue::new(table, RowFault::TooFewFields { fields, header }.into(), Consequence::Kept))
}

fn malformed(table: Table, fault: RowFault) -> Issue {
    Issue::new(table, fault.into(), Consequence::RowLeftOut)
}
