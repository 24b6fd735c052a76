//! `rounds effect`: what first visits to practices brought, beside practices that nobody visited.

use std::process::ExitCode;

use rounds::export;
use rounds::first_visits::first_visit_effect;

use crate::arguments::BookArguments;
use crate::effect_arguments::EffectArguments;
use crate::outputs::file;
use crate::outputs::inputs::Inputs;
use crate::{Outcome, files, findings, screen};

/// How a written answer begins: so an earlier one is known, which may be written over.
const BEGINNING: &str = "{\n  \"answer\":";

pub(crate) fn run(book: &BookArguments, arguments: &EffectArguments) -> Outcome {
    if let Some(path) = &arguments.out {
        file::check(path, &Inputs::of_book(&book.book).and(book.travel.as_ref()), BEGINNING)?;
    }
    let files::Opened { book: opened, as_of, issues, .. } = files::open(book)?;
    findings::summarise(&issues);
    let length = arguments.period.into();
    let answer = files::pool(book)?.install(|| first_visit_effect(&opened, as_of, length))?;
    let json = export::json_text(&answer)?;
    if arguments.json {
        say!("{json}");
    } else {
        screen::answer(format_args!("{}", export::first_visits_text(&answer)));
    }
    if let Some(path) = &arguments.out {
        file::write(path, json.as_bytes())?;
        remark!("Written to {}.", path.display());
    }
    Ok(ExitCode::SUCCESS)
}
