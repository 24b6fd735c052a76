//! How fairly, compactly and cheaply an alignment shares the work.

use crate::districting::graph::Graph;
use crate::error::Error;
use crate::geo::index::SpatialIndex;
use crate::model::id::LiaisonId;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::location::Location;
use crate::territory::alignment::{Alignment, Programme};
use crate::territory::drive::minutes;
use crate::territory::placed::PlacedPractices;
use crate::territory::projection::{compactness, places};
use crate::territory::rules::TerritoryRules;
use crate::territory::workload::{Workload, weekly_minutes};

/// The state of every territory, the worst first, and of the team.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// One for each liaison: first those who do not work and have practices all the same, then those farthest
    /// from their share of the hours.
    pub territories: Vec<Territory>,
    /// The team's balance.
    pub balance: Balance,
    /// Practices that nobody covers; their work is in no territory.
    pub unowned: Vec<PracticeIndex>,
}

/// One liaison's territory, in figures of a year.
#[derive(Debug, Clone, PartialEq)]
pub struct Territory {
    /// Who.
    pub liaison: LiaisonId,
    /// How many practices.
    pub practices: usize,
    /// Visits at the target cadences.
    pub visits: f64,
    /// Hours of those visits, with the buffer after each.
    pub visit_hours: f64,
    /// Hours of driving to them, estimated ([`DriveModel`](super::DriveModel)).
    pub drive_hours: f64,
    /// Referrals that the practices could send.
    pub potential: f64,
    /// Working time against the longest working week of the team: 1 is full time.
    pub full_time: f64,
    /// Working hours of a usual year, before holidays and leave.
    pub available_hours: f64,
    /// Hours of work for each full-time equivalent, the team's mean being 1,000; 0 for a liaison who does not
    /// work, to whom no index, share or load applies.
    pub index: f64,
    /// Hours of work over the liaison's share of the team's, less one: 0.12 is 12 % too much.
    pub off_share: f64,
    /// The same for potential.
    pub potential_off_share: f64,
    /// The same for the number of practices.
    pub practices_off_share: f64,
    /// 0-100: of the practices nearest to its middle, as many as it has, the share that is its own.
    pub compactness: f64,
    /// Connected parts in the graph of neighbours.
    pub parts: usize,
    /// The longest one-way drive from home, in minutes; 0 without practices.
    pub farthest_minutes: f64,
}

impl Territory {
    /// Tells whether practices are with a liaison who does not work.
    #[must_use]
    pub fn is_stranded(&self) -> bool {
        self.practices > 0 && self.available_hours <= 0.0
    }

    /// Adds up visits and drives.
    #[must_use]
    pub fn hours(&self) -> f64 {
        self.visit_hours + self.drive_hours
    }

    /// Returns the estimated minutes of driving for each visit.
    #[must_use]
    pub fn drive_minutes_a_visit(&self) -> f64 {
        if self.visits > 0.0 { self.drive_hours * 60.0 / self.visits } else { 0.0 }
    }

    /// Returns hours of work over working hours of a year; above 1 the cadences cannot be kept.
    #[must_use]
    pub fn load(&self) -> f64 {
        if self.available_hours > 0.0 { self.hours() / self.available_hours } else { 0.0 }
    }
}

/// How evenly the team shares: the largest distance of anybody from their share, 0.12 being 12 %.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Balance {
    /// In hours of work.
    pub hours: f64,
    /// In potential.
    pub potential: f64,
    /// In practices.
    pub practices: f64,
    /// The team's visit hours of a year.
    pub visit_hours: f64,
    /// The team's drive hours of a year, estimated.
    pub drive_hours: f64,
}

impl Assessment {
    /// Returns the same figures with the practices that nobody covers in another alignment.
    pub(crate) fn with_unowned(self, alignment: &Alignment) -> Self {
        Self { unowned: alignment.unowned(), ..self }
    }

    /// Finds the territory of a liaison.
    #[must_use]
    pub fn territory(&self, liaison: &LiaisonId) -> Option<&Territory> {
        self.territories.iter().find(|territory| territory.liaison == *liaison)
    }

    /// Lists the territories in the book's order of liaisons.
    #[must_use]
    pub fn by_liaison(&self) -> Vec<&Territory> {
        let mut sorted: Vec<&Territory> = self.territories.iter().collect();
        sorted.sort_by(|a, b| a.liaison.cmp(&b.liaison));
        sorted
    }
}

/// Assesses an alignment. Practices without a place are in no territory.
///
/// O(n²) in the practices of a territory, for the drive model.
///
/// # Errors
/// [`ErrorKind::Input`](crate::ErrorKind) if the alignment is not one of this book or the adjacency names a
/// practice that the book does not have; [`ErrorKind::Setting`](crate::ErrorKind) if a rule is out of range.
pub fn assess(
    programme: &Programme,
    alignment: &Alignment,
    rules: &TerritoryRules,
) -> Result<Assessment, Error> {
    let Some(placed) = PlacedPractices::of(programme)? else {
        return assess_placed(programme, alignment, rules);
    };
    let part = placed.alignment(alignment)?;
    let assessment = assess_placed(&placed.programme(), &part, &placed.rules(rules))?;
    Ok(assessment.with_unowned(alignment))
}

/// Assesses an alignment of practices that all have a place.
pub(crate) fn assess_placed(
    programme: &Programme,
    alignment: &Alignment,
    rules: &TerritoryRules,
) -> Result<Assessment, Error> {
    rules.validate()?;
    alignment.check(programme.book)?;
    let workloads = Workload::of(programme, rules.buffer);
    let drive = rules.drive.minutes_a_visit(programme, alignment, &workloads);
    let graph = rules.adjacency.graph(programme.book)?;
    Ok(Assessor::new(programme, &workloads, &graph).assess(alignment, &drive))
}

/// What stays the same while alignments are compared.
pub(crate) struct Assessor<'a> {
    programme: &'a Programme<'a>,
    /// By practice.
    workloads: &'a [Workload],
    graph: &'a Graph,
    places: Vec<Location>,
    index: SpatialIndex,
}

impl<'a> Assessor<'a> {
    pub(crate) fn new(programme: &'a Programme, workloads: &'a [Workload], graph: &'a Graph) -> Self {
        let places = places(programme.book);
        let index = SpatialIndex::new(&places);
        Self { programme, workloads, graph, places, index }
    }

    /// Assesses an alignment; `drive` is minutes a visit by practice.
    pub(crate) fn assess(&self, alignment: &Alignment, drive: &[f64]) -> Assessment {
        let members = alignment.members();
        let parts = self.parts(alignment);
        let mut territories: Vec<Territory> = members
            .iter()
            .zip(self.programme.book.liaison_indices())
            .map(|(members, liaison)| self.territory(liaison, members, parts[liaison.get()], drive))
            .collect();
        compare_with_shares(&mut territories);
        let balance = balance(&territories);
        territories.sort_by(|a, b| {
            let off = |it: &Territory| it.off_share.abs();
            let stranded = b.is_stranded().cmp(&a.is_stranded());
            stranded.then(off(b).total_cmp(&off(a))).then_with(|| a.liaison.cmp(&b.liaison))
        });
        Assessment { territories, balance, unowned: alignment.unowned() }
    }

    /// Takes down the figures of one territory; `drive` is minutes a visit by practice.
    fn territory(
        &self,
        liaison: LiaisonIndex,
        members: &[PracticeIndex],
        parts: usize,
        drive: &[f64],
    ) -> Territory {
        let person = &self.programme.book.liaisons()[liaison.get()];
        // Workloads, drives and places are lists by practice, in the book's order.
        // `+ 0.0`: the sum of nothing would be -0.0.
        let sum =
            |of: &dyn Fn(usize) -> f64| members.iter().map(|practice| of(practice.get())).sum::<f64>() + 0.0;
        let from_home =
            |practice: &PracticeIndex| minutes(self.programme, person.home, self.places[practice.get()]);
        let week = f64::from(weekly_minutes(person)) / 60.0;
        Territory {
            liaison: person.id.clone(),
            practices: members.len(),
            visits: sum(&|practice| self.workloads[practice].visits),
            visit_hours: sum(&|practice| self.workloads[practice].visit_hours),
            drive_hours: sum(&|practice| self.workloads[practice].visits * drive[practice] / 60.0),
            potential: sum(&|practice| self.workloads[practice].potential),
            full_time: week,
            available_hours: week * 365.25 / 7.0,
            index: 0.0,
            off_share: 0.0,
            potential_off_share: 0.0,
            practices_off_share: 0.0,
            compactness: compactness(&self.index, &self.places, members),
            parts,
            farthest_minutes: members.iter().map(from_home).fold(0.0, f64::max),
        }
    }

    /// Counts, by liaison, the connected parts.
    fn parts(&self, alignment: &Alignment) -> Vec<usize> {
        let label = |liaison: &Option<LiaisonIndex>| {
            liaison.and_then(|it| u32::try_from(it.get()).ok()).unwrap_or(u32::MAX)
        };
        let labels: Vec<u32> = alignment.liaisons().iter().map(label).collect();
        let (part, count) = self.graph.parts(&labels);
        let mut owner = vec![None; count as usize];
        part.iter().zip(alignment.liaisons()).for_each(|(&part, &liaison)| owner[part as usize] = liaison);
        let mut parts = vec![0; self.programme.book.liaisons().len()];
        owner.into_iter().flatten().for_each(|liaison| parts[liaison.get()] += 1);
        parts
    }
}

/// Fills in what only the whole team can say; `full_time` comes as weekly hours.
fn compare_with_shares(territories: &mut [Territory]) {
    let longest = territories.iter().map(|it| it.full_time).fold(0.0, f64::max);
    territories.iter_mut().filter(|_| longest > 0.0).for_each(|it| it.full_time /= longest);
    let capacity: f64 = territories.iter().map(|it| it.full_time).sum();
    let total = |of: &dyn Fn(&Territory) -> f64| territories.iter().map(of).sum::<f64>();
    let (hours, potential) = (total(&Territory::hours), total(&|it| it.potential));
    let practices = total(&|it| it.practices as f64);
    for it in territories.iter_mut().filter(|it| it.full_time > 0.0) {
        let share = it.full_time / capacity;
        it.off_share = off(it.hours(), hours * share);
        it.potential_off_share = off(it.potential, potential * share);
        it.practices_off_share = off(it.practices as f64, practices * share);
        it.index = 1000.0 * (1.0 + it.off_share);
    }
}

fn off(amount: f64, share: f64) -> f64 {
    if share > 0.0 { amount / share - 1.0 } else { 0.0 }
}

fn balance(territories: &[Territory]) -> Balance {
    let worst =
        |of: &dyn Fn(&Territory) -> f64| territories.iter().map(|it| of(it).abs()).fold(0.0, f64::max);
    Balance {
        hours: worst(&|it| it.off_share),
        potential: worst(&|it| it.potential_off_share),
        practices: worst(&|it| it.practices_off_share),
        visit_hours: territories.iter().map(|it| it.visit_hours).sum(),
        drive_hours: territories.iter().map(|it| it.drive_hours).sum(),
    }
}
