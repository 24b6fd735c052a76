//! Reasons as sentences that a liaison understands.

use crate::forecast::history::History;
use crate::score::practice_forecast::PracticeForecast;
use crate::score::reason::{Reason, ReasonKind};
use crate::score::value::VisitValue;

/// What the sentences about one practice are made of.
pub(crate) struct Facts<'a> {
    pub(crate) forecast: &'a PracticeForecast,
    pub(crate) history: Option<&'a History>,
    /// Referrals a year that it sends, could send, and that a visit could win.
    pub(crate) now: f64,
    pub(crate) potential: f64,
    pub(crate) winnable: f64,
    pub(crate) low_evidence: bool,
}

impl Facts<'_> {
    /// Why a visit is worth what it is worth: two reasons whose points are the two parts of its value, the larger one
    /// first, then remarks.
    pub(crate) fn reasons(&self, visit: VisitValue, horizon_days: u32) -> Vec<Reason> {
        let retention = match self.history {
            None => "never referred: nothing to lose yet".into(),
            Some(history) => rhythm(self.forecast, history, horizon_days),
        };
        let mut reasons = vec![
            Reason { points: visit.retention, text: retention, kind: ReasonKind::Retention },
            Reason { points: visit.headroom, text: self.room(), kind: ReasonKind::Headroom },
        ];
        reasons.sort_by(|a, b| b.points.total_cmp(&a.points));
        let remark = |kind: ReasonKind, text: String| Reason { points: 0.0, text, kind };
        if let Some(text) = self.history.and_then(|_| step(self.forecast, horizon_days)) {
            reasons.push(remark(ReasonKind::Trend, text));
        }
        if self.low_evidence {
            reasons.push(remark(ReasonKind::Evidence, evidence(self.history)));
        }
        reasons
    }

    /// "sent 43 in the last 12 months, 40 a year expected; could send about 120, about 30 more within reach".
    fn room(&self) -> String {
        let (now, potential, winnable) = (self.now.round(), self.potential.round(), self.winnable.round());
        let so_far = match self.history {
            None => format!("practices like it would send about {now:.0} a year"),
            Some(history) => {
                let sent = history.sent_within(365);
                format!("sent {sent} in the last 12 months, {now:.0} a year expected")
            }
        };
        if potential <= now {
            return format!("{so_far}, as much as the best of practices like it");
        }
        let reach = match winnable {
            ..1.0 => "its own record gives little hope of more".into(),
            _ => format!("about {winnable:.0} more within reach"),
        };
        let could = if self.history.is_none() { "the best" } else { "could send" };
        format!("{so_far}; {could} about {potential:.0}, {reach}")
    }
}

/// "usually every 9 days, silent 31 days: 62 % chance of a referral in the next 13 weeks, usually 97 %".
fn rhythm(forecast: &PracticeForecast, history: &History, horizon_days: u32) -> String {
    let silent = match history.silent_days() {
        0 => "the last one today".to_owned(),
        1 => "the last one yesterday".to_owned(),
        days => format!("silent {days} days"),
    };
    let chance = chance(forecast.prediction.p_active);
    let usual =
        if is_certain(forecast.usual_chance) { "certain".into() } else { percent(forecast.usual_chance) };
    let ahead = ahead(horizon_days);
    format!("{}, {silent}: {chance} of a referral in the next {ahead}, usually {usual}", usually(history))
}

/// The practice's own rhythm, which people can check; before the third day with a referral it has none.
fn usually(history: &History) -> String {
    let summary = history.summary();
    if summary.events < 2 || summary.last <= 0.0 {
        return format!("{} so far", counted(history.total(), "referral"));
    }
    let days = 7.0 * summary.last / f64::from(summary.events);
    let batch = history.batch();
    match days {
        ..1.5 => format!("usually {:.0} a week", f64::from(history.events()) / summary.last),
        _ if batch >= 1.5 => format!("usually every {days:.0} days, about {batch:.0} at a time"),
        _ => format!("usually every {days:.0} days"),
    }
}

/// Nothing that lies ahead is certain, however often it came.
fn chance(share: f64) -> String {
    match share {
        _ if is_certain(share) => "almost certain".to_owned(),
        ..0.005 => "hardly any chance".to_owned(),
        _ => format!("{} chance", percent(share)),
    }
}

fn is_certain(share: f64) -> bool {
    share >= 0.995
}

/// A horizon in words: whole weeks where it has some.
fn ahead(days: u32) -> String {
    if days >= 14 { counted((days + 3) / 7, "week") } else { counted(days, "day") }
}

/// A change of rate that is likelier than not to be real, in words; not where the forecast says otherwise.
fn step(forecast: &PracticeForecast, horizon_days: u32) -> Option<String> {
    const LIKELY: f64 = 0.75;
    let prediction = forecast.prediction;
    (prediction.trend_probability >= LIKELY && prediction.trend < 1.0).then(|| {
        let likely = if is_certain(prediction.trend_probability) {
            "almost certainly".to_owned()
        } else {
            format!("{} likely", percent(prediction.trend_probability))
        };
        let share = percent(prediction.trend);
        format!(
            "fallen below its usual rate ({likely}): {share} of it expected in the next {}",
            ahead(horizon_days)
        )
    })
}

fn evidence(history: Option<&History>) -> String {
    let so_far = match history {
        None => "no referral on record".to_owned(),
        Some(history) if history.event_days() < 2 && history.total() > 1 => {
            format!("all {} on one day", counted(history.total(), "referral"))
        }
        Some(history) => {
            let weeks = counted(history.age_days() / 7 + 1, "week");
            format!("only {} in {weeks}", counted(history.total(), "referral"))
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
