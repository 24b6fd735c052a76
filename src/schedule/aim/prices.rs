//! What field time costs: the prices at which the best rhythms need just the time that a liaison has.

use crate::plan::goodwill::Goodwill;

/// What a visit takes, or a day has: minutes, stops and minutes of driving.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Resources {
    pub(crate) minutes: f64,
    pub(crate) stops: f64,
    pub(crate) drive: f64,
}

/// Minutes, stops and driving.
const RESOURCES: usize = 3;

/// The place of minutes among them.
pub(crate) const MINUTES: usize = 0;

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

    /// Returns the best gap in whole days.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "`as` saturates, and gaps are positive"
    )]
    pub(crate) fn whole_gap(&self, prices: &Prices) -> u32 {
        self.gap(prices).round() as u32
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
/// Where one scarce resource is enough, its price alone is found. Otherwise each price in turn rises or falls to where its resource
/// suffices, the others standing: a dual ascent by coordinates. O(rounds x bisection steps x claims). Where two resources
/// are scarce and nearly alike, the last round may leave their prices a little off; then what costs least is too cheap.
pub(crate) fn balance(claims: &[Claim], has: &Resources, floor: f64) -> Prices {
    const ROUNDS: usize = 20;
    let free = Prices { minute: floor, ..Prices::default() };
    let least = [floor, 0.0, 0.0];
    let lowered = |prices: Prices, resource: usize| {
        prices.with(resource, cheapest(claims, has, prices, resource, least[resource]))
    };
    let alone = |resource| lowered(free, resource);
    if let Some(enough) = (0..RESOURCES).map(alone).find(|prices| fits(&needed(claims, prices), has)) {
        return enough;
    }
    let mut prices = free;
    for _ in 0..ROUNDS {
        let before = prices;
        for resource in 0..RESOURCES {
            prices = lowered(prices, resource);
        }
        if prices == before {
            break;
        }
    }
    prices
}

/// Tells whether all that is needed is there.
pub(crate) fn fits(needs: &Resources, has: &Resources) -> bool {
    needs.minutes <= has.minutes && needs.stops <= has.stops && needs.drive <= has.drive
}

/// Finds the lowest price of one resource at which it suffices, the others standing.
fn cheapest(claims: &[Claim], has: &Resources, prices: Prices, resource: usize, least: f64) -> f64 {
    let suffices =
        |price: f64| needed(claims, &prices.with(resource, price)).parts()[resource] <= has.parts()[resource];
    if suffices(least) {
        least
    } else {
        bisect(1e-9 * dearest(claims, resource), dearest(claims, resource), suffices)
    }
}

/// Returns the price of one resource at which nobody is visited for it.
pub(crate) fn dearest(claims: &[Claim], resource: usize) -> f64 {
    let promised = |claim: &Claim| claim.promise.map_or(0.0, |(_, promised)| promised.full());
    let price =
        |claim: &Claim| claim.goodwill.full().max(promised(claim)) / claim.takes.parts()[resource].max(1e-9);
    claims.iter().map(price).fold(0.0, f64::max)
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
