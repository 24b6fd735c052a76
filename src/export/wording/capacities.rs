//! What visits bring if they work as assumed, and what each liaison's time is worth, as sentences.

use crate::export::wording::needs::needs;
use crate::export::wording::numbers::{amount, grouped, referrals, tenths};
use crate::export::wording::worth_unit::WorthUnit;
use crate::plan::capacity::{Capacity, ScarceResource};
use crate::plan::totals::Totals;
use crate::plan::visit_plan::Plan;

/// Says what the visits bring, if they work as assumed, and how far that may be from the truth.
pub(crate) fn gain(plan: &Plan, totals: &Totals, worth: WorthUnit) -> String {
    if worth == WorthUnit::Points {
        return NO_REFERRALS.to_owned();
    }
    let (about, range) = (rough(totals.expected_referrals), range(plan, totals));
    let how = if plan.response.measured { "as measured" } else { "as assumed" };
    format!("About {about} extra referrals in the year after these visits, if visits work {how}; {range}")
}

/// Says that nothing is known of what visits bring.
const NO_REFERRALS: &str = "The book has no referrals, so what these visits bring is unknown";

/// Says how many extra referrals the visits bring at least and at most.
pub(crate) fn range(plan: &Plan, totals: &Totals) -> String {
    let times =
        |times: f64| if times > 0.0 { rough(totals.expected_referrals * times) } else { "0".to_owned() };
    format!("{} to {}", times(plan.response.least), times(plan.response.most))
}

/// Says what the number of referrals means, for a page that explains it once.
pub(crate) fn assumption(plan: &Plan, worth: WorthUnit) -> String {
    if worth == WorthUnit::Points {
        return POINTS.to_owned();
    }
    let (share, days) = (plan.response.effect * 100.0, plan.response.tau_days);
    let how = if plan.response.measured { "Measured by a trial" } else { "Assumed, not measured" };
    format!(
        "{how}: just after a visit a practice sends {share:.0} % more of what is at stake there. This falls to about a third of it in \
         {days:.0} days."
    )
}

/// Says what a point is.
const POINTS: &str = "Practices are ranked by size: a first visit to a practice of usual size, three providers, is worth one point.";

/// Lists what a reader should know of a liaison's time: how much is used, what an hour has to bring, what is short.
pub(crate) fn time(capacity: &Capacity, used: f64, worth: WorthUnit) -> Vec<String> {
    let free = (capacity.hours_planned - used).max(0.0);
    let (planned, of) = (tenths(used), tenths(capacity.hours_planned));
    let mut lines = vec![format!("{planned} of {of} working hours are planned. {}", bar(capacity, worth))];
    lines.extend(free_hours(capacity, free, worth));
    lines.extend(shortages(capacity));
    lines.extend(needs(capacity));
    lines
}

/// Lists what a liaison's time is worth and needed for, without any plan.
pub(crate) fn worth(capacity: &Capacity, worth: WorthUnit) -> Vec<String> {
    let mut lines =
        vec![format!("{} working hours a week. {}", tenths(capacity.hours), bar(capacity, worth))];
    lines.extend(shortages(capacity));
    lines.extend(needs(capacity));
    lines
}

/// Says what an hour has to bring. Where promises stretch, their price is no measure of what visits bring.
fn bar(capacity: &Capacity, worth: WorthUnit) -> String {
    let (an_hour, unit) = (referrals(capacity.an_hour), worth.plain());
    if is_short(capacity) {
        format!("Set cadences take the time: any other visit has to bring {an_hour} {unit} an hour.")
    } else {
        format!("A visit is planned where it brings {an_hour} {unit} an hour.")
    }
}

/// Tells whether there is too little time for the set cadences.
fn is_short(capacity: &Capacity) -> bool {
    capacity.stretch > 1.0
}

/// Heads the curve of gain against hours.
pub(crate) fn curve(worth: WorthUnit) -> String {
    format!("field h a week, {} a week if visits work as assumed", worth.extra())
}

/// Says how many hours are left, and what the next of them would bring.
fn free_hours(capacity: &Capacity, free: f64, worth: WorthUnit) -> Option<String> {
    let left = tenths(free);
    (free >= 1.0).then(|| match capacity.next_hour {
        Some(next) => {
            format!("{left} hours are left. The next one would bring {} {}.", referrals(next), worth.plain())
        }
        None => format!("{left} hours are left on days that are full or too short for one more visit."),
    })
}

/// Says what is asked for beyond what there is, and of what there is too little.
fn shortages(capacity: &Capacity) -> Vec<String> {
    let is_short = is_short(capacity);
    let mut lines: Vec<String> = promises(capacity, is_short).into_iter().collect();
    lines.extend((!capacity.keeps_tiers).then(|| TIERS.to_owned()));
    let short = capacity.scarce.filter(|_| is_short || !capacity.keeps_tiers);
    lines.extend(short.map(|resource| scarce(resource).to_owned()));
    lines
}

/// Says what the promised cadences need, and what becomes of them where there is too little time.
fn promises(capacity: &Capacity, is_short: bool) -> Option<String> {
    let (needs, has) = (tenths(capacity.promised_hours), tenths(capacity.hours));
    let (set, them) = match capacity.promised {
        0 => return None,
        1 => ("The only set cadence needs".to_owned(), "it"),
        many => (format!("The {} set cadences need", grouped(many as usize)), "all"),
    };
    Some(if is_short {
        let stretch = amount(capacity.stretch);
        format!("{set} {needs} of {has} h a week. Gaps become up to {stretch} times as long as set.")
    } else {
        format!("{set} {needs} of {has} h a week: there is time for {them}.")
    })
}

/// Says that the tiers ask for more than there is, or than it pays to give.
const TIERS: &str = "Not all longest gaps of the tiers are kept; what brings most comes first.";

fn scarce(resource: ScarceResource) -> &'static str {
    match resource {
        ScarceResource::Hours => "There are too few working hours for more.",
        ScarceResource::Stops => "The limit of visits a day leaves no room for more.",
        ScarceResource::Drive => "The limit of driving a day leaves no room for more.",
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
            next_hour: Some(0.04),
            curve: Vec::new(),
            need: None,
        }
    }

    #[test]
    fn promises_that_are_kept_are_counted() {
        assert_eq!(shortages(&time(0, 1.0, true)), [] as [&str; 0]);
        assert_eq!(
            shortages(&time(1, 1.0, true)),
            ["The only set cadence needs 2.0 of 37.5 h a week: there is time for it."]
        );
        assert_eq!(
            shortages(&time(3, 1.0, true)),
            ["The 3 set cadences need 2.0 of 37.5 h a week: there is time for all."]
        );
    }

    #[test]
    fn what_is_short_is_named_once() {
        let lines = shortages(&time(3, 1.5, false));
        assert_eq!(
            lines[0],
            "The 3 set cadences need 2.0 of 37.5 h a week. Gaps become up to 1.50 times as long as set."
        );
        assert_eq!(lines[1..], [TIERS, "The limit of visits a day leaves no room for more."]);
        assert_eq!(shortages(&time(0, 1.0, false)), lines[1..]);
    }
}
