//! What a look at before and after says, and what it mixes up.

use crate::first_visits::answer::{BeforeAfter, ChangeReason};
use crate::first_visits::practices::ComparedPractice;

/// A dip is worth a sentence where it is more than chance: more than so many of its standard errors.
const CHANCE: f64 = 2.0;

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
    let dips = visited()
        .map(|(practice, first)| halves(&practice.referrals, first).dip - halves(&others, first).dip);
    let mut reasons = vec![ChangeReason::OthersChanged { change: others_change }];
    reasons.extend(picked(&dips.collect::<Vec<_>>()));
    BeforeAfter { before, after, change: after - before, reasons }
}

/// Says whether practices were picked when fewer or more referrals came than usual, if that is more than chance.
fn picked(dips: &[f64]) -> Option<ChangeReason> {
    let count = dips.len() as f64;
    let mean = dips.iter().sum::<f64>() / count;
    let squares: f64 = dips.iter().map(|dip| (dip - mean) * (dip - mean)).sum();
    let error = (squares / (count - 1.0) / count).sqrt();
    if mean < -CHANCE * error {
        return Some(ChangeReason::PickedInADip { below: -mean });
    }
    (mean > CHANCE * error).then_some(ChangeReason::PickedOnARise { above: mean })
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
