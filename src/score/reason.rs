//! Reasons: figures that add up, each with the facts it rests on.

use serde::{Deserialize, Serialize, Serializer};

use crate::forecast::history::History;
use crate::model::score_fact::{LittleEvidence, Rhythm, ScoreFact, Silence};
use crate::score::practice_forecast::{PracticeForecast, YEAR_DAYS};
use crate::score::value::VisitValue;

/// One reason why a visit is worth what it is worth. Its sentence is what it displays.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct ScoreReason {
    /// What it adds to [`VisitValue::base`], in the same unit; 0 for a remark.
    pub points: f64,
    /// What it says.
    #[serde(flatten)]
    pub fact: ScoreFact,
}

impl ScoreReason {
    /// Says whether the reason adds nothing to the worth of a visit by its nature.
    #[must_use]
    pub fn is_remark(&self) -> bool {
        matches!(
            self.fact,
            ScoreFact::Trend { .. } | ScoreFact::Evidence { .. } | ScoreFact::LargeGroup { .. }
        )
    }
}

impl Serialize for ScoreReason {
    /// Writes the sentence, too, for programs that show it.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct ReasonDocument {
            points: f64,
            text: String,
            #[serde(flatten)]
            fact: ScoreFact,
        }
        ReasonDocument { points: self.points, text: self.fact.to_string(), fact: self.fact }
            .serialize(serializer)
    }
}

/// What the reasons of one practice are made of.
pub(crate) struct ReasonFigures<'a> {
    pub(crate) forecast: &'a PracticeForecast,
    pub(crate) history: Option<&'a History>,
    /// Referrals a year that it sends, could send, and that a visit could win.
    pub(crate) now: f64,
    /// Referrals that it sent within a year.
    pub(crate) year: f64,
    pub(crate) potential: f64,
    pub(crate) winnable: f64,
    pub(crate) low_evidence: bool,
}

impl ReasonFigures<'_> {
    /// Lists why a visit is worth what it is worth. Its parts come first, the largest of them at the head. Remarks follow.
    pub(crate) fn reasons(&self, visit: VisitValue, horizon_days: u32) -> Vec<ScoreReason> {
        let mut reasons = vec![
            ScoreReason { points: visit.retention, fact: self.retention(horizon_days) },
            ScoreReason { points: visit.headroom, fact: self.headroom() },
        ];
        let fallen = ScoreFact::Recovery { sent: self.year, expected: self.now };
        reasons
            .extend((visit.recovery > 0.0).then_some(ScoreReason { points: visit.recovery, fact: fallen }));
        reasons.sort_by(|a, b| b.points.total_cmp(&a.points));
        let trend = self.history.and_then(|_| trend(self.forecast, horizon_days));
        let evidence =
            self.low_evidence.then(|| ScoreFact::Evidence { known: little_evidence(self.history) });
        reasons.extend(trend.into_iter().chain(evidence).map(|fact| ScoreReason { points: 0.0, fact }));
        reasons
    }

    fn retention(&self, horizon_days: u32) -> ScoreFact {
        let silence = |history: &History| Silence {
            rhythm: rhythm(history),
            silent_days: history.silent_days(),
            chance: self.forecast.prediction.p_active,
            usual_chance: self.forecast.usual_chance,
            horizon_days,
        };
        ScoreFact::Retention { silence: self.history.map(silence) }
    }

    fn headroom(&self) -> ScoreFact {
        ScoreFact::Headroom {
            sent: self.history.map(|history| history.sent_within(YEAR_DAYS)),
            expected: self.now,
            potential: self.potential,
            winnable: self.winnable,
        }
    }
}

/// Finds the practice's own rhythm, not the one shrunk towards others.
fn rhythm(history: &History) -> Rhythm {
    /// Days between two days with a referral, below which a rate by week says more.
    const DAILY: f64 = 1.5;
    let summary = history.summary();
    if summary.events < 2 || summary.last <= 0.0 {
        return Rhythm::NoneYet { referrals: history.total() };
    }
    match 7.0 * summary.last / f64::from(summary.events) {
        ..DAILY => Rhythm::Daily { a_week: f64::from(history.events()) / summary.last },
        days => Rhythm::Every { days, batch: history.batch() },
    }
}

/// Tells of a fall of the rate that is likelier than not to be real. Says nothing where the forecast does not
/// fall.
fn trend(forecast: &PracticeForecast, horizon_days: u32) -> Option<ScoreFact> {
    const LIKELY: f64 = 0.75;
    let (share, probability) = (forecast.prediction.trend, forecast.prediction.trend_probability);
    (probability >= LIKELY && share < 1.0).then_some(ScoreFact::Trend { share, probability, horizon_days })
}

fn little_evidence(history: Option<&History>) -> LittleEvidence {
    match history {
        None => LittleEvidence::NoReferral,
        Some(history) if history.event_days() < 2 && history.total() > 1 => {
            LittleEvidence::OneDay { referrals: history.total() }
        }
        Some(history) => {
            LittleEvidence::Few { referrals: history.total(), weeks: history.age_days() / 7 + 1 }
        }
    }
}
