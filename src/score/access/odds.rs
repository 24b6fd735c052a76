//! The parts that the log-odds of meeting somebody are made of, and what is believed of them before any visit.
//!
//! The team has a level, an effect of each weekday, one of each part of the day, and one of each pair of both. Groups differ from the
//! team in all of these, and practices from their group in all but the pairs. Each difference is normal around 0 with a stated
//! standard deviation.

use crate::model::part_of_day::PartOfDay;
use crate::model::weekday::Weekday;
use crate::score::access::visit_counts::VisitTime;

/// Parts of the log-odds of a team or a group: a level, 7 weekdays, 4 parts of the day and their 28 pairs.
pub(crate) const PARTS: usize = 1 + 7 + 4 + 28;

/// Chance to meet somebody that is believed beforehand.
pub(crate) const BELIEVED: f64 = 0.9;

/// Standard deviations of a level, a weekday, a part of the day and a pair, on the log-odds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spread {
    level: f64,
    weekday: f64,
    part: f64,
    pair: f64,
}

/// How far the team may lie from what is believed. The level counts for some 10 visits at a chance of 0.9.
pub(crate) const TEAM: Spread = Spread { level: 1.05, weekday: 0.4, part: 0.4, pair: 0.3 };
/// How far groups of like practices lie from the team.
pub(crate) const GROUP: Spread = Spread { level: 0.4, weekday: 0.25, part: 0.25, pair: 0.2 };
/// How far practices lie from their group. With the group's, the level counts for some 10 visits at a chance of 0.9.
pub(crate) const PRACTICE: Spread = Spread { level: 0.95, weekday: 0.3, part: 0.3, pair: 0.0 };

impl Spread {
    /// Returns the variance of one part of the log-odds.
    pub(crate) fn variance(self, part: usize) -> f64 {
        let deviation = match part {
            0 => self.level,
            1..8 => self.weekday,
            8..12 => self.part,
            _ => self.pair,
        };
        deviation * deviation
    }

    /// Returns the covariance of the log-odds at two times.
    pub(crate) fn covariance(self, a: VisitTime, b: VisitTime) -> f64 {
        let same_day = a.weekday == b.weekday;
        let same_part = a.part.is_some() && a.part == b.part;
        let square = |holds: bool, deviation: f64| if holds { deviation * deviation } else { 0.0 };
        square(true, self.level)
            + square(same_day, self.weekday)
            + square(same_part, self.part)
            + square(same_day && same_part, self.pair)
    }
}

/// Lists the parts whose sum are the log-odds at a time: level and weekday, and where the time is known its part and the pair.
pub(crate) fn parts_of(time: VisitTime) -> impl Iterator<Item = usize> + Clone {
    let weekday = time.weekday as usize;
    let timed = time.part.map(|part| [8 + part.position(), 12 + 4 * weekday + part.position()]);
    [0, 1 + weekday].into_iter().chain(timed.into_iter().flatten())
}

/// Returns the level that is believed of a team: the mean chance at any time of any practice is [`BELIEVED`].
pub(crate) fn believed_level() -> f64 {
    libm::log(BELIEVED / (1.0 - BELIEVED)) * flattening(believed_variance())
}

/// Returns the variance of the log-odds at any known time of any practice, before any visit.
pub(crate) fn believed_variance() -> f64 {
    let time = VisitTime { weekday: Weekday::Monday, part: Some(PartOfDay::Early) };
    [TEAM, GROUP, PRACTICE].iter().map(|spread| spread.covariance(time, time)).sum()
}

/// Returns the mean chance over log-odds that are normal around a mean: the approximation of `MacKay` (1992, Neural Computation 4:720,
/// <https://doi.org/10.1162/neco.1992.4.5.720>).
pub(crate) fn mean_chance(log_odds: f64, variance: f64) -> f64 {
    chance(log_odds / flattening(variance))
}

/// Returns by how much normal log-odds of a variance bring the mean chance nearer to a half.
pub(crate) fn flattening(variance: f64) -> f64 {
    libm::sqrt(1.0 + std::f64::consts::PI * variance / 8.0)
}

/// Turns log-odds into a chance.
pub(crate) fn chance(log_odds: f64) -> f64 {
    if log_odds >= 0.0 {
        1.0 / (1.0 + libm::exp(-log_odds))
    } else {
        let odds = libm::exp(log_odds);
        odds / (1.0 + odds)
    }
}
