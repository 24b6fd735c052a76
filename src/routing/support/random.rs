//! Random streams: one for each unit of work (seed, walker, epoch), never one for each thread.

use rand::Rng;
use rand_pcg::Pcg32;

/// A stream of random numbers.
#[derive(Debug, Clone)]
pub(crate) struct Stream(Pcg32);

impl Stream {
    /// The stream that belongs to one walker's work in one epoch.
    pub(crate) fn new(seed: u64, walker: u64, epoch: u64) -> Self {
        Self(Pcg32::new(scramble(seed ^ scramble(epoch)), walker))
    }

    /// A number from 0 to `n - 1`, or 0 where `n` is 0. Multiplication instead of division: the bias is below
    /// `n / 2^32`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        ((u64::from(self.0.next_u32()) * n as u64) >> 32) as usize
    }

    /// A number from 0 up to, but without, 1.
    pub(crate) fn unit(&mut self) -> f64 {
        f64::from(self.0.next_u32()) / 4_294_967_296.0
    }

    /// `-ln(U)` for a uniform `U`. Only additions, multiplications and divisions, so that every machine agrees.
    pub(crate) fn exponential(&mut self) -> f64 {
        let uniform = u64::from(self.0.next_u32()) + 1;
        let exponent = uniform.ilog2();
        let mantissa = uniform as f64 / (1u64 << exponent) as f64;
        // ln(m) = 2 artanh((m - 1) / (m + 1)), four terms: off by less than 4e-6 on 1 <= m < 2.
        let z = (mantissa - 1.0) / (mantissa + 1.0);
        let square = z * z;
        let log = 2.0 * z * (1.0 + square * (1.0 / 3.0 + square * (1.0 / 5.0 + square / 7.0)));
        (32.0 - f64::from(exponent)) * std::f64::consts::LN_2 - log
    }
}

/// `2^-x` for `x >= 0`, in additions and multiplications only, so that every machine agrees.
pub(crate) fn halved(x: f64) -> f64 {
    let whole = x.min(1000.0) as u32;
    let rest = -(x.min(1000.0) - f64::from(whole)) * std::f64::consts::LN_2;
    let mut power =
        1.0 + rest * (1.0 + rest / 2.0 * (1.0 + rest / 3.0 * (1.0 + rest / 4.0 * (1.0 + rest / 5.0))));
    for _ in 0..whole {
        power *= 0.5;
    }
    power
}

/// The finaliser of `SplitMix64` (Steele, Lea & Flood 2014, doi 10.1145/2660193.2660195): close seeds become far ones.
fn scramble(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
