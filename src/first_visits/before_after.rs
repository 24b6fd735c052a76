//! What a look at before and after says, and what it mixes up.

use crate::first_visits::answer::{BeforeAfter, ChangeReason};
use crate::first_visits::practices::ComparedPractice;

/// Changes up to this share of a standard deviation are not worth a sentence.
const LEAST: f64 = 1e-9;

/// The means of a practice over its periods before and from the first visit on.
struct Halves {
    before: f64,
    after: f64,
    /// The last period before, less the mean before.
    dip: f64,
}

/// Compares the means of practices visited first, and those of others over the same periods.
pub(crate) fn before_after(practices: &[ComparedPractice], periods: usize) -> BeforeAfter {
    let others = mean_of_others(practices, periods);
    let visited = || practices.iter().filter_map(|it| Some((it, it.first_visit.filter(|first| *first > 0)?)));
    let count = visited().count().max(1) as f64;
    let mean = |of: &dyn Fn(&ComparedPractice, usize) -> f64| {
        visited().map(|(practice, first)| of(practice, first)).sum::<f64>() / count
    };
    let own = |part: fn(&Halves) -> f64| mean(&|practice, first| part(&halves(&practice.referrals, first)));
    let shared = |part: fn(&Halves) -> f64| mean(&|_, first| part(&halves(&others, first)));
    let (before, after) = (own(|it| it.before), own(|it| it.after));
    let others_change = shared(|it| it.after - it.before);
    let dip = own(|it| it.dip) - shared(|it| it.dip);
    let mut reasons = Vec::new();
    if others_change.abs() > LEAST {
        reasons.push(ChangeReason::OthersChanged { change: others_change });
    }
    if dip < -LEAST {
        reasons.push(ChangeReason::PickedInADip { below: -dip });
    } else if dip > LEAST {
        reasons.push(ChangeReason::PickedOnARise { above: dip });
    }
    BeforeAfter { before, after, change: after - before, reasons }
}

/// Splits referrals at the period of the first visit, which is neither the first nor beyond the last.
fn halves(referrals: &[f64], first: usize) -> Halves {
    let (before, after) = referrals.split_at(first.min(referrals.len()));
    let mean = |part: &[f64]| part.iter().sum::<f64>() / part.len().max(1) as f64;
    let last = before.last().copied().unwrap_or(0.0);
    Halves { before: mean(before), after: mean(after), dip: last - mean(before) }
}

fn mean_of_others(practices: &[ComparedPractice], periods: usize) -> Vec<f64> {
    let others = || practices.iter().filter(|it| it.first_visit.is_none());
    let count = others().count().max(1) as f64;
    // Every practice has an entry a period.
    (0..periods).map(|at| others().map(|it| it.referrals[at]).sum::<f64>() / count).collect()
}
