//! What field time costs: the prices at which the best rhythms need just the time that a liaison has.

use crate::schedule::aim::goodwill::Goodwill;

/// What a visit takes, or a day has: minutes, stops and minutes of driving.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Resources {
    pub(crate) minutes: f64,
    pub(crate) stops: f64,
    pub(crate) drive: f64,
}

impl Resources {
    /// As much as anybody could need.
    pub(crate) const PLENTY: Self =
        Self { minutes: f64::INFINITY, stops: f64::INFINITY, drive: f64::INFINITY };

    fn parts(self) -> [f64; 3] {
        [self.minutes, self.stops, self.drive]
    }
}

/// Prices of the resources, in referrals.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Prices {
    pub(crate) minute: f64,
    pub(crate) stop: f64,
    pub(crate) drive: f64,
}

impl Prices {
    /// Returns what so much of everything costs.
    pub(crate) fn of(&self, used: &Resources) -> f64 {
        self.minute * used.minutes + self.stop * used.stops + self.drive * used.drive
    }

    /// Returns the same prices but for one resource.
    fn with(mut self, resource: usize, price: f64) -> Self {
        match resource {
            0 => self.minute = price,
            1 => self.stop = price,
            _ => self.drive = price,
        }
        self
    }
}

/// A practice as the prices see it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Claim {
    /// What is at stake there.
    pub(crate) goodwill: Goodwill,
    /// What a visit takes that meets somebody.
    pub(crate) takes: Resources,
    /// Fewest days between visits.
    pub(crate) shortest: f64,
    /// The rhythm promised, and the goodwill that the promise stands for.
    pub(crate) promise: Option<(f64, Goodwill)>,
    /// Most days between visits, where that is kept.
    pub(crate) longest: Option<f64>,
}

impl Claim {
    /// Returns the best gap at these prices.
    pub(crate) fn gap(&self, prices: &Prices) -> f64 {
        let cost = prices.of(&self.takes);
        let mut gap = self.goodwill.best_gap(cost);
        if let Some((target, promised)) = &self.promise {
            gap = gap.min(promised.best_gap(cost)).max(*target);
        }
        self.longest.map_or(gap, |longest| gap.min(longest)).max(self.shortest)
    }
}

/// Sums what the best rhythms of all claims need a day.
pub(crate) fn needed(claims: &[Claim], prices: &Prices) -> Resources {
    let mut sum = Resources::default();
    for claim in claims {
        let visits = 1.0 / claim.gap(prices);
        sum.minutes += visits * claim.takes.minutes;
        sum.stops += visits * claim.takes.stops;
        sum.drive += visits * claim.takes.drive;
    }
    sum
}

/// Sums the extra referrals a day of the best rhythms.
pub(crate) fn gain(claims: &[Claim], prices: &Prices) -> f64 {
    let rate = |claim: &Claim| {
        let gap = claim.gap(prices);
        if gap.is_finite() { claim.goodwill.harvest(gap) / gap } else { 0.0 }
    };
    claims.iter().map(rate).sum()
}

/// Finds the prices at which all that is needed is there: 0 for what is not scarce.
///
/// Each price in turn rises to where its resource suffices, the others standing, for a few rounds: a dual ascent by
/// coordinates. O(rounds x bisection steps x claims).
pub(crate) fn balance(claims: &[Claim], has: &Resources, floor: f64) -> Prices {
    const ROUNDS: usize = 3;
    let mut prices = Prices { minute: floor, ..Prices::default() };
    let least = [floor, 0.0, 0.0];
    for _ in 0..ROUNDS {
        for (resource, least) in least.into_iter().enumerate() {
            prices = prices.with(resource, cheapest(claims, has, prices, resource, least));
        }
    }
    prices
}

/// Finds the lowest price of one resource, from `least` on, at which it suffices.
fn cheapest(claims: &[Claim], has: &Resources, prices: Prices, resource: usize, least: f64) -> f64 {
    let suffices =
        |price: f64| needed(claims, &prices.with(resource, price)).parts()[resource] <= has.parts()[resource];
    if suffices(least) {
        return least;
    }
    let dearest = claims
        .iter()
        .map(|claim| {
            let promised = claim.promise.map_or(0.0, |(_, promised)| promised.full());
            claim.goodwill.full().max(promised) / claim.takes.parts()[resource].max(1e-9)
        })
        .fold(least, f64::max);
    bisect(dearest * 1e-9, dearest, suffices)
}

/// Finds the least number for which something holds that holds for all greater ones, on a scale of ratios.
pub(crate) fn bisect(low: f64, high: f64, holds: impl Fn(f64) -> bool) -> f64 {
    const STEPS: usize = 40;
    let (mut low, mut high) = (low.max(f64::MIN_POSITIVE), high.max(f64::MIN_POSITIVE));
    for _ in 0..STEPS {
        let middle = libm::sqrt(low) * libm::sqrt(high);
        if holds(middle) { high = middle } else { low = middle }
    }
    high
}
