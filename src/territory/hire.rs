//! Where to hire.

use std::collections::BTreeMap;

use crate::error::Error;
use crate::model::book::Book;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::liaison::Liaison;
use crate::model::time::TimeWindow;
use crate::model::weekday::Weekday;
use crate::progress::Observer;
use crate::territory::alignment::{Alignment, Programme};
use crate::territory::design::middles;
use crate::territory::progress::{Steps, Watch};
use crate::territory::rebalance::{Realignment, rebalance};
use crate::territory::rules::Rules;
use crate::territory::team_change::Change;
use crate::territory::workload;

/// A place where a new liaison could live, with what would come of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The practice at whose place the home is put.
    pub near: PracticeId,
    /// The new liaison, full time and with every skill that a practice asks for.
    pub liaison: Liaison,
    /// The book with the new liaison, and the new owners.
    pub book: Book,
    /// The rebalancing that makes room.
    pub realignment: Realignment,
}

/// Places for one more liaison, and what the team could do without.
#[derive(Debug, Clone, PartialEq)]
pub struct Hiring {
    /// Today's team rebalanced, with as short a search as each place gets.
    pub without: Realignment,
    /// The places, the best first.
    pub candidates: Vec<Candidate>,
}

/// Ranks places for one more liaison: rebalances the team with the newcomer at each and compares by how much rules are missed, then the team's
/// driving, then relationships broken. The best few are worth planning for real ([`compare`](super::compare())).
///
/// The newcomer's identifier is `NEW`, or the first of `NEW2`, `NEW3` and so on that the book does not have.
///
/// Places are the middles of `count` compact regions of equal work. One short rebalancing each.
///
/// # Errors
/// As [`rebalance`](super::rebalance()).
pub fn hire(programme: &Programme, count: usize, rules: &Rules, observer: Observer) -> Result<Hiring, Error> {
    let rules = Rules { effort: rules.effort * 0.3, try_locks: false, ..rules.clone() };
    let places = middles(programme, count.min(programme.book.practices().len()), &rules, observer)?;
    let watch = Watch::new(observer);
    let steps = Steps::new(&watch, "places", places.len() + 1);
    let today = Alignment::of(programme.book);
    let without = rebalance(programme, &today, &rules, &|it| steps.observe(it))?;
    steps.finish_one();
    let try_place = |place: usize| {
        let candidate = candidate(programme, place, &rules, &|it| steps.observe(it));
        steps.finish_one();
        candidate
    };
    let mut candidates = places.into_iter().map(try_place).collect::<Result<Vec<_>, Error>>()?;
    candidates.sort_by(|a, b| {
        a.rank().partial_cmp(&b.rank()).unwrap_or(std::cmp::Ordering::Equal).then_with(|| a.near.cmp(&b.near))
    });
    Ok(Hiring { without, candidates })
}

impl Candidate {
    fn rank(&self) -> (f64, f64, f64) {
        let missed = self.realignment.shortfalls.iter().map(|it| it.size).sum();
        (missed, self.realignment.after.balance.drive_hours, self.realignment.moved_share)
    }
}

fn candidate(
    programme: &Programme,
    place: usize,
    rules: &Rules,
    observer: Observer,
) -> Result<Candidate, Error> {
    let practice = &programme.book.practices()[place];
    let mut liaison = Liaison::new(
        free_id(programme.book),
        format!("New liaison near {}", practice.name),
        practice.location,
    );
    liaison.skills = programme.book.practices().iter().flat_map(|it| it.skills.iter().cloned()).collect();
    liaison.hours = longest_week(programme.book);
    let book = Change::Add(liaison.clone()).apply(programme.book)?;
    let programme = Programme { book: &book, ..*programme };
    let realignment = rebalance(&programme, &Alignment::of(&book), rules, observer)?;
    let book = realignment.alignment.apply(&book)?;
    Ok(Candidate { near: practice.id.clone(), liaison, book, realignment })
}

fn free_id(book: &Book) -> LiaisonId {
    let further = (2_u64..).map(|number| LiaisonId::from(format!("NEW{number}")));
    let mut all = std::iter::once(LiaisonId::from("NEW")).chain(further);
    all.find(|id| book.liaison(id).is_none()).unwrap_or_else(|| "NEW".into())
}

/// The week of the liaison who works most: what full time means here.
fn longest_week(book: &Book) -> BTreeMap<Weekday, TimeWindow> {
    let longest =
        book.liaisons().iter().max_by_key(|it| (workload::weekly_minutes(it), std::cmp::Reverse(&it.id)));
    longest.map(|liaison| liaison.hours.clone()).unwrap_or_default()
}
