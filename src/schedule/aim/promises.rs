//! What a person promised, and what tiers ask for where it fits.

use crate::plan::goodwill::Goodwill;
use crate::schedule::aim::asked::Asked;
use crate::schedule::aim::field_time::{KEPT, fewest_hours};
use crate::schedule::aim::prices::{Claim, Prices, Resources, balance, fits, gain, needed};

/// A promised cadence outbids other visits up to so many times the price of the liaison's time without any promise.
const PROMISE: f64 = 4.0;

/// Share of the time within which the longest gaps that only come from tiers are kept: beyond, they cost hours that bring nothing and
/// that others lack.
const ROOMY: f64 = 0.875;

/// Adds the promised rhythms: at a multiple of the usual price of time a visit is due just after the target.
pub(crate) fn promises(asked: &[Asked<'_>], claims: &[Claim], usual: &Prices) -> Vec<Claim> {
    let promised = |(asked, claim): (&Asked<'_>, &Claim)| {
        let target = f64::from(asked.cadence.target());
        let cost = PROMISE * usual.of(&claim.takes);
        let stands_for = Goodwill::best_every(target, cost, claim.goodwill.tau);
        Claim { promise: asked.is_promised().then_some((target, stands_for)), ..*claim }
    };
    asked.iter().zip(claims).map(promised).collect()
}

/// Keeps the maxima that only come from tiers where all of them fit, beside the promises, and cost next to nothing of the gain.
pub(crate) fn with_maxima(
    asked: &[Asked<'_>],
    claims: Vec<Claim>,
    has: &Resources,
    least: f64,
) -> Vec<Claim> {
    let kept = |(asked, claim): (&Asked<'_>, &Claim)| {
        let kept = !asked.is_promised() && claim.goodwill.per_day > 0.0;
        Claim { longest: kept.then_some(f64::from(asked.cadence.max())), ..*claim }
    };
    let with: Vec<Claim> = asked.iter().zip(&claims).map(kept).collect();
    // At a price beyond all bounds everybody is seen as rarely as is allowed; a promise is then its target.
    let rarest = |claim: &Claim| Claim { longest: claim.longest.or(claim.promise.map(|it| it.0)), ..*claim };
    let rarest: Vec<Claim> = with.iter().map(rarest).collect();
    let needs = needed(&rarest, &Prices { minute: 1e12, ..Prices::default() });
    let fits = fits(&needs, has);
    let most = |claims: &[Claim]| gain(claims, &balance(claims, has, least));
    let fits = fits && most(&with) >= KEPT * most(&claims) && leaves_room(&with, has, least);
    if fits { with } else { claims }
}

/// Tells whether the fewest hours that keep most of the gain leave a part of the time free.
fn leaves_room(claims: &[Claim], has: &Resources, least: f64) -> bool {
    let used = needed(claims, &fewest_hours(claims, balance(claims, has, least)));
    used.minutes <= ROOMY * has.minutes && used.stops <= ROOMY * has.stops && used.drive <= ROOMY * has.drive
}
