//! The season: what a week of the year brings beside the year's average.

use std::f64::consts::TAU;

use crate::forecast::negative_binomial::prior::{Observation, Priors};
use crate::forecast::negative_binomial::regression::NegativeBinomial;
use crate::model::time::Date;

/// Waves of a year, of its half and of its third, as exponents of a factor.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Season {
    /// Weights of the cosine and the sine of each wave, the longest first.
    waves: Vec<[f64; 2]>,
    /// Makes the mean factor of a year 1.
    level: f64,
}

/// The events of all sources in one week.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct WeekTotal {
    /// A day in the middle of the week.
    pub(crate) middle: Date,
    pub(crate) count: u64,
    /// Share of its working days that are no holidays.
    pub(crate) exposure: f64,
}

/// Days of a year.
const YEAR: f64 = 365.25;
/// Most waves.
const MOST_WAVES: usize = 3;
/// A season cannot be told from growth in less than a year and a half.
const FEWEST_WEEKS: usize = 78;

impl Season {
    /// Makes every week like another.
    pub(crate) fn none() -> Self {
        Self { waves: Vec::new(), level: 1.0 }
    }

    /// Estimates the season of consecutive weeks. It regresses the totals by negative binomial on a quadratic
    /// trend and on as many waves as the Bayesian information criterion allows (harmonic regression; Cox
    /// 2006, doi:10.1177/1536867X0600600408; Schwarz 1978, doi:10.1214/aos/1176344136). There is no season
    /// where the weeks are too few or do not speak for one.
    pub(crate) fn estimate(weeks: &[WeekTotal]) -> Self {
        let open: Vec<WeekTotal> = weeks.iter().copied().filter(|week| week.exposure > 0.0).collect();
        if open.len() < FEWEST_WEEKS {
            return Self::none();
        }
        let fits = (0..=MOST_WAVES).filter_map(|waves| fit(&open, waves));
        let best = fits.min_by(|a, b| a.1.total_cmp(&b.1));
        best.map_or_else(Self::none, |(waves, _)| Self::new(waves))
    }

    fn new(waves: Vec<[f64; 2]>) -> Self {
        let raw = Self { waves, level: 1.0 };
        let mean = (0..365).map(|day| raw.at(f64::from(day) / 365.0)).sum::<f64>() / 365.0;
        Self { level: 1.0 / mean, ..raw }
    }

    /// Compares the events around a day with those of the year's average.
    pub(crate) fn factor(&self, day: Date) -> f64 {
        self.at(part_of_year(day))
    }

    fn at(&self, part: f64) -> f64 {
        let sum: f64 = self
            .waves
            .iter()
            .zip(waves(part))
            .map(|(weights, wave)| weights[0] * wave[0] + weights[1] * wave[1])
            .sum();
        self.level * sum.exp()
    }
}

/// Returns the weights of a number of waves, with the criterion: the lower, the better.
fn fit(weeks: &[WeekTotal], number: usize) -> Option<(Vec<[f64; 2]>, f64)> {
    let rows: Vec<Vec<f64>> =
        weeks.iter().enumerate().map(|(at, week)| row(at, weeks.len(), week, number)).collect();
    let observations: Vec<Observation<'_>> = rows
        .iter()
        .zip(weeks)
        .map(|(row, week)| Observation { row, count: week.count, exposure: week.exposure })
        .collect();
    let columns = TREND + 2 * number;
    let fit = NegativeBinomial::fit(&observations, &Priors::flat(columns)).ok()?;
    let criterion = (weeks.len() as f64).ln() * columns as f64 - 2.0 * fit.log_likelihood;
    // The columns of the trend come first; waves follow in pairs.
    let weights = fit.coefficients[TREND..].chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect();
    (fit.converged && criterion.is_finite()).then_some((weights, criterion))
}

/// Columns of the trend.
const TREND: usize = 3;

/// Makes a quadratic trend from -1 to 1, and the waves.
fn row(at: usize, weeks: usize, week: &WeekTotal, number: usize) -> Vec<f64> {
    let time = 2.0 * at as f64 / weeks as f64 - 1.0;
    let season = waves(part_of_year(week.middle)).take(number).flatten();
    [1.0, time, time * time].into_iter().chain(season).collect()
}

/// Returns cosine and sine of each wave at a part of the year, in 0..1.
fn waves(part: f64) -> impl Iterator<Item = [f64; 2]> {
    (1..=MOST_WAVES).map(move |wave| {
        let angle = TAU * part * wave as f64;
        [angle.cos(), angle.sin()]
    })
}

fn part_of_year(day: Date) -> f64 {
    Date::new(day.year(), 1, 1).map_or(0.0, |first| day.days_since(first) as f64 / YEAR)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::numeric::special::whole;

    /// Weeks whose expected totals follow a known season, with a fixed pattern of noise around it.
    fn weeks(number: i64, season: impl Fn(f64) -> f64) -> Vec<WeekTotal> {
        let first: Date = "2023-02-08".parse().unwrap();
        let noise = |at: i64| 1.0 + 0.03 * (at as f64 * 2.4).sin();
        let week = |at: i64| {
            let middle = first.plus_days(7 * at);
            let growth = 1.0 + 0.004 * at as f64;
            let count = 400.0 * growth * season(part_of_year(middle)) * noise(at);
            WeekTotal { middle, count: whole(count.round()).into(), exposure: 1.0 }
        };
        (0..number).map(week).collect()
    }

    fn worst(season: &Season, truth: impl Fn(f64) -> f64) -> f64 {
        (0..52).map(|week| f64::from(week) / 52.0).fold(0.0, |worst, part| {
            let off = (season.at(part) / truth(part) - 1.0).abs();
            worst.max(off)
        })
    }

    #[test]
    fn a_season_is_found_beside_growth() {
        let truth = |part: f64| (0.12 * (TAU * part).cos() - 0.05 * (2.0 * TAU * part).sin()).exp();
        let season = Season::estimate(&weeks(104, truth));
        assert!(worst(&season, truth) < 0.03, "{season:?}");
    }

    #[test]
    fn there_is_none_where_none_shows() {
        assert_eq!(Season::estimate(&weeks(104, |_| 1.0)), Season::none());
        assert_eq!(Season::estimate(&weeks(77, |part| 1.0 + 0.2 * (TAU * part).cos())), Season::none());
        assert_eq!(Season::estimate(&[]), Season::none());
    }

    #[test]
    fn factors_of_a_year_have_mean_one() {
        let season = Season::new(vec![[0.2, -0.1], [0.05, 0.3]]);
        let first: Date = "2026-01-01".parse().unwrap();
        let mean = (0..365).map(|day| season.factor(first.plus_days(day))).sum::<f64>() / 365.0;
        assert!((mean - 1.0).abs() < 1e-3, "{mean}");
    }
}
