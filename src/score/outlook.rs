//! What the weeks ahead hold for one practice if nobody visits.

use super::{CountInterval, Exposure, Filter, History, LapseModel, Prediction, filter::Weeks, lapse::Seen};

/// Weeks of a year.
pub(super) const YEAR_WEEKS: f64 = 365.25 / 7.0;

/// The forecast of one practice beside its own usual rhythm.
#[derive(Debug, Clone, Copy)]
pub(super) struct Outlook {
    pub(super) prediction: Prediction,
    pub(super) interval: CountInterval,
    /// Referrals in a usual week, up to the last one.
    pub(super) baseline: f64,
    /// Chance of a referral within the horizon at that rhythm.
    pub(super) usual_chance: f64,
    /// Probability of still referring a week later, if it refers now.
    pub(super) survival: f64,
}

/// The weeks ahead and the probability that intervals are to have.
pub(super) struct Ahead {
    pub(super) weeks: Vec<f64>,
    pub(super) interval: f64,
}

impl Outlook {
    /// Of a practice that has referred. `level` compares what practices like it send with the average.
    pub(super) fn of_history(
        model: &LapseModel,
        (history, level): (&History, f64),
        exposure: &Exposure,
        ahead: &Ahead,
    ) -> Self {
        let filter = &model.filter;
        let seen = Seen::new((history, level), exposure);
        let belief = filter.believe(&seen.weeks);
        let exposed: f64 = ahead.weeks.iter().sum();
        let (shape, scale) =
            (filter.shape + f64::from(seen.summary.events), filter.scale / level + seen.summary.last);
        let prediction = model.predict((history, level), exposure, &ahead.weeks);
        let expected = prediction.expected_count;
        Self {
            prediction,
            interval: model.interval(&belief, level, &ahead.weeks, expected, ahead.interval),
            baseline: shape / scale,
            usual_chance: -(-shape * (exposed / scale).ln_1p()).exp_m1(),
            survival: filter.forecast(&belief, level, &ahead.weeks).survival,
        }
    }

    /// Of a practice that has sent nothing in the `watched` years: one that does not lapse, and whose rate is still to be
    /// learnt, around a mean of `mean` referrals a year.
    pub(super) fn without_history(shape: f64, mean: f64, watched: f64, ahead: &Ahead) -> Self {
        let filter = Filter {
            shape,
            scale: shape * YEAR_WEEKS / mean,
            lapse_shape: 0.0,
            lapse_scale: 1.0,
            retention: 1.0,
            returns: 0.0,
        };
        let belief = filter.believe(&Weeks { level: 1.0, weeks: vec![(0, watched * YEAR_WEEKS)] });
        let forecast = filter.forecast(&belief, 1.0, &ahead.weeks);
        let prediction = Prediction {
            p_active: forecast.p_active,
            expected_count: forecast.expected_count,
            p_alive: forecast.p_alive,
            trend: 1.0,
            trend_probability: 0.0,
        };
        Self {
            prediction,
            interval: filter.interval(&belief, 1.0, &ahead.weeks, ahead.interval),
            baseline: forecast.rate,
            usual_chance: forecast.p_active,
            survival: 1.0,
        }
    }

    /// Share of the usual chance of a referral that is lost, in 0..=1.
    pub(super) fn lapse_risk(&self) -> f64 {
        let kept = self.prediction.p_active / self.usual_chance;
        if kept.is_finite() { (1.0 - kept).clamp(0.0, 1.0) } else { 0.0 }
    }

    /// Referrals a year that are about to be lost and can still be kept: what it usually sends, times the chance that it has
    /// not gone already, times the share that a lapse, a step down or the coming weeks take.
    pub(super) fn at_risk(&self, weeks: f64) -> f64 {
        let Prediction { p_alive, trend, trend_probability, .. } = self.prediction;
        let step_down = trend_probability * (1.0 - trend).clamp(0.0, 1.0);
        let kept = (1.0 - self.lapse_risk().max(step_down)) * self.survival.powf(weeks);
        self.baseline * YEAR_WEEKS * p_alive * (1.0 - kept)
    }
}
