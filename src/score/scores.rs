//! What the score says, in its final types.

use serde::{Deserialize, Serialize, Serializer};

use crate::forecast::btyd::model::Estimate;
use crate::forecast::interval::CountInterval;
use crate::forecast::pool::method::PoolReason;
use crate::model::id::PracticeId;
use crate::model::practice::Tier;
use crate::model::score_fact::LevelChange;
use crate::model::segment::Segment;
use crate::model::time::Date;
use crate::score::config::ResponsePrior;
use crate::score::note::ModelNote;
use crate::score::predictors::Predictor;
use crate::score::reason::ScoreReason;
use crate::score::value::VisitValue;

/// Every practice's score on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scores {
    /// The day; nothing later was looked at.
    pub as_of: Date,
    /// What visits were assumed to do.
    pub response: ResponsePrior,
    /// One score a practice, in the order of [`Book::practices`](crate::model::Book::practices).
    pub practices: Vec<PracticeScore>,
    /// What was fitted to get there.
    pub model: ModelSummary,
}

impl Scores {
    /// Says whether the book has no referrals up to the day. Nothing is then known of what practices send. `potential` and the worth
    /// of visits are sizes, relative to a usual practice. Counts and chances are not told: they stand at 0 and mean nothing.
    #[must_use]
    pub fn are_sizes(&self) -> bool {
        self.model.with_history == 0
    }
}

/// One practice's score. Counts are referrals; all forecasts assume that nobody visits. In a book without referrals
/// [`Scores::are_sizes`] says what is left.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PracticeScore {
    /// Whose score.
    pub practice: PracticeId,
    /// Probability of at least one referral within the horizon.
    pub p_active: f64,
    /// Expected referrals within the horizon.
    pub expected_count: f64,
    /// The interval that the number of referrals within the horizon falls in with the stated probability.
    pub interval: CountInterval,
    /// `expected_count` relative to what the practice's level before its last change would bring; 1 is
    /// unchanged. Where no change is likely, the level is the mean up to the last referral.
    pub trend: f64,
    /// Probability that the practice's level has fallen, or that it has stopped.
    pub trend_probability: f64,
    /// Probability that the practice has not stopped referring for good; at least `p_active`.
    pub p_alive: f64,
    /// Share of the practice's usual chance of a referral within the horizon that is lost, in 0..1. Where its level has credibly
    /// fallen, the share of its usual referrals that it is expected to lose, if that is more. Usual is the level before that fall,
    /// else the mean up to the last referral. A practice that never referred has nothing to lose: 0.
    pub lapse_risk: f64,
    /// The last change of its level, where one is credible: a probability of 0.75 or more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<LevelChange>,
    /// What the best quarter of practices like it send us, in referrals a year: their 75th percentile, or its own rate if
    /// higher.
    pub potential: f64,
    /// Potential not sent now, in referrals a year; never negative.
    pub headroom: f64,
    /// How much of its referrals it sends us.
    pub segment: Segment,
    /// How important it is: as given by the book, else by rank of potential.
    pub tier: Tier,
    /// Too few referrals or too short a history for the practice's own figures: they lean on practices like
    /// it.
    pub low_evidence: bool,
    /// What one more visit is worth.
    pub visit: VisitValue,
    /// Why: the points add up exactly to [`VisitValue::base`].
    pub reasons: Vec<ScoreReason>,
}

/// What was fitted for a book.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct ModelSummary {
    /// Which lapse models the scores come from, and why.
    #[serde(rename = "choice")]
    pub chosen: PoolReason,
    /// The parameters of the first of them.
    pub parameters: Vec<Estimate>,
    /// Logarithm of its likelihood.
    pub log_likelihood: f64,
    /// The potential model's coefficients.
    pub potential: Vec<Coefficient>,
    /// Practices with a referral on or before the day.
    pub with_history: usize,
    /// Practices flagged `low_evidence`.
    pub low_evidence: usize,
    /// What a reader should know: ridges, missing inputs, assumptions.
    #[serde(rename = "remarks")]
    pub notes: Vec<ModelNote>,
}

impl Serialize for ModelSummary {
    /// Writes `chosen` and `notes` as sentences, and the values behind them as `choice` and `remarks`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct SummaryDocument<'a> {
            chosen: String,
            parameters: &'a [Estimate],
            log_likelihood: f64,
            potential: &'a [Coefficient],
            with_history: usize,
            low_evidence: usize,
            notes: Vec<String>,
            choice: &'a PoolReason,
            remarks: &'a [ModelNote],
        }
        SummaryDocument {
            chosen: self.chosen.to_string(),
            parameters: &self.parameters,
            log_likelihood: self.log_likelihood,
            potential: &self.potential,
            with_history: self.with_history,
            low_evidence: self.low_evidence,
            notes: self.notes.iter().map(ToString::to_string).collect(),
            choice: &self.chosen,
            remarks: &self.notes,
        }
        .serialize(serializer)
    }
}

/// What one predictor does to the potential: a fitted coefficient of the logarithm of the rate.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Coefficient {
    /// Of what.
    pub predictor: Predictor,
    /// Its value.
    pub value: f64,
    /// Its standard error; absent where the data do not fix it.
    pub standard_error: Option<f64>,
}

impl Serialize for Coefficient {
    /// Writes the predictor in words as `name`, too.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct CoefficientDocument<'a> {
            name: String,
            value: f64,
            standard_error: Option<f64>,
            predictor: &'a Predictor,
        }
        let Self { predictor, value, standard_error } = self;
        let name = predictor.to_string();
        CoefficientDocument { name, value: *value, standard_error: *standard_error, predictor }
            .serialize(serializer)
    }
}
