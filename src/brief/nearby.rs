//! Practices near the venue of an event: whom to call on before or after it.

use serde::{Deserialize, Serialize};

use crate::geo::index::SpatialIndex;
use crate::geo::sphere::distance_metres;
use crate::model::book::Book;
use crate::model::event::Event;
use crate::model::id::{EventId, PracticeId};
use crate::model::location::Location;
use crate::model::practice::AccessPolicy;
use crate::model::time::Date;
use crate::model::units::Metres;
use crate::plan::visit_plan::Plan;

/// Metres from a venue within which a practice is near.
const NEAR: f64 = 20_000.0;

/// Most practices that are named.
const MOST: usize = 12;

/// An event in the days of a plan with the practices near it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EventBrief {
    /// Which event.
    pub event: EventId,
    /// Which day.
    pub date: Date,
    /// The nearest practices of its specialties within 20 km, at most 12, the nearest first. Those that receive no liaisons are
    /// left out. What they refer plays no part.
    pub nearby: Vec<NearbyPractice>,
}

/// A practice near a venue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NearbyPractice {
    /// Which practice.
    pub practice: PracticeId,
    /// Metres to it as the crow flies.
    pub distance: Metres,
}

/// Lists the events with a place in the days of a plan, by day and identifier, with the practices near them.
///
/// Practices that receive no liaisons are left out. Else only distance and specialty count. `O(practices log practices)` for the index, and a query an event.
pub(crate) fn of_plan(book: &Book, plan: &Plan) -> Vec<EventBrief> {
    let within = |event: &&Event| plan.start <= event.date && event.date <= plan.end();
    let mut events: Vec<(&Event, Location)> =
        book.events().iter().filter(within).filter_map(|event| Some((event, event.place?))).collect();
    events.sort_by_key(|(event, _)| (event.date, &event.id));
    if events.is_empty() {
        return Vec::new();
    }
    let placed: Vec<(&PracticeId, Option<String>, Location)> = book
        .practices()
        .iter()
        .filter(|it| it.access != AccessPolicy::NoSee)
        .filter_map(|it| {
            Some((&it.id, it.specialty.as_ref().map(|it| it.trim().to_lowercase()), it.location?))
        })
        .collect();
    let index = SpatialIndex::new(&placed.iter().map(|it| it.2).collect::<Vec<_>>());
    let brief = |(event, venue): (&Event, Location)| {
        let near = index.within(NEAR, venue).into_iter().filter_map(|at| placed.get(at));
        let fits = |specialty: &Option<String>| {
            event.specialties.is_empty()
                || specialty.as_ref().is_some_and(|it| event.specialties.contains(it))
        };
        let near = near.filter(|(id, specialty, _)| fits(specialty) && event.practice.as_ref() != Some(id));
        let mut nearby: Vec<NearbyPractice> = near
            .map(|(id, _, place)| NearbyPractice { practice: (*id).clone(), distance: metres(*place, venue) })
            .collect();
        nearby.sort_by(|a, b| (a.distance, &a.practice).cmp(&(b.distance, &b.practice)));
        nearby.truncate(MOST);
        EventBrief { event: event.id.clone(), date: event.date, nearby }
    };
    events.into_iter().map(brief).collect()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a distance on the Earth is a small positive number"
)]
fn metres(from: Location, to: Location) -> Metres {
    Metres(distance_metres(from, to).round() as u32)
}
