//! Travel times as the search reads them: rows that lie side by side in memory.

use std::borrow::Cow;

use crate::routing::model::problem::{SiteIndex, Travel, TravelSource, UNREACHABLE};
use crate::routing::support::cancellation::StopCheck;

/// Travel between all sites of a problem.
#[derive(Debug)]
pub(crate) enum TravelData<'a> {
    /// A table and its transpose, which is the same table where travel is symmetric.
    Table {
        sites: usize,
        out: &'a [u32],
        into: Cow<'a, [u32]>,
    },
    OnDemand(&'a dyn TravelSource),
}

/// Travel from and to one site.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Around<'a> {
    Rows { out: &'a [u32], into: &'a [u32] },
    OnDemand { source: &'a dyn TravelSource, site: SiteIndex },
}

impl<'a> TravelData<'a> {
    /// The rows of a table, and its columns; `None` where it may not go on.
    pub(crate) fn new(travel: &'a Travel, stop_check: &StopCheck<'_>) -> Option<Self> {
        Some(match travel {
            Travel::Matrix { sites, table } => {
                Self::Table { sites: *sites, out: table, into: transpose(*sites, table, stop_check)? }
            }
            Travel::OnDemand(source) => Self::OnDemand(source.as_ref()),
        })
    }

    pub(crate) fn around(&self, site: u32) -> Around<'_> {
        let site = site as usize;
        match self {
            Self::Table { sites, out, into } => {
                let row = site * sites..(site + 1) * sites;
                Around::Rows { out: &out[row.clone()], into: &into[row] }
            }
            Self::OnDemand(source) => Around::OnDemand { source: *source, site },
        }
    }

    pub(crate) fn between(&self, from: u32, to: u32) -> i32 {
        self.around(from).to(to)
    }
}

impl Around<'_> {
    /// Travel from this site to another.
    #[inline]
    pub(crate) fn to(&self, site: u32) -> i32 {
        let travel = match self {
            Self::Rows { out, .. } => out[site as usize],
            Self::OnDemand { source, site: from } => source.travel(*from, site as usize),
        };
        travel.min(UNREACHABLE) as i32
    }

    /// Travel to this site from another.
    #[inline]
    pub(crate) fn from(&self, site: u32) -> i32 {
        let travel = match self {
            Self::Rows { into, .. } => into[site as usize],
            Self::OnDemand { source, site: to } => source.travel(site as usize, *to),
        };
        travel.min(UNREACHABLE) as i32
    }
}

fn transpose<'a>(sites: usize, table: &'a [u32], stop_check: &StopCheck<'_>) -> Option<Cow<'a, [u32]>> {
    let symmetric = |row: usize| (0..row).all(|j| table[row * sites + j] == table[j * sites + row]);
    if stop_check.map(0..sites, sites, symmetric)?.into_iter().all(|row| row) {
        return Some(Cow::Borrowed(table));
    }
    let mut columns = Vec::with_capacity(table.len());
    for column in 0..sites {
        if !stop_check.allows(sites) {
            return None;
        }
        columns.extend((0..sites).map(|row| table[row * sites + column]));
    }
    Some(Cow::Owned(columns))
}
