//! `rounds access`: when practices are met, as the log has it.

use std::process::ExitCode;

use rounds::export;
use rounds::score::{AccessModel, AccessReport};

use crate::arguments::{AccessArguments, BookArguments};
use crate::{Outcome, files, findings};

pub(crate) fn run(book: &BookArguments, arguments: &AccessArguments) -> Outcome {
    let files::Opened { book: opened, as_of, issues, .. } = files::open(book)?;
    findings::summarise(&issues);
    let report = files::pool(book)?.install(|| {
        let model = AccessModel::new(&opened, as_of);
        AccessReport::new(&opened, &model, as_of)
    });
    let text =
        if arguments.json { export::json_text(&report)? } else { export::access_text(&opened, &report) };
    say!("{}", text.trim_end());
    Ok(ExitCode::SUCCESS)
}
