//! What the weeks ahead hold for one practice if nobody visits.

use crate::forecast::distribution::CountDistribution;
use crate::forecast::gamma_poisson::filter::Filter;
use crate::forecast::gamma_poisson::fit::Weeks;
use crate::forecast::gamma_poisson::state::FilterState;
use crate::forecast::history::{Exposure, History};
use crate::forecast::interval::CountInterval;
use crate::forecast::pool::lapse_model::{LapseModel, Prediction};
use crate::forecast::trend::LevelStep;

/// Days of the last twelve months.
pub(crate) const YEAR_DAYS: u32 = 365;

/// Weeks of a year.
pub(crate) const YEAR_WEEKS: f64 = 365.25 / 7.0;

/// The forecast of one practice beside its own usual rhythm.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PracticeForecast {
    pub(crate) prediction: Prediction,
    pub(crate) interval: CountInterval,
    /// How its present level compares with its own earlier one.
    pub(crate) level: LevelStep,
    /// Referrals in a usual week, up to the last one.
    pub(crate) baseline: f64,
    /// Chance of a referral within the horizon at that rhythm.
    pub(crate) usual_chance: f64,
}

/// The weeks ahead and the probability that intervals are to have.
pub(crate) struct Ahead {
    pub(crate) weeks: Vec<f64>,
    pub(crate) interval: f64,
}

impl Ahead {
    /// Turns a count of these weeks into one of a usual year. The season and the holidays of the weeks ahead
    /// are taken out.
    pub(crate) fn a_year(&self, count: f64) -> f64 {
        let exposed: f64 = self.weeks.iter().sum();
        if exposed > 0.0 { count / exposed * YEAR_WEEKS } else { 0.0 }
    }
}

impl PracticeForecast {
    /// Forecasts a practice that has referred. `level` compares what practices like it send with the average.
    pub(crate) fn of_history(
        model: &LapseModel,
        (history, level): (&History, f64),
        exposure: &Exposure,
        ahead: &Ahead,
    ) -> Self {
        let seen = model.see((history, level), exposure);
        let exposed: f64 = ahead.weeks.iter().sum();
        let usual = model.usual_rate(&seen);
        let (prediction, level) = model.forecast(&seen, &ahead.weeks);
        Self {
            prediction,
            interval: prediction.interval(ahead.interval),
            level,
            baseline: model.usual_events(&seen),
            usual_chance: -(-usual.shape * (exposed / usual.scale).ln_1p()).exp_m1(),
        }
    }

    /// Forecasts a practice that has sent nothing in the `watched` years. It does not lapse, and its rate is
    /// still to be learnt, around a mean of `mean` referrals a year.
    pub(crate) fn without_history(shape: f64, mean: f64, watched: f64, ahead: &Ahead) -> Self {
        let filter = newcomers(shape, mean);
        let belief = believed_of_newcomer(&filter, watched);
        let forecast = filter.forecast(&belief, 1.0, &ahead.weeks);
        let p_active = forecast.p_active.max(f64::MIN_POSITIVE);
        let distribution = CountDistribution::new(
            forecast.p_active,
            forecast.expected_count / p_active,
            belief.rate.shape.recip(),
        );
        let prediction = Prediction {
            p_active: forecast.p_active,
            expected_count: forecast.expected_count,
            dispersion: distribution.dispersion,
            p_alive: forecast.p_alive,
            trend: 1.0,
            trend_probability: 0.0,
        };
        Self {
            prediction,
            interval: distribution.interval(ahead.interval),
            level: LevelStep::NONE,
            baseline: forecast.rate,
            usual_chance: forecast.p_active,
        }
    }

    /// Returns the referrals over some weeks that are expected of a practice that has sent nothing in the `watched` years, around
    /// a mean of `mean` referrals a year.
    pub(crate) fn expected_without_history(shape: f64, mean: f64, watched: f64, weeks: &[f64]) -> f64 {
        let filter = newcomers(shape, mean);
        filter.forecast(&believed_of_newcomer(&filter, watched), 1.0, weeks).expected_count
    }

    /// Returns the share of the usual chance of a referral that is lost, in 0..=1.
    pub(crate) fn lapse_risk(&self) -> f64 {
        let kept = self.prediction.p_active / self.usual_chance;
        if kept.is_finite() { (1.0 - kept).clamp(0.0, 1.0) } else { 0.0 }
    }
}

/// Makes the filter of practices that have sent nothing: they do not lapse.
fn newcomers(shape: f64, mean: f64) -> Filter {
    Filter {
        shape,
        scale: shape * YEAR_WEEKS / mean,
        lapse_shape: 0.0,
        lapse_scale: 1.0,
        retention: 1.0,
        returns: 0.0,
    }
}

/// Returns what is believed of a practice that has sent nothing in some years.
fn believed_of_newcomer(filter: &Filter, watched: f64) -> FilterState<f64> {
    filter.believe(&Weeks { level: 1.0, weeks: vec![(0, watched * YEAR_WEEKS)] })
}
