//! What is believed about one practice, and how a week changes it.

use crate::forecast::numeric::dual::Real;

/// Parameters as numbers with or without derivatives, in the order of
/// [`Filter::PARAMETERS`](crate::forecast::Filter).
pub(crate) type Parameters<R> = [R; 6];

/// A Gamma distribution of the rate of referrals per week of full exposure.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rate<R> {
    pub(crate) shape: R,
    pub(crate) scale: R,
}

impl<R: Real> Rate<R> {
    pub(crate) fn mean(self) -> R {
        self.shape / self.scale
    }

    /// Mixes two beliefs by weight, through their sufficient statistics.
    fn mix(self, other: Self, share: R) -> Self {
        Self {
            shape: other.shape + (self.shape - other.shape) * share,
            scale: other.scale + (self.scale - other.scale) * share,
        }
    }

    /// Forgets for a week: `retention` of the belief stays, the rest comes from the prior.
    #[inline]
    fn forget(self, prior: Self, retention: R) -> Self {
        if retention.value() < 1.0 { self.mix(prior, retention) } else { self }
    }

    /// Returns the logarithm of the probability of `count` referrals over `exposure` weeks (negative
    /// binomial).
    fn ln_probability(self, count: u32, exposure: f64) -> R {
        let none = -(self.shape * ln_growth(self.scale, exposure));
        if count == 0 {
            return none;
        }
        let count = f64::from(count);
        let each = (self.scale.shift(exposure).ln() - R::constant(exposure.ln())).scale(-count);
        none + each + ln_rising(self.shape, count)
    }
}

/// Returns `ln( Gamma(shape + count) / (Gamma(shape) count!) )`, by a product for the small counts of a week.
fn ln_rising<R: Real>(shape: R, count: f64) -> R {
    if count > 24.0 {
        return shape.shift(count).ln_gamma()
            - shape.ln_gamma()
            - R::constant(statrs::function::gamma::ln_gamma(count + 1.0));
    }
    let (mut product, mut step) = (R::constant(1.0), 0.0);
    while step < count {
        product = product * shape.shift(step).scale(1.0 / (step + 1.0));
        step += 1.0;
    }
    product.ln()
}

/// Beliefs about one practice.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FilterState<R> {
    /// Probability of being active.
    pub(crate) active: R,
    /// The rate, should it be active.
    pub(crate) rate: Rate<R>,
    /// The rate it would have on its return, should it have lapsed.
    pub(crate) memory: Rate<R>,
    /// Weeks since it was last known to have become active, should it be active.
    pub(crate) tenure: R,
}

impl<R: Real> FilterState<R> {
    /// Starts right after a first referral: active, with the prior rate. `level` is how the prior mean of
    /// this practice compares with the average practice.
    pub(crate) fn new(parameters: &Parameters<R>, level: f64) -> Self {
        let prior = prior(parameters, level);
        Self { active: R::constant(1.0), rate: prior, memory: prior, tenure: R::constant(0.0) }
    }

    /// Moves the beliefs by one week without looking: forgetting, lapse and return.
    #[inline]
    pub(crate) fn predict(&self, parameters: &Parameters<R>, level: f64, exposure: f64) -> Self {
        let [_, _, lapse_shape, lapse_scale, retention, returns] = *parameters;
        let prior = prior(parameters, level);
        let rate = self.rate.forget(prior, retention);
        let survival = (-(lapse_shape * ln_growth(lapse_scale + self.tenure, exposure))).exp();
        let stays = self.active * survival;
        if returns.value() <= 0.0 {
            // Nobody comes back, so nobody needs a memory.
            return Self { active: stays, rate, tenure: self.tenure.shift(exposure), ..*self };
        }
        let memory = self.memory.forget(prior, retention);
        let one = R::constant(1.0);
        let back = (one - self.active) * returns.scale(exposure.min(1.0));
        let active = stays + back;
        // Shares of the two ways into each state; the guards keep 0 / 0 out without touching any other value.
        let stayed = if active.value() > 0.0 { stays / active } else { one };
        let gone = one - active;
        let still_gone = if gone.value() > 0.0 { (one - self.active - back) / gone } else { one };
        Self {
            active,
            rate: rate.mix(memory, stayed),
            memory: memory.mix(rate, still_gone),
            tenure: stayed * self.tenure.shift(exposure),
        }
    }

    /// Weighs the beliefs by a week's count. Returns them with the logarithm of the probability of that
    /// count.
    #[inline]
    pub(crate) fn observe(&self, count: u32, exposure: f64) -> (Self, R) {
        if exposure <= 0.0 && count == 0 {
            return (*self, R::constant(0.0));
        }
        // A referral on a day without exposure still happened; a tenth of a day keeps the likelihood finite.
        let exposure = exposure.max(0.015);
        let ln_active = self.rate.ln_probability(count, exposure);
        let rate =
            Rate { shape: self.rate.shape.shift(f64::from(count)), scale: self.rate.scale.shift(exposure) };
        if count > 0 {
            let state = Self { active: R::constant(1.0), rate, ..*self };
            return (state, at_least(self.active).ln() + ln_active);
        }
        let if_active = at_least(self.active * ln_active.exp());
        let probability = at_least(if_active + R::constant(1.0) - self.active);
        (Self { active: if_active / probability, rate, ..*self }, probability.ln())
    }
}

/// Returns the number, or the least chance that is told from none. A practice that is back after a silence
/// which looked impossible costs its likelihood, and must not make it nothing.
fn at_least<R: Real>(chance: R) -> R {
    const LEAST: f64 = 1e-250;
    if chance.value() >= LEAST { chance } else { R::constant(LEAST) }
}

/// Returns `ln((x + term) / x)`.
fn ln_growth<R: Real>(x: R, term: f64) -> R {
    let (before, after) = (x.value(), x.value() + term);
    x.chain((after / before).ln(), 1.0 / after - 1.0 / before)
}

/// Moves the distribution of rates over practices to the level of this one.
fn prior<R: Real>(parameters: &Parameters<R>, level: f64) -> Rate<R> {
    Rate { shape: parameters[0], scale: parameters[1].scale(1.0 / level) }
}
