//! Reasons as sentences that a liaison understands.

use super::{History, Reason, ReasonKind, VisitValue, outlook::Outlook};

/// Why a visit is worth what it is worth: two reasons whose points are the two parts of its value, then remarks.
pub(super) fn reasons(
    outlook: &Outlook,
    history: Option<&History>,
    visit: VisitValue,
    (now, potential): (f64, f64),
    low_evidence: bool,
) -> Vec<Reason> {
    let retention =
        history.map_or_else(|| "never referred: nothing to lose yet".into(), |it| rhythm(outlook, it));
    let mut reasons = vec![
        Reason { points: visit.retention, text: retention, kind: ReasonKind::Retention },
        Reason { points: visit.headroom, text: room(now, potential), kind: ReasonKind::Headroom },
    ];
    let remark = |kind: ReasonKind, text: String| Reason { points: 0.0, text, kind };
    if let Some(text) = history.and_then(|_| step(outlook)) {
        reasons.push(remark(ReasonKind::Trend, text));
    }
    if low_evidence {
        reasons.push(remark(ReasonKind::Evidence, evidence(history)));
    }
    reasons
}

/// "usually every 9 days, silent 31 days: 62 % chance of a referral in the weeks ahead, usually 97 %".
fn rhythm(outlook: &Outlook, history: &History) -> String {
    let days = usual_gap(outlook, history);
    let usually = match days {
        ..1.5 => format!("usually {:.0} a week", 7.0 / days),
        _ => format!("usually every {days:.0} days"),
    };
    let chance = percent(outlook.prediction.p_active);
    let usual = percent(outlook.usual_chance);
    let silent = counted(history.silent_days(), "day");
    format!("{usually}, silent {silent}: {chance} chance of a referral in the period ahead, usually {usual}")
}

/// Days from one referral to the next: the practice's own mean, which people can check, once there are three; before that
/// the one that the model believes in.
fn usual_gap(outlook: &Outlook, history: &History) -> f64 {
    let summary = history.summary();
    if summary.events < 3 { 7.0 / outlook.baseline } else { 7.0 * summary.last / f64::from(summary.events) }
}

/// "could send about 120 a year, sends 40".
fn room(now: f64, potential: f64) -> String {
    let (now, potential) = (now.round(), potential.round());
    if potential <= now {
        return format!("sends about {now:.0} a year, as much as the best of practices like it");
    }
    format!(
        "could send about {potential:.0} a year, {}",
        if now < 1.0 { "sends almost none".into() } else { format!("sends {now:.0}") }
    )
}

/// A change of rate that is likelier than not to be real, in words.
fn step(outlook: &Outlook) -> Option<String> {
    const LIKELY: f64 = 0.75;
    let prediction = outlook.prediction;
    (prediction.trend_probability >= LIKELY && prediction.trend < 1.0).then(|| {
        let share = percent(prediction.trend);
        format!("down to {share} of its earlier rate ({} likely)", percent(prediction.trend_probability))
    })
}

fn evidence(history: Option<&History>) -> String {
    let so_far = match history {
        None => "no referral on record".to_owned(),
        Some(history) => {
            let events = counted(history.events().saturating_add(1), "referral");
            format!("only {events} in {}", counted(history.age_days() / 7 + 1, "week"))
        }
    };
    format!("{so_far}: the figures lean on practices like it")
}

fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}

fn counted(number: u32, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
