//! `rounds score`: what every practice is worth, and why.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use std::process::ExitCode;

use rounds::model::Book;
use rounds::score::{self, PracticeScore, Scores};
use rounds::{Error, ErrorKind, export};

use crate::arguments::{BookArguments, ScoreArguments};
use crate::{Outcome, files, findings};

pub(crate) fn run(book: &BookArguments, arguments: &ScoreArguments) -> Outcome {
    let files::Opened { book: opened, as_of, issues } = files::open(book)?;
    findings::summarise(&issues);
    let scores = score::evaluate(&opened, as_of, &score::Config::default())?;
    print(&opened, &scores, arguments.top);
    if let Some(path) = &arguments.out {
        write(&opened, &scores, path)?;
        println!("Written to {}.", path.display());
    }
    Ok(ExitCode::SUCCESS)
}

/// The most valuable practices, best first.
fn print(book: &Book, scores: &Scores, top: usize) {
    println!("Scores as of {}, by what a visit is worth. Model: {}", scores.as_of, scores.model.chosen);
    scores.model.notes.iter().for_each(|note| println!("Note: {note}"));
    println!(
        "{:>7} {:>5} {:>6} {:>6} {:>8} {:<11} practice",
        "visit", "tier", "lapse", "trend", "headroom", "segment"
    );
    let mut order: Vec<usize> = (0..scores.practices.len()).collect();
    order.sort_by(|&a, &b| worth(scores, b).total_cmp(&worth(scores, a)).then(a.cmp(&b)));
    for &at in order.iter().take(top) {
        let (score, practice) = (&scores.practices[at], &book.practices()[at]);
        let PracticeScore { tier, lapse_risk, trend, headroom, segment, .. } = score;
        let worth = worth(scores, at);
        println!(
            "{worth:>7.3} {tier:>5} {lapse_risk:>6.2} {trend:>6.2} {headroom:>8.1} {segment:<11} {}",
            practice.name
        );
        let why: Vec<&str> = score.reasons.iter().map(|reason| reason.text.as_str()).collect();
        println!("        {}", why.join("; "));
    }
}

fn worth(scores: &Scores, at: usize) -> f64 {
    scores.practices[at].visit.on(0, None)
}

fn write(book: &Book, scores: &Scores, path: &Path) -> Result<(), Error> {
    let failed =
        |error| Error::new(ErrorKind::Output, format!("cannot write {}", path.display())).because(error);
    let file = File::create(path).map_err(|error: std::io::Error| failed(error))?;
    export::scores_csv(book, scores, BufWriter::new(file))
}
