//! When practices are met in a made-up world, and the dice that decide it.

use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64Mcg;
use rounds::model::{PartOfDay, TimeOfDay, Weekday};

/// Every other specialty is met best around noon.
pub(crate) const SPECIALTIES: [&str; 4] = ["cardiology", "family medicine", "orthopaedics", "paediatrics"];

/// A stream of random numbers for one purpose of one world.
pub(crate) struct Dice(Pcg64Mcg);

impl Dice {
    pub(crate) fn new(seed: u64, purpose: u64, number: u64) -> Self {
        Self(Pcg64Mcg::seed_from_u64(seed ^ (purpose << 20) ^ (number << 44)))
    }

    /// Draws a number from 0 to 1.
    pub(crate) fn unit(&mut self) -> f64 {
        f64::from(self.0.next_u32()) / f64::from(u32::MAX)
    }

    /// Draws a whole number below another.
    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        self.0.next_u32() % bound.max(1)
    }

    /// Draws a number near 0, of standard deviation 1: twelve draws summed.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }
}

/// The log-odds of each practice at each time of the week.
pub(crate) struct Truth(Vec<[[f64; 4]; 7]>);

impl Truth {
    pub(crate) fn new(seed: u64, practices: usize) -> Self {
        let of = |practice: usize| {
            let mut dice = Dice::new(seed, 5_000, practice as u64);
            let level = 1.2 + 0.6 * dice.normal();
            let mut week = [[0.0; 4]; 7];
            for (weekday, day) in Weekday::ALL.into_iter().zip(&mut week) {
                for (part, cell) in PartOfDay::ALL.into_iter().zip(day) {
                    *cell = level + planted(weekday, part, practice) + 0.3 * dice.normal();
                }
            }
            week
        };
        Self((0..practices).map(of).collect())
    }

    /// Returns the chance that a visit meets somebody.
    pub(crate) fn chance(&self, practice: usize, weekday: Weekday, time: TimeOfDay) -> f64 {
        let odds = libm::exp(self.0[practice][weekday as usize][PartOfDay::of(time).position()]);
        odds / (1.0 + odds)
    }
}

/// The planted pattern: Monday mornings and Friday afternoons are poor, and noon is good for every other specialty.
fn planted(weekday: Weekday, part: PartOfDay, practice: usize) -> f64 {
    let is_poor = matches!(
        (weekday, part),
        (Weekday::Monday, PartOfDay::Early | PartOfDay::Morning) | (Weekday::Friday, PartOfDay::Afternoon)
    );
    let poor = if is_poor { -1.5 } else { 0.0 };
    match (part, practice % 2) {
        (PartOfDay::Noon, 0) => poor + 0.8,
        (PartOfDay::Noon, _) => poor - 1.2,
        _ => poor,
    }
}
