//! Where to hire.

use std::collections::BTreeMap;

use crate::error::Error;
use crate::model::book::Book;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::index::PracticeIndex;
use crate::model::liaison::Liaison;
use crate::model::location::Location;
use crate::model::weekday::Weekday;
use crate::model::work_hours::WorkHours;
use crate::progress::Observer;
use crate::territory::alignment::{Alignment, Programme};
use crate::territory::design::middles;
use crate::territory::placed::PlacedPractices;
use crate::territory::progress::{ProgressRelay, Steps};
use crate::territory::rebalance::{Rebalancing, rebalance};
use crate::territory::rules::TerritoryRules;
use crate::territory::team_change::TeamChange;
use crate::territory::violation::TerritoryViolation;
use crate::territory::workload;

/// A place where a new liaison could live, with what would come of it.
#[derive(Debug, Clone, PartialEq)]
pub struct HiringSite {
    /// The practice at whose place the home is put.
    pub near: PracticeId,
    /// The new liaison, full time and with every skill that a practice asks for.
    pub liaison: Liaison,
    /// The book with the new liaison, and the new owners.
    pub book: Book,
    /// The rebalancing that makes room.
    pub rebalancing: Rebalancing,
}

/// Places for one more liaison, and what the team could do without.
#[derive(Debug, Clone, PartialEq)]
pub struct Hiring {
    /// Today's team rebalanced, with as short a search as each place gets.
    pub without: Rebalancing,
    /// The places, the best first.
    pub sites: Vec<HiringSite>,
}

/// Ranks places for one more liaison: rebalances the team with the newcomer at each and compares by how much
/// rules are missed, then the team's driving, then relationships broken. The best few are worth planning for
/// real ([`compare`](super::compare())).
///
/// The newcomer's identifier is `NEW`, or the first of `NEW2`, `NEW3` and so on that the book does not have.
///
/// Places are the middles of `count` compact regions of equal work. One short rebalancing each.
///
/// # Errors
/// As [`rebalance`](super::rebalance()).
pub fn hire(
    programme: &Programme,
    count: usize,
    rules: &TerritoryRules,
    observer: Observer,
) -> Result<Hiring, Error> {
    let rules = TerritoryRules { effort: rules.effort * 0.3, try_locks: false, ..rules.clone() };
    let places = places(programme, count, &rules, observer)?;
    let relay = ProgressRelay::new(observer);
    let steps = Steps::new(&relay, "places", places.len() + 1);
    let today = Alignment::of(programme.book);
    let without = rebalance(programme, &today, &rules, &|it| steps.observe(it))?;
    steps.finish_one();
    let try_place = |place: (PracticeIndex, Location)| {
        let site = hiring_site(programme, place, &rules, &|it| steps.observe(it));
        steps.finish_one();
        site
    };
    let mut sites = places.into_iter().map(try_place).collect::<Result<Vec<_>, Error>>()?;
    sites.sort_by(|a, b| {
        a.rank().partial_cmp(&b.rank()).unwrap_or(std::cmp::Ordering::Equal).then_with(|| a.near.cmp(&b.near))
    });
    Ok(Hiring { without, sites })
}

/// Finds the practices at whose places somebody could live: those that have one.
fn places(
    programme: &Programme,
    count: usize,
    rules: &TerritoryRules,
    observer: Observer,
) -> Result<Vec<(PracticeIndex, Location)>, Error> {
    let find = |programme: &Programme, rules: &TerritoryRules| {
        middles(programme, count.min(programme.book.practices().len()), rules, observer)
    };
    let Some(part) = PlacedPractices::of(programme)? else { return find(programme, rules) };
    let (at, places): (Vec<PracticeIndex>, Vec<Location>) =
        find(&part.programme(), &part.rules(rules))?.into_iter().unzip();
    Ok(part.whole_indices(&at).into_iter().zip(places).collect())
}

impl HiringSite {
    fn rank(&self) -> (f64, f64, f64) {
        let missed = self.rebalancing.violations.iter().map(TerritoryViolation::size).sum();
        (missed, self.rebalancing.after.balance.drive_hours, self.rebalancing.moved_share)
    }
}

fn hiring_site(
    programme: &Programme,
    (at, place): (PracticeIndex, Location),
    rules: &TerritoryRules,
    observer: Observer,
) -> Result<HiringSite, Error> {
    let practice = &programme.book.practices()[at.get()];
    let name = NewcomerName { near: &practice.name }.to_string();
    let mut liaison = Liaison::new(free_id(programme.book), name, place);
    liaison.skills = programme.book.practices().iter().flat_map(|it| it.skills.iter().cloned()).collect();
    liaison.hours = longest_week(programme.book);
    let book = TeamChange::Add(liaison.clone()).apply(programme.book)?;
    let programme = Programme { book: &book, ..*programme };
    let rebalancing = rebalance(&programme, &Alignment::of(&book), rules, observer)?;
    let book = rebalancing.alignment.apply(&book)?;
    Ok(HiringSite { near: practice.id.clone(), liaison, book, rebalancing })
}

/// The name of a liaison who does not exist yet; put into words with all other sentences.
pub(crate) struct NewcomerName<'a> {
    /// The practice at whose place the home is put.
    pub(crate) near: &'a str,
}

fn free_id(book: &Book) -> LiaisonId {
    let further = (2_u64..).map(|number| LiaisonId::from(format!("NEW{number}")));
    let mut all = std::iter::once(LiaisonId::from("NEW")).chain(further);
    all.find(|id| book.liaison(id).is_none()).unwrap_or_else(|| "NEW".into())
}

/// Finds the week of the liaison who works most: what full time means here.
fn longest_week(book: &Book) -> BTreeMap<Weekday, WorkHours> {
    let longest =
        book.liaisons().iter().max_by_key(|it| (workload::weekly_minutes(it), std::cmp::Reverse(&it.id)));
    longest.map(|liaison| liaison.hours.clone()).unwrap_or_default()
}
