//! The least time from one visit to the next, other visits on the way included.

use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::location::Location;
use crate::schedule::plan_basis::PlanBasis;

/// Most sites of which ways by other visits are followed; beyond, a bound below all of them is used.
const MOST_SITES: usize = 1_500;

/// The place of the home among the sites.
pub(crate) const HOME: usize = 0;

/// Drives between a liaison's home and the practices that they may visit.
#[derive(Debug)]
pub(crate) struct RoadTable {
    sites: usize,
    minutes: Vec<u32>,
    /// What a visit that is not asked for takes, its buffer included.
    stays: Vec<u32>,
    /// By site: a time below every way from it that makes a visit on the way.
    detours: Vec<u32>,
    practices: Vec<PracticeIndex>,
}

impl RoadTable {
    /// Looks up all drives between a home and these practices, ascending, each with a place.
    pub(crate) fn new(basis: &PlanBasis, liaison: LiaisonIndex, practices: Vec<PracticeIndex>) -> Self {
        let home = basis.home(liaison);
        let all = practices.iter().map(|&practice| basis.place(practice).unwrap_or(home));
        let places: Vec<Location> = std::iter::once(home).chain(all).collect();
        let drives = |&from: &Location| places.iter().map(move |&to| basis.minutes(from, to));
        let stay = |&it: &PracticeIndex| {
            basis.book.practices()[it.get()].visit_minutes.0.saturating_add(basis.rules.buffer.0)
        };
        let mut table = Self {
            sites: places.len(),
            minutes: places.iter().flat_map(|from| drives(from).collect::<Vec<_>>()).collect(),
            stays: std::iter::once(0).chain(practices.iter().map(stay)).collect(),
            detours: Vec::new(),
            practices,
        };
        table.detours = table.detours();
        table
    }

    /// Bounds the ways with a visit from each site: the shortest drive away, the shortest visit, and the shortest drive to anywhere.
    /// O(sites²).
    fn detours(&self) -> Vec<u32> {
        let away = |from: usize| {
            let others = self.row(from).iter().enumerate().filter(move |&(to, _)| to != from);
            others.map(|(_, &drive)| drive).min().unwrap_or(0)
        };
        let away: Vec<u32> = (0..self.sites).map(away).collect();
        let least = away.iter().copied().min().unwrap_or(0);
        let stay = self.stays[1..].iter().copied().min().unwrap_or(0);
        away.into_iter().map(|drive| drive.saturating_add(stay).saturating_add(least)).collect()
    }

    /// Tells whether there are so many sites that ways by other visits are bounded only.
    pub(crate) fn is_large(&self) -> bool {
        self.sites > MOST_SITES
    }

    /// Returns the site of a practice; the home where it is none of the table's.
    pub(crate) fn site(&self, practice: PracticeIndex) -> usize {
        self.practices.binary_search(&practice).map_or(HOME, |at| at + 1)
    }

    /// Counts the sites, the home among them.
    pub(crate) fn sites(&self) -> usize {
        self.sites
    }

    fn row(&self, from: usize) -> &[u32] {
        &self.minutes[from * self.sites..(from + 1) * self.sites]
    }

    /// Returns the least time from leaving a site to arriving at each other one, visits on the way included.
    ///
    /// Drives need not keep to the shortest way, so one by a third practice may be shorter, even with the visit there. The
    /// home is no way station. O(sites²).
    pub(crate) fn least_from(&self, from: usize) -> Vec<u32> {
        let mut least = self.row(from).to_vec();
        let mut is_open = vec![true; self.sites];
        (is_open[HOME], is_open[from]) = (false, false);
        let leaves = |least: &[u32], site: usize| least[site].saturating_add(self.stays[site]);
        while let Some(next) =
            (0..self.sites).filter(|&site| is_open[site]).min_by_key(|&site| leaves(&least, site))
        {
            is_open[next] = false;
            let left = leaves(&least, next);
            if least.iter().all(|&time| time <= left) {
                break;
            }
            for (time, &drive) in least.iter_mut().zip(self.row(next)) {
                *time = (*time).min(left.saturating_add(drive));
            }
        }
        least
    }

    /// Returns a time below every way from a site to another, direct or with visits.
    pub(crate) fn bound(&self, from: usize, to: usize) -> u32 {
        self.row(from)[to].min(self.detours[from])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::draws::hunting;

    /// Tables of any drives, and the visits between them.
    fn tables() -> impl Strategy<Value = RoadTable> {
        let parts = |sites: usize| {
            let minutes = proptest::collection::vec(1..90_u32, sites * sites);
            (Just(sites), minutes, proptest::collection::vec(5..60_u32, sites - 1))
        };
        (1..7_usize).prop_flat_map(parts).prop_map(|(sites, minutes, stays)| {
            let practices = (0..sites - 1).map(PracticeIndex::new).collect();
            let stays = std::iter::once(0).chain(stays).collect();
            let mut table = RoadTable { sites, minutes, stays, detours: Vec::new(), practices };
            table.detours = table.detours();
            table
        })
    }

    proptest! {
        #![proptest_config(hunting())]

        #[test]
        fn no_way_is_shorter_than_its_bound(table in tables()) {
            for from in 0..table.sites() {
                for (to, &least) in table.least_from(from).iter().enumerate().filter(|(to, _)| *to != from) {
                    let (bound, direct) = (table.bound(from, to), table.row(from)[to]);
                    prop_assert!(bound <= least && least <= direct, "{bound}, {least}, {direct}");
                }
            }
        }
    }
}
