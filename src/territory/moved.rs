//! Every practice that moves, with its reasons in figures and in words.

use rayon::prelude::*;

use super::brief::Brief;
use super::engine::{self, Move, Role};
use super::realign::Settled;
use super::{Alignment, relationship};
use crate::Error;
use crate::model::{Book, Date};
use crate::progress::Observer;

/// A practice that goes from one liaison to another.
#[derive(Debug, Clone, PartialEq)]
pub struct MovedPractice {
    /// Position of the practice.
    pub practice: usize,
    /// Position of the liaison who covers it today.
    pub from: usize,
    /// Position of the liaison who gets it.
    pub to: usize,
    /// Hours of a year, visits and drives, that its liaison of today is relieved of.
    pub hours: f64,
    /// Referrals a year that it could send.
    pub potential: f64,
    /// Hours of driving to it in a year, with its new liaison less with its present one; negative is shorter.
    pub drive_change: f64,
    /// Points of the relationship that is broken ([`RelationshipPrior`](super::RelationshipPrior)).
    pub relationship: f64,
    /// The same as a share of all relationships.
    pub relationship_share: f64,
    /// Visits in the history at which the present liaison met somebody there.
    pub visits: usize,
    /// The last of them.
    pub last_visit: Option<Date>,
    /// What the move is for.
    pub role: Role,
    /// What would become of the answer if it were locked; not known unless [`Rules::try_locks`](super::Rules) asks for it.
    pub if_locked: Option<IfLocked>,
}

/// The best answer that a short search finds with a practice locked to its liaison of today.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IfLocked {
    /// How far the rules are then missed; 0 if all can be kept.
    pub violation: f64,
    /// Share of all relationships that is lost then.
    pub moved_share: f64,
    /// What the answer itself misses and loses.
    pub now: (f64, f64),
}

impl MovedPractice {
    /// From, to, what for, and at what price, in one sentence or two.
    #[must_use]
    pub fn sentence(&self, book: &Book) -> String {
        let name = |liaison: usize| book.liaisons()[liaison].name.as_str();
        let (from, to) = (name(self.from), name(self.to));
        let practice = &book.practices()[self.practice].name;
        let purpose = match self.role {
            Role::Relieves => format!("evens out the work: {:.0} hours a year", self.hours),
            Role::PassesOn => format!(
                "makes room in a chain: {from} takes from one neighbour and gives {:.0} hours a year to another",
                self.hours
            ),
            Role::KeepsConnected => "keeps the territory in one piece".to_owned(),
            Role::Obeys => "keeps a rule (skills, reach, a lock, or practices together or apart)".to_owned(),
            Role::Compacts => "makes the territories more compact".to_owned(),
        };
        format!("{practice} goes from {from} to {to} and {purpose}; {}, {}.", self.driving(), self.bond(from))
    }

    /// What would happen if it were locked, in a sentence; empty if that was not tried.
    #[must_use]
    pub fn if_locked_sentence(&self) -> String {
        let Some(IfLocked { violation, moved_share, now }) = self.if_locked else { return String::new() };
        if violation > now.0 + 1e-9 {
            return format!("Locked, the rules could not all be kept{}.", missed(violation - now.0));
        }
        let more = (moved_share - now.1) * 100.0;
        if more > 0.005 {
            format!("Locked, others would have to move: {more:.2} % more of the relationships.")
        } else {
            "Locked, another practice could move in its place at about the same price.".to_owned()
        }
    }

    fn driving(&self) -> String {
        match self.drive_change {
            change if change >= 0.5 => format!("{} more driving a year", hours(change)),
            change if change <= -0.5 => format!("{} less driving a year", hours(-change)),
            _ => "about the same driving".to_owned(),
        }
    }

    fn bond(&self, from: &str) -> String {
        match (self.visits, self.last_visit) {
            (0, _) => format!("{from} has met nobody there"),
            (1, Some(date)) => format!("{from} has met somebody there once, on {}", date.to_words()),
            (count, Some(date)) => {
                format!("{from} has met somebody there {count} times, last on {}", date.to_words())
            }
            (count, None) => format!("{from} has met somebody there {count} times"),
        }
    }
}

/// Whole hours, in words.
fn hours(hours: f64) -> String {
    let text = format!("{hours:.0}");
    format!("{text} hour{}", if text == "1" { "" } else { "s" })
}

/// By how much, where it is a share; whole rules need no figure.
fn missed(violation: f64) -> String {
    if violation < 1.0 { format!(", by {:.1} % of a share", violation * 100.0) } else { String::new() }
}

/// Every move of an answer. `before` is minutes of driving a visit today, by practice.
pub(super) fn all(
    brief: &Brief,
    today: &Alignment,
    settled: &Settled,
    before: &[f64],
    observer: Observer,
) -> Result<Vec<MovedPractice>, Error> {
    let moves: Vec<&Move> =
        settled.standing.moves.iter().filter(|it| !brief.is_assigned(today, it.unit)).collect();
    let trials: Vec<Option<IfLocked>> = moves
        .par_iter()
        .map(|it| try_lock(brief, settled, it.unit, observer))
        .collect::<Result<_, Error>>()?;
    let told = |(it, if_locked): (&&Move, Option<IfLocked>)| {
        let (practice, from) = (it.unit, brief.liaisons[it.from]);
        let days = relationship::days_since_visits(brief.programme, practice, from);
        let as_of = brief.programme.scores.as_of;
        MovedPractice {
            practice,
            from,
            to: brief.liaisons[it.to],
            hours: brief.hours(practice, before),
            potential: brief.work[practice].potential,
            drive_change: brief.work[practice].visits * (settled.drive[practice] - before[practice]) / 60.0,
            relationship: brief.points[practice],
            relationship_share: it.price,
            visits: days.len(),
            last_visit: days.iter().min().map(|&days| as_of.plus_days(-i64::from(days))),
            role: it.role,
            if_locked,
        }
    };
    Ok(moves.iter().zip(trials).map(told).collect())
}

/// A short search around the answer with one practice locked.
fn try_lock(
    brief: &Brief,
    settled: &Settled,
    practice: usize,
    observer: Observer,
) -> Result<Option<IfLocked>, Error> {
    if !brief.rules.try_locks {
        return Ok(None);
    }
    let config = engine::Config { walkers: 1, waves: 1, ..brief.config(0.2) };
    let found = engine::if_locked(&settled.problem, &settled.standing.solution, practice, &config, observer)?;
    let now = (settled.standing.solution.violation, settled.standing.moved);
    Ok(Some(IfLocked { violation: found.violation, moved_share: found.moved, now }))
}
