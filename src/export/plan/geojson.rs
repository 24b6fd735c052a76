//! Stops and routes for maps and GIS.

use geojson::{Feature, FeatureCollection, Geometry, JsonObject};

use crate::export::feature::{feature, object};
use crate::export::lookup::Lookup;
use crate::export::wording::stop_reasons::why;
use crate::export::wording::why_line::why_line;
use crate::export::wording::{events, stops};
use crate::model::book::Book;
use crate::model::id::LiaisonId;
use crate::model::location::Location;
use crate::plan::engagement::Engagement;
use crate::plan::event_stop::EventStop;
use crate::plan::itinerary::{DayPlan, Stop};
use crate::plan::visit_plan::Plan;

/// The plan as `GeoJSON` (RFC 7946): for each liaison-day a `LineString` from home through the stops and back, then a
/// `Point` for each stop and each event, told apart by the property `type` (`day`, `stop`, `event`).
///
/// Positions are longitude, latitude (WGS 84). Lines are straight from stop to stop, they are not roads. Where a route
/// crosses the antimeridian, longitudes run on beyond 180 so that the line stays short; the RFC would rather cut it, but
/// a cut line is no longer one day. A stop at a practice that the book does not know is left out. `near` says
/// what the place is the middle of, where the practice's own is not known.
#[must_use]
pub fn geojson(book: &Book, plan: &Plan) -> String {
    let lookup = Lookup::new(book, plan);
    let features = plan.days().flat_map(|(liaison, day)| day_features(&lookup, liaison, day)).collect();
    FeatureCollection { bbox: None, features, foreign_members: None }.to_string()
}

fn day_features(lookup: &Lookup, liaison: &LiaisonId, day: &DayPlan) -> Vec<Feature> {
    let place_of = |it: &Engagement| match it {
        Engagement::Stop(stop) => lookup.practice(&stop.practice)?.location,
        Engagement::Event(event) => lookup.event_place(&event.event, liaison),
    };
    let all = day.engagements();
    let mut stops = (0..day.stops.len()).zip(&day.stops);
    let properties = |it: &Engagement| match it {
        Engagement::Event(event) => Some(event_properties(lookup, liaison, day, event)),
        Engagement::Stop(_) => stops.next().map(|(at, stop)| stop_properties(lookup, liaison, day, at, stop)),
    };
    let properties: Vec<Option<JsonObject>> = all.iter().map(properties).collect();
    let points = all.iter().zip(properties).filter_map(|(it, properties)| {
        let place = place_of(it)?;
        Some(feature(Geometry::new_point([place.lon(), place.lat()]), properties?))
    });
    let places = all.iter().map(place_of);
    let home = lookup.home(liaison);
    let line = unwrapped([home].into_iter().chain(places).chain([home]).flatten());
    // One position is no line.
    let route = (line.len() > 1)
        .then(|| feature(Geometry::new_line_string(line), day_properties(lookup, liaison, day)));
    route.into_iter().chain(points).collect()
}

/// Longitude and latitude of each place, each longitude within half a turn of the one before.
fn unwrapped(places: impl Iterator<Item = Location>) -> Vec<[f64; 2]> {
    let mut line: Vec<[f64; 2]> = Vec::new();
    for place in places {
        let turns = line.last().map_or(0.0, |last| ((last[0] - place.lon()) / 360.0).round());
        line.push([place.lon() + 360.0 * turns, place.lat()]);
    }
    line
}

fn day_properties(lookup: &Lookup, liaison: &LiaisonId, day: &DayPlan) -> JsonObject {
    object([
        ("type", "day".into()),
        ("liaison_id", liaison.as_str().into()),
        ("liaison_name", lookup.liaison_name(liaison).into()),
        ("date", day.date.to_string().into()),
        ("depart", day.depart.to_string().into()),
        ("back", day.back.to_string().into()),
        ("lunch", day.lunch.map(|lunch| lunch.to_string()).into()),
        ("stops", day.stops.len().into()),
        ("drive_minutes", day.drive().0.into()),
        ("drive_metres", day.distance().0.into()),
        ("expected_referrals", (day.expected_referrals() + 0.0).into()),
    ])
}

fn stop_properties(
    lookup: &Lookup,
    liaison: &LiaisonId,
    day: &DayPlan,
    at: usize,
    stop: &Stop,
) -> JsonObject {
    let mut properties = object([
        ("type", "stop".into()),
        ("liaison_id", liaison.as_str().into()),
        ("date", day.date.to_string().into()),
        ("stop", (at + 1).into()),
        ("practice_id", stop.practice.as_str().into()),
        ("name", lookup.practice_name(&stop.practice).into()),
        ("tier", lookup.tier(&stop.practice).map(|tier| tier.to_string()).into()),
        ("start", stop.start.to_string().into()),
        ("end", stop.end.to_string().into()),
        ("drive_minutes", stop.leg.drive.0.into()),
        ("drive_metres", stop.leg.distance.0.into()),
        ("flags", stops::flags(stop).join(", ").into()),
        ("expected_referrals", (stop.expected_referrals + 0.0).into()),
        ("priority", lookup.priority(stop).map(|what| what.to_string()).into()),
        ("why", why_line(lookup, liaison, day.date, stop).into()),
        ("reasons", why(stop).into()),
    ]);
    let near = lookup.practice(&stop.practice).and_then(|practice| practice.near.as_deref());
    properties.extend(near.map(|near| ("near".to_owned(), near.into())));
    properties
}

fn event_properties(lookup: &Lookup, liaison: &LiaisonId, day: &DayPlan, event: &EventStop) -> JsonObject {
    object([
        ("type", "event".into()),
        ("liaison_id", liaison.as_str().into()),
        ("date", day.date.to_string().into()),
        ("event_id", event.event.as_str().into()),
        ("name", lookup.event_name(&event.event).into()),
        ("kind", events::kind_of(lookup, event).into()),
        ("arrive", event.arrive.to_string().into()),
        ("start", event.start.to_string().into()),
        ("end", event.end.to_string().into()),
        ("leave", event.leave.to_string().into()),
        ("drive_minutes", event.leg.drive.0.into()),
        ("drive_metres", event.leg.distance.0.into()),
    ])
}
