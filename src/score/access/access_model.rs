//! The chance that a visit meets somebody, with its interval, at every time of every practice.

use rayon::prelude::*;
use serde::Serialize;

use crate::forecast::numeric::normal::{NINE_OF_TEN, NINETY_NINE_OF_HUNDRED};
use crate::model::book::Book;
use crate::model::index::PracticeIndex;
use crate::model::meeting_chances::MeetingChances;
use crate::model::part_of_day::PartOfDay;
use crate::model::time::Date;
use crate::model::weekday::Weekday;
use crate::score::access::kriging::{FittedPractice, Observed, PracticeLog};
use crate::score::access::odds::{
    PARTS, PRACTICE, believed_level, believed_variance, chance, mean_chance, parts_of,
};
use crate::score::access::posterior::{AccessPosterior, PartsPosterior, fit};
use crate::score::access::visit_counts::{PracticeCounts, VisitTime, groups, of_practice};

/// A chance from 0 to 1 with the interval that holds it nine times of ten.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ChanceInterval {
    /// The expected chance.
    pub chance: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// A difference on the log-odds with an interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OddsDifference {
    /// The expected difference.
    pub difference: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// Chances of all times of a week.
type WeekOfChances = [[ChanceInterval; 4]; 7];

/// How often visits meet somebody, learned from the log of a book: by practice, weekday and part of the day.
///
/// What a practice does not show itself, practices alike show: those of its specialty with the same way in, and then the whole team.
/// Without any visit the chance is 0.9. `docs/access.md` holds the method, the priors and the limits.
///
/// ```
/// use rounds::model::{Book, PartOfDay, Liaison, Location, Practice, PracticeIndex, Records, Weekday};
/// use rounds::score::AccessModel;
/// let here = Location::new(38.9, -77.0)?;
/// let practices = vec![Practice::new("P1", "Cedar", here)].into();
/// let liaisons = vec![Liaison::new("L1", "Liaison One", here)].into();
/// let (book, _) = Book::build(Records { practices, liaisons, ..Records::default() })?;
/// let model = AccessModel::new(&book, "2026-01-30".parse()?);
/// let chance = model.interval(PracticeIndex::new(0), Weekday::Monday, PartOfDay::Early);
/// assert!((chance.chance - 0.9).abs() < 1e-9);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct AccessModel {
    team: PartsPosterior,
    groups: Vec<PartsPosterior>,
    group_of: Vec<usize>,
    /// By practice: its chances. Those of practices without visits are their group's.
    weeks: Vec<Option<Box<WeekOfChances>>>,
    /// By practice: its visits, which differences between its times rest on.
    logs: Vec<Option<(PracticeLog, Observed)>>,
    group_weeks: Vec<WeekOfChances>,
}

impl AccessModel {
    /// Learns from the visits of a book up to a day. Visits that were called off or not made do not count, and a visit counts half as
    /// much after two years. O(visits + practices); the module says more.
    #[must_use]
    pub fn new(book: &Book, until: Date) -> Self {
        let counts: Vec<PracticeCounts> =
            book.practice_indices().map(|practice| of_practice(book, practice, until)).collect();
        Self::of_counts(&counts, groups(book))
    }

    pub(crate) fn of_counts(counts: &[PracticeCounts], group_of: Vec<usize>) -> Self {
        let number = group_of.iter().max().map_or(0, |most| most + 1);
        let mut logs: Vec<Vec<PracticeLog>> = vec![Vec::new(); number];
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); number];
        let visited = counts.iter().zip(&group_of).enumerate().filter(|(_, (counts, _))| !counts.is_empty());
        for (practice, (counts, &group)) in visited {
            logs[group].push(PracticeLog::new(counts, believed_level(), believed_variance()));
            members[group].push(practice);
        }
        let AccessPosterior { team, groups, logs, observed } = fit(logs);
        let (mut weeks, mut own) = (vec![None; counts.len()], vec![None; counts.len()]);
        for (((logs, observed), members), group) in logs.into_iter().zip(observed).zip(&members).zip(&groups)
        {
            let group = group.at_all_times();
            let week = |(log, seen): (&PracticeLog, &Option<Observed>)| {
                let fitted = FittedPractice::new(log, seen.as_ref()?, &group);
                Some(week_of(|time| interval(fitted.at(time))))
            };
            let found: Vec<_> = logs.par_iter().zip(&observed).map(week).collect();
            members.iter().zip(found).for_each(|(&practice, week)| weeks[practice] = week.map(Box::new));
            let pairs = logs.into_iter().zip(observed).map(|(log, seen)| Some((log, seen?)));
            members.iter().zip(pairs).for_each(|(&practice, pair)| own[practice] = pair);
        }
        let group_weeks = groups.iter().map(unvisited_week).collect();
        Self { team, groups, group_of, weeks, logs: own, group_weeks }
    }

    /// Returns the chance that a visit to a practice meets somebody, at a weekday and a part of the day. Beyond the last practice it is
    /// that of a certain meeting.
    #[must_use]
    pub fn interval(&self, practice: PracticeIndex, weekday: Weekday, part: PartOfDay) -> ChanceInterval {
        let certain = ChanceInterval { chance: 1.0, low: 1.0, high: 1.0 };
        // A week has a cell for each value of both enums.
        self.week(practice).map_or(certain, |week| week[weekday as usize][part.position()])
    }

    /// Returns the chances of a practice, without their intervals. None is below a tenth: even where nobody was ever met, a visit is no
    /// more than ten times as dear.
    #[must_use]
    pub fn chances(&self, practice: PracticeIndex) -> MeetingChances {
        const LEAST: f64 = 0.1;
        let mut chances = MeetingChances::even(1.0);
        for (weekday, part) in times() {
            chances.set(weekday, part, self.interval(practice, weekday, part).chance.max(LEAST));
        }
        chances
    }

    /// Returns the chance at a usual practice of the team.
    #[must_use]
    pub fn team(&self, weekday: Weekday, part: PartOfDay) -> ChanceInterval {
        let time = visit_time((weekday, part));
        interval((self.team.log_odds(time), self.team.variance(&weights(time))))
    }

    /// Compares two times of the week at practices of one kind: how much higher the log-odds are at `time` than at `other`. The
    /// interval holds the difference nine times of ten.
    #[must_use]
    pub fn difference(
        &self,
        practice: PracticeIndex,
        time: (Weekday, PartOfDay),
        other: (Weekday, PartOfDay),
    ) -> OddsDifference {
        let [time, other] = [time, other].map(visit_time);
        difference(self.group(practice), &between(time, other))
    }

    /// Compares two times of the week at one practice, by its own visits and by what practices alike show. The interval holds the
    /// difference 99 times of a hundred: times that are picked as best and worst of a week differ by chance, too.
    ///
    /// O(times^2) with the at most 35 times of its visits.
    #[must_use]
    pub fn own_difference(
        &self,
        practice: PracticeIndex,
        time: (Weekday, PartOfDay),
        other: (Weekday, PartOfDay),
    ) -> OddsDifference {
        let (group, [time, other]) = (self.group(practice), [time, other].map(visit_time));
        let (difference, variance) = match self.logs.get(practice.get()) {
            Some(Some((log, observed))) => {
                FittedPractice::new(log, observed, &group.at_all_times()).between(time, other)
            }
            _ => unvisited_difference(group, time, other),
        };
        let half = NINETY_NINE_OF_HUNDRED * libm::sqrt(variance);
        OddsDifference { difference, low: difference - half, high: difference + half }
    }

    /// Returns what is learned of practices like this one; of the team where there is no such practice.
    fn group(&self, practice: PracticeIndex) -> &PartsPosterior {
        let group = self.group_of.get(practice.get()).and_then(|&group| self.groups.get(group));
        group.unwrap_or(&self.team)
    }

    /// Returns how much the log-odds of a weekday differ from the mean of Monday to Friday, in the whole team.
    #[must_use]
    pub fn weekday_effect(&self, weekday: Weekday) -> OddsDifference {
        let mut weights = vec![0.0; PARTS];
        (1..6).for_each(|part| weights[part] -= 0.2);
        weights[1 + weekday as usize] += 1.0;
        difference(&self.team, &weights)
    }

    /// Returns how much the log-odds of a part of the day differ from the mean of all four, in the whole team.
    #[must_use]
    pub fn part_effect(&self, part: PartOfDay) -> OddsDifference {
        let mut weights = vec![0.0; PARTS];
        (8..12).for_each(|part| weights[part] -= 0.25);
        weights[8 + part.position()] += 1.0;
        difference(&self.team, &weights)
    }

    fn week(&self, practice: PracticeIndex) -> Option<&WeekOfChances> {
        let own = self.weeks.get(practice.get())?.as_deref();
        own.or_else(|| self.group_weeks.get(*self.group_of.get(practice.get())?))
    }
}

/// Lists all times of a week.
pub(crate) fn times() -> impl Iterator<Item = (Weekday, PartOfDay)> {
    Weekday::ALL.into_iter().flat_map(|weekday| PartOfDay::ALL.map(|part| (weekday, part)))
}

/// Returns the chances of a practice that nobody has visited: those of its group, and what practices differ from it.
fn unvisited_week(group: &PartsPosterior) -> WeekOfChances {
    week_of(|time| {
        let variance = PRACTICE.covariance(time, time) + group.variance(&weights(time));
        interval((group.log_odds(time), variance))
    })
}

fn week_of(chance: impl Fn(VisitTime) -> ChanceInterval) -> WeekOfChances {
    Weekday::ALL.map(|weekday| PartOfDay::ALL.map(|part| chance(visit_time((weekday, part)))))
}

/// Returns the parts of the log-odds at a time, each counted once.
fn weights(time: VisitTime) -> Vec<f64> {
    let mut weights = vec![0.0; PARTS];
    parts_of(time).for_each(|part| weights[part] += 1.0);
    weights
}

/// Names a time of the week.
fn visit_time((weekday, part): (Weekday, PartOfDay)) -> VisitTime {
    VisitTime { weekday, part: Some(part) }
}

/// Returns the parts of the log-odds at a time less those at another one.
fn between(time: VisitTime, other: VisitTime) -> Vec<f64> {
    weights(time).iter().zip(&weights(other)).map(|(a, b)| a - b).collect()
}

/// Returns mean and variance of what differs between two times at a practice that nobody has visited.
fn unvisited_difference(group: &PartsPosterior, time: VisitTime, other: VisitTime) -> (f64, f64) {
    let weights = between(time, other);
    let own = PRACTICE.covariance(time, time) + PRACTICE.covariance(other, other)
        - 2.0 * PRACTICE.covariance(time, other);
    (group.sum(&weights), own.max(0.0) + group.variance(&weights))
}

fn interval((log_odds, variance): (f64, f64)) -> ChanceInterval {
    let half = NINE_OF_TEN * libm::sqrt(variance);
    ChanceInterval {
        chance: mean_chance(log_odds, variance),
        low: chance(log_odds - half),
        high: chance(log_odds + half),
    }
}

fn difference(parts: &PartsPosterior, weights: &[f64]) -> OddsDifference {
    let (difference, half) = (parts.sum(weights), NINE_OF_TEN * libm::sqrt(parts.variance(weights)));
    OddsDifference { difference, low: difference - half, high: difference + half }
}

#[cfg(test)]
#[path = "access_model_tests.rs"]
mod tests;
