//! The least time of every plan that makes the visits that are asked for.

use std::collections::BTreeSet;

use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::practice::Cadence;
use crate::plan::need::{CapacityNeed, LeastTime, Shortage};
use crate::routing::model::problem::Day;
use crate::schedule::agreed::Agreed;
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
    /// What the days have room for up to the end of each week; the last is that of the plan.
    limits: Vec<DayLimits>,
    roads: RoadTable,
    /// By site that may be needed: the least times from there. None where they are bounded only.
    ways: Vec<Option<Vec<u32>>>,
}

/// Returns whom something agreed is a visit to; events are none.
fn visited(it: &Agreed) -> Option<PracticeIndex> {
    it.practice.filter(|_| !it.is_event())
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
            covered.iter().copied().chain(agenda.visits().filter_map(visited)).collect();
        let roads = RoadTable::new(basis, liaison, all.into_iter().collect());
        let agreed = basis.horizon.dates().filter_map(|(day, _)| Some((day, agenda.on(day)?)));
        let agreed = agreed.flat_map(|(day, it)| it.visits.iter().map(move |visit| (day, visit)));
        let visit = |(day, it): (Day, &Agreed)| {
            let practice = visited(it)?;
            let (site, minutes) = (roads.site(practice), it.end - it.start + it.buffer);
            Some(NeededVisit { practice, site, minutes, day: Some(day) })
        };
        let agreed: Vec<NeededVisit> = agreed.filter_map(visit).collect();
        let ends = (1..=i64::from(basis.horizon.days) / 7).map(|week| 7 * week - 1);
        let limits = ends.map(|end| DayLimits::new(basis, liaison, end)).collect();
        let due = due_days(basis, liaison, covered);
        let mut need = Self { basis, due, agreed, limits, ways: vec![None; roads.sites()], roads };
        need.find_ways();
        need
    }

    /// Finds the ways from home and from every site that may be needed.
    fn find_ways(&mut self) {
        if self.roads.is_large() {
            return;
        }
        let tiers = self.tiers();
        let visits = self.visits(&tiers, i64::MAX);
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
            work_days: self.limits.last().map_or(0, |limits| count(limits.work_days)),
            shortage: self.shortage(&self.promised()),
        }
    }

    /// Lists by practice the longest gap that a person has set, where one has.
    pub(crate) fn promised(&self) -> Vec<Option<u32>> {
        let set = |due: &DueDays| self.basis.book.practices()[due.practice.get()].cadence;
        self.due.iter().map(|due| set(due).map(Cadence::max)).collect()
    }

    /// Finds the first weeks that have no room for what is due in them; there is a plan only where there are none.
    pub(crate) fn shortage(&self, longest: &[Option<u32>]) -> Option<Shortage> {
        self.limits.iter().find_map(|limits| {
            let least = self.least_within(longest, limits);
            (least.days as usize > limits.work_days).then(|| Shortage {
                until: self.basis.horizon.start.plus_days(limits.until),
                least,
                work_days: count(limits.work_days),
                hours: limits.hours(),
            })
        })
    }

    fn tiers(&self) -> Vec<Option<u32>> {
        self.due.iter().map(|due| Some(due.cadence.max())).collect()
    }

    /// Bounds what it takes to keep these longest gaps, by practice, with all promises and appointments.
    fn least(&self, longest: &[Option<u32>]) -> LeastTime {
        self.limits.last().map_or_else(LeastTime::default, |limits| self.least_within(longest, limits))
    }

    /// Bounds what it takes to make the visits that are due within these days.
    fn least_within(&self, longest: &[Option<u32>], limits: &DayLimits) -> LeastTime {
        let visits = self.visits(longest, limits.until);
        let legs = self.legs(&visits);
        let service: i64 = visits.iter().map(|visit| visit.minutes).sum();
        let mut fewest = most_of_one(&visits).max(limits.fewest(visits.len(), service, 0));
        let mut drive = 0;
        for _ in 0..ROUNDS {
            let days = DayRange { fewest, most: limits.work_days.max(fewest) };
            drive = legs.least_drive(days).max(drive);
            let again = limits.fewest(visits.len(), service, drive).max(fewest);
            if std::mem::replace(&mut fewest, again) == again {
                break;
            }
        }
        LeastTime { visits: count(visits.len()), days: count(fewest), hours: (service + drive) as f64 / 60.0 }
    }

    /// Lists the appointments up to a day, and the fewest visits that are due beside them.
    fn visits(&self, longest: &[Option<u32>], until: i64) -> Vec<NeededVisit> {
        let asked = self.due.iter().zip(longest).flat_map(|(due, &longest)| {
            let minutes = self.basis.book.practices()[due.practice.get()].visit_minutes;
            let visit = NeededVisit {
                practice: due.practice,
                site: self.roads.site(due.practice),
                minutes: i64::from(minutes.0) + i64::from(self.basis.rules.buffer.0),
                day: None,
            };
            std::iter::repeat_n(visit, due.visits(longest).into_iter().filter(|&day| day <= until).count())
        });
        let is_agreed = |visit: &&NeededVisit| visit.day.is_some_and(|day| i64::from(day) <= until);
        self.agreed.iter().filter(is_agreed).copied().chain(asked).collect()
    }

    /// Lists the least times between home and visits. Two visits that cannot be on one day have no way between them.
    fn legs(&self, visits: &[NeededVisit]) -> Legs {
        let way = |from: usize, to: usize| {
            let least = self.ways[from].as_ref().map(|ways| ways[to]);
            least.unwrap_or_else(|| self.roads.bound(from, to)).min(NO_WAY)
        };
        let between = |from: &NeededVisit, to: &NeededVisit| {
            if from.may_share_day(to) { way(from.site, to.site) } else { NO_WAY }
        };
        Legs {
            out: visits.iter().map(|visit| way(HOME, visit.site).into()).collect(),
            back: visits.iter().map(|visit| way(visit.site, HOME).into()).collect(),
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

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
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
