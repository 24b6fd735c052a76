//! Reasons as sentences that a liaison understands.

use super::{History, Reason, ReasonKind, VisitValue, outlook::Outlook};

/// What the sentences about one practice are made of.
pub(super) struct Facts<'a> {
    pub(super) outlook: &'a Outlook,
    pub(super) history: Option<&'a History>,
    /// Referrals a year that it sends, could send, and that a visit could win.
    pub(super) now: f64,
    pub(super) potential: f64,
    pub(super) winnable: f64,
    pub(super) low_evidence: bool,
}

impl Facts<'_> {
    /// Why a visit is worth what it is worth: two reasons whose points are the two parts of its value, the larger one
    /// first, then remarks.
    pub(super) fn reasons(&self, visit: VisitValue, horizon_days: u32) -> Vec<Reason> {
        let retention = match self.history {
            None => "never referred: nothing to lose yet".into(),
            Some(history) => rhythm(self.outlook, history, horizon_days),
        };
        let mut reasons = vec![
            Reason { points: visit.retention, text: retention, kind: ReasonKind::Retention },
            Reason { points: visit.headroom, text: self.room(), kind: ReasonKind::Headroom },
        ];
        reasons.sort_by(|a, b| b.points.total_cmp(&a.points));
        let remark = |kind: ReasonKind, text: String| Reason { points: 0.0, text, kind };
        if let Some(text) = self.history.and_then(|_| step(self.outlook, horizon_days)) {
            reasons.push(remark(ReasonKind::Trend, text));
        }
        if self.low_evidence {
            reasons.push(remark(ReasonKind::Evidence, evidence(self.history)));
        }
        reasons
    }

    /// "could send about 120 a year, sends 40; about 30 of the rest within reach".
    fn room(&self) -> String {
        let (now, potential, winnable) = (self.now.round(), self.potential.round(), self.winnable.round());
        if potential <= now {
            return format!("sends about {now:.0} a year, as much as the best of practices like it");
        }
        let sends = if now < 1.0 { "sends almost none".into() } else { format!("sends {now:.0}") };
        let reach = match winnable {
            ..1.0 => "its own record gives little hope of more".into(),
            _ => format!("about {winnable:.0} of the rest within reach"),
        };
        format!("could send about {potential:.0} a year, {sends}; {reach}")
    }
}

/// "usually every 9 days, silent 31 days: 62 % chance of a referral in the next 13 weeks, usually 97 %".
fn rhythm(outlook: &Outlook, history: &History, horizon_days: u32) -> String {
    let days = usual_gap(outlook, history);
    let usually = match days {
        ..1.5 => format!("usually {:.0} a week", 7.0 / days),
        _ => format!("usually every {days:.0} days"),
    };
    let chance = percent(outlook.prediction.p_active);
    let usual = percent(outlook.usual_chance);
    let silent = match history.silent_days() {
        0 => "the last one today".to_owned(),
        1 => "the last one yesterday".to_owned(),
        days => format!("silent {days} days"),
    };
    let ahead = ahead(horizon_days);
    format!("{usually}, {silent}: {chance} chance of a referral in the next {ahead}, usually {usual}")
}

/// A horizon in words: whole weeks where it has some.
fn ahead(days: u32) -> String {
    if days >= 14 { counted((days + 3) / 7, "week") } else { counted(days, "day") }
}

/// Days from one referral to the next: the practice's own mean, which people can check, once there are three; before that
/// the one that the model believes in.
fn usual_gap(outlook: &Outlook, history: &History) -> f64 {
    let summary = history.summary();
    if summary.events < 3 { 7.0 / outlook.baseline } else { 7.0 * summary.last / f64::from(summary.events) }
}

/// A change of rate that is likelier than not to be real, in words; not where the forecast says otherwise.
fn step(outlook: &Outlook, horizon_days: u32) -> Option<String> {
    const LIKELY: f64 = 0.75;
    let prediction = outlook.prediction;
    let usual = outlook.baseline * f64::from(horizon_days) / 7.0;
    let fallen = prediction.trend < 1.0 && prediction.expected_count < usual;
    (prediction.trend_probability >= LIKELY && fallen).then(|| {
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
