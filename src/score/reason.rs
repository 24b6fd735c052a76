//! Reasons: figures that add up, each with the facts it rests on.

use serde::{Deserialize, Serialize, Serializer};

use crate::forecast::history::History;
use crate::model::score_fact::{LevelChange, LittleEvidence, Rhythm, ScoreFact, Silence};
use crate::model::time::Date;
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
        matches!(self.fact, ScoreFact::Trend(_) | ScoreFact::Evidence { .. } | ScoreFact::LargeGroup { .. })
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
    /// The last day that the history tells of.
    pub(crate) until: Date,
    /// The last credible change of its level.
    pub(crate) change: Option<LevelChange>,
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
        let change = self.history.and_then(|history| self.told_change(history));
        let mut reasons = vec![
            ScoreReason { points: visit.retention, fact: self.retention(change.is_some(), horizon_days) },
            ScoreReason { points: visit.headroom, fact: self.headroom() },
        ];
        let fallen = ScoreFact::Recovery { sent: self.year, expected: self.now };
        reasons
            .extend((visit.recovery > 0.0).then_some(ScoreReason { points: visit.recovery, fact: fallen }));
        reasons.sort_by(|a, b| b.points.total_cmp(&a.points));
        let evidence =
            self.low_evidence.then(|| ScoreFact::Evidence { known: little_evidence(self.history) });
        let remarks = change.map(ScoreFact::Trend).into_iter().chain(evidence);
        reasons.extend(remarks.map(|fact| ScoreReason { points: 0.0, fact }));
        reasons
    }

    /// Returns the change of the level that is told. One statement is enough: of a practice that is silent, its silence is told
    /// with its own rhythm.
    fn told_change(&self, history: &History) -> Option<LevelChange> {
        let change = self.change?;
        let silence = self.silence(history, rhythm(history), 0);
        let is_silent = if change.is_fall() {
            // A fall is dated to the nearest week.
            silence.silent_days + 7 > 7 * change.weeks_ago
        } else {
            silence.is_long()
        };
        (!is_silent).then_some(change)
    }

    fn retention(&self, has_changed: bool, horizon_days: u32) -> ScoreFact {
        let rhythm = |history| if has_changed { Rhythm::Changed } else { rhythm(history) };
        let silence = |history| self.silence(history, rhythm(history), horizon_days);
        ScoreFact::Retention { silence: self.history.map(silence) }
    }

    fn silence(&self, history: &History, rhythm: Rhythm, horizon_days: u32) -> Silence {
        let silent_days = history.silent_days();
        Silence {
            rhythm,
            silent_days,
            last: Some(self.until.plus_days(-i64::from(silent_days))),
            chance: self.forecast.prediction.p_active,
            usual_chance: self.forecast.usual_chance(),
            horizon_days,
        }
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
