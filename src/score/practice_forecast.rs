//! What the weeks ahead hold for one practice if nobody visits.

use crate::forecast::distribution::CountDistribution;
use crate::forecast::gamma_poisson::filter::Filter;
use crate::forecast::gamma_poisson::fit::Weeks;
use crate::forecast::gamma_poisson::state::FilterState;
use crate::forecast::history::{Exposure, History};
use crate::forecast::interval::CountInterval;
use crate::forecast::pool::lapse_model::{LapseModel, Prediction};
use crate::forecast::pool::source::Seen;
use crate::forecast::trend::{LevelStep, RateStep};

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
    /// Usual weeks of the horizon.
    exposed: f64,
    /// Shape of what is believed about its usual rate.
    shape: f64,
    /// Referrals that come at a time, as models count.
    unit: f64,
    /// Referrals of a week since the last change, and of the last weeks at most.
    lately: f64,
}

/// Probability from which on a change of the level is told, and counts.
const CREDIBLE: f64 = 0.75;
/// Least change of the level that is told.
const TOLD: f64 = 0.1;
/// Least forecast over the level before, of a growth that is told.
const GROWN: f64 = 1.15;
/// Share of the usual chance of a referral that may be lost beside a growth.
const LOST_BESIDE_GROWTH: f64 = 0.1;
/// Weeks that show whether a change has lasted.
const LATELY_WEEKS: u32 = 8;
/// Weeks after which a new level counts as the usual one.
const NEW_WEEKS: u32 = 53;

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
        let seen = Seen::new((history, level), exposure);
        let usual = model.usual_rate(&seen);
        let (prediction, level) = model.forecast(&seen, &ahead.weeks);
        Self {
            prediction,
            interval: prediction.interval(ahead.interval),
            level,
            baseline: model.usual_events(&seen),
            exposed: ahead.weeks.iter().sum(),
            shape: usual.shape,
            unit: model.usual_events(&seen) / usual.mean(),
            lately: lately(history, level.last),
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
            exposed: ahead.weeks.iter().sum(),
            shape,
            unit: 1.0,
            lately: 0.0,
        }
    }

    /// Returns the referrals over some weeks that are expected of a practice that has sent nothing in the `watched` years, around
    /// a mean of `mean` referrals a year.
    pub(crate) fn expected_without_history(shape: f64, mean: f64, watched: f64, weeks: &[f64]) -> f64 {
        let filter = newcomers(shape, mean);
        filter.forecast(&believed_of_newcomer(&filter, watched), 1.0, weeks).expected_count
    }

    /// Returns the last change of the level within a year, where it is credible, large enough to speak of, and borne out by what
    /// is expected. What came lately has to be nearer to the new level than to the old one: a practice that is back after a pause
    /// has not fallen. The new level of a growth is never above what is expected.
    pub(crate) fn credible_step(&self) -> Option<RateStep> {
        let expected = ratio(self.prediction.expected_count, self.exposed);
        let is_told = |step: &RateStep| {
            let (told, least) = (step.after - step.before, TOLD * step.before);
            let moved = (expected - step.before) * told.signum();
            let has_lasted = (self.lately - step.before.midpoint(step.after)) * told.signum() >= 0.0;
            has_lasted
                && step.weeks_ago <= NEW_WEEKS
                && step.probability >= CREDIBLE
                && told.abs() >= least
                && moved >= least
                && (told < 0.0 || self.keeps_growth(*step, expected))
        };
        let at_most_expected = |step: RateStep| {
            let after = if step.after > step.before { step.after.min(expected) } else { step.after };
            RateStep { after, ..step }
        };
        self.level.last.filter(is_told).map(at_most_expected)
    }

    /// Says whether a growth goes on: as many are expected a week, and hardly any of the usual chance is lost.
    fn keeps_growth(&self, step: RateStep, expected: f64) -> bool {
        let lost = 1.0 - ratio(self.prediction.p_active, self.usual_chance());
        expected >= GROWN * step.before && lost < LOST_BESIDE_GROWTH
    }

    /// Returns the referrals of a week at its usual level: the level before a fall within a year, else the mean up to the last
    /// one. The likelier the fall, the more the level before it counts.
    fn usual(&self) -> f64 {
        self.beside_baseline(|step| if step.after < step.before { step.before } else { self.baseline })
    }

    /// Returns the referrals of a week at the level before the last change within a year.
    fn earlier(&self) -> f64 {
        self.beside_baseline(|step| step.before)
    }

    fn beside_baseline(&self, level: impl Fn(RateStep) -> f64) -> f64 {
        let recent = self.level.last.filter(|step| step.weeks_ago <= NEW_WEEKS);
        let (weight, level) = recent.map_or((0.0, 0.0), |step| (step.probability, level(step)));
        self.baseline * (1.0 - weight) + level * weight
    }

    /// Returns the chance of a referral within the horizon at its usual level. It is never less than the chance that is expected.
    pub(crate) fn usual_chance(&self) -> f64 {
        let expected = self.exposed * self.usual() / self.unit;
        let chance = -libm::expm1(-self.shape * libm::log1p(expected / self.shape));
        chance.max(self.prediction.p_active)
    }

    /// Returns what is expected within the horizon, relative to the level before the last change; 1 where nothing is usual.
    pub(crate) fn trend(&self) -> f64 {
        ratio(self.prediction.expected_count, self.exposed * self.earlier())
    }

    /// Returns the chance that the practice has not stopped for good. One that will refer has not.
    pub(crate) fn alive(&self) -> f64 {
        self.prediction.p_alive.max(self.prediction.p_active).clamp(0.0, 1.0)
    }

    /// Returns the probability that the level has fallen, or that the practice has stopped.
    pub(crate) fn fallen(&self) -> f64 {
        (1.0 - self.alive() * (1.0 - self.level.fallen)).clamp(0.0, 1.0)
    }

    /// Returns the share of its usual chance of a referral within the horizon that is lost, in 0..=1. Where its level has credibly
    /// fallen, the share of its usual referrals counts if that is more.
    pub(crate) fn lapse_risk(&self) -> f64 {
        let chance = ratio(self.prediction.p_active, self.usual_chance());
        let count = ratio(self.prediction.expected_count, self.exposed * self.usual());
        let has_fallen = self.credible_step().is_some_and(|step| step.after < step.before);
        (1.0 - if has_fallen { chance.min(count) } else { chance }).clamp(0.0, 1.0)
    }
}

/// Counts the referrals of a week since a change, within the last weeks.
fn lately(history: &History, change: Option<RateStep>) -> f64 {
    let weeks = change.map_or(LATELY_WEEKS, |step| step.weeks_ago.clamp(1, LATELY_WEEKS));
    f64::from(history.sent_within(7 * weeks)) / f64::from(weeks)
}

/// Divides what is expected by what is usual; 1 where nothing is usual.
fn ratio(expected: f64, usual: f64) -> f64 {
    let ratio = expected / usual;
    if usual > 0.0 && ratio.is_finite() { ratio } else { 1.0 }
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
