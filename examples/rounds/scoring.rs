//! `rounds score`: what every practice is worth, and why.

use std::fs::File;
use std::path::Path;
use std::process::ExitCode;

use rounds::model::Book;
use rounds::score::{self, PracticeScore, Scores};
use rounds::{Error, ErrorKind};

use crate::arguments::{BookArguments, ScoreArguments};
use crate::{Outcome, files, findings};

pub fn run(book: &BookArguments, arguments: &ScoreArguments) -> Outcome {
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
    println!("{:>7} {:>5} {:>6} {:>6} {:>8} {:<11} practice", "visit", "tier", "lapse", "trend", "headroom", "segment");
    let mut order: Vec<usize> = (0..scores.practices.len()).collect();
    order.sort_by(|&a, &b| worth(scores, b).total_cmp(&worth(scores, a)).then(a.cmp(&b)));
    for &at in order.iter().take(top) {
        let (score, practice) = (&scores.practices[at], &book.practices()[at]);
        let PracticeScore { tier, lapse_risk, trend, headroom, segment, .. } = score;
        let worth = worth(scores, at);
        println!("{worth:>7.3} {tier:>5} {lapse_risk:>6.2} {trend:>6.2} {headroom:>8.1} {segment:<11} {}", practice.name);
        let why: Vec<&str> = score.reasons.iter().map(|reason| reason.text.as_str()).collect();
        println!("        {}", why.join("; "));
    }
}

fn worth(scores: &Scores, at: usize) -> f64 {
    scores.practices[at].visit.on(0, None)
}

fn write(book: &Book, scores: &Scores, path: &Path) -> Result<(), Error> {
    let failed = |error: csv::Error| Error::new(ErrorKind::Output, "cannot write the scores").because(error);
    let file = File::create(path).map_err(|error| Error::new(ErrorKind::Output, "cannot write the scores").because(error))?;
    let mut out = csv::Writer::from_writer(file);
    let header = ["practice_id", "name", "tier", "segment", "visit_worth", "p_active", "expected_count", "low", "high",
        "trend", "lapse_risk", "potential", "headroom", "low_evidence", "why"];
    out.write_record(header).map_err(failed)?;
    for (score, practice) in scores.practices.iter().zip(book.practices()) {
        let why: Vec<&str> = score.reasons.iter().map(|reason| reason.text.as_str()).collect();
        let numbers = [score.visit.on(0, None), score.p_active, score.expected_count];
        let mut row = vec![practice.id.to_string(), practice.name.clone(), score.tier.to_string(), score.segment.to_string()];
        row.extend(numbers.map(|number| format!("{number:.4}")));
        row.extend([score.interval.low.to_string(), score.interval.high.to_string()]);
        row.extend([score.trend, score.lapse_risk, score.potential, score.headroom].map(|number| format!("{number:.4}")));
        row.extend([score.low_evidence.to_string(), why.join("; ")]);
        out.write_record(row.iter().map(|cell| export_cell(cell))).map_err(failed)?;
    }
    out.flush().map_err(|error| Error::new(ErrorKind::Output, "cannot write the scores").because(error))
}
