//! Columns headed by a month, a week or a quarter: each row has its totals side by side.

use crate::ingest::header::Header;
use crate::ingest::row::Row;
use crate::ingest::sheet::Sheet;
use crate::ingest::spelling::conventions::Convention;
use crate::ingest::spelling::numbers;
use crate::ingest::spelling::period_header::PeriodColumn;
use crate::model::finding::Finding;
use crate::model::history::Referral;
use crate::model::id::PracticeId;
use crate::model::issue::{Consequence, Issue, Table};

/// Reads the totals of a row; an empty field is none.
pub(crate) fn referrals(
    row: &mut Row<'_>,
    practice: &PracticeId,
    columns: &[PeriodColumn],
) -> Vec<(u64, Referral)> {
    let mut found = Vec::new();
    for column in columns {
        let field = row.field(column.at).to_owned();
        if field.is_empty() {
            continue;
        }
        match numbers::whole(0..=super::rows::MOST_REFERRALS)(&field, Convention::default()) {
            Ok(count) => {
                let referral = Referral {
                    practice: practice.clone(),
                    from: Some(column.first),
                    date: column.last,
                    count,
                    value: None,
                };
                found.push((row.number(), referral));
            }
            Err(finding) => {
                let column = format!("{} to {}", column.first, column.last);
                row.report_value(&column, &field, finding, Consequence::ValueLeftOut);
            }
        }
    }
    found
}

/// Reports columns of totals beside practices where a table of referrals is read.
pub(crate) fn not_read(sheet: &Sheet, header: &Header) -> Vec<Issue> {
    let name = |column: &PeriodColumn| sheet.header().get(column.at).cloned().unwrap_or_default();
    let issue = |name: String| {
        let finding = Finding::UnusedColumn { meant: None };
        Issue::new(Table::Practices, finding, Consequence::Kept).in_column(&name)
    };
    header.periods().iter().map(name).map(issue).collect()
}
