//! Where the cases of random tests come from.
//!
//! A counting test draws the same cases at every run, so that its figures are the same. A hunting test draws new ones,
//! shrinks the case that fails, and prints the seed with which it fails again.

use std::cell::Cell;
use std::hash::{BuildHasher, Hasher, RandomState};

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngSeed, TestRunner};

/// The seed of every counting test.
pub(crate) const SEED: u64 = 2026;

/// Returns the setting of a hunting test, and prints its seed. A test's output is shown where it fails.
pub(crate) fn hunting() -> Config {
    let config = Config::default();
    let seed = match config.rng_seed {
        RngSeed::Fixed(seed) => seed,
        RngSeed::Random => RandomState::new().build_hasher().finish(),
    };
    println!("to hunt here again: PROPTEST_RNG_SEED={seed}");
    Config { rng_seed: RngSeed::Fixed(seed), ..config }
}

/// Hands `look` the same cases at every run and sums up what it counts. Then hunts with it among as many new cases.
pub(crate) fn count<S: Strategy, const N: usize>(
    cases: u32,
    strategy: &S,
    look: impl Fn(S::Value) -> [usize; N],
) -> [usize; N] {
    println!("counted among {cases} cases drawn with the seed {SEED}");
    let same = Config { rng_seed: RngSeed::Fixed(SEED), ..Config::default() };
    let counts = sum(Config { cases, failure_persistence: None, ..same }, strategy, &look);
    sum(Config { cases, failure_persistence: None, ..hunting() }, strategy, &look);
    counts
}

/// Sums up what `look` counts in the cases of a run.
fn sum<S: Strategy, const N: usize>(
    config: Config,
    strategy: &S,
    look: &impl Fn(S::Value) -> [usize; N],
) -> [usize; N] {
    let sums = Cell::new([0; N]);
    let add = |case| {
        let (mut sum, counts) = (sums.get(), look(case));
        sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        sums.set(sum);
        Ok(())
    };
    if let Err(failure) = TestRunner::new(config).run(strategy, add) {
        panic!("{failure}");
    }
    sums.get()
}
