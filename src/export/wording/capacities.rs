//! What visits bring if they work as assumed, and what each liaison's time is worth, as sentences.

use crate::export::wording::numbers::{amount, grouped, referrals, tenths};
use crate::plan::capacity::{Capacity, GainPoint, ScarceResource};
use crate::plan::totals::Totals;
use crate::plan::visit_plan::Plan;

/// Says what the visits bring, if they work as assumed, and how far that may be from the truth.
pub(crate) fn gain(plan: &Plan, totals: &Totals) -> String {
    let (about, most) = (rough(totals.expected_referrals), most(plan, totals));
    format!(
        "About {about} extra referrals in the year after these visits, if visits work as assumed; 0 to {most}"
    )
}

/// Says how many extra referrals the visits bring at most; at least they bring none.
pub(crate) fn most(plan: &Plan, totals: &Totals) -> String {
    rough(totals.expected_referrals * plan.response.most)
}

/// Says what the number of referrals means, for a page that explains it once.
pub(crate) fn assumption(plan: &Plan) -> String {
    let (share, days) = (plan.response.effect * 100.0, plan.response.tau_days);
    format!(
        "Assumed, not measured: a visit adds {share:.0} % to what is at stake in a practice, and the effect falls to a third in {days:.0} \
         days."
    )
}

/// Lists what a reader should know of a liaison's time: how much is used, what an hour has to bring, what is short.
pub(crate) fn time(capacity: &Capacity, used: f64) -> Vec<String> {
    let free = (capacity.hours_planned - used).max(0.0);
    let mut lines = vec![format!(
        "{} of {} working hours are planned; an hour has to bring {} referrals.",
        tenths(used),
        tenths(capacity.hours_planned),
        referrals(capacity.an_hour),
    )];
    lines.extend(free_hours(capacity, free));
    lines.extend(shortages(capacity));
    lines
}

/// Lists what a liaison's time is worth and needed for, without any plan.
pub(crate) fn worth(capacity: &Capacity) -> Vec<String> {
    let mut lines = vec![format!(
        "{} working hours a week; an hour has to bring {} referrals to be planned.",
        tenths(capacity.hours),
        referrals(capacity.an_hour),
    )];
    lines.extend(shortages(capacity));
    lines
}

/// Heads the curve of gain against hours.
pub(crate) const CURVE: &str = "field h a week, extra referrals a week if visits work as assumed";

/// Says how many hours are left, and what the next of them would bring.
fn free_hours(capacity: &Capacity, free: f64) -> Option<String> {
    (free >= 1.0).then(|| {
        let next = next_hour(capacity);
        format!("{} hours are left. The next one would bring {} referrals.", tenths(free), referrals(next))
    })
}

/// Returns what one more hour a week would bring, from the curve of gain.
fn next_hour(capacity: &Capacity) -> f64 {
    let dear = |pair: &&[GainPoint]| rate(pair) <= capacity.an_hour;
    capacity.curve.windows(2).find(dear).map_or(0.0, rate)
}

fn rate(pair: &[GainPoint]) -> f64 {
    let [from, to] = pair else { return 0.0 };
    let hours = to.hours - from.hours;
    if hours > 0.0 { (to.gain - from.gain) / hours } else { 0.0 }
}

/// Says what is asked for beyond what there is, and of what there is too little.
fn shortages(capacity: &Capacity) -> Vec<String> {
    let is_short = capacity.promised > 0 && capacity.stretch >= STRETCHED;
    let mut lines: Vec<String> = promises(capacity, is_short).into_iter().collect();
    lines.extend((!capacity.keeps_tiers).then(|| TIERS.to_owned()));
    let short = capacity.scarce.filter(|_| is_short || !capacity.keeps_tiers);
    lines.extend(short.map(|resource| scarce(resource).to_owned()));
    lines
}

/// From here on gaps are said to be longer than promised.
const STRETCHED: f64 = 1.05;

/// Says what the promised cadences need, and what becomes of them where there is too little time.
fn promises(capacity: &Capacity, is_short: bool) -> Option<String> {
    let (needs, has) = (tenths(capacity.promised_hours), tenths(capacity.hours));
    let (set, kept) = match capacity.promised {
        0 => return None,
        1 => ("The only set cadence needs".to_owned(), "it is kept"),
        many => (format!("The {} set cadences need", grouped(many as usize)), "all are kept"),
    };
    Some(if is_short {
        let stretch = amount(capacity.stretch);
        format!("{set} {needs} h a week, there are {has}: gaps become {stretch} times as long as set.")
    } else {
        format!("{set} {needs} h of {has} a week, and {kept}.")
    })
}

/// Says that the tiers ask for more than there is, or than it pays to give.
const TIERS: &str = "Not all longest gaps of the tiers are kept; what brings most comes first.";

fn scarce(resource: ScarceResource) -> &'static str {
    match resource {
        ScarceResource::Hours => "What is short is working hours.",
        ScarceResource::Stops => "What is short is the most visits a day.",
        ScarceResource::Drive => "What is short is the most driving a day.",
    }
}

/// Rounds to two digits, as precise as it is known.
fn rough(referrals: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positive, and far smaller")]
    let whole = |number: f64| grouped(number.round() as usize);
    match referrals {
        ..10.0 => format!("{referrals:.1}"),
        ..100.0 => whole(referrals),
        ..1000.0 => whole((referrals / 10.0).round() * 10.0),
        _ => whole((referrals / 100.0).round() * 100.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(promised: u32, stretch: f64, keeps_tiers: bool) -> Capacity {
        Capacity {
            liaison: "L1".into(),
            an_hour: 0.05,
            scarce: Some(ScarceResource::Stops),
            hours: 37.5,
            hours_planned: 150.0,
            promised,
            promised_hours: 2.0,
            stretch,
            tier_hours: 30.0,
            keeps_tiers,
            curve: Vec::new(),
        }
    }

    #[test]
    fn promises_that_are_kept_are_counted() {
        assert_eq!(shortages(&time(0, 1.0, true)), [] as [&str; 0]);
        assert_eq!(
            shortages(&time(1, 1.0, true)),
            ["The only set cadence needs 2.0 h of 37.5 a week, and it is kept."]
        );
        assert_eq!(
            shortages(&time(3, 1.0, true)),
            ["The 3 set cadences need 2.0 h of 37.5 a week, and all are kept."]
        );
    }

    #[test]
    fn what_is_short_is_named_once() {
        let lines = shortages(&time(3, 1.5, false));
        assert_eq!(
            lines[0],
            "The 3 set cadences need 2.0 h a week, there are 37.5: gaps become 1.50 times as long as set."
        );
        assert_eq!(lines[1..], [TIERS, "What is short is the most visits a day."]);
        assert_eq!(shortages(&time(0, 1.0, false)), lines[1..]);
    }
}
