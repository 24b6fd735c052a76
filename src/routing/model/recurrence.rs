//! Visits that repeat: what a set of visit days is worth is a sum over the gaps between them.

use crate::routing::model::problem::{Day, Recurrence, Value};

/// A certain chance, in the unit of [`Recurrence::access`].
pub(crate) const CERTAIN: u32 = 1 << 16;

impl Recurrence {
    /// Returns what visits on these days are worth, beside no planned visit, rounded to whole units.
    ///
    /// It has an answer for any numbers, valid or not: a day or a length without an entry is worth 0, nobody is met on it, and a worth
    /// beyond the range of [`Value`] is the nearest end of that range. O((visits + fixed visits)^2).
    ///
    /// ```
    /// use rounds::routing::Recurrence;
    ///
    /// let recurrence = Recurrence {
    ///     min_gap: 1,
    ///     first: vec![50, 60, 70],
    ///     between: [0, 10, 20, 30].into(),
    ///     open: [0, 0, -5, -10].into(),
    ///     price: 8,
    ///     fixed: vec![],
    ///     access: vec![65_536; 3],
    ///     required: vec![],
    /// };
    /// assert_eq!(recurrence.worth(&[]), 0);
    /// assert_eq!(recurrence.worth(&[1]), 60 - 5 - 8); // Two days stay open.
    /// assert_eq!(recurrence.worth(&[0, 2]), 50 + 20 + 0 - 2 * 8);
    ///
    /// // Where every other visit meets nobody, it is the mean over what may happen.
    /// let uncertain = Recurrence { access: vec![32_768; 3], ..recurrence };
    /// // Each part is rounded down, which makes it one less here.
    /// assert_eq!(uncertain.worth(&[0, 2]), (0 + (50 - 10) + 70 + (50 + 20)) / 4 - 2 * 8 - 1);
    /// ```
    #[must_use]
    pub fn worth(&self, days: &[Day]) -> Value {
        let price = i128::from(self.price) * days.len() as i128;
        let fixed = if self.fixed.is_empty() { 0 } else { self.series(&self.merged(&[])) };
        let planned = if self.fixed.is_empty() {
            self.series_of(days.len(), |at| (days[at], self.chance(days[at])))
        } else {
            self.series(&self.merged(days))
        };
        clamped(planned - fixed - price)
    }

    /// Returns what one more visit on `day` adds after the planned visits on `earlier` days, the last of them first. It
    /// looks at two of these; where every visit meets somebody, that is exact.
    pub(crate) fn added(&self, day: Day, earlier: [Option<Day>; 2]) -> Value {
        self.visit_on(day).added(earlier)
    }

    /// Prepares one more visit on a day, to be compared after several earlier ones.
    pub(crate) fn visit_on(&self, day: Day) -> NextVisit<'_> {
        let anchor = self.fixed.iter().copied().rfind(|&fixed| fixed < day);
        let next = self.fixed.iter().copied().find(|&fixed| fixed >= day);
        let rest = self.gap(Some(day), next);
        let alone = self.gap(anchor, Some(day)).saturating_add(rest).saturating_sub(self.gap(anchor, next));
        NextVisit { recurrence: self, day, anchor, next, rest, alone }
    }

    /// Returns the worth of a gap; it begins before the first day without `from`, and stays open without `to`.
    fn gap(&self, from: Option<Day>, to: Option<Day>) -> Value {
        let length = |from: Day, to: Day| to.saturating_sub(from) as usize;
        let worth = match (from, to) {
            (None, None) => None,
            (None, Some(to)) => self.first.get(to as usize),
            (Some(from), Some(to)) => self.between.get(length(from, to)),
            (Some(from), None) => self.open.get(length(from, self.first.len() as Day)),
        };
        worth.copied().unwrap_or(0)
    }

    /// Returns the chance that a planned visit on a day meets somebody.
    fn chance(&self, day: Day) -> u32 {
        self.access.get(day as usize).copied().unwrap_or(0)
    }

    /// Puts planned and fixed days in order, each with the chance that somebody is met.
    fn merged(&self, days: &[Day]) -> Vec<(Day, u32)> {
        let planned = days.iter().map(|&day| (day, self.chance(day)));
        let mut visits: Vec<(Day, u32)> =
            planned.chain(self.fixed.iter().map(|&day| (day, CERTAIN))).collect();
        visits.sort_unstable();
        visits
    }

    fn series(&self, visits: &[(Day, u32)]) -> i128 {
        self.series_of(visits.len(), |at| visits[at])
    }

    /// Sums the worth of all gaps of a series of visits, each by its chance.
    fn series_of(&self, visits: usize, visit: impl Fn(usize) -> (Day, u32)) -> i128 {
        let ended = |at: usize| {
            let (day, chance) = visit(at);
            (self.ending(Some(day), at, &visit) * i128::from(chance)) >> 16
        };
        (0..visits).map(ended).sum::<i128>() + self.ending(None, visits, &visit)
    }

    /// Returns the expected worth of the gap that ends with a visit on `day`, or stays open, after the first `count` visits.
    fn ending(&self, day: Option<Day>, count: usize, visit: &impl Fn(usize) -> (Day, u32)) -> i128 {
        let (mut worth, mut left) = (0, i128::from(CERTAIN));
        for (from, chance) in (0..count).rev().map(visit) {
            let here = share(left, chance);
            worth += i128::from(self.gap(Some(from), day)) * here;
            left -= here;
            if left == 0 {
                break;
            }
        }
        (worth + i128::from(self.gap(None, day)) * left) >> 16
    }

    /// Returns a bound on what one visit can change, in either direction.
    pub(crate) fn largest(&self) -> Value {
        let gaps = self.first.iter().chain(self.between.iter()).chain(self.open.iter());
        let largest = gaps.map(|worth| worth.saturating_abs()).max().unwrap_or(0);
        largest.saturating_mul(3).saturating_add(self.price.saturating_abs())
    }

    /// Returns the most that one visit beside no other planned one can be worth, on the day that suits it best; at least 0.
    ///
    /// Where gaps are worth ever less for each day longer, no visit adds more to others than that, whatever the chances of the days
    /// are: what it adds where it meets somebody shrinks with every other visit, and its own chance is the same beside all of them. The
    /// search does not rely on it: a caller's gaps may be of any worth, and then two visits may pay of which none pays alone.
    pub(crate) fn greatest_alone(&self) -> Value {
        let days = 0..self.first.len() as Day;
        days.map(|day| self.added(day, [None, None])).max().unwrap_or(0).max(0)
    }
}

/// One more visit on a day: what is known of it before the visits planned earlier are.
pub(crate) struct NextVisit<'a> {
    recurrence: &'a Recurrence,
    day: Day,
    /// The fixed visits around it.
    anchor: Option<Day>,
    next: Option<Day>,
    /// Worth of the gap that it begins.
    rest: Value,
    /// What it adds where nobody was met since the fixed visit before it.
    alone: Value,
}

impl NextVisit<'_> {
    /// Returns what the visit adds after planned visits on `earlier` days, the last of them first.
    pub(crate) fn added(&self, earlier: [Option<Day>; 2]) -> Value {
        let access = |day: Day| Value::from(self.recurrence.chance(day).min(CERTAIN));
        let (mut gain, mut left) = (0_i64, Value::from(CERTAIN));
        for previous in earlier.into_iter().flatten() {
            if self.anchor.is_some_and(|anchor| anchor >= previous) {
                break;
            }
            let here = (left * access(previous)) >> 16;
            gain = gain.saturating_add(self.split(previous).saturating_mul(here));
            left -= here;
        }
        gain = gain.saturating_add(self.alone.saturating_mul(left));
        ((gain >> 16).saturating_mul(access(self.day)) >> 16).saturating_sub(self.recurrence.price)
    }

    /// Returns what the gap from an earlier visit to the next fixed one is worth more in two parts than in one.
    fn split(&self, from: Day) -> Value {
        let before = self.recurrence.gap(Some(from), Some(self.day));
        before.saturating_add(self.rest).saturating_sub(self.recurrence.gap(Some(from), self.next))
    }
}

/// Returns a share of what is left of a certain chance.
fn share(left: i128, chance: u32) -> i128 {
    (left * i128::from(chance.min(CERTAIN))) >> 16
}

fn clamped(worth: i128) -> Value {
    Value::try_from(worth).unwrap_or(if worth < 0 { Value::MIN } else { Value::MAX })
}
