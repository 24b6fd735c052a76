//! `rounds score`: what every practice is worth, and why.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use rounds::model::{Book, PracticeId};
use rounds::score::{self, Config, Scores};
use rounds::{Error, ErrorKind, export};

use crate::arguments::{BookArguments, ScoreArguments};
use crate::{Outcome, files, findings};

pub(crate) fn run(book: &BookArguments, arguments: &ScoreArguments) -> Outcome {
    let files::Opened { book: opened, as_of, issues } = files::open(book)?;
    findings::summarise(&opened, &issues);
    let wanted = wanted(&opened, arguments)?;
    let config = config(arguments);
    let scores = files::pool(book)?.install(|| score::evaluate(&opened, as_of, &config))?;
    match (&wanted, arguments.json) {
        (Some(at), true) => print_json(&scores.practices[*at])?,
        (None, true) => print_json(&scores)?,
        (Some(at), false) => {
            println!("{}", export::score_text(&opened, &scores, &config, &opened.practices()[*at].id));
        }
        (None, false) => {
            println!("{}", export::scores_text(&opened, &scores, &config, arguments.top));
        }
    }
    if !arguments.json {
        print_model(&scores, arguments.verbose);
    }
    if let Some(path) = &arguments.out {
        write(&opened, &scores, path)?;
        println!("Written to {}.", path.display());
    }
    Ok(ExitCode::SUCCESS)
}

fn config(arguments: &ScoreArguments) -> Config {
    let mut config = Config::default();
    config.horizon_days = arguments.forecast.horizon;
    config.interval = arguments.interval;
    config.response.elasticity = arguments.elasticity;
    config
}

/// The position of the practice asked for, if the book knows it.
fn wanted(book: &Book, arguments: &ScoreArguments) -> Result<Option<usize>, Error> {
    let Some(id) = &arguments.practice else { return Ok(None) };
    let at = book.practice_position(&PracticeId::from(id.as_str()));
    let first = book.practices().first().map_or("none", |practice| practice.id.as_str());
    let unknown = || format!("there is no practice {id}; the first of {} is {first}", book.practices().len());
    at.map(Some).ok_or_else(|| Error::new(ErrorKind::Setting, unknown()))
}

/// What the models say of themselves: at most two notes, unless all are asked for. The first is about every score, the
/// last is about this book's history.
fn print_model(scores: &Scores, verbose: bool) {
    println!("Model: {}.", scores.model.chosen);
    let notes = &scores.model.notes;
    let hidden = if verbose { 0 } else { notes.len().saturating_sub(2) };
    for (at, note) in notes.iter().enumerate() {
        if at == 0 || at > hidden {
            println!("Note: {note}");
        }
    }
    if hidden > 0 {
        println!("{hidden} more with --verbose.");
    }
}

fn print_json(value: &impl serde::Serialize) -> Result<(), Error> {
    let failed = |error| Error::new(ErrorKind::Output, "cannot write the scores").because(error);
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, value).map_err(|error| failed(std::io::Error::from(error)))?;
    writeln!(out).map_err(failed)
}

fn write(book: &Book, scores: &Scores, path: &Path) -> Result<(), Error> {
    let failed =
        |error| Error::new(ErrorKind::Output, format!("cannot write {}", path.display())).because(error);
    let file = File::create(path).map_err(|error: std::io::Error| failed(error))?;
    export::scores_csv(book, scores, BufWriter::new(file))
}
