//! One source's events in weeks that end on the day of the score.

use crate::forecast::btyd::model::Summary;
use crate::forecast::numeric::special::whole;

/// Days of a week, as a float.
pub(crate) const WEEK: f64 = 7.0;

/// Days that are looked back: a century. An older event counts as one of the first of these days.
const MOST_DAYS: u32 = 36_525;

/// The events of one source up to the day of the score.
///
/// The first day with an event starts the clock; its events are known ([`History::total`]) but say nothing of
/// the rhythm. Weeks end on the day of the score, so the last one is always whole and the first one, which
/// begins the day after the first event, may be short.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct History {
    /// Days since the first event.
    age: u32,
    /// Events of the first day.
    first: u32,
    /// Later events as (days before the day of the score, count), oldest first, a day once.
    events: Vec<(u32, u32)>,
}

impl History {
    /// Makes a history from events as (days before the day of the score, count), in any order. Returns `None`
    /// without any event. Nothing is older than a century.
    ///
    /// ```
    /// use rounds::forecast::History;
    /// let history = History::new(&[(30, 1), (9, 1), (2, 1)]).expect("it has events");
    /// assert_eq!((history.events(), history.total(), history.weeks()), (2, 3, 5));
    /// ```
    #[must_use]
    pub fn new(events: &[(u32, u32)]) -> Option<Self> {
        let known = events.iter().filter(|event| event.1 > 0);
        let mut sorted: Vec<(u32, u32)> = known.map(|event| (event.0.min(MOST_DAYS), event.1)).collect();
        sorted.sort_unstable_by(|a, b| b.cmp(a));
        sorted.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 = if same { kept.1.saturating_add(next.1) } else { kept.1 };
            same
        });
        let (age, first) = *sorted.first()?;
        sorted.remove(0);
        Some(Self { age, first, events: sorted })
    }

    /// Counts the events after the first day.
    #[must_use]
    pub fn events(&self) -> u32 {
        self.events.iter().fold(0, |sum, event| sum.saturating_add(event.1))
    }

    /// Counts the events of all days, the first included.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.first.saturating_add(self.events())
    }

    /// Counts the days with an event, the first included.
    #[must_use]
    pub fn event_days(&self) -> u32 {
        u32::try_from(self.events.len()).map_or(u32::MAX, |later| later + 1)
    }

    /// Averages the events of a day with an event: at least 1.
    pub(crate) fn batch(&self) -> f64 {
        f64::from(self.total()) / f64::from(self.event_days())
    }

    /// Returns `x`, `t_x` and `T` in weeks. Several events of one day count once.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let last = self.silent_days();
        Summary::new(self.event_days() - 1, f64::from(self.age - last) / WEEK, f64::from(self.age) / WEEK)
    }

    /// Counts the weeks since the first event, the short first one included.
    #[must_use]
    pub fn weeks(&self) -> usize {
        self.age.div_ceil(7) as usize
    }

    /// Counts the days since the first event.
    #[must_use]
    pub fn age_days(&self) -> u32 {
        self.age
    }

    /// Counts the days since the last event.
    #[must_use]
    pub fn silent_days(&self) -> u32 {
        self.events.last().map_or(self.age, |event| event.0)
    }

    /// Counts the events within the last `days` days (of 0, 1, ... `days` - 1 days ago), the first day left
    /// out.
    #[must_use]
    pub fn recent_days(&self, days: u32) -> u32 {
        self.events
            .iter()
            .rev()
            .take_while(|event| event.0 < days)
            .fold(0, |sum, event| sum.saturating_add(event.1))
    }

    /// Counts the days with an event within the last `days` days, the first day left out.
    pub(crate) fn event_days_within(&self, days: u32) -> u32 {
        let recent = self.events.iter().rev().take_while(|event| event.0 < days).count();
        u32::try_from(recent).unwrap_or(u32::MAX)
    }

    /// Counts the events within the last `days` days, those of the first day included.
    #[must_use]
    pub fn sent_within(&self, days: u32) -> u32 {
        let first = if self.age < days { self.first } else { 0 };
        first.saturating_add(self.recent_days(days))
    }

    /// Returns the history as it was `days` days earlier, and the events since then. Returns `None` if it had
    /// not begun.
    #[must_use]
    pub fn earlier(&self, days: u32) -> Option<(Self, u32)> {
        let age = self.age.checked_sub(days)?;
        let known = self.events.iter().filter(|event| event.0 >= days).map(|event| (event.0 - days, event.1));
        Some((Self { age, first: self.first, events: known.collect() }, self.recent_days(days)))
    }

    /// Returns the history with every day's events counted in units of so many. Days with less than half a unit are left out, but for
    /// the first one.
    pub(crate) fn in_units(&self, unit: u32) -> Self {
        let counted = self.events.iter().map(|event| (event.0, units(event.1, unit)));
        let events = counted.filter(|event| event.1 > 0).collect();
        Self { age: self.age, first: units(self.first, unit).max(1), events }
    }

    /// Lists events and exposure by week, oldest first.
    pub(crate) fn by_week(&self, exposure: &Exposure) -> Vec<(u32, f64)> {
        let weeks = self.weeks();
        let share = |ago: usize| if ago + 1 == weeks { f64::from(self.age) / WEEK - ago as f64 } else { 1.0 };
        let mut list: Vec<(u32, f64)> =
            (0..weeks).rev().map(|ago| (0, share(ago) * exposure.past(ago))).collect();
        for (days, count) in &self.events {
            // The week that ends on the day of the score is the last. Later events are less than `age` days
            // old.
            let week = &mut list[weeks - 1 - (days / 7) as usize].0;
            *week = week.saturating_add(*count);
        }
        list
    }
}

/// Counts in units of so many, to the nearest.
pub(crate) fn units(count: u32, unit: u32) -> u32 {
    let unit = unit.max(1);
    count / unit + u32::from(count % unit > unit / 2)
}

/// How much of a usual week each week offers: working days, holidays, season. 1 where nothing is known.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Exposure {
    /// By weeks before the day of the score: `past[0]` is the week that ends on it.
    past: Vec<f64>,
    /// By weeks after the day of the score.
    future: Vec<f64>,
}

impl Exposure {
    /// Counts every week as one.
    #[must_use]
    pub fn even() -> Self {
        Self::default()
    }

    /// Takes the exposures of the weeks before (the latest first) and after (the next first) the day of the
    /// score. Weeks beyond the lists count as one. Values are brought into 0..=64.
    #[must_use]
    pub fn new(past: Vec<f64>, future: Vec<f64>) -> Self {
        let tidy = |week: f64| if week.is_finite() { week.clamp(0.0, 64.0) } else { 1.0 };
        let list = |weeks: Vec<f64>| weeks.into_iter().map(tidy).collect();
        Self { past: list(past), future: list(future) }
    }

    /// Returns the exposure of a week before the day of the score: 0 is the week that ends on it.
    pub(crate) fn past(&self, weeks_ago: usize) -> f64 {
        self.past.get(weeks_ago).copied().unwrap_or(1.0)
    }

    /// Lists the exposures of the last weeks, the latest first.
    pub(crate) fn last(&self, weeks: usize) -> Vec<f64> {
        (0..weeks).map(|ago| self.past(ago)).collect()
    }

    /// Returns the exposure as seen some days earlier, to the nearest week.
    pub(crate) fn earlier_days(&self, days: u32) -> Self {
        self.earlier((days.saturating_add(3) / 7) as usize)
    }

    /// Returns the exposure as seen `weeks` weeks earlier.
    fn earlier(&self, weeks: usize) -> Self {
        let future = (0..weeks).rev().map(|ago| self.past(ago)).chain(self.future.iter().copied()).collect();
        Self { past: self.past.iter().skip(weeks).copied().collect(), future }
    }

    /// Lists the exposures of the weeks of a horizon. The last one may be short.
    pub(crate) fn horizon(&self, days: f64) -> Vec<f64> {
        let weeks = (days / WEEK).max(0.0);
        let share = |at: usize| (weeks - at as f64).min(1.0);
        (0..whole(weeks.ceil()) as usize)
            .map(|at| share(at) * self.future.get(at).copied().unwrap_or(1.0))
            .collect()
    }
}

/// A source with the level of its prior mean rate relative to the average source (1 where nothing is known).
pub type Source<'a> = (&'a History, f64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_end_on_the_day_of_the_score() {
        let history = History::new(&[(10, 2), (9, 1), (7, 1), (6, 1), (0, 3), (0, 1)]).unwrap();
        let weeks = history.by_week(&Exposure::even());
        assert_eq!(weeks.iter().map(|week| week.0).collect::<Vec<_>>(), [2, 5]);
        assert!((weeks[0].1 - 3.0 / 7.0).abs() < 1e-12, "days 7, 8 and 9 ago");
        assert_eq!((history.events(), history.silent_days(), history.recent_days(7)), (7, 0, 5));
        assert_eq!((history.total(), history.event_days()), (9, 5));
        assert_eq!((history.sent_within(10), history.sent_within(11)), (7, 9));
    }

    #[test]
    fn events_of_one_day_count_once_in_the_summary() {
        let history = History::new(&[(70, 1), (35, 20), (0, 4)]).unwrap();
        let summary = history.summary();
        assert_eq!((summary.events, history.total()), (2, 25));
        assert!((history.batch() - 25.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn nothing_is_older_than_a_century() {
        let history = History::new(&[(u32::MAX, 1), (4_000_000_000, 2), (3, 1)]).unwrap();
        assert_eq!((history.age_days(), history.total(), history.weeks()), (MOST_DAYS, 4, 5_218));
    }

    #[test]
    fn an_earlier_history_forgets_what_came_later() {
        let history = History::new(&[(40, 1), (30, 1), (9, 1)]).unwrap();
        let (before, after) = history.earlier(20).unwrap();
        assert_eq!((before, after), (History::new(&[(20, 1), (10, 1)]).unwrap(), 1));
        assert!(history.earlier(41).is_none());
    }

    #[test]
    fn a_first_event_today_is_a_history_without_weeks() {
        let history = History::new(&[(0, 5)]).unwrap();
        assert_eq!((history.weeks(), history.by_week(&Exposure::even()).len(), history.events()), (0, 0, 0));
    }
}
