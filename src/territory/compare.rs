//! Alignments judged by the weeks they lead to.

use super::{Alignment, Assessment, Programme, Rules, assess};
use crate::Error;
use crate::geo::TravelTimes;
use crate::model::Book;
use crate::plan::{Plan, Totals};
use crate::progress::Observer;
use crate::schedule;
use crate::score::Scores;

/// A team and its alignment, to be tried.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// What people call it.
    pub name: String,
    /// The book with the liaisons and owners of the scenario; its practices are those of the scores.
    pub book: Book,
}

/// What a scenario led to.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// The scenario's name.
    pub name: String,
    /// Its territories.
    pub assessment: Assessment,
    /// The weeks really planned.
    pub plan: Plan,
    /// Their sums.
    pub totals: Totals,
}

/// Plans the same weeks under each scenario, with the same effort and seed.
///
/// [`check::plan`](crate::check::plan()) with the scenario's book proves each plan.
///
/// # Errors
/// Those of [`schedule::plan`] and [`assess`].
pub fn compare(
    scenarios: &[Scenario],
    scores: &Scores,
    travel: &dyn TravelTimes,
    rules: &Rules,
    config: &schedule::Config,
    observer: Observer,
) -> Result<Vec<Trial>, Error> {
    let trial = |scenario: &Scenario| {
        let book = &scenario.book;
        let plan = schedule::plan(book, scores, travel, config, observer)?;
        let assessment = assess(&Programme { book, scores, travel }, &Alignment::of(book), rules)?;
        Ok(Trial { name: scenario.name.clone(), assessment, totals: plan.totals(), plan })
    };
    scenarios.iter().map(trial).collect()
}
