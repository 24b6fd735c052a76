//! What is to be solved: sites, shifts and clients. Built once, validated once, then immutable.

use std::sync::Arc;

/// A moment or a span, in whatever whole unit the caller chose (the scheduler uses minutes of the day).
pub type Time = i64;
/// Worth of a visit, in whatever whole unit the caller chose (the scheduler uses 32,768ths of what a mean visit costs).
pub type Value = i64;
/// A planning day, counted from 0.
pub type Day = u32;
/// Position of a client in [`Problem::clients`].
pub type ClientIndex = usize;
/// Position of a shift in [`Problem::shifts`].
pub type ShiftIndex = usize;
/// A row of the travel table.
pub type SiteIndex = usize;

/// A closed interval of moments: `open <= t <= close`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Window {
    /// First moment.
    pub open: Time,
    /// Last moment.
    pub close: Time,
}

/// A pause inside a shift: `duration` long, wholly inside `window`, taken anywhere between two services or on
/// the way between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Break {
    /// The pause lies inside this window.
    pub window: Window,
    /// Its length.
    pub duration: Time,
}

/// One person's (or vehicle's) working day: at most one route.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Shift {
    /// The planning day it falls on; several shifts may share a day.
    pub day: Day,
    /// Where the route starts.
    pub start: SiteIndex,
    /// Where the route ends.
    pub end: SiteIndex,
    /// The route leaves no earlier than `open` and is back no later than `close`.
    pub window: Window,
    /// The pause that any used shift must fit in, if any. A shift that leaves no room for it between
    /// departure and return (say, a morning with a pause at noon) is valid, and stays unused.
    pub pause: Option<Break>,
    /// Longest time from departure to return, if limited.
    pub max_duration: Option<Time>,
    /// Most travel time in the route, if limited.
    pub max_travel: Option<Time>,
    /// Most clients in the route, if limited.
    pub max_stops: Option<usize>,
    /// Most load in the route, if limited.
    pub capacity: Option<i64>,
}

impl Shift {
    /// Returns a shift without pause or limits; set those it has: `Shift { max_stops: Some(8),
    /// ..Shift::new(0, 0, 0, day) }`.
    #[must_use]
    pub fn new(day: Day, start: SiteIndex, end: SiteIndex, window: Window) -> Self {
        let (pause, max_duration, max_travel, max_stops, capacity) = (None, None, None, None, None);
        Self { day, start, end, window, pause, max_duration, max_travel, max_stops, capacity }
    }
}

/// A client asks for visits at a site.
///
/// A client that nothing can serve is valid: one without a window on any day it may be visited, one that no
/// shift may visit (`shifts: Some(vec![])`), or with a load above every capacity. It gets no visits, and is
/// reported in [`Solution::unserved`](crate::routing::Solution::unserved) if they are
/// [required](Demand::Required) or [periodic](Demand::Periodic).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Where.
    pub site: SiteIndex,
    /// How long a visit takes.
    pub service: Time,
    /// Load that each visit adds to the route.
    pub load: i64,
    /// By day: the windows in which a service may *start*, sorted and apart (the next opens after the last
    /// has closed). A day beyond the end of the list or with an empty list is a day without visits.
    pub windows: Vec<Vec<Window>>,
    /// The shifts that may visit; `None` means all. Sorted, each once.
    pub shifts: Option<Vec<ShiftIndex>>,
    /// What is asked for.
    pub demand: Demand,
}

impl Client {
    /// Returns a client without load whom any shift may visit.
    #[must_use]
    pub fn new(site: SiteIndex, service: Time, windows: Vec<Vec<Window>>, demand: Demand) -> Self {
        Self { site, service, load: 0, windows, shifts: None, demand }
    }
}

/// How many visits a client asks for and what they are worth. What cannot be met is no error: see [`Client`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Demand {
    /// Exactly one visit, on any allowed day.
    Required,
    /// At most one visit, worth `prize`.
    Optional {
        /// Worth of the visit.
        prize: Value,
    },
    /// Exactly one of these sets of days, one visit on each of its days (periodic routing), or else no visit
    /// at all.
    Periodic {
        /// At least one pattern; each is a sorted list of at least one day, each day once.
        patterns: Vec<Vec<Day>>,
    },
    /// Any number of visits, worth the sum over the gaps between them.
    Recurring(Recurrence),
}

/// Visits that repeat. A set of visits is worth the sum over its gaps: the gap that the first visit ends, the gaps between
/// visits, and the gap that is still open after the last planning day; less the price of each visit.
///
/// No visit at all is worth 0. A gap may be worth less than nothing, and longer gaps may be worth less than
/// shorter ones. A visit that meets nobody ends no gap: each gap counts with the chance that somebody was met
/// at both its ends and nobody in between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurrence {
    /// Fewest days between two planned visits, at least 1.
    pub min_gap: u32,
    /// By day: worth of the gap that a first visit on that day ends, beside leaving that gap open to the end.
    pub first: Vec<Value>,
    /// By length in days, from 0 to the number of planning days: worth of a gap between two visits.
    pub between: Arc<[Value]>,
    /// By length in days, from 0 to the number of planning days: worth of a gap after the last visit, counted
    /// up to the day after the last planning day.
    pub open: Arc<[Value]>,
    /// What each visit costs beside its travel.
    pub price: Value,
    /// Days of visits that are made whatever is planned, ascending. Somebody is met there for certain.
    pub fixed: Vec<Day>,
    /// By day: chance that a planned visit meets somebody, in 1/65,536.
    pub access: Vec<u32>,
    /// Visits that have to happen. A client without all of them counts as unserved.
    pub required: Vec<RequiredVisit>,
}

/// A visit that has to happen on one of some days. One visit serves all spans that hold its day. Visits for two spans without a
/// common day keep the shortest gap only if some days of the two do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequiredVisit {
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Day,
    /// Days of the span, ascending, on which the first visit of such a span may be made and no other.
    pub only: Vec<Day>,
}

/// Travel worked out when it is asked for, so that no `sites * sites` table is needed.
pub trait TravelSource: std::fmt::Debug + Send + Sync {
    /// Returns the number of sites.
    fn sites(&self) -> usize;
    /// Returns travel time between two sites below [`TravelSource::sites`]; [`UNREACHABLE`] or more where
    /// there is no way.
    fn travel(&self, from: SiteIndex, to: SiteIndex) -> u32;
    /// Returns about `count` sites near `site`, nearest first, `site` itself left out; a spatial index
    /// answers this well.
    ///
    /// The answer is a hint: it decides which clients are tried beside each other, never what is allowed.
    /// More or fewer sites, another order, `site` itself, a site twice and numbers that are no site all do;
    /// what is missing is only found later, by other steps of the search. Same bytes for the same call, or
    /// the plan is not the same twice.
    fn nearest(&self, site: SiteIndex, count: usize) -> Vec<SiteIndex>;
}

/// Travel time that stands for "there is no way".
pub const UNREACHABLE: u32 = 1 << 28;

/// Travel time between sites, in the unit of [`Time`]. Travel is also what the objective charges for.
#[derive(Debug, Clone)]
pub enum Travel {
    /// Row-major `sites * sites` table.
    Matrix {
        /// Number of sites.
        sites: usize,
        /// `table[from * sites + to]`.
        table: Vec<u32>,
    },
    /// Worked out on demand: for problems with more than a few thousand sites.
    OnDemand(Arc<dyn TravelSource>),
}

impl Travel {
    /// Returns the number of sites.
    #[must_use]
    pub fn sites(&self) -> usize {
        match self {
            Self::Matrix { sites, .. } => *sites,
            Self::OnDemand(source) => source.sites(),
        }
    }

    /// Returns travel time between two sites below [`Travel::sites`]; [`UNREACHABLE`] where there is no way.
    #[must_use]
    pub fn between(&self, from: SiteIndex, to: SiteIndex) -> u32 {
        match self {
            Self::Matrix { sites, table } => {
                let entry = from.checked_mul(*sites).and_then(|row| table.get(row.checked_add(to)?));
                entry.map_or(UNREACHABLE, |&time| time.min(UNREACHABLE))
            }
            Self::OnDemand(source) => source.travel(from, to).min(UNREACHABLE),
        }
    }
}

/// Everything a search needs to know. The objective is: fewest unserved required visits first, then the
/// greatest `sum of values - travel_weight * sum of travel`.
///
/// [`Problem::validate`] holds the objective and the load of the largest plan to
/// [`MAX_SUM`](crate::routing::MAX_SUM), and sizes to what can be kept in memory, so that no search
/// overflows.
#[derive(Debug, Clone)]
pub struct Problem {
    /// Number of planning days, at most [`MAX_DAYS`](crate::routing::MAX_DAYS).
    pub days: Day,
    /// Travel times.
    pub travel: Travel,
    /// The shifts.
    pub shifts: Vec<Shift>,
    /// The clients.
    pub clients: Vec<Client>,
    /// What one unit of travel time costs in units of value, 0 to [`MAX_WEIGHT`](crate::routing::MAX_WEIGHT).
    pub travel_weight: Value,
}
