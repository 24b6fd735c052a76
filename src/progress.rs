//! Progress and cancelling in one: an observer sees where long work stands and says whether it goes on.

use std::ops::ControlFlow;

/// Where long work stands.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Progress {
    /// What is being done, in a word or two for people ("search").
    pub phase: &'static str,
    /// Units of work done so far; never more than `total` where that is known.
    pub done: u64,
    /// Units of work in all; 0 when unknown.
    pub total: u64,
    /// Best objective so far, in the unit of the phase; `None` before the first.
    pub best: Option<i64>,
}

impl Progress {
    /// A report of `done` of `total` units of `phase`. More than all of them counts as all: threads that work side by side
    /// may overshoot a budget.
    ///
    /// ```
    /// # use rounds::progress::Progress;
    /// assert_eq!(Progress::new("search", 1_001, 1_000).done, 1_000);
    /// assert_eq!(Progress::new("search", 1_001, 0).done, 1_001); // How much there is to do is not known.
    /// ```
    #[must_use]
    pub fn new(phase: &'static str, done: u64, total: u64) -> Self {
        let done = if total == 0 { done } else { done.min(total) };
        Self { phase, done, total, best: None }
    }
}

/// Called from time to time by long work, from any thread; `ControlFlow::Break(())` asks it to stop and hand over the
/// best it has. Reports of several threads may arrive out of order, so `done` may fall from one to the next.
///
/// A schedule has no clock of its own, so a limit of time is an observer, too:
///
/// ```
/// use rounds::{check, geo::GreatCircle, ingest, model::Table, progress::Progress, schedule, score};
/// use std::ops::ControlFlow;
/// use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
/// use std::time::{Duration, Instant};
///
/// # let book = ingest::read_csv(
/// #     |table| match table {
/// #         Table::Practices => Ok("practice_id,name,lat,lon,tier\nP1,Cedar Ridge Medicine,38.93,-77.02,A\n".as_bytes()),
/// #         Table::Liaisons => Ok("liaison_id,home_lat,home_lon\nL1,38.88,-77.10\n".as_bytes()),
/// #         _ => Err(std::io::ErrorKind::NotFound.into()),
/// #     },
/// #     &ingest::Settings::default(),
/// # )?.book;
/// # let scores = score::evaluate(&book, "2026-01-30".parse()?, &score::ScoreConfig::default(), &rounds::progress::unobserved)?;
/// let (cancelled, percent) = (AtomicBool::new(false), AtomicU64::new(0)); // A button sets one, a bar shows the other.
/// let (began, limit) = (Instant::now(), Duration::from_secs(30));
/// let observer = |progress: &Progress| {
///     percent.fetch_max(100 * progress.done / progress.total.max(1), Ordering::Relaxed);
///     if cancelled.load(Ordering::Relaxed) || began.elapsed() > limit {
///         return ControlFlow::Break(());
///     }
///     ControlFlow::Continue(())
/// };
/// let travel = GreatCircle::default();
/// let plan = schedule::plan(&book, &scores, &travel, &schedule::ScheduleConfig::default(), &observer)?;
/// // Where it was stopped, `plan.search.cut_short`, this is the best plan up to then; either way it keeps every rule.
/// assert!(check::plan(&check::Facts::new(&book, &travel), &plan).is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub type Observer<'a> = &'a (dyn Fn(&Progress) -> ControlFlow<()> + Sync);

/// An observer that lets everything run to its end.
///
/// # Errors
/// Never breaks.
pub fn unobserved(_: &Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}
