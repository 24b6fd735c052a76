//! What visits to one practice are worth by their days: the worth of every gap between them, in the mean over who is met, less the
//! price of the time that they take.

use crate::check::active::ActiveRules;
use crate::check::case::Case;
use crate::check::hours;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::part_of_day::PartOfDay;
use crate::model::time::Date;
use crate::plan::expectations::{ExpectedAim, ExpectedLiaison};
use crate::plan::loss::LONGEST_GAP;

/// A figure, and how far off rounding may put it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Figure {
    pub(crate) value: f64,
    pub(crate) slack: f64,
}

impl Figure {
    pub(crate) fn plus(self, other: Self) -> Self {
        Self { value: self.value + other.value, slack: self.slack + other.slack }
    }

    pub(crate) fn less(self, other: Self) -> Self {
        Self { value: self.value - other.value, slack: self.slack + other.slack }
    }

    /// Tells whether a stated number is this figure.
    pub(crate) fn is(self, stated: f64) -> bool {
        (stated - self.value).abs() <= self.slack + 1e-9 * self.value.abs().max(1.0)
    }

    /// Tells whether it is certainly more than nothing.
    pub(crate) fn is_gain(self) -> bool {
        self.value > self.slack + 1e-9
    }

    /// Tells whether it is certainly less than nothing.
    pub(crate) fn is_loss(self) -> bool {
        self.value < -(self.slack + 1e-9)
    }
}

/// One practice with all that its visits are worth.
pub(crate) struct GapWorth<'a> {
    aim: ExpectedAim,
    /// By day: chance that a visit meets somebody, in 65,536ths.
    access: Vec<i64>,
    liaison: &'a ExpectedLiaison,
    /// Days from the last contact to the plan.
    last: u32,
    days: u32,
    /// Days of appointments in the plan.
    fixed: Vec<u32>,
    /// Minutes of a visit, with its buffer.
    minutes: f64,
}

impl<'a> GapWorth<'a> {
    /// Takes a practice with the liaison who covers it; `None` where nobody is known to.
    pub(crate) fn new(case: &Case<'a>, practice: PracticeIndex) -> Option<Self> {
        let expected = case.expected_of(practice)?;
        let covers = case.book.liaison_index(expected.liaison.as_ref()?)?;
        let within = |&day: &i64| u32::try_from(day).ok().filter(|_| case.is_planned(day));
        let mut fixed: Vec<u32> = case.agreed(practice).iter().filter_map(within).collect();
        fixed.sort_unstable();
        fixed.dedup();
        let days = u32::try_from(case.days).unwrap_or(0);
        let last = case.contact(practice).map(|last| u32::try_from(-last).unwrap_or(0));
        let last = last.filter(|last| last.saturating_add(days) < LONGEST_GAP).unwrap_or(LONGEST_GAP);
        let visit = i64::from(case.practice(practice).visit_minutes.0) + i64::from(case.rules.buffer.0);
        Some(Self {
            aim: expected.aim?,
            access: case
                .dates()
                .map(|(_, date)| whole((chance_on(case, practice, date) * CERTAIN as f64).round()))
                .collect(),
            liaison: case.expected_liaison(covers)?,
            last,
            days,
            fixed,
            minutes: visit as f64,
        })
    }

    /// Returns what visits on these days, appointments aside, are worth beside none.
    pub(crate) fn worth(&self, days: &[u32]) -> Figure {
        let unit = self.liaison.unit;
        let price = units(self.liaison.minute * self.minutes + self.liaison.stop, unit);
        let value = self.series(days) - self.series(&[]) - price * unit * days.len() as f64;
        let gaps = (days.len() + self.fixed.len() + 2) as f64;
        Figure { value, slack: 4.0 * gaps * unit }
    }

    /// Returns what the plan loses without the visit on a day.
    pub(crate) fn share(&self, days: &[u32], day: u32) -> Figure {
        let rest: Vec<u32> = days.iter().copied().filter(|&other| other != day).collect();
        self.worth(days).less(self.worth(&rest))
    }

    /// Returns what the best single visit beside appointments is worth.
    pub(crate) fn best_alone(&self) -> Figure {
        let alone = (0..self.days).map(|day| self.worth(&[day]));
        alone.max_by(|a, b| a.value.total_cmp(&b.value)).unwrap_or_default()
    }

    /// Sums the worth of all gaps of planned visits and appointments.
    fn series(&self, days: &[u32]) -> f64 {
        let chance = |day: u32| self.access.get(day as usize).copied().unwrap_or(0);
        let planned = days.iter().map(|&day| (day, chance(day)));
        let fixed = self.fixed.iter().map(|&day| (day, CERTAIN));
        let mut visits: Vec<(u32, i64)> = planned.chain(fixed).collect();
        visits.sort_unstable();
        let ended = visits.iter().enumerate().map(|(at, &(day, chance))| {
            part(chance) * Self::ending(&visits[..at], |from| self.closed(from, day))
        });
        ended.sum::<f64>() + Self::ending(&visits, |from| self.open(from))
    }

    /// Returns the mean worth of a gap over who was met last before its end. Chances are whole 65,536ths at every step.
    fn ending(before: &[(u32, i64)], gap: impl Fn(Option<u32>) -> f64) -> f64 {
        let (mut worth, mut left) = (0.0, CERTAIN);
        for &(from, chance) in before.iter().rev() {
            let here = left * chance / CERTAIN;
            worth += part(here) * gap(Some(from));
            left -= here;
        }
        worth + part(left) * gap(None)
    }

    /// Returns the worth of a gap that a visit ends; it begins before the plan without `from`.
    fn closed(&self, from: Option<u32>, to: u32) -> f64 {
        let rhythm = &self.aim.rhythm;
        from.map_or_else(
            || rhythm.closed(self.last.saturating_add(to)) - rhythm.open(self.last.saturating_add(self.days)),
            |from| rhythm.closed(to.saturating_sub(from)),
        )
    }

    /// Returns the worth of the gap that is open at the end of the plan; that of no visit at all is the measure, and 0.
    fn open(&self, from: Option<u32>) -> f64 {
        from.map_or(0.0, |from| self.aim.rhythm.open(self.days.saturating_sub(from)))
    }

    pub(crate) fn aim(&self) -> &ExpectedAim {
        &self.aim
    }
}

/// Returns the chance that a visit on a date meets somebody: the mean over the minutes in which it may start, those of the whole day
/// where there are none. Every part of the day counts alike there.
pub(crate) fn chance_on(case: &Case, practice: PracticeIndex, date: Date) -> f64 {
    let Some(expected) = case.expected_of(practice) else { return 1.0 };
    let length = i64::from(case.practice(practice).visit_minutes.0);
    let open = hours::open(case.book, practice, date, ActiveRules::ALL).into_iter();
    let starts = open.map(|(opens, closes)| (opens, closes - length)).filter(|(first, last)| first <= last);
    let starts = case.without_avoided(practice, date, starts.collect());
    let mut minutes = [0_i64; 4];
    for (first, last) in starts {
        for part in PartOfDay::ALL {
            let (begins, ends) = part.bounds();
            let within = (last + 1).min(ends.into()) - first.max(begins.into());
            minutes[part.position()] += within.max(0);
        }
    }
    if minutes.iter().all(|&minutes| minutes == 0) {
        minutes = [1; 4];
    }
    let chance = |part: PartOfDay| expected.access.at(date.weekday(), part) * minutes[part.position()] as f64;
    PartOfDay::ALL.map(chance).iter().sum::<f64>() / minutes.iter().sum::<i64>() as f64
}

/// A certain chance, in 65,536ths.
const CERTAIN: i64 = 1 << 16;

/// Turns 65,536ths into a share.
fn part(chance: i64) -> f64 {
    chance as f64 / CERTAIN as f64
}

#[expect(clippy::cast_possible_truncation, reason = "a chance is at most 65,536")]
fn whole(chance: f64) -> i64 {
    chance as i64
}

/// Rounds to whole units of the search.
fn units(worth: f64, unit: f64) -> f64 {
    (worth / unit).round()
}

/// Returns what a minute at the wheel costs, as the search rounds it.
pub(crate) fn drive_price(case: &Case, liaison: LiaisonIndex) -> Option<f64> {
    let expected = case.expected_liaison(liaison)?;
    let price = case.plan.settings.drive_price * (expected.minute + expected.drive);
    Some(units(price, expected.unit).clamp(1.0, 1e6) * expected.unit)
}

/// Lists the days of the stops at a practice that are no appointments.
pub(crate) fn planned_days(case: &Case, practice: PracticeIndex) -> Vec<u32> {
    let stops = case.stops(practice).iter().filter(|seen| !seen.stop.kind.is_agreed());
    stops.filter_map(|seen| u32::try_from(seen.day).ok().filter(|_| case.is_planned(seen.day))).collect()
}

/// Returns what the plan gains by the visit to a practice on a day.
pub(crate) fn share(case: &Case, practice: PracticeIndex, day: i64) -> Option<Figure> {
    let days = planned_days(case, practice);
    Some(GapWorth::new(case, practice)?.share(&days, u32::try_from(day).ok()?))
}
