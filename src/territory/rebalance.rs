//! A fairer alignment with few broken relationships.

use crate::districting;
use crate::districting::problem::{Contiguity, Problem};
use crate::error::Error;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::progress::Observer;
use crate::territory::alignment::{Alignment, Programme};
use crate::territory::assess::{Assessment, Assessor};
use crate::territory::infeasibility::{self, Blocker, Obstacle, Shortfall};
use crate::territory::moves::{self, MovedPractice};
use crate::territory::problem::Brief;
use crate::territory::progress::Watch;
use crate::territory::rules::Rules;
use crate::territory::settled::Settled;

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
    pub assigned: Vec<Assigned>,
    /// Share of all relationship points that is lost.
    pub moved_share: f64,
    /// Share that any alignment within the tolerances must lose: proven, for the hours as estimated in this answer.
    pub least_moved_share: f64,
    /// Share that the best answer of a shorter search loses if practices may be scattered: the difference is the price of
    /// territories that hang together. Absent if contiguity is off, a rule is missed or [`Rules::try_locks`] is off.
    pub scattered_moved_share: Option<f64>,
    /// What is not kept; empty if every rule is.
    pub shortfalls: Vec<Shortfall>,
    /// Why no alignment whatever could keep every rule, where there is a simple proof.
    pub obstacles: Vec<Obstacle>,
    /// Which rule blocks: what would be left of the violation without it. Empty if every rule is kept.
    pub blockers: Vec<Blocker>,
    /// Practices that nobody can serve, for lack of skills or of a way; they stay where they are.
    pub unservable: Vec<PracticeIndex>,
    /// How often drives were estimated and territories searched.
    pub rounds: usize,
    /// Whether the observer stopped the search before its end; such an answer need not come out the same again.
    pub stopped: bool,
}

/// A practice without a liaison who works, and the liaison who gets it.
#[derive(Debug, Clone, PartialEq)]
pub struct Assigned {
    /// The practice.
    pub practice: PracticeId,
    /// Who covered it and does not work any more; absent if nobody did.
    pub from: Option<LiaisonId>,
    /// Who gets it.
    pub liaison: LiaisonId,
    /// Hours of a year, visits and drives, with the new liaison.
    pub hours: f64,
    /// Referrals a year that it could send.
    pub potential: f64,
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
/// the fewest broken relationships, is polished: short searches close to it look at relationships alone, as long as each finds
/// an answer that breaks fewer. Prices for each pair of practice and liaison would need no rounds, but could
/// not see that a territory gets denser as it grows.
///
/// A practice that nobody covers starts, at no price, with the nearest liaison who could serve it.
///
/// # Errors
/// [`ErrorKind::Input`](crate::ErrorKind) if the alignment is not one of this book, no liaison works, there are fewer practices
/// than liaisons or a rule names a practice that is not in the book; [`ErrorKind::Setting`](crate::ErrorKind) if a rule is out
/// of range.
pub fn rebalance(
    programme: &Programme,
    today: &Alignment,
    rules: &Rules,
    observer: Observer,
) -> Result<Realignment, Error> {
    let brief = Brief::new(programme, today, rules)?;
    let watch = Watch::new(observer);
    let settled = settle(&brief, Search::FromToday, LOOKS, &watch)?;
    let before = rules.drive.minutes_a_visit(programme, today, &brief.work);
    let assessor = Assessor::new(programme, &brief.work, &brief.graph);
    let alignment = brief.alignment(&settled.labels);
    let scattered = scattered(&brief, &settled, &watch)?;
    let (moves, blockers) = (
        moves::all(&brief, today, &settled, &before, &watch)?,
        infeasibility::blockers(&brief, &settled, &watch)?,
    );
    Ok(Realignment {
        before: assessor.assess(today, &before),
        after: assessor.assess(&alignment, &settled.drive),
        moves,
        assigned: brief.assigned(today, &settled),
        moved_share: settled.standing.moved,
        least_moved_share: settled.standing.least_moved,
        scattered_moved_share: scattered,
        shortfalls: infeasibility::shortfalls(&brief, &settled.problem, &settled.standing.solution),
        obstacles: infeasibility::obstacles(&brief, &settled.problem)?,
        blockers,
        unservable: brief.unservable.iter().copied().map(PracticeIndex::new).collect(),
        rounds: settled.rounds,
        stopped: watch.has_stopped(),
        alignment,
    })
}

impl Brief<'_> {
    fn assigned(&self, today: &Alignment, settled: &Settled) -> Vec<Assigned> {
        let book = self.programme.book;
        let id = |liaison: LiaisonIndex| book.liaisons()[liaison.get()].id.clone();
        let assigned = (0..settled.labels.len()).filter(|&practice| self.is_assigned(today, practice));
        let who = |practice: usize| Assigned {
            practice: book.practices()[practice].id.clone(),
            from: today.liaison(PracticeIndex::new(practice)).map(id),
            liaison: id(self.liaisons[settled.labels[practice]]),
            hours: self.hours(practice, &settled.drive),
            potential: self.work[practice].potential,
        };
        assigned.map(who).collect()
    }

    /// Whether a practice has no liaison today who stays.
    pub(crate) fn is_assigned(&self, today: &Alignment, practice: usize) -> bool {
        !self.nobodys[practice]
            && today.liaison(PracticeIndex::new(practice)) != Some(self.liaisons[self.start[practice]])
    }
}

/// What would be lost if territories need not hang together, for the hours of the answer.
fn scattered(brief: &Brief, settled: &Settled, watch: &Watch) -> Result<Option<f64>, Error> {
    let off = brief.rules.contiguity == Contiguity::Off;
    if off || !settled.keeps_rules() || !brief.rules.try_locks {
        return Ok(None);
    }
    let problem = Problem { contiguity: Contiguity::Off, ..settled.problem.clone() };
    let observer = |_: &_| watch.report("without borders", 0, 1);
    let found = districting::rebalance(&problem, &brief.config(0.5), &observer)?;
    Ok(found.solution.breaches.is_empty().then_some(found.moved))
}

/// Where a search begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Search {
    /// With today's alignment, whose relationships have a price.
    FromToday,
    /// With nothing but the homes.
    FromHomes,
}

/// Rounds that a rebalancing makes in any case: the drives of each answer make the next search another one, and the answer
/// with the fewest broken relationships counts.
pub(crate) const LOOKS: usize = 3;
/// Most rounds of estimating and searching.
const ROUNDS: usize = 6;
/// How much narrower the tolerance gets for the search after a round that missed it.
const NARROWER: f64 = 0.8;
/// Most polishes of an answer.
const POLISHES: usize = 4;

/// Estimates and searches by turns until an answer keeps the rules, `looks` times in any case, or the observer breaks.
pub(crate) fn settle(brief: &Brief, from: Search, looks: usize, watch: &Watch) -> Result<Settled, Error> {
    let mut aim = brief.rules.tolerances.hours;
    let mut best =
        one_round(brief, from, &brief.drive(&brief.start), aim, &|_| watch.report("rounds", 0, ROUNDS))?;
    let mut drive = best.drive.clone();
    let (mut kept, mut misses_hours) = (best.keeps_rules(), best.misses_hours());
    for round in 1..ROUNDS {
        if kept && round >= looks || watch.has_stopped() {
            break;
        }
        if misses_hours {
            aim *= NARROWER;
        }
        let found = one_round(brief, from, &drive, aim, &|_| watch.report("rounds", round, ROUNDS))?;
        drive.clone_from(&found.drive);
        (kept, misses_hours) = (found.keeps_rules(), found.misses_hours());
        let rounds = round + 1;
        best = if found.key() < best.key() { found } else { best };
        best.rounds = rounds;
    }
    if from == Search::FromToday { polished(brief, best, watch) } else { Ok(best) }
}

/// The answer after short searches close to it that look at relationships alone, as long as each breaks fewer with the drives
/// of its own territories.
fn polished(brief: &Brief, mut best: Settled, watch: &Watch) -> Result<Settled, Error> {
    for polish in 0..POLISHES {
        let observer = |_: &_| watch.report("polish", polish, POLISHES);
        let config = brief.config(0.5);
        let labels = districting::polish(&best.problem, &best.labels, &config, &observer)?.solution.labels;
        let found = Settled { rounds: best.rounds, ..settled(brief, labels)? };
        if found.key() >= best.key() || watch.has_stopped() {
            break;
        }
        best = found;
    }
    Ok(best)
}

/// One search with `drive` and a tolerance of `aim`, and how its answer stands with its own drives and the caller's tolerance.
fn one_round(
    brief: &Brief,
    from: Search,
    drive: &[f64],
    aim: f64,
    observer: Observer,
) -> Result<Settled, Error> {
    let (problem, config) = (brief.problem(drive, aim), brief.config(1.0));
    let labels = match from {
        Search::FromToday => districting::rebalance(&problem, &config, observer)?.solution.labels,
        Search::FromHomes => districting::design(&problem, &config, observer)?.labels,
    };
    settled(brief, labels)
}

/// How labels stand with the drives of their own territories and the caller's tolerance.
fn settled(brief: &Brief, labels: Vec<usize>) -> Result<Settled, Error> {
    let drive = brief.drive(&labels);
    let problem = brief.problem(&drive, brief.rules.tolerances.hours);
    let standing = districting::appraise(&problem, &labels)?;
    Ok(Settled { labels, drive, problem, standing, rounds: 1 })
}
