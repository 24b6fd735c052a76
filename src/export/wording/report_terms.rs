//! What the figures of a report mean, and what they assume.

use crate::export::wording::numbers::{fixed, percent};
use crate::report::compile::AssumedResponses;

/// Heads the definitions.
pub(crate) const HEADING: &str = "What the figures mean";

/// Defines the figures.
pub(crate) fn definitions() -> Vec<String> {
    [
        "Done: the log has a visit of the same liaison to the same practice in the week, and it met somebody.",
        "In vain: the liaison was there and nobody could be met. Not logged: the log says nothing of a planned visit.",
        "Overdue: somebody was last met longer ago than the most days of the practice's cadence. Practices that rest by lot on the day are left out. Tiers and cadences are those of today.",
        "New: first referral ever within the last four weeks, in a book that has been watched for 13 weeks or more.",
        "Won back: a referral within the last four weeks after a silence of 28 days or more, and of more than five usual gaps.",
        "Falling: the rate has fallen with a probability of 75 % or more.",
        "Silent: nothing for 28 days or more, and at most half of the usual chance of a referral is left.",
    ]
    .map(str::to_owned)
    .to_vec()
}

/// Says what is assumed of visits.
pub(crate) fn assumed(it: &AssumedResponses) -> Vec<String> {
    let scores = format!(
        "Assumed, not measured: referrals rise by {} % with 1 % more visits, and {} of a visit's effect is still felt a month later.",
        it.scores.elasticity,
        percent(it.scores.carry_over)
    );
    let plan = it.plan.map(|plan| {
        format!(
            "The newest plan assumes that visits add up to {} to what is at stake, and that this falls to a third in {} days.",
            percent(plan.effect),
            fixed(0, plan.tau_days)
        )
    });
    std::iter::once(scores).chain(plan).collect()
}
