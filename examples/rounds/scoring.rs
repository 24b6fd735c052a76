//! `rounds score`: what every practice is worth, and why.

use std::process::ExitCode;

use rounds::model::{Book, PracticeId, PracticeIndex};
use rounds::score::{self, ModelNote, ScoreConfig, Scores};
use rounds::{Error, ErrorKind, export};

use crate::arguments::{BookArguments, ScoreArguments};
use crate::outputs::file;
use crate::outputs::inputs::Inputs;
use crate::watch::Watch;
use crate::{Outcome, files, findings};

/// How a table of scores begins: so an earlier one is known, which may be written over.
const COLUMNS: &str = "practice_id,name,owner,tier,segment,visit_worth,";

pub(crate) fn run(book: &BookArguments, arguments: &ScoreArguments) -> Outcome {
    if let Some(path) = &arguments.out {
        file::check(path, &Inputs::of_book(&book.book).and(book.travel.as_ref()), COLUMNS)?;
    }
    let files::Opened { book: opened, as_of: newest, issues, .. } = files::open(book)?;
    findings::summarise(&issues);
    let wanted = wanted(&opened, arguments)?;
    let config = config(arguments);
    if let Some(measured) = &arguments.elasticity_from {
        remark!("{}", measured.source);
    }
    let (known_until, known) = score::referrals_known_until(&opened, newest);
    let as_of = book.as_of.unwrap_or(known_until);
    let watch = Watch::new();
    let observe = |it: &_| watch.observe(it);
    let mut scores = files::pool(book)?.install(|| score::evaluate(&opened, as_of, &config, &observe))?;
    watch.finish();
    if as_of < newest {
        // Scores as of the end of the referrals do not know that the book goes on.
        scores.model.notes.splice(1..1, known.into_iter().filter(ModelNote::tells_end));
    }
    say!(
        "{}",
        match (wanted, arguments.json) {
            (Some(at), true) => export::json_text(&scores.practices[at.get()])?,
            (None, true) => export::json_text(&scores)?,
            (Some(at), false) => {
                let id = &opened.practices()[at.get()].id;
                export::score_text(&opened, &scores, &config, id) + &model_text(&scores, arguments.verbose)
            }
            (None, false) => {
                let table = export::scores_text(&opened, &scores, &config, arguments.top);
                table + &model_text(&scores, arguments.verbose)
            }
        }
    );
    if let Some(path) = &arguments.out {
        let mut table = Vec::new();
        export::scores_csv(&opened, &scores, &mut table)?;
        file::write(path, &table)?;
        say!("Written to {}.", path.display());
    }
    Ok(ExitCode::SUCCESS)
}

fn config(arguments: &ScoreArguments) -> ScoreConfig {
    let mut config = ScoreConfig::default();
    config.horizon_days = arguments.forecast.horizon;
    config.interval = arguments.interval;
    let measured = arguments.elasticity_from.as_ref();
    config.response.elasticity = measured.map_or(arguments.elasticity, |it| it.mean);
    config.response.measured = measured.map(|it| it.interval);
    config.response.carry_over = arguments.carry_over;
    config
}

/// Finds the practice asked for, if the book knows it.
fn wanted(book: &Book, arguments: &ScoreArguments) -> Result<Option<PracticeIndex>, Error> {
    let Some(id) = &arguments.practice else { return Ok(None) };
    let at = book.practice_index(&PracticeId::from(id.as_str()));
    let first = book.practices().first().map_or("none", |practice| practice.id.as_str());
    let unknown = || format!("there is no practice {id}; the first of {} is {first}", book.practices().len());
    at.map(Some).ok_or_else(|| Error::new(ErrorKind::Setting, unknown()))
}

/// What the models say of themselves: at most two notes, unless all are asked for. The first is about every score, the
/// last is about this book. Which parameters the data do not fix is told only to those who ask.
fn model_text(scores: &Scores, verbose: bool) -> String {
    let notes = || scores.model.notes.iter().filter(|note| !note.comes_first());
    let told: Vec<_> = notes().filter(|note| verbose || !note.is_technical()).collect();
    let skipped = if verbose { 0 } else { told.len().saturating_sub(2) };
    let shown = told.iter().enumerate().filter(|(at, _)| *at == 0 || *at > skipped);
    let hidden = notes().count() - told.len() + skipped;
    let mut lines = vec![format!("\nModel: {}.", scores.model.chosen)];
    lines.extend(shown.map(|(_, note)| format!("Note: {note}")));
    if hidden > 0 {
        lines.push(format!("{hidden} more with --verbose."));
    }
    lines.join("\n")
}
