//! The least minutes of a tiny book, by looking at every choice of days for every practice and at every order of a day.

use rounds::model::*;

use crate::common::as_of;
use crate::tiny::{Tiny, id};

const BUFFER: u32 = 5;

/// A tiny book in numbers.
struct Exact<'a> {
    tiny: &'a Tiny,
    liaison: &'a Liaison,
    /// Working days, counted from the first one planned, and the last day planned.
    days: Vec<i64>,
    end: i64,
    /// By set of practices: the least minutes of a day that visits them; none where no day can.
    day: Vec<Option<u32>>,
}

/// Finds the least minutes of the plans that keep all set cadences, or those of the tiers as well, with the fewest days of any of them.
/// Nothing where no plan keeps them.
pub fn least(tiny: &Tiny, with_tiers: bool) -> Option<(u32, u32)> {
    let exact = Exact::new(tiny);
    let practices = tiny.records.practices.0.len();
    let choices: Vec<Vec<u32>> = (0..practices).map(|at| exact.choices(at, with_tiers)).collect();
    let mut best = None;
    exact.look(&choices, &mut vec![0; exact.days.len()], &mut best);
    best
}

impl<'a> Exact<'a> {
    fn new(tiny: &'a Tiny) -> Self {
        let liaison = &tiny.records.liaisons.0[0].1;
        let count = 7 * i64::from(tiny.config.weeks);
        let works = |day: &i64| liaison.hours.contains_key(&as_of().plus_days(3 + day).weekday());
        let days = (0..count).filter(works).collect();
        let mut exact = Self { tiny, liaison, days, end: count - 1, day: Vec::new() };
        let sets = 0..1_u32 << tiny.records.practices.0.len();
        exact.day = sets.map(|set| exact.shortest_day(set)).collect();
        exact
    }

    fn practice(&self, at: usize) -> &Practice {
        &self.tiny.records.practices.0[at].1
    }

    /// Finds the least minutes of a day with these visits, whatever their order.
    fn shortest_day(&self, set: u32) -> Option<u32> {
        let hours = self.liaison.hours.values().next()?.minutes();
        let stops = (0..self.tiny.records.practices.0.len()).filter(|at| set & 1 << at != 0);
        let stops: Vec<usize> = stops.collect();
        let service: u32 = stops.iter().map(|&at| self.practice(at).visit_minutes.0 + BUFFER).sum();
        if stops.len() > self.liaison.max_stops as usize {
            return None;
        }
        let most = self.liaison.max_drive.map_or(u32::MAX, |most| most.0);
        let drives = orders(&stops).into_iter().map(|order| self.drive(&order));
        let fits = |drive: &u32| *drive <= most && drive + service <= hours;
        drives.filter(fits).min().map(|drive| drive + service)
    }

    fn drive(&self, order: &[usize]) -> u32 {
        let mut here = 0;
        let mut sum = 0;
        for at in order.iter().map(|at| at + 1).chain([0]) {
            sum += self.tiny.drives[here][at];
            here = at;
        }
        sum
    }

    /// Lists the sets of working days on which a practice may be visited so that its promises are kept.
    fn choices(&self, at: usize, with_tiers: bool) -> Vec<u32> {
        let practice = self.practice(at);
        let can_be_visited = self.day[1 << at].is_some();
        let cadence = practice.cadence.or(with_tiers.then(|| practice.tier.unwrap().cadence()));
        let number = at + 1;
        let visits = self.tiny.records.visits.0.iter().map(|(_, it)| it);
        let last = visits.filter(|it| it.practice == id(number)).map(|it| day_of(it.date)).max();
        let shortest = i64::from(practice.cadence.unwrap_or(Tier::A.cadence()).min());
        let rested = |day: i64| last.is_none_or(|last| day - last >= shortest);
        let possible: Vec<i64> =
            self.days.iter().copied().filter(|&day| can_be_visited && rested(day)).collect();
        let is_good = |set: &u32| {
            let days: Vec<i64> = self.days_of(*set);
            let apart = days.windows(2).all(|pair| pair[1] - pair[0] >= shortest);
            let longest = cadence.map(|it| i64::from(it.max()));
            (days.is_empty() || can_be_visited)
                && apart
                && self.are_promises_kept(number, can_be_visited, &days)
                && longest.is_none_or(|longest| self.is_kept(last, [shortest, longest], &possible, &days))
        };
        (0..1_u32 << self.days.len()).filter(is_good).collect()
    }

    fn days_of(&self, set: u32) -> Vec<i64> {
        let days = self.days.iter().enumerate().filter(|(at, _)| set & 1 << at != 0);
        days.map(|(_, &day)| day).collect()
    }

    /// Tells whether the must-visits that are possible are made.
    fn are_promises_kept(&self, number: usize, can_be_visited: bool, days: &[i64]) -> bool {
        let wishes = self.tiny.records.must_visits.0.iter().filter(|(_, it)| it.practice == id(number));
        wishes.into_iter().all(|(_, it)| {
            let holds = |day: &i64| day_of(it.from) <= *day && *day <= day_of(it.until);
            let is_possible = can_be_visited && self.days.iter().any(holds);
            !is_possible || day_of(it.until) < 0 || days.iter().any(holds)
        })
    }

    /// Tells whether every gap that has to end in the plan ends in time.
    fn is_kept(
        &self,
        last: Option<i64>,
        [shortest, longest]: [i64; 2],
        possible: &[i64],
        days: &[i64],
    ) -> bool {
        let mut contact = last;
        for next in days.iter().map(|&day| Some(day)).chain([None]) {
            let overdue = contact.is_some_and(|day| day + longest < 0);
            let begins = if overdue { -1 } else { contact.unwrap_or(-1) };
            let ends = begins + longest;
            let allowed = |day: &&i64| contact.is_none_or(|contact| **day - contact >= shortest);
            let in_time = possible.iter().filter(allowed).filter(|&&day| day <= ends).max();
            let late = possible.iter().filter(allowed).min();
            if ends < self.end || overdue {
                match (in_time.or(late), next) {
                    (Some(_), None) => return false,
                    (Some(&due), Some(next)) if next > due => return false,
                    _ => {}
                }
            }
            contact = next;
        }
        true
    }

    /// Goes through all choices of days, practice by practice.
    fn look(&self, choices: &[Vec<u32>], sets: &mut [u32], best: &mut Option<(u32, u32)>) {
        let [before @ .., days] = choices else {
            let minutes: Option<u32> = sets.iter().map(|&set| self.day[set as usize]).sum();
            let used = sets.iter().map(|set| u32::from(*set != 0)).sum();
            if let Some(minutes) = minutes {
                let known = best.unwrap_or((u32::MAX, u32::MAX));
                *best = Some((known.0.min(minutes), known.1.min(used)));
            }
            return;
        };
        for &chosen in days {
            let flip = |sets: &mut [u32]| {
                let on = sets.iter_mut().enumerate().filter(|(at, _)| chosen & 1 << at != 0);
                on.for_each(|(_, set)| *set ^= 1 << before.len());
            };
            flip(sets);
            self.look(before, sets, best);
            flip(sets);
        }
    }
}

/// Numbers a date from the first day planned.
fn day_of(date: Date) -> i64 {
    date.days_since(as_of().plus_days(3))
}

/// Lists all orders of some stops.
fn orders(stops: &[usize]) -> Vec<Vec<usize>> {
    if stops.is_empty() {
        return vec![Vec::new()];
    }
    let first = |&first: &usize| {
        let others: Vec<usize> = stops.iter().copied().filter(|&it| it != first).collect();
        orders(&others).into_iter().map(move |rest| [&[first], rest.as_slice()].concat()).collect::<Vec<_>>()
    };
    stops.iter().flat_map(first).collect()
}
