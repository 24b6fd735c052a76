//! Labels: ways to leave a candidate, grown along time.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::super::clock::{AFTER, BEFORE, Moments, serve};
use super::super::instance::{Duty, Instance};
use super::super::problem::Value;
use super::super::windows::{NEVER, WindowList};

/// Most candidates.
pub(super) const MOST: usize = 64 * WORDS;
const WORDS: usize = 8;

/// A client that the route may visit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) client: u32,
    pub(super) site: u32,
    pub(super) service: i32,
    pub(super) load: i64,
    pub(super) list: WindowList,
    /// What a visit adds to the objective, travel not counted.
    pub(super) gain: Value,
    /// Its own bit, if labels that have seen it are compared only with those that have, too.
    pub(super) critical: u64,
}

/// All labels of one look at a route.
#[derive(Debug, Clone, Default)]
pub(super) struct Labels {
    pub(super) candidates: Vec<Candidate>,
    all: Vec<Label>,
    /// By candidate: the labels that leave it.
    fronts: Vec<Vec<Mark>>,
    queue: BinaryHeap<Reverse<(i32, u32)>>,
    /// Labels kept of a candidate.
    pub(super) most: usize,
    /// What a unit of time is taken to be worth where labels must give way.
    pub(super) rate: Value,
    /// Comparisons made so far.
    pub(super) work: u64,
}

/// A way to leave a candidate.
#[derive(Debug, Clone, Copy)]
struct Label {
    candidate: u32,
    parent: u32,
    leave: Moments,
    gain: Value,
    travel: i64,
    load: i64,
    stops: usize,
    critical: u64,
    seen: [u64; WORDS],
}

/// What labels of one candidate are compared by.
#[derive(Debug, Clone, Copy)]
struct Mark {
    leave: Moments,
    gain: Value,
    critical: u64,
    rank: Value,
    label: u32,
}

impl Mark {
    fn is_as_good_as(&self, other: &Self) -> bool {
        self.gain >= other.gain
            && self.leave[AFTER] <= other.leave[AFTER]
            && self.leave[BEFORE] <= other.leave[BEFORE]
            && self.critical & !other.critical == 0
    }
}

/// Stands for the shift's start.
const START: u32 = u32::MAX;

impl Labels {
    /// Grows all labels, the earliest first.
    pub(super) fn grow(&mut self, instance: &Instance<'_>, duty: &Duty) {
        self.all.clear();
        self.queue.clear();
        self.fronts.iter_mut().for_each(Vec::clear);
        self.fronts.resize_with(self.fronts.len().max(self.candidates.len()), Vec::new);
        let start = Label {
            candidate: START,
            parent: START,
            leave: duty.departing(duty.open),
            gain: 0,
            travel: 0,
            load: 0,
            stops: 0,
            critical: 0,
            seen: [0; WORDS],
        };
        self.grow_from(instance, duty, &start, START);
        while let Some(Reverse((_, index))) = self.queue.pop() {
            let label = self.all[index as usize];
            if self.fronts[label.candidate as usize].iter().any(|mark| mark.label == index) {
                self.grow_from(instance, duty, &label, index);
            }
        }
    }

    fn grow_from(&mut self, instance: &Instance<'_>, duty: &Duty, label: &Label, index: u32) {
        if label.stops >= duty.max_stops {
            return;
        }
        self.work += self.candidates.len() as u64;
        let here = self.site(label.candidate, duty);
        let around = instance.legs.around(here);
        for at in 0..self.candidates.len() {
            if label.seen[at / 64] & (1 << (at % 64)) != 0 {
                continue;
            }
            let next = self.candidates[at];
            let travel = around.to(next.site);
            let leave = serve(&instance.windows, next.list, next.service, duty.arrive(label.leave, travel));
            if !home_in_time(instance, duty, next.site, leave) || label.load + next.load > duty.capacity {
                continue;
            }
            let mut grown = Label {
                candidate: at as u32,
                parent: index,
                leave,
                gain: label.gain + next.gain - instance.weight * i64::from(travel),
                travel: label.travel + i64::from(travel),
                load: label.load + next.load,
                stops: label.stops + 1,
                critical: label.critical | next.critical,
                seen: label.seen,
            };
            grown.seen[at / 64] |= 1 << (at % 64);
            self.keep(grown);
        }
    }

    /// Keeps a label unless another leaves the same candidate no later with no less.
    fn keep(&mut self, label: Label) {
        let front = &mut self.fronts[label.candidate as usize];
        let Label { leave, gain, critical, .. } = label;
        let early = leave[BEFORE].min(leave[AFTER]);
        let rank = gain - self.rate * i64::from(early);
        let mark = Mark { leave, gain, critical, rank, label: self.all.len() as u32 };
        self.work += (front.len() / 8) as u64;
        if front.iter().any(|other| other.is_as_good_as(&mark)) {
            return;
        }
        if front.len() >= self.most {
            let Some((at, worst)) = front.iter().enumerate().min_by_key(|(_, other)| other.rank) else {
                return;
            };
            if worst.rank >= rank {
                return;
            }
            front[at] = mark;
        } else {
            front.push(mark);
        }
        self.queue.push(Reverse((early, mark.label)));
        self.all.push(label);
    }

    /// The label that ends best once home; the first of equals. Only those count that are
    /// worth more than `least` and keep the limit of travel.
    pub(super) fn best(&self, instance: &Instance<'_>, duty: &Duty, least: Value) -> Option<u32> {
        let ends = self.all.iter().zip(0..).filter_map(|(label, index)| {
            let home = i64::from(instance.legs.travel(self.site(label.candidate, duty), duty.end));
            let value = label.gain - instance.weight * home;
            (value > least && label.travel + home <= duty.max_travel).then_some((value, Reverse(index)))
        });
        ends.max().map(|(_, Reverse(index))| index)
    }

    /// The clients on the way to a label.
    pub(super) fn clients(&self, label: u32) -> Vec<u32> {
        let mut clients = Vec::new();
        let mut at = label;
        while let Some(label) = self.all.get(at as usize) {
            clients.push(self.candidates[label.candidate as usize].client);
            at = label.parent;
        }
        clients.reverse();
        clients
    }

    fn site(&self, candidate: u32, duty: &Duty) -> u32 {
        self.candidates.get(candidate as usize).map_or(duty.start, |candidate| candidate.site)
    }
}

fn home_in_time(instance: &Instance<'_>, duty: &Duty, site: u32, leave: Moments) -> bool {
    leave[BEFORE].min(leave[AFTER]) < NEVER
        && duty.arrive(leave, instance.legs.travel(site, duty.end))[AFTER] <= duty.close
}
