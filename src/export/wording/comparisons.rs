//! Headings and sentences about alternatives side by side: fronts, scenarios, handovers and hires.

use crate::export::wording::numbers::{grouped, out_of, percent};
use crate::export::wording::text::list;
use crate::territory::compare::ScenarioTrial;
use crate::territory::handover::Handover;

/// The columns of the front.
pub(crate) const FRONT: [&str; 4] =
    ["relationships broken", "practices moved", "farthest from their share", "searched with"];

/// The alignment that nothing was searched for.
pub(crate) const AS_TODAY: &str = "as it is today";

/// The alignment of today, beside its dot.
#[cfg(feature = "html")]
pub(crate) const TODAY: &str = "today";
/// The alignment that is shown, beside its dot.
#[cfg(feature = "html")]
pub(crate) const THIS_ANSWER: &str = "this answer";

/// Names the tolerance that an alignment was searched with.
pub(crate) fn tolerance(share: f64) -> String {
    format!("{} tolerance", percent(share))
}

/// The columns of the table of scenarios, after the name.
pub(crate) const TRIALS: [&str; 7] =
    ["worst", "visits", "field h", "drive", "referrals", "an hour", "due seen"];

/// Says by how much the drive model errs, scenario by scenario.
pub(crate) fn drive_errors(trials: &[ScenarioTrial]) -> String {
    let errors: Vec<String> = trials.iter().map(|it| percent(it.drive_error())).collect();
    format!("For the same visits the drive model is off by {} (mean over liaisons).", list(&errors))
}

/// Says how many moved practices have a day for their joint first visit, and why the others have none.
pub(crate) fn handovers(handovers: &[Handover]) -> String {
    let dated = handovers.iter().filter(|it| it.visit.is_some());
    let alone = dated.clone().filter(|it| !it.both_work).count();
    let (all, dated) = (handovers.len(), dated.count());
    let count = out_of(grouped(dated), grouped(all));
    let first = format!("Handover: {count} moved practices have a day for the joint first visit.");
    let others = [(alone > 0).then(|| days_alone(alone)), (dated < all).then(|| undated(all - dated))];
    [first].into_iter().chain(others.into_iter().flatten()).collect::<Vec<_>>().join(" ")
}

/// Says on how many days one of the two is away.
fn days_alone(count: usize) -> String {
    format!("On {} of these days the present liaison does not work.", grouped(count))
}

/// Says how many practices have no day, and why.
fn undated(count: usize) -> String {
    format!(
        "{} have none: the weeks planned hold no visit to them, because none is due or there is no room.",
        grouped(count)
    )
}

/// What the places to hire are ranked by.
pub(crate) const HIRING: &str =
    "By how much rules are missed, then the team's drive hours; = within 1 % of the place above:";

/// The columns of the table of places to hire.
pub(crate) const SITES: [&str; 7] = ["rank", "near", "--add", "drive h", "worst", "broken", "rules"];

/// The line of the team without anybody new.
pub(crate) const NOBODY_NEW: &str = "nobody new, rebalanced";

/// Says whether the rules are kept, in a word.
pub(crate) fn kept(is_feasible: bool) -> &'static str {
    if is_feasible { "kept" } else { "missed" }
}
