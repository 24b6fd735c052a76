//! Random streams and the few functions beside them that searches need: the same bits on every machine.
//!
//! A stream belongs to a unit of work (a seed, a chain, an epoch), never to a thread. So a result does not depend on how many
//! threads there are. Exponentials and logarithms come from `libm`, because those of the system may differ in the last bit.

use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64Mcg;

/// A stream of random numbers that belongs to one unit of work.
#[derive(Debug, Clone)]
pub(crate) struct Stream(Pcg64Mcg);

impl Stream {
    /// Opens the stream of one unit of work in one epoch.
    pub(crate) fn new(seed: u64, unit: u64, epoch: u64) -> Self {
        Self(Pcg64Mcg::seed_from_u64(scramble(seed ^ scramble(unit ^ scramble(epoch)))))
    }

    /// Draws a number below `bound`; 0 if `bound` is 0. Multiplies and shifts (Lemire 2019,
    /// <https://doi.org/10.1145/3230636>); the bias, below `bound / 2^64`, is of no account here.
    #[expect(clippy::cast_possible_truncation, reason = "the high half of the product is below `bound`")]
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.0.next_u64()) * bound as u128) >> 64) as usize
    }

    /// Draws a number in `0.0..1.0` with 53 random bits.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Puts a list into an order drawn at random (Fisher & Yates; Durstenfeld 1964, doi:10.1145/364520.364540).
    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }

    /// Draws from the exponential distribution of mean 1, by inversion.
    pub(crate) fn exponential(&mut self) -> f64 {
        // `1 - unit` is above 0, so the logarithm is finite.
        -libm::log(1.0 - self.unit())
    }
}

/// Returns `2^-x`: what is left after `x` half-lives.
pub(crate) fn halved(x: f64) -> f64 {
    libm::exp2(-x)
}

/// Returns `e^-x`: the chance that annealing accepts a loss of `x` temperatures.
pub(crate) fn decay(x: f64) -> f64 {
    libm::exp(-x)
}

/// Returns the `count`-th root of a ratio: the factor that, `count` times, makes the ratio.
pub(crate) fn ratio_root(ratio: f64, count: u64) -> f64 {
    // Counts are iterations, far below 2^53, so the division is exact enough.
    libm::pow(ratio, 1.0 / count.max(1) as f64)
}

/// Turns close seeds into far ones: the finaliser of `SplitMix64` (Steele, Lea & Flood 2014, doi 10.1145/2660193.2660195).
fn scramble(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_differ_by_seed_unit_and_epoch() {
        let first = |seed, unit, epoch| Stream::new(seed, unit, epoch).below(usize::MAX);
        let drawn =
            [first(1, 2, 3), first(2, 2, 3), first(1, 3, 3), first(1, 2, 4), first(1, 3, 2), first(3, 2, 1)];
        for (at, one) in drawn.iter().enumerate() {
            assert!(!drawn[..at].contains(one), "{drawn:?}");
        }
        assert_eq!(first(1, 2, 3), drawn[0]);
    }

    #[test]
    fn draws_keep_their_bounds_and_means() {
        let mut stream = Stream::new(1, 0, 0);
        assert_eq!(stream.below(0), 0);
        assert!((0..1000).all(|_| stream.below(7) < 7));
        let mean = (0..20_000).map(|_| stream.exponential()).sum::<f64>() / 20_000.0;
        assert!((mean - 1.0).abs() < 0.04, "{mean}");
    }

    #[test]
    fn roots_and_decays_are_those_of_the_textbook() {
        assert!((ratio_root(0.001, 300).powi(300) - 0.001).abs() < 1e-12);
        assert!((halved(1.5) - 0.353_553_390_593_273_8).abs() < 1e-15);
        assert!((decay(2.0) - 0.135_335_283_236_612_7).abs() < 1e-15);
    }
}
