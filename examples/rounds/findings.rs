//! `rounds check`: what is wrong with the files.

use std::collections::BTreeSet;
use std::process::ExitCode;

use rounds::ingest::TableCount;
use rounds::model::{Consequence, Issue, IssueCode};
use rounds::{Error, ErrorKind, export};

use crate::arguments::{BookArguments, CheckArguments};
use crate::outputs::folder::Folder;
use crate::outputs::inputs::Inputs;
use crate::{NEEDS_ATTENTION, Outcome, files};

/// Rows of one kind that `check` names, and that other commands name.
const NAMED: usize = 50;
const NAMED_IN_PASSING: usize = 5;

/// Prints every finding about the files, by kind, and writes them to a file where one is asked for.
pub(crate) fn run(arguments: &BookArguments, check: &CheckArguments) -> Outcome {
    let inputs = || Inputs::of_book(&arguments.book).and(arguments.travel.as_ref());
    let out = check
        .out
        .as_ref()
        .map(|out| Folder::checked(out, "check", inputs(), &["findings.csv"]))
        .transpose()?;
    let files::Opened { book, as_of, mut issues, tables, unused } = files::open_to_check(arguments)?;
    let accepting = BookArguments { accept_unread: true, ..arguments.clone() };
    issues.extend(files::travel(&accepting, &book)?.1);
    let all = book.practice_indices().flat_map(|practice| book.referrals(practice));
    let referrals = all.filter(|referral| referral.first_day() <= as_of).count();
    let (placed, liaisons) =
        (book.practices().iter().filter(|it| it.location.is_some()).count(), book.liaisons().len());
    let placeless = match book.practices().len() - placed {
        0 => String::new(),
        count => format!(" ({count} more without a place)"),
    };
    say!(
        "{placed} practices{placeless}, {liaisons} liaisons, {referrals} referral rows, known up to {as_of}."
    );
    for count in &tables {
        say!("{}", export::rows_used_text(without_late(*count, &issues)));
    }
    for (table, column) in &unused {
        say!("{table}: nobody reads the column {column:?}.");
    }
    let most = if check.all { usize::MAX } else { NAMED };
    let text = export::findings_text(&issues, most);
    text.lines().for_each(|line| say!("{line}"));
    let count = issues.len();
    say!(
        "{}",
        match count {
            0 => "No findings.".to_owned(),
            1 => "1 finding.".to_owned(),
            count => format!("{count} findings."),
        }
    );
    if let Some(mut out) = out {
        out.write("findings.csv", |file| export::findings_csv(&issues, file))?;
        out.finish()?;
        say!("Written: findings.csv");
    }
    Ok(if issues.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(NEEDS_ATTENTION) })
}

/// Takes the rows that are later than the day of planning from those that are used.
fn without_late(count: TableCount, issues: &[Issue]) -> TableCount {
    let is_late = |it: &&Issue| {
        let lost = it.consequence == Consequence::RowLeftOut;
        it.table == count.table && it.code == IssueCode::FutureDate && lost
    };
    let late: BTreeSet<_> = issues.iter().filter(is_late).map(|it| it.row).collect();
    TableCount { used: count.used.saturating_sub(late.len()), ..count }
}

/// Prints the findings by kind on standard error, with the first rows of each.
pub(crate) fn summarise(issues: &[Issue]) {
    let text = export::findings_text(issues, NAMED_IN_PASSING);
    text.lines().for_each(|line| remark!("{line}"));
}

/// Refuses a book of which a table is not read at all, or more than a fifth and at least twenty rows of one.
pub(crate) fn refuse_unread(tables: &[TableCount], issues: &[Issue]) -> Result<(), Error> {
    let unread = tables.iter().find(|count| is_unread(**count));
    let Some(count) = unread else { return Ok(()) };
    let of_table: Vec<Issue> = issues.iter().filter(|issue| issue.table == count.table).cloned().collect();
    let text = format!(
        "{}. Mend the table, or say --accept-unread to go on without the other rows. What is wrong:\n{}",
        export::rows_used_text(*count).trim_end_matches('.'),
        export::findings_text(&of_table, NAMED_IN_PASSING).trim_end()
    );
    Err(Error::new(ErrorKind::Input, text))
}

fn is_unread(count: TableCount) -> bool {
    let unread = count.left_out();
    (count.rows > 0 && count.used == 0) || (unread >= 20 && 5 * unread > count.rows)
}
