//! Scores as a spreadsheet.

use std::io::Write;

use super::csv::text;
use crate::model::Book;
use crate::score::{PracticeScore, Scores};
use crate::{Error, ErrorKind};

const HEADER: [&str; 15] = [
    "practice_id",
    "name",
    "tier",
    "segment",
    "visit_worth",
    "p_active",
    "expected_count",
    "low",
    "high",
    "trend",
    "lapse_risk",
    "potential",
    "headroom",
    "low_evidence",
    "why",
];

/// One row a practice. `visit_worth` is the referrals that a visit today is expected to keep or gain; counts are referrals
/// within the horizon, `potential` and `headroom` referrals a year. Cells that a spreadsheet would run as formulas are
/// neutralised.
///
/// # Errors
/// [`ErrorKind::Output`] when writing fails.
pub fn scores_csv(book: &Book, scores: &Scores, writer: impl Write) -> Result<(), Error> {
    let failed =
        |error: ::csv::Error| Error::new(ErrorKind::Output, "cannot write the scores").because(error);
    let mut out = ::csv::Writer::from_writer(writer);
    out.write_record(HEADER).map_err(failed)?;
    for (score, practice) in scores.practices.iter().zip(book.practices()) {
        let cells = cells(score, &practice.name);
        out.write_record(cells.iter().map(|cell| text(cell).into_owned())).map_err(failed)?;
    }
    out.flush().map_err(|error| Error::new(ErrorKind::Output, "cannot write the scores").because(error))
}

fn cells(score: &PracticeScore, name: &str) -> Vec<String> {
    let number = |value: f64| format!("{value:.4}");
    let why: Vec<&str> = score.reasons.iter().map(|reason| reason.text.as_str()).collect();
    let mut cells =
        vec![score.practice.to_string(), name.to_owned(), score.tier.to_string(), score.segment.to_string()];
    cells.extend([score.visit.on(0, None), score.p_active, score.expected_count].map(number));
    cells.extend([score.interval.low, score.interval.high].map(|count| count.to_string()));
    cells.extend([score.trend, score.lapse_risk, score.potential, score.headroom].map(number));
    cells.extend([score.low_evidence.to_string(), why.join("; ")]);
    cells
}
