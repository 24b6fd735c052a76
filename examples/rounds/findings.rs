//! `rounds check`: what is wrong with the files.

use std::collections::BTreeMap;
use std::process::ExitCode;

use rounds::model::{Issue, IssueCode};

use crate::arguments::BookArguments;
use crate::{NEEDS_ATTENTION, Outcome, files};

/// Findings of one kind that are printed in full.
const SHOWN: usize = 5;

pub(crate) fn run(arguments: &BookArguments) -> Outcome {
    let files::Opened { book, as_of, mut issues } = files::open(arguments)?;
    issues.extend(files::travel(arguments, &book)?.1);
    let referrals: usize = (0..book.practices().len()).map(|practice| book.referrals(practice).len()).sum();
    let (practices, liaisons) = (book.practices().len(), book.liaisons().len());
    println!("{practices} practices, {liaisons} liaisons, {referrals} referral rows, known up to {as_of}.");
    for issue in &issues {
        println!("{issue}");
    }
    println!(
        "{}",
        if issues.is_empty() { "No findings.".into() } else { format!("{} findings.", issues.len()) }
    );
    Ok(if issues.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(NEEDS_ATTENTION) })
}

/// A few findings of each kind, on standard error.
pub(crate) fn summarise(issues: &[Issue]) {
    let mut by_code: BTreeMap<IssueCode, Vec<&Issue>> = BTreeMap::new();
    for issue in issues {
        by_code.entry(issue.code).or_default().push(issue);
    }
    for (code, issues) in by_code {
        issues.iter().take(SHOWN).for_each(|issue| eprintln!("{issue}"));
        if issues.len() > SHOWN {
            let more = issues.len() - SHOWN;
            eprintln!("{code}: {more} more of these; `check` prints all. {}", code.meaning());
        }
    }
}
