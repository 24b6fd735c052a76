//! One practice beside its group. What differs between both is a normal process over the times of its visits.

use crate::forecast::numeric::linear::{SquareMatrix, dot};
use crate::score::access::odds::{PRACTICE, flattening, mean_chance};
use crate::score::access::visit_counts::{PracticeCounts, Tried, VisitTime};

/// Smallest weight of visits at one time, so that each can be divided by.
const LEAST_WEIGHT: f64 = 1e-6;

/// Farthest that one step moves log-odds.
const LONGEST_STEP: f64 = 2.0;

/// What is believed of the log-odds of a group at all times: their means and covariances, by the place of the time.
#[derive(Debug)]
pub(crate) struct TimesPosterior {
    pub(crate) mean: Vec<f64>,
    pub(crate) covariance: SquareMatrix,
}

/// The visits to one practice, and what is believed of the log-odds of each time: their mean and variance.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PracticeLog {
    pub(crate) times: Vec<VisitTime>,
    tried: Vec<Tried>,
    mean: Vec<f64>,
    variance: Vec<f64>,
}

/// The same as normal observations.
#[derive(Debug, Clone, PartialEq)]
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
    pub(crate) fn step(&mut self, observed: &Observed, group: &TimesPosterior, damping: f64) -> f64 {
        let pulls = observed.pulls(self, group);
        let size = self.times.len();
        let (mut farthest, mut through) = (0.0_f64, vec![0.0; size]);
        let covariance = self.covariance(group);
        for (at, (weight, pull)) in observed.weights.iter().zip(&pulls).enumerate() {
            let variance = 1.0 / weight;
            let step = observed.seen[at] - variance * pull - self.mean[at];
            farthest = farthest.max(step.abs());
            self.mean[at] += (damping * step).clamp(-LONGEST_STEP, LONGEST_STEP);
            let own = variance - variance * variance * observed.precision.get(at, at);
            let row = observed.precision.row(at);
            through.fill(0.0);
            for (weight, others) in row.iter().zip(covariance.chunks_exact(size)) {
                through.iter_mut().zip(others).for_each(|(sum, other)| *sum += weight * other);
            }
            self.variance[at] = own.max(0.0) + variance * variance * dot(&through, row).max(0.0);
        }
        farthest
    }

    /// Lists the covariances of the group at the times of the visits, row by row.
    fn covariance(&self, group: &TimesPosterior) -> Vec<f64> {
        let places: Vec<usize> = self.times.iter().map(|time| time.position()).collect();
        let row = |&place: &usize| {
            let row = group.covariance.row(place);
            places.iter().map(|&other| row[other]).collect::<Vec<_>>()
        };
        places.iter().flat_map(row).collect()
    }
}

impl Observed {
    /// Returns the log-odds that were seen, multiplied by their precision.
    pub(crate) fn weighted(&self) -> Vec<f64> {
        self.precision.times(&self.seen)
    }

    /// Returns the same for the differences to a group.
    fn pulls(&self, log: &PracticeLog, group: &TimesPosterior) -> Vec<f64> {
        let left = log.times.iter().zip(&self.seen).map(|(time, seen)| seen - group.mean[time.position()]);
        self.precision.times(&left.collect::<Vec<_>>())
    }
}

/// A practice whose log-odds can be asked for at any time.
pub(crate) struct FittedPractice<'a> {
    log: &'a PracticeLog,
    observed: &'a Observed,
    group: &'a TimesPosterior,
    pulls: Vec<f64>,
    /// Covariances of the group at the times of the visits.
    covariance: Vec<f64>,
}

impl<'a> FittedPractice<'a> {
    pub(crate) fn new(log: &'a PracticeLog, observed: &'a Observed, group: &'a TimesPosterior) -> Self {
        Self { log, observed, group, pulls: observed.pulls(log, group), covariance: log.covariance(group) }
    }

    /// Returns mean and variance of the log-odds at a time. What the group is mistaken in, the visits mend in part.
    pub(crate) fn at(&self, time: VisitTime) -> (f64, f64) {
        self.sum(&[(time, 1.0)])
    }

    /// Returns mean and variance of the log-odds at a time less those at another one.
    pub(crate) fn between(&self, time: VisitTime, other: VisitTime) -> (f64, f64) {
        self.sum(&[(time, 1.0), (other, -1.0)])
    }

    /// Returns mean and variance of a weighted sum of log-odds.
    fn sum(&self, parts: &[(VisitTime, f64)]) -> (f64, f64) {
        let times = &self.log.times;
        let own = |other: VisitTime| weighted(parts, |time| PRACTICE.covariance(time, other));
        let shared = |other: VisitTime| {
            weighted(parts, |time| self.group.covariance.get(time.position(), other.position()))
        };
        let near: Vec<f64> = times.iter().map(|other| own(*other)).collect();
        let moves = self.observed.precision.times(&near);
        let open = (weighted(parts, own) - dot(&near, &moves)).max(0.0);
        let beside: Vec<f64> = times.iter().map(|other| shared(*other)).collect();
        let among: f64 = (self.covariance.chunks_exact(times.len().max(1)).zip(&moves))
            .map(|(others, weight)| weight * dot(others, &moves))
            .sum();
        let group = (weighted(parts, shared) - 2.0 * dot(&beside, &moves) + among).max(0.0);
        let mean = weighted(parts, |time| self.group.mean[time.position()]);
        (mean + dot(&near, &self.pulls), open + group)
    }
}

fn weighted(parts: &[(VisitTime, f64)], value: impl Fn(VisitTime) -> f64) -> f64 {
    parts.iter().map(|(time, weight)| weight * value(*time)).sum()
}
