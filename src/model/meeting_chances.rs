//! The chance to meet somebody at a practice, by weekday and part of the day.

use crate::model::part_of_day::PartOfDay;
use crate::model::time::TimeOfDay;
use crate::model::weekday::Weekday;

/// Chances from 0 to 1 that a visit meets somebody, one for each weekday and part of the day.
///
/// ```
/// use rounds::model::{PartOfDay, MeetingChances, Weekday};
/// let mut chances = MeetingChances::even(0.9);
/// chances.set(Weekday::Monday, PartOfDay::Early, 0.5);
/// assert_eq!(chances.at(Weekday::Monday, PartOfDay::Early), 0.5);
/// // Half of the minutes in which a visit may start lie before 10:00.
/// assert_eq!(chances.over(Weekday::Monday, &[(540, 599), (600, 659)]), 0.7);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeetingChances([[f64; 4]; 7]);

impl MeetingChances {
    /// Makes chances that are the same at any time; held within 0 to 1.
    #[must_use]
    pub fn even(chance: f64) -> Self {
        Self([[held(chance); 4]; 7])
    }

    /// Returns the chance of a part of a weekday.
    #[must_use]
    pub fn at(&self, weekday: Weekday, part: PartOfDay) -> f64 {
        // Both enums count from 0, and the table has a cell for each of their values.
        self.0[weekday as usize][part.position()]
    }

    /// Returns the chance of a visit that starts at a time.
    #[must_use]
    pub fn at_time(&self, weekday: Weekday, start: TimeOfDay) -> f64 {
        self.at(weekday, PartOfDay::of(start))
    }

    /// Sets the chance of a part of a weekday; held within 0 to 1.
    pub fn set(&mut self, weekday: Weekday, part: PartOfDay, chance: f64) {
        self.0[weekday as usize][part.position()] = held(chance);
    }

    /// Returns the mean chance of a weekday over the minutes in which a visit may start. Each stretch is its first and last minute of
    /// the day. Where there are none, the four parts count alike.
    #[must_use]
    pub fn over(&self, weekday: Weekday, starts: &[(u32, u32)]) -> f64 {
        let mut minutes = PartOfDay::ALL.map(|part| minutes_in(part, starts));
        if minutes == [0; 4] {
            minutes = [1; 4];
        }
        let all: u32 = minutes.iter().sum();
        let met = PartOfDay::ALL.map(|part| self.at(weekday, part) * f64::from(minutes[part.position()]));
        met.iter().sum::<f64>() / f64::from(all)
    }
}

/// Counts the minutes of a part in which a visit may start.
fn minutes_in(part: PartOfDay, starts: &[(u32, u32)]) -> u32 {
    let (from, to) = part.bounds();
    let within = |&(first, last): &(u32, u32)| last.saturating_add(1).min(to).saturating_sub(first.max(from));
    starts.iter().map(within).sum()
}

/// Holds a chance within its bounds; what is not a number is no chance at all.
fn held(chance: f64) -> f64 {
    if chance.is_nan() { 0.0 } else { chance.clamp(0.0, 1.0) }
}
