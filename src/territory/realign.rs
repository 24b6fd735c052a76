//! A fairer alignment with few broken relationships.

use super::assess::Assessor;
use super::blocked::{self, Blocker, Obstacle, Shortfall};
use super::brief::Brief;
use super::engine::{self, Problem, Rebalance};
use super::moved::{self, MovedPractice};
use super::{Alignment, Assessment, Programme, Rules};
use crate::Error;
use crate::progress::Observer;

/// A new alignment, what it costs, and why each practice moves.
#[derive(Debug, Clone, PartialEq)]
pub struct Realignment {
    /// Who covers whom from now on.
    pub alignment: Alignment,
    /// Today's territories.
    pub before: Assessment,
    /// The new ones.
    pub after: Assessment,
    /// Practices that go from one liaison to another, by practice.
    pub moves: Vec<MovedPractice>,
    /// Practices that nobody covered, or whose liaison does not work any more, with their new liaison.
    pub assigned: Vec<(usize, usize)>,
    /// Share of all relationship points that is lost.
    pub moved_share: f64,
    /// Share that any alignment within the tolerances must lose: proven, for the hours as estimated in this answer.
    pub least_moved_share: f64,
    /// What is not kept; empty if every rule is.
    pub shortfalls: Vec<Shortfall>,
    /// Why no alignment whatever could keep every rule, where there is a simple proof.
    pub obstacles: Vec<Obstacle>,
    /// Which rule blocks: what would be left of the violation without it. Empty if every rule is kept.
    pub blockers: Vec<Blocker>,
    /// Practices that nobody can serve, for lack of skills or of a way; they stay where they are.
    pub unservable: Vec<usize>,
    /// How often drives were estimated and territories searched.
    pub rounds: usize,
}

impl Realignment {
    /// Whether every rule is kept.
    #[must_use]
    pub fn is_feasible(&self) -> bool {
        self.shortfalls.is_empty() && self.obstacles.is_empty()
    }
}

/// Rebalances an alignment: rules first, then few broken relationships, then short ways from home.
///
/// Hours of driving depend on the territory: the engine needs them as a number a practice, but the number is right for one
/// alignment only. So the two take turns: estimate the drives in the present territories, search, estimate anew in the new ones.
/// An answer counts when it keeps the tolerances with the drives of its *own* territories; until then the next search, again
/// from today's alignment, aims at a narrower tolerance. At least three rounds and at most six; of these the one with the least violation, then
/// the fewest broken relationships, is the answer. Prices for each pair of practice and liaison would need no rounds, but could
/// not see that a territory gets denser as it grows.
///
/// A practice that nobody covers starts, at no price, with the nearest liaison who could serve it.
///
/// # Errors
/// [`ErrorKind::Input`](crate::ErrorKind) if no liaison works or a rule names a practice that is not in the book;
/// [`ErrorKind::Setting`](crate::ErrorKind) if a tolerance is out of range or there are fewer practices than liaisons.
pub fn rebalance(
    programme: &Programme,
    today: &Alignment,
    rules: &Rules,
    observer: Observer,
) -> Result<Realignment, Error> {
    let brief = Brief::new(programme, today, rules)?;
    let settled = settle(&brief, Search::FromToday, LOOKS, observer)?;
    let before = rules.drive.minutes_a_visit(programme, today, &brief.work);
    let assessor = Assessor::new(programme, &brief.work, &brief.graph);
    let alignment = brief.alignment(&settled.labels);
    let assigned = (0..settled.labels.len()).filter(|&practice| brief.is_assigned(today, practice));
    let assigned: Vec<(usize, usize)> =
        assigned.map(|practice| (practice, brief.liaisons[settled.labels[practice]])).collect();
    Ok(Realignment {
        before: assessor.assess(today, &before),
        after: assessor.assess(&alignment, &settled.drive),
        moves: moved::all(&brief, today, &settled, &before, observer)?,
        assigned,
        moved_share: settled.standing.moved,
        least_moved_share: settled.standing.least_moved,
        shortfalls: blocked::shortfalls(&brief, &settled.problem, &settled.standing.solution),
        obstacles: blocked::obstacles(&brief, &settled.problem)?,
        blockers: blocked::blockers(&brief, &settled, observer)?,
        unservable: brief.unservable.clone(),
        rounds: settled.rounds,
        alignment,
    })
}

impl Brief<'_> {
    /// Whether a practice has no liaison today who stays.
    pub(super) fn is_assigned(&self, today: &Alignment, practice: usize) -> bool {
        !self.nobodys[practice] && today.liaison(practice) != Some(self.liaisons[self.start[practice]])
    }
}

/// Where a search begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Search {
    /// With today's alignment, whose relationships have a price.
    FromToday,
    /// With nothing but the homes.
    FromHomes,
}

/// An answer with the drives of its own territories.
pub(super) struct Settled {
    pub(super) labels: Vec<usize>,
    /// Minutes a visit, by practice.
    pub(super) drive: Vec<f64>,
    /// The problem with these drives and the caller's tolerances.
    pub(super) problem: Problem,
    /// How the answer stands in that problem.
    pub(super) standing: Rebalance,
    pub(super) rounds: usize,
}

impl Settled {
    fn key(&self) -> (f64, f64) {
        (self.standing.solution.violation, self.standing.moved)
    }
}

/// Rounds that a rebalancing makes in any case: the drives of each answer make the next search another one, and the answer
/// with the fewest broken relationships counts.
pub(super) const LOOKS: usize = 3;
/// Most rounds of estimating and searching.
const ROUNDS: usize = 6;
/// How much narrower the tolerance gets for the search after a round that missed it.
const NARROWER: f64 = 0.8;

/// Estimates and searches by turns until an answer keeps the rules, `looks` times in any case.
pub(super) fn settle(
    brief: &Brief,
    from: Search,
    looks: usize,
    observer: Observer,
) -> Result<Settled, Error> {
    let config = brief.config(1.0);
    let wanted = brief.rules.tolerances.hours;
    let (mut drive, mut aim) = (brief.drive(&brief.start), wanted);
    let mut best: Option<Settled> = None;
    for round in 1..=ROUNDS {
        let problem = brief.problem(&drive, aim);
        let labels = match from {
            Search::FromToday => engine::rebalance(&problem, &config, observer)?.solution.labels,
            Search::FromHomes => engine::design(&problem, &config, observer)?.labels,
        };
        drive = brief.drive(&labels);
        let problem = brief.problem(&drive, wanted);
        let standing = engine::appraise(&problem, &labels)?;
        let kept = standing.solution.breaches.is_empty();
        let found = Settled { labels, drive: drive.clone(), problem, standing, rounds: round };
        if best.as_ref().is_none_or(|best| found.key() < best.key()) {
            best = Some(found);
        }
        if kept && round >= looks {
            break;
        }
        if !kept {
            aim *= NARROWER;
        }
    }
    best.ok_or_else(|| {
        Error::new(crate::ErrorKind::Cancelled, "the search was stopped before its first round")
    })
}
