//! `rounds check`: what is wrong with the files.

use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;

use rounds::model::{Book, Consequence, Issue, IssueCode, Table};

use crate::arguments::BookArguments;
use crate::{NEEDS_ATTENTION, Outcome, files};

/// Findings of one kind that are printed in full.
const SHOWN: usize = 5;

/// Prints every finding about the files.
pub(crate) fn run(arguments: &BookArguments) -> Outcome {
    let files::Opened { book, as_of, mut issues } = files::open(arguments)?;
    issues.extend(files::travel(arguments, &book)?.1);
    let referrals: usize = book.practice_indices().map(|practice| book.referrals(practice).len()).sum();
    let (practices, liaisons) = (book.practices().len(), book.liaisons().len());
    say!("{practices} practices, {liaisons} liaisons, {referrals} referral rows, known up to {as_of}.");
    for issue in &issues {
        say!("{issue}");
    }
    for text in unread(&book, &issues) {
        say!("{text}");
    }
    say!("{}", if issues.is_empty() { "No findings.".into() } else { format!("{} findings.", issues.len()) });
    Ok(if issues.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(NEEDS_ATTENTION) })
}

/// Prints a few findings of each kind on standard error, and which tables could not be read at all.
pub(crate) fn summarise(book: &Book, issues: &[Issue]) {
    let mut by_code: BTreeMap<IssueCode, Vec<&Issue>> = BTreeMap::new();
    for issue in issues {
        by_code.entry(issue.code).or_default().push(issue);
    }
    for (code, issues) in by_code {
        issues.iter().take(SHOWN).for_each(|issue| remark!("{issue}"));
        if issues.len() > SHOWN {
            let more = issues.len() - SHOWN;
            remark!("{code}: {more} more of these; `check` prints all. {}", code.meaning());
        }
    }
    for text in unread(book, issues) {
        remark!("{text}");
    }
}

/// Writes a line for each table that has rows of which none could be read.
fn unread(book: &Book, issues: &[Issue]) -> Vec<String> {
    let practices = || book.practice_indices();
    let tables = [
        (Table::Referrals, practices().all(|at| book.referrals(at).is_empty()), "practice_id and date"),
        (Table::Visits, practices().all(|at| book.visits(at).is_empty()), "practice_id, liaison_id and date"),
        (Table::Appointments, book.appointments().is_empty(), "practice_id and liaison_id"),
        (Table::TimeOff, book.time_off().is_empty(), "liaison_id and from"),
        (Table::MustVisits, book.must_visits().is_empty(), "practice_id and from"),
        (Table::Holidays, book.holidays().is_empty(), "date and name"),
    ];
    let empty = tables.into_iter().filter(|(_, is_empty, _)| *is_empty);
    let told = |(table, _, columns): (Table, bool, &str)| {
        let rows = rows_left_out(table, issues);
        (rows > 0).then(|| {
            format!("None of {rows} rows of {table} could be read; are {columns} swapped, or named otherwise (--map)?")
        })
    };
    empty.filter_map(told).collect()
}

/// Counts the rows of a table that are left out.
fn rows_left_out(table: Table, issues: &[Issue]) -> usize {
    let left_out = |issue: &&Issue| issue.table == table && issue.consequence == Consequence::RowLeftOut;
    issues.iter().filter(left_out).filter_map(|issue| issue.row).collect::<BTreeSet<u64>>().len()
}
