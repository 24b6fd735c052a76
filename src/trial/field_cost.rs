//! Hours and miles of the visits that were made while a trial ran.

use std::collections::BTreeMap;

use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::model::history::Outcome;
use crate::model::location::Location;
use crate::model::practice::Practice;
use crate::model::time::Date;
use crate::model::units::Metres;

/// What the visits of some days took.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct FieldCost {
    pub(crate) hours: f64,
    pub(crate) miles: f64,
    /// Visits that met somebody.
    pub(crate) met: u32,
    /// Days of liaisons that are in none of these figures, because a drive of theirs is not known.
    pub(crate) days_left_out: u32,
}

/// A practice where somebody went on a day, and whether that met anybody.
type VisitedStop<'a> = (&'a Practice, bool);

/// Adds up the days of all liaisons. Each day is driven from home through the practices and back, always on to the nearest one, since
/// a log does not tell the order (nearest neighbour; O(stops^2) a day). Attempts that met nobody take their time, too.
///
/// A day is left out whole where its liaison or the place of a practice is not known, or where there is no way to drive.
pub(crate) fn field_cost(book: &Book, travel: &dyn TravelTimes, from: Date, until: Date) -> FieldCost {
    let mut days: BTreeMap<(&str, Date), Vec<VisitedStop<'_>>> = BTreeMap::new();
    for (at, practice) in book.practice_indices().zip(book.practices()) {
        for visit in book.visits(at).iter().filter(|it| from <= it.date && it.date <= until) {
            if !matches!(visit.outcome, Outcome::Cancelled | Outcome::Missed) {
                let day = days.entry((visit.liaison.as_str(), visit.date)).or_default();
                day.push((practice, visit.outcome.counts_as_visit()));
            }
        }
    }
    let of_day = |((liaison, _), stops): (&(&str, Date), &Vec<VisitedStop<'_>>)| {
        let home = book.liaison(&(*liaison).into()).map(|it| it.home)?;
        day_cost(travel, home, stops)
    };
    days.iter().map(of_day).fold(FieldCost::default(), FieldCost::and)
}

impl FieldCost {
    /// Adds a day; `None` is one whose drives are not known.
    fn and(self, day: Option<Self>) -> Self {
        let Some(day) = day else { return Self { days_left_out: self.days_left_out + 1, ..self } };
        let (hours, miles) = (self.hours + day.hours, self.miles + day.miles);
        Self { hours, miles, met: self.met + day.met, ..self }
    }
}

fn day_cost(travel: &dyn TravelTimes, home: Location, stops: &[VisitedStop<'_>]) -> Option<FieldCost> {
    let places: Option<Vec<Location>> = stops.iter().map(|it| it.0.location).collect();
    let [seconds, metres] = tour(travel, home, places?)?;
    let minutes: u32 = stops.iter().map(|it| it.0.visit_minutes.0).sum();
    Some(FieldCost {
        hours: f64::from(minutes) / 60.0 + seconds / 3_600.0,
        miles: metres / Metres::OF_A_MILE,
        met: stops.iter().map(|it| u32::from(it.1)).sum(),
        days_left_out: 0,
    })
}

/// Returns seconds and metres of a day's drives; `None` where none is known that goes on.
fn tour(travel: &dyn TravelTimes, home: Location, mut left: Vec<Location>) -> Option<[f64; 2]> {
    let (mut here, mut sum) = (home, [0.0, 0.0]);
    while !left.is_empty() {
        let drives = left.iter().enumerate().filter_map(|(at, to)| Some((at, travel.drive(here, *to)?)));
        let (at, drive) = drives.min_by_key(|it| it.1.time)?;
        sum = [sum[0] + f64::from(drive.time.0), sum[1] + f64::from(drive.distance.0)];
        here = left.swap_remove(at);
    }
    let back = travel.drive(here, home)?;
    Some([sum[0] + f64::from(back.time.0), sum[1] + f64::from(back.distance.0)])
}
