//! How much work a search may do, and how far it has come.

/// How much work a search may do.
#[derive(Clone, Copy)]
pub enum Budget<'a> {
    /// So many iterations of all chains together, rounded up to a multiple of their number: the result
    /// depends on nothing but the problem and the settings.
    Iterations(u64),
    /// Until this clock reads 1. It is read from any thread and tells the used part of the budget, from 0 on:
    /// wall time or CPU time, as the caller likes. The result then depends on the speed of the machine. A
    /// clock that is no number counts as used up. It is read from the first construction on, not while the
    /// problem is prepared and a warm start restored. The observer sees thousandths.
    ///
    /// ```
    /// use rounds::routing::{Budget, Client, Demand, Problem, SearchConfig, Shift, Travel, Window, solve};
    /// use std::time::{Duration, Instant};
    ///
    /// let day = Window { open: 0, close: 480 };
    /// let problem = Problem {
    ///     days: 1,
    ///     travel: Travel::Matrix { sites: 2, table: vec![0, 20, 20, 0] },
    ///     shifts: vec![Shift::new(0, 0, 0, day)],
    ///     clients: vec![Client::new(1, 30, vec![vec![day]], Demand::Required)],
    ///     travel_weight: 1,
    /// };
    /// let (began, limit) = (Instant::now(), Duration::from_millis(20));
    /// let clock = || began.elapsed().as_secs_f64() / limit.as_secs_f64();
    /// let config = SearchConfig { budget: Budget::Clock(&clock), ..SearchConfig::default() };
    /// let solution = solve(&problem, &config, &rounds::progress::unobserved)?;
    /// assert_eq!(solution.travel, 40);
    /// # Ok::<(), rounds::Error>(())
    /// ```
    Clock(&'a (dyn Fn() -> f64 + Sync)),
}

impl std::fmt::Debug for Budget<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Iterations(iterations) => write!(f, "Iterations({iterations})"),
            Self::Clock(_) => write!(f, "Clock"),
        }
    }
}

/// Parts of a clock's budget that the observer is told.
pub(crate) const THOUSANDTHS: u64 = 1000;

impl Budget<'_> {
    /// Returns the used part, after so many iterations of all chains.
    pub(crate) fn used(self, iterations: u64) -> f64 {
        match self {
            Self::Iterations(0) => 1.0,
            Self::Iterations(total) => iterations as f64 / total as f64,
            Self::Clock(clock) => clock(),
        }
    }

    /// Returns the part of the present cooling that is over, after so many iterations of all chains.
    pub(crate) fn cooled(self, coolings: u64, iterations: u64) -> f64 {
        match self {
            Self::Iterations(total) => {
                let total = u128::from(total.max(1));
                (u128::from(iterations) * u128::from(coolings) % total) as f64 / total as f64
            }
            Self::Clock(clock) => (clock() * coolings as f64).fract(),
        }
    }

    /// Tells whether the clock, if there is one, has not run out.
    pub(crate) fn in_time(self) -> bool {
        match self {
            Self::Iterations(_) => true,
            Self::Clock(clock) => clock() < 1.0,
        }
    }

    /// Units of work that the observer is told.
    pub(crate) fn total(self) -> u64 {
        if let Self::Iterations(total) = self { total } else { THOUSANDTHS }
    }
}

#[cfg(test)]
mod tests {
    use crate::routing::support::budget::Budget;

    #[test]
    fn every_cooling_goes_from_hot_to_cold_within_one_iteration() {
        for (total, coolings) in [(10, 1), (1000, 7), (99_991, 24), (u64::MAX, 3)] {
            let each = total / coolings;
            let cooled = |iterations| Budget::Iterations(total).cooled(coolings, iterations);
            let step = 1.0 / each as f64;
            for cooling in 0..coolings {
                let first = (u128::from(cooling) * u128::from(total)).div_ceil(u128::from(coolings)) as u64;
                assert!(cooled(first) <= step, "cooling {cooling} of {coolings} in {total}");
                assert!(cooled(first + each / 2) > cooled(first));
                assert!(
                    cooled(first + each - 1) >= 1.0 - 2.0 * step,
                    "cooling {cooling} of {coolings} in {total}"
                );
            }
        }
    }
}
