//! Findings about a book, grouped by kind for people who read a screen.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write;

use crate::error::Error;
use crate::export::table::{CsvTable, maybe, number, owned_text};
use crate::export::wording::finding_groups as words;
use crate::ingest::count::TableCount;
use crate::model::issue::{Consequence, Issue, Table};
use crate::model::issue_code::IssueCode;

/// Says how many rows of a table are used.
#[must_use]
pub fn rows_used_text(count: TableCount) -> String {
    words::rows_used(count)
}

/// Writes one row a finding, with the columns `code`, `table`, `row`, `column`, `value`, `what`, `consequence` and `advice`.
///
/// # Errors
/// [`ErrorKind::Output`](crate::ErrorKind::Output) when `writer` fails.
pub fn findings_csv(issues: &[Issue], writer: impl Write) -> Result<(), Error> {
    let columns = ["code", "table", "row", "column", "value", "what", "consequence", "advice"];
    let mut table = CsvTable::new(writer, &columns)?;
    for issue in issues {
        table.row([
            number(issue.code),
            number(issue.table),
            maybe(issue.row),
            owned_text(issue.column.as_deref().unwrap_or_default()),
            owned_text(issue.value.as_deref().unwrap_or_default()),
            owned_text(&issue.finding.to_string()),
            owned_text(&issue.consequence.to_string()),
            owned_text(&issue.advice()),
        ])?;
    }
    table.finish()
}

/// What findings of one group share.
type Group<'a> = (IssueCode, Table, Option<&'a str>, Consequence, String);

/// Writes findings grouped by kind: how many there are, in which rows, what stands there, and what to do. At most `most` rows are named
/// in a group. Ends with a line feed where there are findings.
///
/// ```
/// use rounds::{export, model::{Consequence, Finding, Issue, Table}};
/// let issue = |row| Issue::new(Table::Visits, Finding::UnknownPractice, Consequence::RowLeftOut).at(row).about("practice_id", "P9");
/// let text = export::findings_text(&[issue(4), issue(5), issue(6), issue(9)], 50);
/// assert!(text.starts_with("I011 visits rows 4-6 and 9, practice_id = \"P9\": no practice has this identifier."));
/// ```
#[must_use]
pub fn findings_text(issues: &[Issue], most: usize) -> String {
    let mut groups: BTreeMap<Group<'_>, Vec<&Issue>> = BTreeMap::new();
    for issue in issues {
        let group = (issue.code, issue.table, issue.column.as_deref(), issue.consequence, words::kind(issue));
        groups.entry(group).or_default().push(issue);
    }
    let mut text = String::new();
    for ((code, table, column, consequence, what), issues) in groups {
        let rows: Vec<u64> = issues.iter().filter_map(|issue| issue.row).collect();
        let values: Vec<&str> = issues.iter().filter_map(|issue| issue.value.as_deref()).collect();
        let place = words::place(table, &rows, most, column, &values);
        let advice = issues.first().map(|issue| issue.advice()).unwrap_or_default();
        // Writing to a text cannot fail.
        let _ = writeln!(text, "{code} {place}: {what}. {consequence} {advice}");
    }
    text
}
