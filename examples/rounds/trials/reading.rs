//! `rounds trial read`: what a trial says.

use std::process::ExitCode;

use rounds::{export, trial};

use super::documents;
use crate::arguments::BookArguments;
use crate::outputs::file;
use crate::outputs::inputs::Inputs;
use crate::trial_arguments::TrialReadArguments;
use crate::{NEEDS_ATTENTION, Outcome, files, findings};

pub(crate) fn run(book: &BookArguments, arguments: &TrialReadArguments) -> Outcome {
    let inputs = Inputs::of_book(&book.book).and(book.travel.as_ref()).and(Some(&arguments.trial));
    if let Some(path) = &arguments.out {
        documents::check(path, &inputs, documents::RESULT)?;
    }
    let design = documents::design(&arguments.trial)?;
    let files::Opened { book: opened, as_of, mut issues, .. } = files::open(book)?;
    let (travel, found) = files::travel(book, &opened)?;
    issues.extend(found);
    findings::summarise(&issues);
    let prices = arguments.prices();
    let result =
        files::pool(book)?.install(|| trial::read(&opened, as_of, &design, travel.as_ref(), &prices))?;
    if arguments.json {
        say!("{}", export::json_text(&result)?);
    } else {
        say!("{}", export::trial_result_text(&result));
    }
    if let Some(path) = &arguments.out {
        file::write(path, (export::json_text(&result)? + "\n").as_bytes())?;
        remark!("Written to {}.", path.display());
    }
    Ok(if result.warnings.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(NEEDS_ATTENTION) })
}
