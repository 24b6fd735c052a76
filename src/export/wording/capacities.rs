//! What visits bring if they work as assumed, and what each liaison's time is worth, as sentences.

use crate::export::wording::numbers::{amount, counted, grouped, referrals, tenths};
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
    lines.extend(promises(capacity));
    lines.extend((!capacity.keeps_tiers).then(|| tiers(capacity)));
    lines
}

/// Lists what a liaison's time is worth and needed for, without any plan.
pub(crate) fn worth(capacity: &Capacity) -> Vec<String> {
    let mut lines = vec![format!(
        "{} working hours a week; an hour has to bring {} referrals to be planned.",
        tenths(capacity.hours),
        referrals(capacity.an_hour),
    )];
    lines.extend(promises(capacity));
    lines.extend((!capacity.keeps_tiers).then(|| tiers(capacity)));
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

/// Says what the promised cadences need, and what becomes of them where there is too little time.
fn promises(capacity: &Capacity) -> Option<String> {
    let (hours, has) = (tenths(capacity.promised_hours), tenths(capacity.hours));
    let set = counted(capacity.promised as usize, "set cadence needs", "set cadences need");
    (capacity.promised > 0).then(|| match capacity.stretch {
        1.05.. => format!(
            "The {set} {hours} h a week, there are {has}: visits come {} times as seldom as set{}.",
            amount(capacity.stretch),
            scarce(capacity.scarce)
        ),
        _ => format!("The {set} {hours} h of {has} a week, and all are kept."),
    })
}

/// Says that the tiers ask for more than there is, or than it pays to give.
fn tiers(capacity: &Capacity) -> String {
    format!(
        "Not all longest gaps of the tiers are kept; what brings most comes first{}.",
        scarce(capacity.scarce)
    )
}

fn scarce(resource: Option<ScarceResource>) -> &'static str {
    match resource {
        Some(ScarceResource::Hours) => ". Working hours are what is short",
        Some(ScarceResource::Stops) => ". The most visits a day are what is short",
        Some(ScarceResource::Drive) => ". The most driving a day is what is short",
        None => "",
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
