//! What promises need at least, and which cadences to relax, as sentences.

use crate::export::wording::numbers::{counted, referrals, tenths};
use crate::model::practice::Cadence;
use crate::plan::capacity::Capacity;
use crate::plan::need::{CapacityNeed, Shortage};
use crate::plan::relaxation::Relaxation;

/// Lists what a liaison's promises need at least in the days planned, and whether there is as much.
pub(crate) fn needs(capacity: &Capacity) -> Vec<String> {
    let Some(need) = &capacity.need else { return Vec::new() };
    let has = tenths(capacity.hours_planned);
    let mut lines = Vec::new();
    if need.promised.visits > 0 {
        let (hours, visits) = (at_least(need.promised.hours), visits(need));
        lines.push(format!(
            "Set cadences, must-visits and appointments need at least {hours} of {has} h in the days planned: {visits}."
        ));
    }
    lines.extend(need.shortage.as_ref().map(too_much));
    lines.extend((need.tiers.visits > need.promised.visits).then(|| tiers(need)));
    lines
}

/// Counts the visits and the days of the promises.
fn visits(need: &CapacityNeed) -> String {
    let visits = counted(need.promised.visits as usize, "visit", "visits");
    let (days, of) = (need.promised.days, need.work_days);
    if days > of { visits } else { format!("{visits} on {days} or more of {of} working days") }
}

/// Says that no plan can keep the promises, and when there is too little time for them.
fn too_much(short: &Shortage) -> String {
    let (until, has) = (short.until, tenths(short.hours));
    let (hours, missing) = (at_least(short.least.hours), short.least.hours - short.hours);
    if missing >= 0.1 {
        let missing = at_least(missing);
        return format!(
            "No plan can keep them all: up to {until} they need at least {hours} of {has} h, {missing} more than there are."
        );
    }
    let visits = counted(short.least.visits as usize, "visit is", "visits are");
    let days = counted(short.work_days as usize, "working day", "working days");
    format!("No plan can keep them all: up to {until}, {visits} due, too many for the limits of {days}.")
}

/// Says what the longest gaps of the tiers need.
fn tiers(need: &CapacityNeed) -> String {
    let hours = at_least(need.tiers.hours);
    let verdict = if need.tiers.days > need.work_days { ", and no plan can keep them" } else { "" };
    format!("To keep the longest gaps of the tiers as well takes at least {hours} h{verdict}.")
}

/// Says what the promises of the whole team need.
pub(crate) fn team(capacities: &[Capacity]) -> Option<String> {
    let needs: Vec<&CapacityNeed> = capacities.iter().filter_map(|it| it.need.as_ref()).collect();
    let sum = |part: fn(&CapacityNeed) -> f64| needs.iter().map(|need| part(need)).sum::<f64>();
    let has = tenths(capacities.iter().map(|it| it.hours_planned).sum());
    let (promised, tiers) = (sum(|need| need.promised.hours), sum(|need| need.tiers.hours));
    (!needs.is_empty()).then(|| {
        format!(
            "All liaisons: promises need at least {} of {has} h, with the tiers at least {} h.",
            at_least(promised),
            at_least(tiers)
        )
    })
}

/// Heads the cadences to relax.
pub(crate) const RELAX: &str = "Cadences to relax, the cheapest in referrals an hour first:";

/// Says which cadence becomes longer, and what that costs and frees.
pub(crate) fn relaxation(practice: &str, it: &Relaxation) -> String {
    format!(
        "{practice}: from {} to {} days. It gives up {} referrals and frees {} hours a year.",
        gaps(it.from),
        gaps(it.to),
        referrals(it.referrals),
        tenths(it.hours)
    )
}

/// `28 (at most 42)`.
fn gaps(cadence: Cadence) -> String {
    format!("{} (at most {})", cadence.target(), cadence.max())
}

/// Says that the relaxed cadences are the fewest that the bound asks for.
pub(crate) const NOT_PROVED: &str =
    "This is the least to relax. Use --prove to plan with it, and to relax more where the plan needs it.";

/// Says that a plan keeps all cadences as they are set.
pub(crate) const KEEPS_ALL: &str = "Proved: a plan keeps all set cadences as they are.";

/// Says that a plan keeps all cadences once some are relaxed.
pub(crate) const KEEPS_RELAXED: &str =
    "Proved: a plan with these cadences keeps them and all other set cadences.";

/// Says that the plan needs must-visits for it.
pub(crate) fn by_must_visits(count: usize) -> String {
    let visits = counted(count, "must-visit", "must-visits");
    format!(
        "The usual plan breaks some for visits that bring more. The plan that keeps them has {visits} added to the book."
    )
}

/// Says which cadences no plan was found for.
pub(crate) fn unproved(practices: &str) -> String {
    format!(
        "No plan was found that keeps the set cadences of {practices}. More hours or another liaison would help."
    )
}

/// Says how the hours of a plan compare with the least, and which set cadences it breaks.
pub(crate) fn planned(used: f64, capacity: &Capacity, broken: &str) -> String {
    let used = tenths(used);
    let least = capacity.need.map_or(String::new(), |need| {
        format!("; its promises need at least {} h", at_least(need.promised.hours))
    });
    let kept = match broken {
        "" if capacity.promised == 0 => String::new(),
        "" => " It keeps all set cadences.".to_owned(),
        practices => format!(" It does not keep the set cadences of {practices}."),
    };
    format!("The plan takes {used} h in the field{least}.{kept}")
}

/// Names practices: all of a few, and else the first and how many more.
pub(crate) fn names(practices: &[&str]) -> String {
    const SHOWN: usize = 5;
    let shown = practices.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
    match practices.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {}", counted(more, "other practice", "other practices")),
    }
}

/// Rounds hours down to a tenth: what is said to be the least is no more than the bound.
fn at_least(hours: f64) -> String {
    tenths((hours * 10.0 + 1e-6).floor() / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::Date;
    use crate::plan::need::LeastTime;

    fn capacity(promised: LeastTime, tiers: LeastTime) -> Capacity {
        Capacity {
            liaison: "L1".into(),
            an_hour: 0.05,
            scarce: None,
            hours: 37.5,
            hours_planned: 37.5,
            promised: 3,
            promised_hours: 2.0,
            stretch: 1.0,
            tier_hours: 30.0,
            keeps_tiers: true,
            next_hour: None,
            curve: Vec::new(),
            need: Some(CapacityNeed { promised, tiers, work_days: 5, shortage: None }),
        }
    }

    #[test]
    fn need_stands_beside_hours_and_is_rounded_down() {
        let least = LeastTime { visits: 3, days: 1, hours: 2.19 };
        let lines = needs(&capacity(least, LeastTime { visits: 30, days: 6, hours: 41.0 }));
        assert_eq!(
            lines,
            [
                "Set cadences, must-visits and appointments need at least 2.1 of 37.5 h in the days planned: 3 visits on 1 or more of 5 working days.",
                "To keep the longest gaps of the tiers as well takes at least 41.0 h, and no plan can keep them."
            ]
        );
        assert_eq!(needs(&capacity(LeastTime::default(), LeastTime::default())), [] as [&str; 0]);
    }

    #[test]
    fn what_is_missing_is_named() {
        let said = |hours| {
            let least = LeastTime { visits: 40, days: 6, hours };
            too_much(&Shortage { until: Date::UNIX_EPOCH, least, work_days: 5, hours: 37.5 })
        };
        assert_eq!(
            said(40.0),
            "No plan can keep them all: up to 1970-01-01 they need at least 40.0 of 37.5 h, 2.5 more than there are."
        );
        assert_eq!(
            said(30.0),
            "No plan can keep them all: up to 1970-01-01, 40 visits are due, too many for the limits of 5 working days."
        );
    }
}
