//! The engine's own stream of random numbers: one per walker, the same on every machine.

use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64Mcg;

/// A stream of random numbers that belongs to one unit of work.
#[derive(Debug, Clone)]
pub(crate) struct Stream(Pcg64Mcg);

impl Stream {
    /// The stream of `work` under `seed`.
    pub(crate) fn new(seed: u64, work: u64) -> Self {
        Self(Pcg64Mcg::seed_from_u64(seed ^ work.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15)))
    }

    /// A number below `bound`; 0 if `bound` is 0. Multiply and shift (Lemire 2019, <https://doi.org/10.1145/3230636>);
    /// the bias, below `bound / 2^64`, is of no account here.
    #[expect(clippy::cast_possible_truncation, reason = "the high half of the product is below `bound`")]
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.0.next_u64()) * bound as u128) >> 64) as usize
    }

    /// A number in `0.0..1.0` with 53 random bits.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// `exp(-x)` for `x >= 0` as `(1 - x / 1024)^1024`, by squaring.
///
/// Within 0.05 % near 0 and soon too small, which an acceptance rule does not notice; unlike the system's `exp` it gives the
/// same bits on every machine.
pub(crate) fn decay(x: f64) -> f64 {
    let mut power = (1.0 - x / 1024.0).max(0.0);
    for _ in 0..10 {
        power *= power;
    }
    power
}

/// The `count`-th root of a ratio, by bisection: the same bits on every machine, which neither `powf` nor `powi` promises.
pub(crate) fn ratio_root(ratio: f64, count: u64) -> f64 {
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if power(middle, count) < ratio { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

/// A power by squaring.
fn power(mut base: f64, mut exponent: u64) -> f64 {
    let mut product = 1.0;
    while exponent > 0 {
        if exponent % 2 == 1 {
            product *= base;
        }
        base *= base;
        exponent /= 2;
    }
    product
}
