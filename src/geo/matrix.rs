//! Drives from a table, such as a routing service gives.

use rustc_hash::FxHashMap;

use crate::geo::great_circle::GreatCircle;
use crate::geo::travel_times::{Drive, TravelTimes};
use crate::model::location::Location;

/// Drives by pairs of places, perhaps with an estimate behind them.
///
/// A pair that the table does not hold has the drive of the estimate, and no way where there is none. Staying where one is takes
/// no time.
///
/// ```
/// use rounds::{geo::{Drive, GreatCircle, TravelMatrix, TravelTimes}, model::{Location, Metres, Seconds}};
/// let (west, east) = (Location::new(38.9, -77.0)?, Location::new(38.9, -76.9)?);
/// let mut roads = TravelMatrix::new().with_estimate(GreatCircle::default());
/// roads.insert(west, east, Drive { time: Seconds(2700), distance: Metres(21_000) });
/// roads.forbid(east, west);
/// assert_eq!(roads.drive(west, east).map(|drive| drive.time), Some(Seconds(2700)));
/// assert_eq!(roads.drive(east, west), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct TravelMatrix {
    positions: FxHashMap<Location, u32>,
    ways: FxHashMap<(u32, u32), Way>,
    estimate: Option<GreatCircle>,
}

/// What a table says of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    Open(Drive),
    Forbidden,
}

impl Way {
    fn drive(self) -> Option<Drive> {
        match self {
            Self::Open(drive) => Some(drive),
            Self::Forbidden => None,
        }
    }
}

impl TravelMatrix {
    /// Makes an empty table, without an estimate behind it.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the same table with an estimate for all pairs that it does not hold.
    #[must_use]
    pub fn with_estimate(self, estimate: GreatCircle) -> Self {
        Self { estimate: Some(estimate), ..self }
    }

    /// Sets the drive from `from` to `to`.
    pub fn insert(&mut self, from: Location, to: Location, drive: Drive) {
        self.set(from, to, Way::Open(drive));
    }

    /// Says that no way leads from `from` to `to`, even where there is an estimate.
    pub fn forbid(&mut self, from: Location, to: Location) {
        self.set(from, to, Way::Forbidden);
    }

    /// Tells whether the table itself says what the way from `from` to `to` is.
    #[must_use]
    pub fn covers(&self, from: Location, to: Location) -> bool {
        self.stated(from, to).is_some()
    }

    /// Returns what the table itself says: a drive, or that there is no way.
    pub(crate) fn stated(&self, from: Location, to: Location) -> Option<Way> {
        let pair = (*self.positions.get(&from)?, *self.positions.get(&to)?);
        self.ways.get(&pair).copied()
    }

    /// Lists the pairs that the table holds, in no order.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (Location, Location)> {
        let places: FxHashMap<u32, Location> =
            self.positions.iter().map(|(place, at)| (*at, *place)).collect();
        self.ways.keys().filter_map(move |(from, to)| Some((*places.get(from)?, *places.get(to)?)))
    }

    /// Sets what the table says of a pair.
    pub(crate) fn set(&mut self, from: Location, to: Location, way: Way) {
        let pair = (self.position(from), self.position(to));
        self.ways.insert(pair, way);
    }

    /// Returns the number of a place; a new place gets the next.
    fn position(&mut self, location: Location) -> u32 {
        let next = u32::try_from(self.positions.len()).unwrap_or(u32::MAX);
        *self.positions.entry(location).or_insert(next)
    }
}

impl TravelTimes for TravelMatrix {
    fn drive(&self, from: Location, to: Location) -> Option<Drive> {
        if from == to {
            return Some(Drive::default());
        }
        let estimated = || self.estimate.and_then(|estimate| estimate.drive(from, to));
        self.stated(from, to).map_or_else(estimated, Way::drive)
    }
}
