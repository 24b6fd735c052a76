//! A bound below the driving of all rounds from home that make some visits.

/// A minute in the units that bounds are reckoned in.
const MINUTE: i64 = 1 << 10;

/// Where no way leads, in minutes.
pub(crate) const NO_WAY: u32 = 1 << 24;

/// Times between home and visits, in minutes. All may be less than they are.
#[derive(Debug, Clone)]
pub(crate) struct Legs {
    /// By visit: from home, and back.
    pub(crate) out: Vec<i64>,
    pub(crate) back: Vec<i64>,
    /// From visit to visit, row by row; [`NO_WAY`] where they cannot follow each other.
    pub(crate) between: Vec<u32>,
}

/// The numbers of days that the visits may take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DayRange {
    pub(crate) fewest: usize,
    pub(crate) most: usize,
}

impl Legs {
    fn visits(&self) -> usize {
        self.out.len()
    }

    fn leg(&self, from: usize, to: usize) -> i64 {
        i64::from(self.between[from * self.visits() + to])
    }

    /// Returns minutes of driving below those of every plan that makes the visits: the greatest of three bounds.
    pub(crate) fn least_drive(&self, days: DayRange) -> i64 {
        let ends = [self.by_arrivals(days), self.by_departures(days)];
        ends.into_iter().fold(self.by_trees(days), i64::max)
    }

    /// Sums the shortest way to each visit, and the shortest ways home.
    fn by_arrivals(&self, days: DayRange) -> i64 {
        let others = |to: usize| (0..self.visits()).filter(move |&from| from != to);
        let shortest = |to| others(to).map(|from| self.leg(from, to)).fold(self.out[to], i64::min);
        (0..self.visits()).map(shortest).sum::<i64>() + shortest_of(&self.back, days.fewest)
    }

    /// Sums the shortest way on from each visit, and the shortest ways from home.
    fn by_departures(&self, days: DayRange) -> i64 {
        let others = |from: usize| (0..self.visits()).filter(move |&to| from != to);
        let shortest = |from| others(from).map(|to| self.leg(from, to)).fold(self.back[from], i64::min);
        (0..self.visits()).map(shortest).sum::<i64>() + shortest_of(&self.out, days.fewest)
    }

    /// Bounds the driving by spanning trees, prices set by subgradient steps (Held & Karp 1970, doi:10.1287/opre.18.6.1138, with
    /// several rounds from one home).
    ///
    /// The rounds of all days, each without its last leg, are a spanning tree of home and visits, and the last legs lead home from a
    /// visit each. A leg counts in its shorter direction. Every visit has two legs, and as many last legs lead home as
    /// tree legs leave it: whatever prices those conditions have, the cheapest tree and last legs cost no more than the rounds.
    /// O(steps x visits²).
    fn by_trees(&self, days: DayRange) -> i64 {
        let visits = self.visits();
        if visits == 0 || visits > MOST_VISITS {
            return 0;
        }
        let steps = i64::try_from(STEP_WORK / (visits * visits)).unwrap_or(MOST_STEPS);
        let steps = steps.clamp(FEWEST_STEPS, MOST_STEPS);
        let (mut prices, mut best, mut first) = (TreePrices::new(visits), 0, None);
        for step in 0..steps {
            let rounds = self.cheapest(&prices, days);
            best = best.max(rounds.bound);
            let count = i64::try_from(visits).unwrap_or(i64::MAX);
            let length: i64 = *first.get_or_insert((rounds.bound / (2 * count)).max(MINUTE));
            prices.change(&rounds, length * (steps - step) * (steps - step) / (steps * steps));
        }
        best.div_euclid(MINUTE) + i64::from(best.rem_euclid(MINUTE) > 0)
    }

    /// Finds the cheapest tree and last legs at some prices.
    fn cheapest(&self, prices: &TreePrices, days: DayRange) -> CheapestRounds {
        let mut rounds = CheapestRounds {
            bound: -2 * prices.visits.iter().sum::<i64>(),
            legs: vec![0; self.visits()],
            home: 0,
        };
        self.add_tree(prices, &mut rounds);
        self.add_last_legs(prices, days, &mut rounds);
        rounds
    }

    /// Returns the shorter of the ways from home to a visit and back.
    fn end_leg(&self, visit: usize) -> i64 {
        self.out[visit].min(self.back[visit]) * MINUTE
    }

    /// Grows the cheapest tree from home (Prim 1957).
    fn add_tree(&self, prices: &TreePrices, rounds: &mut CheapestRounds) {
        let visits = self.visits();
        let price = |visit: usize| self.end_leg(visit) + prices.visits[visit] + prices.home;
        let mut nearest: Vec<(i64, Option<usize>)> = (0..visits).map(|visit| (price(visit), None)).collect();
        let mut waiting: Vec<usize> = (0..visits).collect();
        while let Some(at) = (0..waiting.len()).min_by_key(|&at| (nearest[waiting[at]].0, waiting[at])) {
            let visit = waiting.swap_remove(at);
            let (cost, parent) = nearest[visit];
            rounds.bound += cost;
            rounds.legs[visit] += 1;
            match parent {
                Some(parent) => rounds.legs[parent] += 1,
                None => rounds.home += 1,
            }
            for &other in &waiting {
                let leg = self.leg(visit, other).min(self.leg(other, visit)) * MINUTE;
                let cost = leg + prices.visits[visit] + prices.visits[other];
                if cost < nearest[other].0 {
                    nearest[other] = (cost, Some(visit));
                }
            }
        }
    }

    /// Adds the cheapest last legs: as many as there are days at least, and more where they cost less than nothing.
    fn add_last_legs(&self, prices: &TreePrices, days: DayRange, rounds: &mut CheapestRounds) {
        let cost = |visit: usize| self.end_leg(visit) + prices.visits[visit] - prices.home;
        let mut legs: Vec<(i64, usize)> = (0..self.visits()).map(|visit| (cost(visit), visit)).collect();
        legs.sort_unstable();
        for (count, (cost, visit)) in legs.into_iter().take(days.most).enumerate() {
            if count < days.fewest || cost < 0 {
                rounds.bound += cost;
                rounds.legs[visit] += 1;
                rounds.home -= 1;
            }
        }
    }
}

/// Most visits that trees are grown for: more are beyond any liaison's time, whatever the drives.
const MOST_VISITS: usize = 1_500;

/// Comparisons that the steps of one bound may take, and how many steps there are.
const STEP_WORK: usize = 100_000_000;
const FEWEST_STEPS: i64 = 20;
const MOST_STEPS: i64 = 200;

/// The price of a leg at each visit, and of a tree leg at home.
struct TreePrices {
    visits: Vec<i64>,
    home: i64,
    /// By visit, then home: how far the last step was from a round.
    before: Vec<i64>,
}

/// The cheapest tree and last legs at some prices.
struct CheapestRounds {
    /// What they cost, in parts of a minute, less what two legs a visit cost.
    bound: i64,
    /// Legs at each visit.
    legs: Vec<i64>,
    /// Tree legs at home beyond the last legs.
    home: i64,
}

impl TreePrices {
    fn new(visits: usize) -> Self {
        Self { visits: vec![0; visits], home: 0, before: vec![0; visits + 1] }
    }

    /// Raises the price where there are too many legs and lowers it where there are too few, and follows the last step for a part.
    fn change(&mut self, rounds: &CheapestRounds, length: i64) {
        let excess = rounds.legs.iter().map(|legs| legs - 2).chain([rounds.home]);
        let prices = self.visits.iter_mut().chain([&mut self.home]);
        for ((price, excess), before) in prices.zip(excess).zip(&mut self.before) {
            *price += length * (7 * excess + 3 * *before) / 10;
            *before = excess;
        }
    }
}

/// Sums the shortest legs, so many of them.
fn shortest_of(legs: &[i64], count: usize) -> i64 {
    let mut legs = legs.to_vec();
    legs.sort_unstable();
    legs.iter().take(count).sum()
}
