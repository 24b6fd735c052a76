//! What to know before trusting a trial, as sentences.

use crate::export::wording::numbers::counted;
use crate::export::wording::text::list;
use crate::model::id::PracticeId;
use crate::trial::rests_kept::{BrokenRest, TrialWarning};
use crate::trial::result::TrialResult;

/// Lists what a reader should know.
pub(crate) fn all(result: &TrialResult) -> Vec<String> {
    let mut lines: Vec<String> = result.warnings.iter().map(warning).collect();
    lines.extend(broken(&result.broken));
    lines
}

/// Says what is wrong with a trial.
fn warning(warning: &TrialWarning) -> String {
    match warning {
        TrialWarning::LotChanged { practices } => format!(
            "Warning: in the file of the trial, others rest than its seed draws: {}. Somebody changed it, and the intervals do not hold.",
            named(practices)
        ),
        TrialWarning::RestMissing { practices } => {
            format!("Warning: the book lacks the rest of {}, or has other days.", named(practices))
        }
        TrialWarning::RestAdded { practices } => {
            format!("Warning: in the book, {} rest for this trial, but not in its design.", named(practices))
        }
        TrialWarning::PracticesGone { practices } => format!(
            "Warning: not in the book any more: {}. They count as having sent nothing.",
            named(practices)
        ),
    }
}

/// Says which rests were not kept.
fn broken(broken: &[BrokenRest]) -> Option<String> {
    let practices: Vec<PracticeId> = broken.iter().map(|it| it.practice.clone()).collect();
    let visits: usize = broken.iter().map(|it| it.visits.len()).sum();
    (visits > 0).then(|| {
        format!(
            "{} visited while at rest, by {}: {}. They count as rested all the same, so the lift looks smaller than it is.",
            counted(practices.len(), "practice was", "practices were"),
            counted(visits, "visit", "visits"),
            named(&practices)
        )
    })
}

/// Names the first few practices.
fn named(practices: &[PracticeId]) -> String {
    const MOST: usize = 8;
    let mut names: Vec<String> = practices.iter().take(MOST).map(ToString::to_string).collect();
    if practices.len() > MOST {
        names.push(format!("{} more", practices.len() - MOST));
    }
    list(&names)
}
