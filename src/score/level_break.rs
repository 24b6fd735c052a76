//! A break in the level of a whole book: from one week to the next everybody sends more, or less, and it stays so.

use crate::forecast::numeric::special::whole;
use crate::model::time::Date;
use crate::score::note::ModelNote;
use crate::score::reporting::ReportedDays;

/// A lasting step of all practices together, as a new feed or a merger brings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct LevelBreak {
    /// Weeks since then, up to the last known day.
    pub(crate) weeks: usize,
    /// The level since then, relative to the one before.
    pub(crate) factor: f64,
}

/// Weeks that are looked back.
const FARTHEST: usize = 130;
/// Weeks on each side that show how high a step is, and those among which they are found.
const NEAR: (usize, usize) = (4, 6);
/// The same for whether the step stays.
const FAR: (usize, usize) = (26, 30);
/// Fewest weeks before and after.
const FEWEST: (usize, usize) = (13, 8);
/// Fewest referrals that tell a break.
const FEWEST_REFERRALS: u64 = 100;
/// Share of a usual week that a week has to offer to be compared.
const USUAL: f64 = 0.7;
/// The smallest step, as a factor.
const SMALLEST: f64 = 1.6;
/// How many times its own error, and the steps that are usual in the book, a step has to be.
const CLEAR: f64 = 3.5;

/// The weeks of a book, the latest first.
struct LevelWeeks<'a> {
    totals: &'a [u64],
    exposures: &'a [f64],
}

impl LevelBreak {
    /// Finds the highest step that is clear, stays, and is shared by most practices; `None` without one.
    ///
    /// The logarithm of four weeks after over four weeks before is compared with its error and with the same figure everywhere else in
    /// the book, so that growth, season and noise do not count. The step has to be at least 1.6 or below 1 / 1.6. Up to 26
    /// weeks on each side keep their side of it. Seven tenths of the practices that sent before and tell anything moved by half of it or more.
    /// This is a scan for one change point by a local contrast (Niu & Zhang 2012, doi:10.1214/12-AOAS539). `totals` and
    /// `exposures` begin with the week that ends on `until`. O(weeks^2 + practices x candidates).
    pub(crate) fn find(
        totals: &[u64],
        exposures: &[f64],
        days: &[ReportedDays],
        until: Date,
    ) -> Option<Self> {
        let end = totals.len().min(exposures.len()).min(FARTHEST);
        // Both lists are at least that long.
        let weeks = LevelWeeks { totals: &totals[..end], exposures: &exposures[..end] };
        if weeks.totals.iter().sum::<u64>() < FEWEST_REFERRALS {
            return None;
        }
        let steps: Vec<(usize, f64)> = (1..end).filter_map(|at| Some((at, weeks.step(at)?))).collect();
        let wide = FEWEST.1..(end + 1).saturating_sub(FEWEST.0);
        let mut found: Vec<(usize, f64)> = steps.iter().copied().filter(|it| wide.contains(&it.0)).collect();
        found.retain(|it| is_clear(*it, &steps, weeks.error(it.0)) && weeks.stays(*it));
        found.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0)));
        let shared = found.into_iter().find(|it| is_shared(*it, days, until, end));
        shared.map(|(weeks, step)| Self { weeks, factor: libm::exp(step) })
    }

    /// Counts the days since then, up to the last known day.
    pub(crate) fn days(&self) -> u32 {
        u32::try_from(self.weeks).unwrap_or(u32::MAX).saturating_mul(7)
    }

    /// Notes the break in a book that is known up to a day.
    pub(crate) fn note(&self, until: Date) -> ModelNote {
        let since = until.plus_days(1 - 7 * i64::try_from(self.weeks).unwrap_or(0));
        ModelNote::LevelBreak { since, percent: whole((100.0 * self.factor).round()) }
    }

    /// Brings the weeks before the break, the latest first, to the new level: each offered so much less, or more, of a usual week.
    pub(crate) fn level(&self, weeks: &mut [f64]) {
        weeks.iter_mut().skip(self.weeks).for_each(|week| *week /= self.factor);
    }
}

impl LevelWeeks<'_> {
    /// Lists the nearest usual weeks after a boundary. Week 0 is the latest.
    fn after(&self, at: usize, (most, reach): (usize, usize)) -> Vec<usize> {
        (at.saturating_sub(reach)..at).rev().filter(|week| self.is_usual(*week)).take(most).collect()
    }

    /// Lists the nearest usual weeks before a boundary.
    fn before(&self, at: usize, (most, reach): (usize, usize)) -> Vec<usize> {
        (at..(at + reach).min(self.totals.len())).filter(|week| self.is_usual(*week)).take(most).collect()
    }

    fn is_usual(&self, week: usize) -> bool {
        self.exposures.get(week).is_some_and(|exposure| *exposure >= USUAL)
    }

    fn count(&self, weeks: &[usize]) -> u64 {
        weeks.iter().filter_map(|week| self.totals.get(*week)).sum()
    }

    /// Returns the logarithm of the referrals of a usual week. Half a referral is added, so that none has a logarithm.
    fn level(&self, weeks: &[usize]) -> f64 {
        let offered: f64 = weeks.iter().filter_map(|week| self.exposures.get(*week)).sum();
        libm::log((self.count(weeks) as f64 + 0.5) / offered)
    }

    /// Returns the logarithm of the step at a boundary; `None` where too few usual weeks are near.
    fn step(&self, at: usize) -> Option<f64> {
        let (after, before) = (self.after(at, NEAR), self.before(at, NEAR));
        (after.len() == NEAR.0 && before.len() == NEAR.0).then(|| self.level(&after) - self.level(&before))
    }

    /// Returns the standard error of a step if counts were Poisson.
    fn error(&self, at: usize) -> f64 {
        let of = |weeks: &[usize]| 1.0 / (self.count(weeks) as f64 + 1.0);
        libm::sqrt(of(&self.after(at, NEAR)) + of(&self.before(at, NEAR)))
    }

    /// Tells whether the levels of half a year keep most of a step, and nearly all weeks their side of its middle.
    fn stays(&self, (at, step): (usize, f64)) -> bool {
        let (after, before) = (self.after(at, FAR), self.before(at, FAR));
        let middle = self.level(&self.before(at, NEAR)) + step / 2.0;
        let share = |weeks: &[usize], side: f64| {
            let kept =
                weeks.iter().filter(|week| side * step * (self.level(&[**week]) - middle) > 0.0).count();
            kept as f64 / weeks.len().max(1) as f64
        };
        let long = (self.level(&after) - self.level(&before)) / step;
        long >= 0.6 && share(&after, 1.0) >= 0.85 && share(&before, -1.0) >= 0.75
    }
}

/// Tells whether a step is far above its error and above the steps at boundaries six weeks away or more.
fn is_clear((at, step): (usize, f64), steps: &[(usize, f64)], error: f64) -> bool {
    const FEWEST_OTHERS: usize = 8;
    let others = steps.iter().filter(|other| other.0.abs_diff(at) >= NEAR.1).map(|other| other.1.abs());
    let mut others: Vec<f64> = others.collect();
    others.sort_by(f64::total_cmp);
    // Both positions are below the length of a list that holds something.
    let quantile = |share: usize| others[others.len() * share / 100];
    step.abs() >= libm::log(SMALLEST)
        && others.len() >= FEWEST_OTHERS
        && step.abs() >= CLEAR * error.max(quantile(50))
        && step.abs() >= 1.15 * quantile(97)
}

/// Tells whether most practices moved with the book: of those that sent before, and six times or more in all.
fn is_shared((at, step): (usize, f64), days: &[ReportedDays], until: Date, end: usize) -> bool {
    const WINDOW: usize = 13;
    const FEWEST_PRACTICES: usize = 4;
    let (after, before) = (at.min(WINDOW), (end - at).min(WINDOW));
    let day = |weeks: usize| until.plus_days(-7 * i64::try_from(weeks).unwrap_or(0));
    let (from, cut, last) = (day(at + before), day(at), day(at - after));
    let moved = days.iter().filter(|days| days.first().is_some_and(|day| day.0 <= from)).filter_map(|days| {
        let (earlier, later) = (count(days, from, cut) as f64, count(days, cut, last) as f64);
        let own = libm::log((later + 0.5) / after as f64) - libm::log((earlier + 0.5) / before as f64);
        (earlier + later >= 6.0).then_some(own / step >= 0.5)
    });
    let moved: Vec<bool> = moved.collect();
    moved.len() >= FEWEST_PRACTICES && 10 * moved.iter().filter(|it| **it).count() >= 7 * moved.len()
}

/// Counts the referrals after one day, up to another one.
fn count(days: &ReportedDays, after: Date, until: Date) -> u64 {
    let first = days.partition_point(|day| day.0 <= after);
    // A position of a partition is within the list or at its end.
    days[first..].iter().take_while(|day| day.0 <= until).map(|day| u64::from(day.1)).sum()
}
