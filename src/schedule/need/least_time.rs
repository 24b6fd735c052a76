//! The least time of every plan that makes the visits that are asked for.

use std::collections::BTreeSet;

use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::plan::need::{CapacityNeed, LeastTime};
use crate::routing::model::problem::Day;
use crate::schedule::agenda::Agreed;
use crate::schedule::need::day_limits::DayLimits;
use crate::schedule::need::due_days::DueDays;
use crate::schedule::need::road_table::{HOME, RoadTable};
use crate::schedule::need::tree_bound::{DayRange, Legs, NO_WAY};
use crate::schedule::plan_basis::PlanBasis;
use crate::schedule::promises::promised;

/// How often the fewest days and the least drive are found from each other.
const ROUNDS: usize = 3;

/// What is asked of one liaison, and what their days allow.
pub(crate) struct LiaisonNeed<'a> {
    basis: &'a PlanBasis<'a>,
    /// By practice that they cover, ascending.
    pub(crate) due: Vec<DueDays>,
    /// The appointments.
    agreed: Vec<NeededVisit>,
    limits: DayLimits,
    roads: RoadTable,
    /// By site that may be needed: the least times from there.
    ways: Vec<Option<Vec<u32>>>,
}

/// A visit that every plan makes.
#[derive(Debug, Clone, Copy)]
struct NeededVisit {
    practice: PracticeIndex,
    site: usize,
    /// Its length and its buffer.
    minutes: i64,
    /// The day of an appointment.
    day: Option<Day>,
}

impl<'a> LiaisonNeed<'a> {
    /// States what is asked of a liaison who covers these practices, ascending.
    pub(crate) fn new(basis: &'a PlanBasis<'a>, liaison: LiaisonIndex, covered: &[PracticeIndex]) -> Self {
        let agenda = basis.agendas.of(liaison);
        let all: BTreeSet<PracticeIndex> =
            covered.iter().copied().chain(agenda.visits().map(|it| it.practice)).collect();
        let roads = RoadTable::new(basis, liaison, all.into_iter().collect());
        let agreed = basis.horizon.dates().filter_map(|(day, _)| Some((day, agenda.on(day)?)));
        let agreed = agreed.flat_map(|(day, it)| it.visits.iter().map(move |visit| (day, visit)));
        let visit = |(day, it): (Day, &Agreed)| NeededVisit {
            practice: it.practice,
            site: roads.site(it.practice),
            minutes: it.end - it.start + it.buffer,
            day: Some(day),
        };
        let agreed: Vec<NeededVisit> = agreed.map(visit).collect();
        let limits = DayLimits::new(basis, liaison);
        let due = due_days(basis, liaison, covered);
        let mut need = Self { basis, due, agreed, limits, ways: vec![None; roads.sites()], roads };
        need.find_ways();
        need
    }

    /// Finds the ways from home and from every site that may be needed.
    fn find_ways(&mut self) {
        let tiers = self.tiers();
        let visits = self.visits(&tiers);
        for site in std::iter::once(HOME).chain(visits.iter().map(|visit| visit.site)) {
            if self.ways[site].is_none() {
                self.ways[site] = Some(self.roads.least_from(site));
            }
        }
    }

    /// States the need of the promises, and that of the tiers beside them.
    pub(crate) fn capacity_need(&self) -> CapacityNeed {
        let (promised, tiers) = (self.least(&self.promised()), self.least(&self.tiers()));
        CapacityNeed {
            promised,
            tiers: tiers.at_least(promised),
            work_days: u32::try_from(self.limits.work_days).unwrap_or(u32::MAX),
        }
    }

    /// Lists by practice the longest gap that a person has set, where one has.
    pub(crate) fn promised(&self) -> Vec<Option<u32>> {
        let set = |due: &DueDays| self.basis.book.practices()[due.practice.get()].cadence;
        self.due.iter().map(|due| set(due).map(|cadence| cadence.max())).collect()
    }

    /// Tells whether no plan can keep these longest gaps: they need more days than there are.
    pub(crate) fn is_too_much(&self, longest: &[Option<u32>]) -> bool {
        self.least(longest).days as usize > self.limits.work_days
    }

    fn tiers(&self) -> Vec<Option<u32>> {
        self.due.iter().map(|due| Some(due.cadence.max())).collect()
    }

    /// Bounds what it takes to keep these longest gaps, by practice, with all promises and appointments.
    pub(crate) fn least(&self, longest: &[Option<u32>]) -> LeastTime {
        let visits = self.visits(longest);
        let legs = self.legs(&visits);
        let service: i64 = visits.iter().map(|visit| visit.minutes).sum();
        let mut fewest = most_of_one(&visits).max(self.limits.fewest(visits.len(), service, 0));
        let mut drive = 0;
        for _ in 0..ROUNDS {
            let days = DayRange { fewest, most: self.limits.work_days.max(fewest) };
            drive = legs.least_drive(days).max(drive);
            let again = self.limits.fewest(visits.len(), service, drive).max(fewest);
            if std::mem::replace(&mut fewest, again) == again {
                break;
            }
        }
        LeastTime {
            visits: u32::try_from(visits.len()).unwrap_or(u32::MAX),
            days: u32::try_from(fewest).unwrap_or(u32::MAX),
            hours: (service + drive) as f64 / 60.0,
        }
    }

    /// Lists the appointments, and the fewest visits beside them.
    fn visits(&self, longest: &[Option<u32>]) -> Vec<NeededVisit> {
        let asked = self.due.iter().zip(longest).flat_map(|(due, &longest)| {
            let minutes = self.basis.book.practices()[due.practice.get()].visit_minutes;
            let visit = NeededVisit {
                practice: due.practice,
                site: self.roads.site(due.practice),
                minutes: i64::from(minutes.0) + i64::from(self.basis.rules.buffer.0),
                day: None,
            };
            std::iter::repeat_n(visit, due.visits(longest).len())
        });
        self.agreed.iter().copied().chain(asked).collect()
    }

    /// Lists the least times between home and visits. Two visits that cannot be on one day have no way between them.
    fn legs(&self, visits: &[NeededVisit]) -> Legs {
        let way = |from: usize, to: usize| {
            self.ways[from].as_ref().map_or(0, |ways| i64::from(ways[to]).min(NO_WAY))
        };
        let between = |from: &NeededVisit, to: &NeededVisit| {
            if from.may_share_day(to) { way(from.site, to.site) } else { NO_WAY }
        };
        Legs {
            out: visits.iter().map(|visit| way(HOME, visit.site)).collect(),
            back: visits.iter().map(|visit| way(visit.site, HOME)).collect(),
            between: visits.iter().flat_map(|from| visits.iter().map(|to| between(from, to))).collect(),
        }
    }
}

impl NeededVisit {
    /// Tells whether both may be on one day: no practice is visited twice, unless that is agreed.
    fn may_share_day(&self, other: &Self) -> bool {
        match (self.day, other.day) {
            (Some(day), Some(then)) => day == then,
            _ => self.practice != other.practice,
        }
    }
}

/// Counts the most visits to one practice, no two of them on one day.
fn most_of_one(visits: &[NeededVisit]) -> usize {
    let mut asked: Vec<PracticeIndex> =
        visits.iter().filter(|visit| visit.day.is_none()).map(|visit| visit.practice).collect();
    asked.sort_unstable();
    asked.chunk_by(|one, other| one == other).map(<[PracticeIndex]>::len).max().unwrap_or(0)
}

/// States when each practice is due, with the must-visits that can be made.
fn due_days(basis: &PlanBasis, liaison: LiaisonIndex, covered: &[PracticeIndex]) -> Vec<DueDays> {
    let (promises, _) = promised(basis, liaison, covered);
    let one = |&practice: &PracticeIndex| {
        let mut due = DueDays::new(basis, liaison, practice);
        for it in promises.get(&practice).into_iter().flatten() {
            due.promise(it.promise.from, it.promise.until);
        }
        due
    };
    covered.iter().map(one).collect()
}
