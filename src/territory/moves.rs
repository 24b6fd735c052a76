//! Every practice that moves, with its reasons in figures and in words.

use rayon::prelude::*;

use crate::districting;
use crate::districting::moves::{Move, Role};
use crate::error::Error;
use crate::model::book::Book;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::index::PracticeIndex;
use crate::model::time::Date;
use crate::territory::alignment::Alignment;
use crate::territory::problem::Brief;
use crate::territory::progress::{Steps, Watch};
use crate::territory::relationship;
use crate::territory::settled::Settled;

/// A practice that goes from one liaison to another.
#[derive(Debug, Clone, PartialEq)]
pub struct MovedPractice {
    /// Which practice.
    pub practice: PracticeId,
    /// Who covers it today.
    pub from: LiaisonId,
    /// Who gets it.
    pub to: LiaisonId,
    /// Hours of a year, visits and drives, that its liaison of today is relieved of. Drives to practices that stay change with
    /// the territory too, so the hours of all moves do not add up to the change of a liaison's hours.
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
#[derive(Debug, Clone, PartialEq)]
pub struct IfLocked {
    /// How far the rules are then missed; 0 if all are kept.
    pub violation: f64,
    /// The same of the answer itself.
    pub violation_now: f64,
    /// Share of all relationships that is lost then.
    pub moved_share: f64,
    /// The same of the answer itself.
    pub moved_share_now: f64,
    /// Practices that then go where they do not go in the answer.
    pub instead: Vec<PracticeId>,
}

impl MovedPractice {
    /// From, to, what for, and at what price, in one sentence or two.
    #[must_use]
    pub fn sentence(&self, book: &Book) -> String {
        let (from, to) = (name_of_liaison(book, &self.from), name_of_liaison(book, &self.to));
        let practice = name_of_practice(book, &self.practice);
        let purpose = match self.role {
            Role::Relieves => format!("evens out the work: {:.0} hours a year", self.hours),
            Role::PassesOn => format!(
                "makes room in a chain: {from} takes from one neighbour and gives {:.0} hours a year to another",
                self.hours
            ),
            Role::KeepsConnected => "keeps the territories from falling into more pieces".to_owned(),
            Role::Obeys => "keeps a rule (skills, reach, a lock, or practices together or apart)".to_owned(),
            Role::Compacts => "makes the territories more compact".to_owned(),
        };
        format!(
            "{practice} goes from {from} to {to} and {purpose}; {}, {}.",
            self.driving(),
            self.bond(book, from)
        )
    }

    /// What would happen if it were locked, in a sentence; empty if that was not tried.
    #[must_use]
    pub fn if_locked_sentence(&self, book: &Book) -> String {
        let Some(it) = &self.if_locked else { return String::new() };
        if it.violation > it.violation_now + 1e-9 {
            let rules = if it.violation_now > 0.0 { "the rules as well" } else { "all rules" };
            return format!(
                "Locked, no answer was found that keeps {rules}{}.",
                missed(it.violation - it.violation_now)
            );
        }
        let more = (it.moved_share - it.moved_share_now) * 100.0;
        // A short search may even find a cheaper answer, at the cost of compactness or by luck.
        let price = if more > 0.005 {
            format!("{more:.2} % more of the relationships broken")
        } else {
            "at no higher price".to_owned()
        };
        format!("Locked, {}, {price}.", it.others(book))
    }

    fn driving(&self) -> String {
        match self.drive_change {
            change if change >= 0.5 => format!("{} more driving a year", hours(change)),
            change if change <= -0.5 => format!("{} less driving a year", hours(-change)),
            _ => "about the same driving".to_owned(),
        }
    }

    fn bond(&self, book: &Book, from: &str) -> String {
        match (self.visits, self.last_visit) {
            (0, _) if book.practice_indices().all(|it| book.visits(it).is_empty()) => {
                "no visits are recorded".to_owned()
            }
            (0, _) => format!("{from} has met nobody there"),
            (1, Some(date)) => format!("{from} has met somebody there once, on {}", date.to_words()),
            (count, Some(date)) => {
                format!("{from} has met somebody there {count} times, last on {}", date.to_words())
            }
            (count, None) => format!("{from} has met somebody there {count} times"),
        }
    }
}

impl IfLocked {
    /// Who moves instead, the first two by name.
    fn others(&self, book: &Book) -> String {
        let names: Vec<&str> = self.instead.iter().take(2).map(|id| name_of_practice(book, id)).collect();
        match self.instead.len() {
            0 => "no other practice would move".to_owned(),
            1 | 2 => format!("{} would move instead", names.join(" and ")),
            all => format!("{} and {} more would move instead", names.join(", "), all - 2),
        }
    }
}

fn name_of_practice<'a>(book: &'a Book, id: &'a PracticeId) -> &'a str {
    book.practice(id).map_or(id.as_str(), |practice| &practice.name)
}

fn name_of_liaison<'a>(book: &'a Book, id: &'a LiaisonId) -> &'a str {
    book.liaison(id).map_or(id.as_str(), |liaison| &liaison.name)
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
pub(crate) fn all(
    brief: &Brief,
    today: &Alignment,
    settled: &Settled,
    before: &[f64],
    watch: &Watch,
) -> Result<Vec<MovedPractice>, Error> {
    let moves: Vec<&Move> =
        settled.standing.moves.iter().filter(|it| !brief.is_assigned(today, it.unit)).collect();
    let steps = Steps::new(watch, "moves", moves.len());
    let trials: Vec<Option<IfLocked>> =
        moves.par_iter().map(|it| try_lock(brief, settled, it.unit, &steps)).collect::<Result<_, Error>>()?;
    let book = brief.programme.book;
    let id = |territory: usize| book.liaisons()[brief.liaisons[territory].get()].id.clone();
    let told = |(it, if_locked): (&&Move, Option<IfLocked>)| {
        let (practice, from) = (it.unit, brief.liaisons[it.from]);
        let days = relationship::days_since_visits(brief.programme, PracticeIndex::new(practice), from);
        let as_of = brief.programme.scores.as_of;
        MovedPractice {
            practice: book.practices()[practice].id.clone(),
            from: id(it.from),
            to: id(it.to),
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
    steps: &Steps,
) -> Result<Option<IfLocked>, Error> {
    if !brief.rules.try_locks {
        return Ok(None);
    }
    let config = districting::Config { walkers: 1, waves: 1, ..brief.config(0.2) };
    let (problem, now) = (&settled.problem, &settled.standing);
    let then = districting::if_locked(problem, &now.solution, practice, &config, &|it| steps.observe(it))?;
    steps.finish_one();
    let practices = brief.programme.book.practices();
    let moves_instead = |&it: &usize| {
        let (then, now, start) = (then.labels[it], settled.labels[it], brief.start[it]);
        then != now && then != start && !brief.nobodys[it]
    };
    Ok(Some(IfLocked {
        violation: then.violation,
        violation_now: now.solution.violation,
        moved_share: then.moved,
        moved_share_now: now.moved,
        instead: (0..practices.len()).filter(moves_instead).map(|it| practices[it].id.clone()).collect(),
    }))
}
