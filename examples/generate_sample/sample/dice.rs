//! Random numbers that are the same everywhere: one stream per subject and practice.

use rand::Rng;
use rand_pcg::Pcg32;

/// What a stream is used for, so that no two uses share numbers.
#[derive(Debug, Clone, Copy)]
pub(super) enum Subject {
    Practice,
    Truth,
    Visits,
    Referrals,
    Agenda,
    /// Contacts and open issues.
    People,
    /// Talking points and promises.
    Topics,
    /// Material, and wishes to meet our physicians.
    Material,
}

/// A stream of random numbers.
#[derive(Debug)]
pub(super) struct Dice(Pcg32);

impl Dice {
    /// The stream of one practice (or other unit) for one subject.
    pub(super) fn new(seed: u64, subject: Subject, unit: usize) -> Self {
        Self(Pcg32::new(seed, (unit as u64) * 8 + subject as u64))
    }

    /// At least 0 and less than 1.
    pub(super) fn unit(&mut self) -> f64 {
        f64::from(self.0.next_u32()) / 4_294_967_296.0
    }

    /// At least `least` and less than `most`.
    pub(super) fn between(&mut self, least: f64, most: f64) -> f64 {
        least + (most - least) * self.unit()
    }

    /// A whole number from `least` to `most`, both included.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small positive numbers")]
    pub(super) fn whole(&mut self, least: u32, most: u32) -> u32 {
        least + (self.unit() * f64::from(most - least + 1)) as u32
    }

    /// True with this probability.
    pub(super) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// One of the items.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "less than the number of items"
    )]
    pub(super) fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[(self.unit() * items.len() as f64) as usize]
    }

    /// One of the items, each with its weight.
    pub(super) fn weighted<T: Copy>(&mut self, items: &[(f64, T)]) -> T {
        let total: f64 = items.iter().map(|(weight, _)| weight).sum();
        let mut left = self.unit() * total;
        let chosen = items.iter().find(|(weight, _)| {
            left -= weight;
            left < 0.0
        });
        chosen.unwrap_or(&items[items.len() - 1]).1
    }

    /// A Poisson count (Knuth's product of uniforms; the mean is small here).
    pub(super) fn poisson(&mut self, mean: f64) -> u32 {
        let limit = (-mean).exp();
        let (mut count, mut product) = (0, self.unit());
        while product > limit {
            count += 1;
            product *= self.unit();
        }
        count
    }
}
