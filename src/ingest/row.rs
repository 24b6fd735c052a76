//! One row, and what is found wrong in it.

use csv::StringRecord;

use crate::ingest::cell::Wrong;
use crate::ingest::header::Header;
use crate::ingest::sheet::Sheet;
use crate::model::issue::{Consequence, Issue, IssueCode, Table};

/// A row being read. Values that cannot be read are reported as they are met.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    table: Table,
    header: &'a Header,
    number: u64,
    fields: StringRecord,
    issues: &'a mut Vec<Issue>,
}

impl<'a> Row<'a> {
    /// The row; `None` where it is empty, or reported and left out because its fields cannot be told apart.
    pub(crate) fn new(
        sheet: &Sheet,
        header: &'a Header,
        number: u64,
        record: Result<StringRecord, String>,
        issues: &'a mut Vec<Issue>,
    ) -> Option<Self> {
        let table = sheet.table();
        let fields = match record {
            Ok(fields) => fields,
            Err(error) => {
                issues.push(malformed(table, Consequence::RowLeftOut, error).at(number));
                return None;
            }
        };
        if fields.iter().all(|field| field.trim().is_empty()) {
            return None;
        }
        let finding = uneven(table, &fields, header.width());
        let left_out = finding.as_ref().is_some_and(|issue| issue.consequence == Consequence::RowLeftOut);
        issues.extend(finding.map(|issue| issue.at(number)));
        (!left_out).then_some(Self { table, header, number, fields, issues })
    }

    /// What stands in a column, without the blanks around it; empty where the file has no such column.
    pub(crate) fn text(&self, column: &str) -> &str {
        self.header.position(column).map_or("", |at| self.field(at))
    }

    /// What stands at a place of the row.
    pub(crate) fn field(&self, at: usize) -> &str {
        self.fields.get(at).unwrap_or_default().trim()
    }

    /// The value of a column that the row cannot do without. Reported where it is empty or unreadable.
    pub(crate) fn needed<T>(&mut self, column: &str, read: impl Fn(&str) -> Result<T, Wrong>) -> Option<T> {
        if self.text(column).is_empty() {
            self.report(column, Wrong::missing(), Consequence::RowLeftOut);
            return None;
        }
        self.value(column, read, Consequence::RowLeftOut)
    }

    /// The value of a column that may be empty. Reported where it is unreadable, and then left out.
    pub(crate) fn optional<T>(&mut self, column: &str, read: impl Fn(&str) -> Result<T, Wrong>) -> Option<T> {
        if self.text(column).is_empty() {
            return None;
        }
        self.value(column, read, Consequence::ValueLeftOut)
    }

    fn value<T>(
        &mut self,
        column: &str,
        read: impl Fn(&str) -> Result<T, Wrong>,
        otherwise: Consequence,
    ) -> Option<T> {
        match read(self.text(column)) {
            Ok(value) => Some(value),
            Err(wrong) => {
                self.report(column, wrong, otherwise);
                None
            }
        }
    }

    /// Reports what is wrong with a column of this row.
    pub(crate) fn report(&mut self, column: &str, wrong: Wrong, consequence: Consequence) {
        let value = shortened(self.text(column));
        self.report_value(column, &value, wrong, consequence);
    }

    /// Reports what is wrong with a value that is put together from several columns.
    pub(crate) fn report_value(&mut self, column: &str, value: &str, wrong: Wrong, consequence: Consequence) {
        let mut issue = Issue::new(wrong.code, self.table, consequence, wrong.what).at(self.number);
        issue.about(column, value).advise(&wrong.advice);
        self.issues.push(issue);
    }
}

/// A value that is not too long to be shown.
fn shortened(value: &str) -> String {
    const LONGEST: usize = 60;
    let cut: String = value.chars().take(LONGEST).collect();
    if cut.len() < value.len() { cut + "..." } else { cut }
}

/// What there is to say about a row that is longer or shorter than the header.
fn uneven(table: Table, fields: &StringRecord, width: usize) -> Option<Issue> {
    let beyond = fields.iter().skip(width).any(|field| !field.trim().is_empty());
    let lines = fields.iter().map(|field| field.matches('\n').count()).sum::<usize>();
    let counts = format!("it has {} fields and the header {width}", fields.len());
    if beyond {
        let mut issue = malformed(table, Consequence::RowLeftOut, counts);
        issue.advise("Put text that holds a comma in double quotes.");
        return Some(issue);
    }
    if fields.len() >= width {
        return None;
    }
    let mut issue = malformed(table, Consequence::Kept, format!("{counts}; the missing ones count as empty"));
    issue.advise("Check whether the line was cut off.");
    if lines > 0 {
        let what = format!("{counts}, and it runs over {} lines, which are lost", lines + 1);
        issue = malformed(table, Consequence::RowLeftOut, what);
        issue.advise("A double quote is probably opened and never closed.");
    }
    Some(issue)
}

fn malformed(table: Table, consequence: Consequence, what: String) -> Issue {
    let mut issue = Issue::new(IssueCode::MalformedRow, table, consequence, what);
    issue.advise("Correct the row.");
    issue
}
