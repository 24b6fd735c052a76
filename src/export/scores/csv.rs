//! Scores as a spreadsheet.

use std::borrow::Cow;
use std::io::Write;

use crate::error::Error;
use crate::export::table::{CsvTable, number, owned_text, text};
use crate::export::wording::numbers::fixed;
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

/// What a book without referrals does not tell.
const OF_REFERRALS: [&str; 9] = [
    "p_active",
    "p_alive",
    "expected_count",
    "low",
    "high",
    "trend",
    "trend_probability",
    "lapse_risk",
    "headroom",
];
/// A number that is not known, as spreadsheets leave it out of sums and programs read it.
const UNKNOWN: &str = "nan";

/// Writes one row a practice. docs/scores.md describes every column.
///
/// `visit_worth` is the extra referrals that a visit is expected to bring, long after the last one: by what the practice sends
/// now (`visit_retention`), sent until lately (`visit_recovery`), and sends elsewhere (`visit_headroom`). Counts are referrals within the horizon. `potential` and `headroom` are referrals a
/// year. `why_points` are the points of the reasons in `why`, in their order. They add up exactly to
/// `visit_worth`, which is why these five columns have all their digits. Cells that a spreadsheet would run
/// as formulas are neutralised. In a book without referrals ([`Scores::are_sizes`]) the columns of referrals hold `nan`.
///
/// # Errors
/// [`ErrorKind::Output`](crate::ErrorKind::Output) when writing fails.
pub fn scores_csv(book: &Book, scores: &Scores, writer: impl Write) -> Result<(), Error> {
    let mut table = CsvTable::new(writer, &HEADER)?;
    for (score, practice) in scores.practices.iter().zip(book.practices()) {
        let mut cells = cells(score, practice);
        if scores.are_sizes() {
            HEADER.iter().zip(&mut cells).filter(|(name, _)| OF_REFERRALS.contains(name)).for_each(
                |(_, cell)| {
                    *cell = text(UNKNOWN);
                },
            );
        }
        table.row(cells)?;
    }
    table.finish()
}

fn cells<'a>(score: &'a PracticeScore, practice: &'a Practice) -> Vec<Cow<'a, str>> {
    let visit = score.visit;
    let why: Vec<String> = score.reasons.iter().map(ToString::to_string).collect();
    let points: Vec<String> = score.reasons.iter().map(|reason| exact(reason.points).into_owned()).collect();
    let owner = practice.owner.as_ref().map_or("", |owner| owner.as_str());
    let mut cells = vec![text(score.practice.as_str()), text(&practice.name), text(owner)];
    cells.extend([number(score.tier), number(score.segment)]);
    cells.extend([visit.base(), visit.retention, visit.recovery, visit.headroom].map(exact));
    cells.extend([score.p_active, score.p_alive, score.expected_count].map(rounded));
    cells.extend([score.interval.low, score.interval.high].map(number));
    cells.extend([score.trend, score.trend_probability, score.lapse_risk].map(rounded));
    cells.extend([score.potential, score.headroom].map(rounded));
    cells.extend([number(score.low_evidence), owned_text(&why.join("; ")), number(points.join("; "))]);
    cells
}

fn rounded<'a>(value: f64) -> Cow<'a, str> {
    number(fixed(4, value))
}

/// Writes all digits, and no -0.
fn exact<'a>(value: f64) -> Cow<'a, str> {
    number(value + 0.0)
}
