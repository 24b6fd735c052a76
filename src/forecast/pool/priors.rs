//! What is believed about the lapse models before any data.
//!
//! **These are priors**, in weeks, of the logarithms of the parameters (of the log-odds for shares). They
//! were chosen by what is plausible, and not fitted to any log. Practices that refer send four referrals a
//! year on average and differ a lot. About one in five that send stops within a year. A pause may end in any
//! week. A deviation of 1.5 or 2 spans a factor of twenty to fifty each way, so a hundred histories outweigh
//! it. A book of one practice still gets a sane forecast.

use crate::forecast::negative_binomial::prior::NormalPrior;

const fn prior(mean: f64, deviation: f64) -> NormalPrior {
    NormalPrior { mean, deviation }
}

/// Of 0.6, a usual shape of differences among practices.
const SHAPE: NormalPrior = prior(-0.51, 1.5);
/// Of 8 weeks: with that shape, 0.075 referrals a week.
const SCALE: NormalPrior = prior(2.08, 2.0);
/// Of 0.6 for the shape of lapse hazards.
const LAPSE_SHAPE: NormalPrior = prior(-0.51, 1.5);
/// Of 120 weeks: with that shape, 20 of 100 have stopped after a year.
const LAPSE_SCALE: NormalPrior = prior(4.79, 2.0);

/// Of [`Filter`](crate::forecast::Filter), with the log-odds of retention 0.97 and a scaled one of returns.
pub(crate) const FILTER: [NormalPrior; 6] =
    [SHAPE, SCALE, LAPSE_SHAPE, LAPSE_SCALE, prior(3.5, 1.5), prior(-1.5, 1.5)];

/// Of Pareto/NBD.
pub(crate) const PARETO_NBD: [NormalPrior; 4] = [SHAPE, SCALE, LAPSE_SHAPE, LAPSE_SCALE];

/// Of BG/NBD and MBG/NBD: after a referral one in twenty stops, from 0.5 and 10.
pub(crate) const BETA_GEOMETRIC: [NormalPrior; 4] = [SHAPE, SCALE, prior(-0.69, 1.5), prior(2.30, 2.0)];
