//! Columns that nobody reads.

use crate::ingest::cell::normal;
use crate::ingest::evidence::Opened;
use crate::ingest::header::Header;
use crate::ingest::practices;
use crate::ingest::schema;
use crate::ingest::sheet::Sheet;
use crate::model::finding::Finding;
use crate::model::issue::{Consequence, Issue, Table};

/// Lists the columns that nobody reads. One of a JSON document, which somebody wrote for us, is reported; so is one whose header
/// is nearly the name of a column that is missing.
pub(crate) fn columns(opened: &[Opened], issues: &mut Vec<Issue>) -> Vec<(Table, String)> {
    let mut unused = Vec::new();
    for (sheet, header) in opened {
        for name in numbers_that_are_near(sheet, header) {
            let meant = nearly(sheet.table(), header, &name);
            let finding = Finding::UnusedColumn { meant };
            issues.push(Issue::new(sheet.table(), finding, Consequence::Kept).in_column(&name));
        }
        for name in of_sheet(sheet, header) {
            let meant = nearly(sheet.table(), header, &name);
            if sheet.has_keys() || meant.is_some() {
                let finding = Finding::UnusedColumn { meant };
                issues.push(Issue::new(sheet.table(), finding, Consequence::Kept).in_column(&name));
            }
            unused.push((sheet.table(), name));
        }
    }
    unused
}

/// Lists the further columns of numbers, which the potential may use.
pub(crate) fn numbers(sheet: &Sheet, header: &Header) -> Vec<String> {
    let unread = of_sheet(sheet, header);
    let extra = header.extra().iter().filter_map(|&at| sheet.header().get(at));
    extra.filter(|name| !name.is_empty() && !unread.contains(name)).cloned().collect()
}

/// Lists the columns of numbers whose header is nearly that of a column which is missing.
fn numbers_that_are_near(sheet: &Sheet, header: &Header) -> Vec<String> {
    numbers(sheet, header).into_iter().filter(|name| nearly(sheet.table(), header, name).is_some()).collect()
}

/// Lists the headers of a sheet that stand for no column. Numbers of practices are used by the potential.
pub(crate) fn of_sheet(sheet: &Sheet, header: &Header) -> Vec<String> {
    let numbers = match sheet.table() {
        Table::Practices => practices::number_columns(sheet, header),
        _ => Vec::new(),
    };
    let is_number = |at: usize| numbers.iter().any(|column| column.at == at);
    let extra = header.extra().iter().filter(|at| !is_number(**at));
    // The places are those of the header.
    extra.map(|&at| sheet.header()[at].clone()).filter(|name| !name.is_empty()).collect()
}

/// Finds a column without a header whose name is one letter away, or two where it is long.
fn nearly(table: Table, header: &Header, name: &str) -> Option<&'static str> {
    let spelled: String = normal(name).collect();
    let is_near = |column: &str| {
        let column: String = normal(column).collect();
        let most = if column.len() >= 8 { 2 } else { 1 };
        column.len() >= 4 && strsim::osa_distance(&column, &spelled) <= most
    };
    let absent = schema::columns(table)
        .iter()
        .filter(|column| header.position(column.name).is_none() && !header.is_off(column.name));
    absent.map(|column| column.name).find(|column| is_near(column))
}
