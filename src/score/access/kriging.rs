//! One practice beside its group. What differs between both is a normal process over the times of its visits.

use crate::forecast::numeric::linear::{SquareMatrix, dot};
use crate::score::access::odds::{PARTS, PRACTICE, flattening, mean_chance, parts_of};
use crate::score::access::posterior::PartsPosterior;
use crate::score::access::visit_counts::{PracticeCounts, Tried, VisitTime};

/// Smallest weight of visits at one time, so that each can be divided by.
const LEAST_WEIGHT: f64 = 1e-6;

/// Farthest that one step moves log-odds.
const LONGEST_STEP: f64 = 2.0;

/// The visits to one practice, and what is believed of the log-odds of each time: their mean and variance.
#[derive(Debug, Clone)]
pub(crate) struct PracticeLog {
    pub(crate) times: Vec<VisitTime>,
    tried: Vec<Tried>,
    mean: Vec<f64>,
    variance: Vec<f64>,
}

/// The same as normal observations.
#[derive(Debug)]
pub(crate) struct Observed {
    /// The log-odds that were seen.
    seen: Vec<f64>,
    weights: Vec<f64>,
    /// Precision of their differences to the group.
    pub(crate) precision: SquareMatrix,
}

impl PracticeLog {
    /// Starts a practice at what is believed beforehand.
    pub(crate) fn new(counts: &PracticeCounts, mean: f64, variance: f64) -> Self {
        let (times, tried) = counts.iter().map(|(time, tried)| (*time, *tried)).unzip();
        Self { times, tried, mean: vec![mean; counts.len()], variance: vec![variance; counts.len()] }
    }

    /// States the visits as normal observations around what is believed now: each weighs what visits tell on average over all log-odds
    /// that are believed. `None` where the numbers are beyond reckoning.
    pub(crate) fn observed(&self) -> Option<Observed> {
        let size = self.times.len();
        let (mut spread, mut seen, mut weights) = (SquareMatrix::zeros(size), Vec::new(), Vec::new());
        for (at, tried) in self.tried.iter().enumerate() {
            let expected = mean_chance(self.mean[at], self.variance[at]);
            let slope = expected * (1.0 - expected) / flattening(self.variance[at]);
            let weight = (tried.all * slope).max(LEAST_WEIGHT);
            seen.push(self.mean[at] + (tried.met - tried.all * expected) / weight);
            weights.push(weight);
            for (other, time) in self.times.iter().enumerate() {
                spread.set(at, other, PRACTICE.covariance(self.times[at], *time));
            }
            spread.add(at, at, 1.0 / weight);
        }
        Some(Observed { seen, weights, precision: spread.factor()?.inverse() })
    }

    /// Moves what is believed to what group and visits say together. Returns how far the farthest mean has moved.
    pub(crate) fn step(&mut self, observed: &Observed, group: &PartsPosterior, damping: f64) -> f64 {
        let pulls = observed.pulls(self, group);
        let mut farthest = 0.0_f64;
        for at in 0..self.times.len() {
            let variance = 1.0 / observed.weights[at];
            let step = observed.seen[at] - variance * pulls[at] - self.mean[at];
            farthest = farthest.max(step.abs());
            self.mean[at] += (damping * step).clamp(-LONGEST_STEP, LONGEST_STEP);
            let own = variance - variance * variance * observed.precision.get(at, at);
            let row: Vec<f64> =
                (0..self.times.len()).map(|other| variance * observed.precision.get(at, other)).collect();
            self.variance[at] = own.max(0.0) + group.variance(&self.parts(&row));
        }
        farthest
    }

    /// Returns the weights of parts that the weights of times come to.
    fn parts(&self, weights: &[f64]) -> Vec<f64> {
        let mut parts = vec![0.0; PARTS];
        for (time, weight) in self.times.iter().zip(weights) {
            parts_of(*time).for_each(|part| parts[part] += weight);
        }
        parts
    }
}

impl Observed {
    /// Returns the log-odds that were seen, multiplied by their precision.
    pub(crate) fn weighted(&self) -> Vec<f64> {
        self.precision.times(&self.seen)
    }

    /// Returns the same for the differences to a group.
    fn pulls(&self, log: &PracticeLog, group: &PartsPosterior) -> Vec<f64> {
        let left = log.times.iter().zip(&self.seen).map(|(time, seen)| seen - group.log_odds(*time));
        self.precision.times(&left.collect::<Vec<_>>())
    }
}

/// A practice whose log-odds can be asked for at any time.
pub(crate) struct FittedPractice<'a> {
    log: &'a PracticeLog,
    observed: &'a Observed,
    group: &'a PartsPosterior,
    pulls: Vec<f64>,
}

impl<'a> FittedPractice<'a> {
    pub(crate) fn new(log: &'a PracticeLog, observed: &'a Observed, group: &'a PartsPosterior) -> Self {
        Self { log, observed, group, pulls: observed.pulls(log, group) }
    }

    /// Returns mean and variance of the log-odds at a time. What the group is mistaken in, the visits mend in part.
    pub(crate) fn at(&self, time: VisitTime) -> (f64, f64) {
        let near: Vec<f64> = self.log.times.iter().map(|other| PRACTICE.covariance(time, *other)).collect();
        let moves = self.observed.precision.times(&near);
        let open = (PRACTICE.covariance(time, time) - dot(&near, &moves)).max(0.0);
        let mut parts = self.log.parts(&moves);
        parts.iter_mut().for_each(|weight| *weight = -*weight);
        parts_of(time).for_each(|part| parts[part] += 1.0);
        (self.group.log_odds(time) + dot(&near, &self.pulls), open + self.group.variance(&parts))
    }
}
