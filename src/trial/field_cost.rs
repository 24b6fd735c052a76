//! Hours and miles of the visits that were made while a trial ran.

use std::collections::BTreeMap;

use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::model::history::Outcome;
use crate::model::index::PracticeIndex;
use crate::model::location::Location;
use crate::model::time::Date;

/// What the visits of some days took.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct FieldCost {
    pub(crate) hours: f64,
    pub(crate) miles: f64,
    /// Visits that met somebody.
    pub(crate) met: u32,
}

/// Adds up the days of all liaisons. Each day is driven from home through the practices and back, always on to the nearest one, since
/// a log does not tell the order (nearest neighbour; O(stops^2) a day). Attempts that met nobody take their time, too.
pub(crate) fn field_cost(book: &Book, travel: &dyn TravelTimes, from: Date, until: Date) -> FieldCost {
    let mut days: BTreeMap<(&str, Date), Vec<PracticeIndex>> = BTreeMap::new();
    let mut sum = FieldCost::default();
    for at in book.practice_indices() {
        for visit in book.visits(at).iter().filter(|it| from <= it.date && it.date <= until) {
            if !matches!(visit.outcome, Outcome::Cancelled | Outcome::Missed) {
                days.entry((visit.liaison.as_str(), visit.date)).or_default().push(at);
                sum.met += u32::from(visit.outcome.counts_as_visit());
            }
        }
    }
    for ((liaison, _), practices) in &days {
        let home = book.liaison(&(*liaison).into()).map(|it| it.home);
        let minutes: u32 = practices.iter().map(|at| book.practices()[at.get()].visit_minutes.0).sum();
        let places = practices.iter().filter_map(|at| book.practices()[at.get()].location).collect();
        let [seconds, metres] = home.map_or([0.0; 2], |home| tour(travel, home, places));
        sum.hours += f64::from(minutes) / 60.0 + seconds / 3_600.0;
        sum.miles += metres / METRES_OF_A_MILE;
    }
    sum
}

const METRES_OF_A_MILE: f64 = 1_609.344;

/// Returns seconds and metres of a day's drives.
fn tour(travel: &dyn TravelTimes, home: Location, mut left: Vec<Location>) -> [f64; 2] {
    let (mut here, mut sum) = (home, [0.0; 2]);
    let mut go = |from: Location, to: Location| {
        let drive = travel.drive(from, to).unwrap_or_default();
        sum[0] += f64::from(drive.time.0);
        sum[1] += f64::from(drive.distance.0);
    };
    while let Some(at) =
        (0..left.len()).min_by_key(|at| travel.drive(here, left[*at]).unwrap_or_default().time)
    {
        let next = left.swap_remove(at);
        go(here, next);
        here = next;
    }
    go(here, home);
    sum
}
