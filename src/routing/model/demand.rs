//! What a set of visit days is worth, and which set is best to add given what a visit on each day would cost.

use crate::routing::model::problem::{Demand, Recurrence, Value};

/// Returns what a client's visits on these (sorted) days are worth.
pub(crate) fn worth(demand: &Demand, days: &[u32]) -> Value {
    match demand {
        Demand::Required | Demand::Periodic { .. } => 0,
        Demand::Optional { prize } => days.first().map_or(0, |_| *prize),
        Demand::Recurring(recurrence) => recurrence.worth(days),
    }
}

/// Tells whether these (sorted, distinct) days satisfy the demand of a client that is visited at all.
pub(crate) fn admits(demand: &Demand, days: &[u32]) -> bool {
    match demand {
        Demand::Required | Demand::Optional { .. } => days.len() == 1,
        Demand::Periodic { patterns } => patterns.iter().any(|pattern| pattern == days),
        Demand::Recurring(recurrence) => recurrence.admits(days),
    }
}

/// Tells whether leaving out a client of this demand counts as unserved.
pub(crate) fn is_required(demand: &Demand) -> bool {
    match demand {
        Demand::Required | Demand::Periodic { .. } => true,
        Demand::Recurring(recurrence) => !recurrence.required.is_empty(),
        Demand::Optional { .. } => false,
    }
}

/// Returns the most visits that a client of this demand can have in so many days.
pub(crate) fn most_visits(demand: &Demand, days: u32) -> u32 {
    match demand {
        Demand::Required | Demand::Optional { .. } => 1,
        Demand::Periodic { patterns } => patterns.iter().map(Vec::len).max().unwrap_or(0) as u32,
        Demand::Recurring(recurrence) => {
            days.min(days.div_ceil(recurrence.min_gap.max(1)) + recurrence.required.len() as u32)
        }
    }
}

/// Returns the most that one visit can be worth where it is the only one: what orders clients, and bounds nothing.
pub(crate) fn greatest_worth(demand: &Demand) -> Value {
    match demand {
        Demand::Required | Demand::Periodic { .. } => 0,
        Demand::Optional { prize } => *prize,
        Demand::Recurring(recurrence) => recurrence.greatest_alone(),
    }
}

/// Returns a bound on what one visit can add to the objective or take from it.
pub(crate) fn largest_worth(demand: &Demand) -> Value {
    match demand {
        Demand::Recurring(recurrence) => recurrence.largest(),
        demand => greatest_worth(demand),
    }
}

/// What no visit can cost.
pub(crate) const IMPOSSIBLE: Value = Value::MAX;

/// Chooses visit days; keeps its working memory.
#[derive(Debug, Clone, Default)]
pub(crate) struct DayChooser {
    /// The chosen days in order, after a successful choice.
    pub(crate) days: Vec<u32>,
    /// By open day: the best gain of a set of visits that ends there, and the day before it in that set.
    ends: Vec<(Value, u32, usize)>,
}

impl DayChooser {
    /// Fills `days` with the best days given the `cost` of a visit on each (or [`IMPOSSIBLE`]), and returns
    /// the gain; `None` where no days are possible, or none are worth their cost.
    pub(crate) fn choose(
        &mut self,
        demand: &Demand,
        cost: impl Fn(u32) -> Value,
        total: u32,
    ) -> Option<Value> {
        self.days.clear();
        match demand {
            Demand::Required => self.cheapest(cost, total).map(|cost| -cost),
            Demand::Optional { prize } => {
                self.cheapest(cost, total).map(|cost| prize - cost).filter(|gain| *gain > 0)
            }
            Demand::Periodic { patterns } => self.pattern(patterns, cost),
            Demand::Recurring(recurrence) => self.longest_path(recurrence, cost, total),
        }
    }

    fn cheapest(&mut self, cost: impl Fn(u32) -> Value, total: u32) -> Option<Value> {
        let (cost, day) = (0..total).map(|day| (cost(day), day)).min()?;
        self.days.push(day);
        (cost != IMPOSSIBLE).then_some(cost)
    }

    fn pattern(&mut self, patterns: &[Vec<u32>], cost: impl Fn(u32) -> Value) -> Option<Value> {
        let price = |days: &[u32]| {
            days.iter().try_fold(0, |sum, &day| match cost(day) {
                IMPOSSIBLE => None,
                cost => Some(sum + cost),
            })
        };
        let (cost, days) = patterns.iter().filter_map(|days| Some((price(days)?, days))).min()?;
        self.days.extend(days);
        Some(-cost)
    }

    /// Returns the longest path over days: an arc from one visit to the next carries what that next visit
    /// adds. It is exact where every visit meets somebody. Elsewhere it looks at the last two visits before a
    /// visit and no further. O(days^2).
    fn longest_path(
        &mut self,
        recurrence: &Recurrence,
        cost: impl Fn(u32) -> Value,
        total: u32,
    ) -> Option<Value> {
        self.ends.clear();
        let mut best: Option<usize> = None;
        for day in 0..total {
            let price = cost(day);
            if price == IMPOSSIBLE {
                continue;
            }
            let Some(here) = self.best_way(recurrence, day, price) else { continue };
            if recurrence.may_end(Some(day)) && best.is_none_or(|best| here.0 > self.ends[best].0) {
                best = Some(self.ends.len());
            }
            self.ends.push(here);
        }
        let gain = self.ends[best?].0;
        let mut at = best.unwrap_or(usize::MAX);
        while let Some(&(_, day, before)) = self.ends.get(at) {
            self.days.push(day);
            at = before;
        }
        self.days.reverse();
        (gain > 0 || !recurrence.required.is_empty()).then_some(gain)
    }

    /// Finds the best set of visits that ends on `day`, if one may.
    fn best_way(&self, recurrence: &Recurrence, day: u32, price: Value) -> Option<(Value, u32, usize)> {
        let visit = recurrence.visit_on(day);
        let first = recurrence.may_follow(None, day);
        let mut here = first.then(|| (visit.added([None, None]) - price, day, usize::MAX));
        for (index, &(gain, previous, before)) in self.ends.iter().enumerate() {
            if !recurrence.may_follow(Some(previous), day) {
                if recurrence.required.is_empty() {
                    break;
                }
                continue;
            }
            let before = self.ends.get(before).map(|&(_, day, _)| day);
            let after = gain + visit.added([Some(previous), before]) - price;
            let is_better = here.is_none_or(|here| after > here.0);
            if is_better && recurrence.may_come_after(self.way_back(index), day) {
                here = Some((after, day, index));
            }
        }
        here
    }

    /// Lists the days of a set of visits, the last of them first.
    fn way_back(&self, end: usize) -> impl Iterator<Item = u32> {
        let mut at = end;
        std::iter::from_fn(move || {
            let &(_, day, before) = self.ends.get(at)?;
            at = before;
            Some(day)
        })
    }
}
