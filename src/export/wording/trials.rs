//! What a trial would see, and who is in it, as sentences.

use std::collections::BTreeMap;

use crate::export::wording::numbers::{counted, fixed, out_of, percent, percent_to};
use crate::export::wording::text::list;
use crate::trial::design::TrialDesign;
use crate::trial::eligible::WhyNotInLot;
use crate::trial::power::{PowerRow, Sight};

/// Heads the table of what trials would see.
pub(crate) const POWER_TITLE: &str =
    "What a trial of visits would see, tried 1,000 times on the past of this book";

/// Says how to read the table.
pub(crate) const POWER_LEGEND: &str = "Lots were drawn over past weeks in which nobody rested. `error` is the standard error of the \
    logarithm of visited over rested, each counted over its forecast. The next three columns are the smallest lifts seen four times in \
    five: by that ratio, by CUPED, and by plain means. `expected` is the lift if visits work as believed. `given up` are the referrals \
    that resting then costs. The last row is the trial asked for.";

/// The columns of the table.
pub(crate) const POWER_COLUMNS: [&str; 9] =
    ["weeks", "blocks", "rest", "error", "ratio", "CUPED", "means", "expected", "given up"];

/// Says that nothing was tried.
pub(crate) const NO_POWER: &str = "No trial was tried on the past: it was not asked for, or the history is too short or too thin. A trial of 8 weeks needs 21 weeks \
     of history, and ten practices that sent 20 referrals in the last 8 of them.";

/// Says whether the trial can see what it looks for.
pub(crate) fn decision(design: &TrialDesign) -> String {
    let Some(row) = &design.own_power else {
        return "It is not known what this trial can see: nobody asked to try it, or the history is too short or too thin.".to_owned();
    };
    let (visible, expected) = (percent_to(1, row.visible), percent_to(1, row.expected));
    match row.sight() {
        Sight::Sees => format!(
            "This trial can see a lift of {visible}, and {expected} is to be expected if visits work as believed."
        ),
        Sight::CannotSee | Sight::NotKnown => format!(
            "This trial cannot see a plausible effect. The smallest lift that it sees is {visible}, and only {expected} is to be \
             expected. {}",
            better(design, row)
        ),
    }
}

/// Names the trial in the table that sees most beside what is to be expected.
fn better(design: &TrialDesign, own: &PowerRow) -> String {
    let gap = |row: &&PowerRow| row.expected - row.visible;
    let best = design.power.iter().max_by(|a, b| gap(a).total_cmp(&gap(b)));
    let Some(best) = best.filter(|best| gap(best) > gap(&own)) else {
        return "No trial of the table does better.".to_owned();
    };
    let (weeks, share) = (counted(best.weeks as usize, "week", "weeks"), percent(best.share));
    let (visible, expected) = (percent_to(1, best.visible), percent_to(1, best.expected));
    let verdict =
        if best.sight() == Sight::Sees { "would see enough" } else { "come closest, and see too little" };
    format!(
        "Of the table, {weeks} with {share} at rest {verdict}: they see {visible} where {expected} is to be expected."
    )
}

/// Says who is in the lot.
pub(crate) fn lot(design: &TrialDesign) -> String {
    let resting = |block: u32| design.members.iter().filter(|it| it.rests == Some(block)).count();
    let blocks = (0..).zip(&design.blocks).map(|(at, block)| {
        format!("{} rest from {} until {}", resting(at), block.from.to_words(), block.until.to_words())
    });
    let members = counted(design.members.len(), "practice is", "practices are");
    format!(
        "{}: {members} in the lot, of which {}. Seed {}.",
        design.name,
        list(&blocks.collect::<Vec<_>>()),
        design.seed
    )
}

/// Says how many are left out, and why.
pub(crate) fn left_out(design: &TrialDesign) -> String {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for it in &design.left_out {
        *reasons.entry(reason(it.why)).or_default() += 1;
    }
    if reasons.is_empty() {
        return "Nobody is left out.".to_owned();
    }
    let parts: Vec<String> = reasons.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
    let all = design.left_out.len() + design.members.len();
    format!("Left out before the lot are {} practices: {}.", out_of(design.left_out.len(), all), list(&parts))
}

/// Says why practices are left out, after their number.
fn reason(why: WhyNotInLot) -> &'static str {
    match why {
        WhyNotInLot::NobodyCovers => "that nobody covers",
        WhyNotInLot::NoPlace => "without a place",
        WhyNotInLot::SeesNobody => "that see nobody",
        WhyNotInLot::Locked => "that are locked",
        WhyNotInLot::NoHistory => "that have not referred yet",
        WhyNotInLot::Appointment { .. } => "with an appointment",
        WhyNotInLot::Promise { .. } => "with a promise",
        WhyNotInLot::Meeting => "with a meeting that is wished for",
        WhyNotInLot::Event { .. } => "where an event is held",
        WhyNotInLot::Rests { .. } => "that rest already",
    }
}

/// Says what the figures assume.
pub(crate) fn assumptions(design: &TrialDesign) -> String {
    let response = &design.response;
    format!(
        "Forecasts are those of {}, and nothing later changes them. What is to be expected rests on an elasticity of {} and an effect that \
         falls to about a third in {} days. Both are believed, not measured.",
        design.as_of.to_words(),
        fixed(2, response.elasticity),
        fixed(0, response.tau_days())
    )
}

/// Says why a trial is refused.
#[must_use]
pub fn trial_refusal(design: &TrialDesign) -> Option<String> {
    let (visible, expected) = design.own_power.map_or((0.0, 0.0), |row| (row.visible, row.expected));
    match design.sight() {
        Sight::Sees => None,
        Sight::NotKnown => Some(
            "it is not known what the trial can see: nobody asked to try it on the past, or the history is too short or too thin; take \
             --anyway to run it all the same"
                .to_owned(),
        ),
        Sight::CannotSee => Some(format!(
            "the trial cannot see a plausible effect: it sees lifts from {} on, and {} is to be expected; try more weeks, a larger \
             share or other blocks, or take --anyway to run it all the same",
            percent_to(1, visible),
            percent_to(1, expected),
        )),
    }
}
