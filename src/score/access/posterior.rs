//! Team, groups and practices fitted together.
//!
//! Method: logistic regression with normal effects in three levels. Each level differs from the one above it by a normal vector
//! (Lindley & Smith 1972, Journal of the Royal Statistical Society B 34:1, <https://doi.org/10.1111/j.2517-6161.1972.tb00885.x>). What
//! is believed of the log-odds at each time of a practice is taken as normal (Gaussian variational approximation: Opper &
//! Archambeau 2009, Neural Computation 21:786, <https://doi.org/10.1162/neco.2008.08-07-592>). Its visits then weigh like normal
//! observations. That normal model is solved exactly, level by level, and both are repeated until nothing moves.
//!
//! Limits: variances are stated beforehand and not learned. The mean over normal log-odds is the approximation of `MacKay`.
//!
//! O(visits + practices * times^3 + groups * parts^3) a round, with at most 35 times and 40 parts; some ten rounds are needed.

use rayon::prelude::*;

use crate::forecast::numeric::linear::SquareMatrix;
use crate::score::access::kriging::{Observed, PracticeLog, TimesPosterior};
use crate::score::access::odds::{GROUP, PARTS, TEAM, believed_level, parts_of};
use crate::score::access::visit_counts::{TIMES, VisitTime};

/// Rounds after which the fit is taken as it is; ten are usual.
const MOST_ROUNDS: usize = 60;
/// Rounds after which steps are halved, should they swing.
const SWINGING: usize = 20;
/// Log-odds that move no farther have settled.
const SETTLED: f64 = 1e-4;

/// What is believed of all parts of the log-odds of a team or a group.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PartsPosterior {
    pub(crate) mean: Vec<f64>,
    covariance: SquareMatrix,
}

impl PartsPosterior {
    /// Returns the log-odds at a time.
    pub(crate) fn log_odds(&self, time: VisitTime) -> f64 {
        parts_of(time).map(|part| self.mean[part]).sum()
    }

    /// Returns the same for all times, with their covariances.
    pub(crate) fn at_all_times(&self) -> TimesPosterior {
        let mut covariance = SquareMatrix::zeros(TIMES);
        for (row, time) in VisitTime::all().enumerate() {
            for (column, other) in VisitTime::all().enumerate() {
                let cell = |first: usize| -> f64 {
                    parts_of(other).map(|second| self.covariance.get(first, second)).sum()
                };
                covariance.set(row, column, parts_of(time).map(cell).sum());
            }
        }
        TimesPosterior { mean: VisitTime::all().map(|time| self.log_odds(time)).collect(), covariance }
    }

    /// Returns the mean of a weighted sum of parts.
    pub(crate) fn sum(&self, weights: &[f64]) -> f64 {
        self.mean.iter().zip(weights).map(|(mean, weight)| mean * weight).sum()
    }

    /// Returns the variance of a weighted sum of parts.
    pub(crate) fn variance(&self, weights: &[f64]) -> f64 {
        let rows = self.covariance.times(weights);
        rows.iter().zip(weights).map(|(row, weight)| row * weight).sum::<f64>().max(0.0)
    }
}

/// What is believed of the team and of every group, and the practices with their log-odds.
pub(crate) struct AccessPosterior {
    pub(crate) team: PartsPosterior,
    pub(crate) groups: Vec<PartsPosterior>,
    /// By group: its practices with visits.
    pub(crate) logs: Vec<Vec<PracticeLog>>,
    /// The same as normal observations.
    pub(crate) observed: Vec<Vec<Option<Observed>>>,
}

/// What the practices of one group say of its parts: precision, and precision times value.
struct Evidence {
    precision: SquareMatrix,
    weighted: Vec<f64>,
}

/// The same, and what the group makes of it.
struct HeardGroup {
    evidence: Evidence,
    /// Covariance of the group's parts, those of the team given.
    given: SquareMatrix,
}

/// The parts that visits tell anything of, ascending.
struct Parts {
    known: Vec<usize>,
    position: Vec<Option<usize>>,
}

/// Fits a team. The practices of each group come in the order of the book.
pub(crate) fn fit(logs: Vec<Vec<PracticeLog>>) -> AccessPosterior {
    let parts = Parts::of(&logs);
    let mut posterior = parts.round(logs);
    for round in 1..MOST_ROUNDS {
        let damping = if round < SWINGING { 1.0 } else { 0.5 };
        let AccessPosterior { groups, mut logs, observed, .. } = posterior;
        let all = logs.par_iter_mut().zip(&observed).zip(&groups);
        let moved = all.map(|((logs, observed), group)| {
            let (group, pairs) = (group.at_all_times(), logs.iter_mut().zip(observed));
            pairs
                .map(|(log, seen)| seen.as_ref().map_or(0.0, |seen| log.step(seen, &group, damping)))
                .fold(0.0, f64::max)
        });
        let moved: Vec<f64> = moved.collect();
        posterior = parts.round(logs);
        if moved.into_iter().fold(0.0, f64::max) < SETTLED {
            break;
        }
    }
    posterior
}

impl Parts {
    fn of(logs: &[Vec<PracticeLog>]) -> Self {
        let mut is_known = [false; PARTS];
        let times = logs.iter().flatten().flat_map(|log| &log.times);
        times.flat_map(|time| parts_of(*time)).for_each(|part| is_known[part] = true);
        let known: Vec<usize> = (0..PARTS).filter(|&part| is_known[part]).collect();
        let mut position = vec![None; PARTS];
        known.iter().enumerate().for_each(|(at, &part)| position[part] = Some(at));
        Self { known, position }
    }

    /// Lists the positions of the parts at a time; visits made them known.
    fn at(&self, time: VisitTime) -> impl Iterator<Item = usize> + Clone {
        parts_of(time).filter_map(|part| self.position[part])
    }

    fn prior(&self, of: impl Fn(usize) -> f64) -> SquareMatrix {
        let mut matrix = SquareMatrix::zeros(self.known.len());
        self.known.iter().enumerate().for_each(|(at, &part)| matrix.set(at, at, of(part)));
        matrix
    }

    /// Solves the normal model around what is believed of each practice now.
    fn round(&self, logs: Vec<Vec<PracticeLog>>) -> AccessPosterior {
        let observed: Vec<Vec<Option<Observed>>> =
            logs.par_iter().map(|logs| logs.iter().map(PracticeLog::observed).collect()).collect();
        let pairs: Vec<_> = logs.iter().zip(&observed).collect();
        let groups: Vec<HeardGroup> =
            pairs.into_par_iter().map(|(logs, observed)| self.group(self.evidence(logs, observed))).collect();
        let precision = self.team_precision(&groups);
        let team = precision.solve(&self.weighted(&groups)).unwrap_or_else(|| vec![0.0; self.known.len()]);
        let covariance = precision.factor().map(|factor| factor.inverse());
        let covariance = covariance.unwrap_or_else(|| self.prior(|part| TEAM.variance(part)));
        let groups = groups.par_iter().map(|group| self.group_posterior(group, &team, &covariance)).collect();
        let team = self.whole(&team, &covariance, |part| TEAM.variance(part));
        AccessPosterior { team, groups, logs, observed }
    }

    /// Adds up what is believed of the team beforehand and what its groups say, each by its precision.
    fn weighted(&self, groups: &[HeardGroup]) -> Vec<f64> {
        let level = believed_level() / TEAM.variance(0);
        let mut weighted: Vec<f64> =
            self.known.iter().map(|&part| if part == 0 { level } else { 0.0 }).collect();
        for group in groups {
            let heard = group.given.times(&group.evidence.weighted);
            for ((sum, heard), &part) in weighted.iter_mut().zip(heard).zip(&self.known) {
                *sum += heard / GROUP.variance(part);
            }
        }
        weighted
    }

    /// Adds up what the practices of a group say: by times first, and then by parts.
    fn evidence(&self, logs: &[PracticeLog], observed: &[Option<Observed>]) -> Evidence {
        let (mut precision, mut weighted) = (SquareMatrix::zeros(TIMES), vec![0.0; TIMES]);
        for (log, observed) in logs.iter().zip(observed) {
            let Some(observed) = observed else { continue };
            let places: Vec<usize> = log.times.iter().map(|time| time.position()).collect();
            for ((at, &place), seen) in places.iter().enumerate().zip(observed.weighted()) {
                weighted[place] += seen;
                for (&other, value) in places.iter().zip(observed.precision.row(at)) {
                    precision.add(place, other, *value);
                }
            }
        }
        self.by_parts(&precision, &weighted)
    }

    fn by_parts(&self, precision: &SquareMatrix, weighted: &[f64]) -> Evidence {
        let size = self.known.len();
        let mut evidence = Evidence { precision: SquareMatrix::zeros(size), weighted: vec![0.0; size] };
        for (time, (at, seen)) in VisitTime::all().zip(weighted.iter().enumerate()) {
            self.at(time).for_each(|row| evidence.weighted[row] += seen);
            for (other, value) in VisitTime::all().zip(precision.row(at)).filter(|(_, value)| **value != 0.0)
            {
                for row in self.at(time) {
                    self.at(other).for_each(|column| evidence.precision.add(row, column, *value));
                }
            }
        }
        evidence
    }

    fn group(&self, evidence: Evidence) -> HeardGroup {
        let mut precision = evidence.precision.clone();
        for (at, &part) in self.known.iter().enumerate() {
            precision.add(at, at, 1.0 / GROUP.variance(part));
        }
        let given = precision.factor().map(|factor| factor.inverse());
        HeardGroup { evidence, given: given.unwrap_or_else(|| self.prior(|part| GROUP.variance(part))) }
    }

    /// Returns the precision of the team's parts: what is believed beforehand, and what groups say through their own differences.
    fn team_precision(&self, groups: &[HeardGroup]) -> SquareMatrix {
        let mut precision = self.prior(|part| 1.0 / TEAM.variance(part));
        for group in groups {
            for (row, &first) in self.known.iter().enumerate() {
                let own = 1.0 / GROUP.variance(first);
                precision.add(row, row, own);
                for (column, &second) in self.known.iter().enumerate() {
                    let heard = own * group.given.get(row, column) / GROUP.variance(second);
                    precision.add(row, column, -heard);
                }
            }
        }
        precision
    }

    /// Returns the known parts of a group, the team's given.
    fn group_mean(&self, group: &HeardGroup, team: &[f64]) -> Vec<f64> {
        let pulled = self.known.iter().zip(team).map(|(&part, mean)| mean / GROUP.variance(part));
        let said: Vec<f64> = group.evidence.weighted.iter().zip(pulled).map(|(a, b)| a + b).collect();
        group.given.times(&said)
    }

    /// States what is believed of a group: its own uncertainty, and that of the team as far as it hangs on it.
    fn group_posterior(&self, group: &HeardGroup, team: &[f64], covariance: &SquareMatrix) -> PartsPosterior {
        let size = self.known.len();
        let mut all = group.given.clone();
        // What a group takes from each part of the team.
        let mut taken = SquareMatrix::zeros(size);
        for row in 0..size {
            for (column, &part) in self.known.iter().enumerate() {
                taken.set(row, column, group.given.get(row, column) / GROUP.variance(part));
            }
        }
        let rows: Vec<Vec<f64>> =
            (0..size).map(|row| (0..size).map(|at| taken.get(row, at)).collect()).collect();
        for (at, row) in rows.iter().enumerate() {
            let through = covariance.times(row);
            taken.times(&through).into_iter().enumerate().for_each(|(to, value)| all.add(at, to, value));
        }
        let variance = |part| TEAM.variance(part) + GROUP.variance(part);
        self.whole(&self.group_mean(group, team), &all, variance)
    }

    /// Adds the parts that no visit tells of, as they were believed beforehand.
    fn whole(&self, mean: &[f64], covariance: &SquareMatrix, prior: impl Fn(usize) -> f64) -> PartsPosterior {
        let mut whole = PartsPosterior { mean: vec![0.0; PARTS], covariance: SquareMatrix::zeros(PARTS) };
        whole.mean[0] = believed_level();
        for part in 0..PARTS {
            whole.covariance.set(part, part, prior(part));
        }
        for (row, &first) in self.known.iter().enumerate() {
            whole.mean[first] = mean[row];
            for (column, &second) in self.known.iter().enumerate() {
                whole.covariance.set(first, second, covariance.get(row, column));
            }
        }
        whole
    }
}
