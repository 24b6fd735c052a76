//! Scores as a spreadsheet.

use std::io::Write;

use crate::error::{Error, ErrorKind};
use crate::export::table::text;
use crate::model::book::Book;
use crate::model::practice::Practice;
use crate::score::scores::{PracticeScore, Scores};

const HEADER: [&str; 22] = [
    "practice_id",
    "name",
    "owner",
    "tier",
    "segment",
    "visit_worth",
    "visit_retention",
    "visit_recovery",
    "visit_headroom",
    "p_active",
    "p_alive",
    "expected_count",
    "low",
    "high",
    "trend",
    "trend_probability",
    "lapse_risk",
    "potential",
    "headroom",
    "low_evidence",
    "why",
    "why_points",
];

/// Writes one row a practice. docs/scores.md describes every column.
///
/// `visit_worth` is the extra referrals that a visit is expected to bring, long after the last one: by what the practice sends
/// now (`visit_retention`), sent until lately (`visit_recovery`), and sends elsewhere (`visit_headroom`). Counts are referrals within the horizon. `potential` and `headroom` are referrals a
/// year. `why_points` are the points of the reasons in `why`, in their order. They add up exactly to
/// `visit_worth`, which is why these five columns have all their digits. Cells that a spreadsheet would run
/// as formulas are neutralised.
///
/// # Errors
/// [`ErrorKind::Output`] when writing fails.
pub fn scores_csv(book: &Book, scores: &Scores, writer: impl Write) -> Result<(), Error> {
    let failed =
        |error: ::csv::Error| Error::new(ErrorKind::Output, "cannot write the scores").because(error);
    let mut out = ::csv::Writer::from_writer(writer);
    out.write_record(HEADER).map_err(failed)?;
    for (score, practice) in scores.practices.iter().zip(book.practices()) {
        let cells = cells(score, practice);
        out.write_record(cells.iter().map(|cell| text(cell).into_owned())).map_err(failed)?;
    }
    out.flush().map_err(|error| Error::new(ErrorKind::Output, "cannot write the scores").because(error))
}

fn cells(score: &PracticeScore, practice: &Practice) -> Vec<String> {
    let number = |value: f64| format!("{value:.4}");
    let exact = |value: f64| value.to_string();
    let visit = score.visit;
    let owner = practice.owner.as_ref().map_or_else(String::new, ToString::to_string);
    let why: Vec<String> = score.reasons.iter().map(ToString::to_string).collect();
    let points: Vec<String> = score.reasons.iter().map(|reason| exact(reason.points)).collect();
    let mut cells = vec![score.practice.to_string(), practice.name.clone(), owner];
    cells.extend([score.tier.to_string(), score.segment.to_string()]);
    cells.extend([visit.base(), visit.retention, visit.recovery, visit.headroom].map(exact));
    cells.extend([score.p_active, score.p_alive, score.expected_count].map(number));
    cells.extend([score.interval.low, score.interval.high].map(|count| count.to_string()));
    cells.extend([score.trend, score.trend_probability, score.lapse_risk].map(number));
    cells.extend([score.potential, score.headroom].map(number));
    cells.extend([score.low_evidence.to_string(), why.join("; "), points.join("; ")]);
    cells
}
