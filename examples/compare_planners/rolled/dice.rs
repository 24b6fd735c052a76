//! Chance that belongs to a seed, a subject, a practice and a week, and so to no planner.

use std::f64::consts::TAU;

use rand::{Rng, RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;

/// What a stream is used for, so that no two uses share numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Subject {
    Towns,
    Places,
    Nature,
    Past,
    Week,
    Rival,
}

/// A stream of random numbers.
#[derive(Debug)]
pub(crate) struct Dice(Pcg64Mcg);

impl Dice {
    /// Opens the stream of one unit for one subject in one week.
    pub(crate) fn new(seed: u64, subject: Subject, unit: usize, week: i64) -> Self {
        let parts = [subject as u64, unit as u64, week.cast_unsigned()];
        let mix = |key: u64, part: u64| Pcg64Mcg::seed_from_u64(key ^ part).next_u64();
        Self(Pcg64Mcg::seed_from_u64(parts.into_iter().fold(seed, mix)))
    }

    /// Draws a number of at least 0 and below 1.
    pub(crate) fn unit(&mut self) -> f64 {
        self.0.random()
    }

    /// Draws a number between two bounds.
    pub(crate) fn between(&mut self, least: f64, most: f64) -> f64 {
        least + (most - least) * self.unit()
    }

    /// Draws from the normal distribution of mean 0 and deviation 1 (Box & Muller 1958).
    pub(crate) fn normal(&mut self) -> f64 {
        let (radius, angle) = (self.exponential(), self.unit());
        (2.0 * radius).sqrt() * libm::cos(TAU * angle)
    }

    /// Draws from the exponential distribution of mean 1.
    pub(crate) fn exponential(&mut self) -> f64 {
        -libm::log(1.0 - self.unit())
    }

    /// Draws a Poisson count by inversion: one number, whatever the mean, and a higher mean never gives a lower count.
    pub(crate) fn poisson(&mut self, mean: f64) -> u32 {
        const MOST: u32 = 1000;
        let drawn = self.unit();
        let mut chance = libm::exp(-mean);
        let (mut count, mut reached) = (0, chance);
        while reached <= drawn && count < MOST {
            count += 1;
            chance *= mean / f64::from(count);
            reached += chance;
        }
        count
    }
}
