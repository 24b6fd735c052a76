//! The days of our physicians: when they can be away, and the meetings that a plan gives them.

use std::collections::BTreeMap;

use crate::check::case::Case;
use crate::check::hours::{Stretch, stretch};
use crate::model::id::ProviderId;
use crate::model::location::Location;
use crate::model::provider::Provider;
use crate::model::time::Date;
use crate::plan::itinerary::Stop;
use crate::plan::leg::Leg;
use crate::plan::meeting::Meeting;

/// Lists when a physician can be away on a date, with the place they set out from.
pub(crate) fn away(provider: &Provider, date: Date) -> Vec<(Stretch, Location)> {
    let today = provider.hours.iter().filter(|hours| hours.day.is_on(date));
    today.filter_map(|it| Some((stretch(it.window), it.place.or(provider.place)?))).collect()
}

/// Counts the meetings that a physician has had, by the book, in the week of a Monday.
pub(crate) fn had(case: &Case, provider: &ProviderId, monday: Date) -> u64 {
    let mine = case.book.introductions().iter().filter(|it| it.provider.as_ref() == Some(provider));
    mine.filter(|it| it.met.is_some_and(|met| met.monday() == monday)).count() as u64
}

/// Tells whether a physician may have one more meeting in a week without any other planned.
pub(crate) fn has_room(case: &Case, provider: &Provider, date: Date) -> bool {
    provider.per_week.is_none_or(|most| had(case, &provider.id, date.monday()) < u64::from(most))
}

/// A meeting of the plan with its stop and its place.
#[derive(Clone, Copy)]
pub(crate) struct SeenMeeting<'a> {
    pub(crate) stop: &'a Stop,
    pub(crate) meeting: &'a Meeting,
    pub(crate) place: Option<Location>,
}

/// By physician and date: the meetings, by their start.
pub(crate) type ProviderDays<'a> = BTreeMap<(&'a ProviderId, Date), Vec<SeenMeeting<'a>>>;

/// Gathers the meetings of every physician.
pub(crate) fn gathered<'a>(case: &Case<'a>) -> ProviderDays<'a> {
    let mut days: ProviderDays = BTreeMap::new();
    for (_, date, stop) in case.plan.stops() {
        if let Some(meeting) = &stop.meeting {
            let place = case.book.practice(&stop.practice).and_then(|it| it.location);
            let seen = SeenMeeting { stop, meeting, place };
            days.entry((&meeting.provider, date)).or_default().push(seen);
        }
    }
    for day in days.values_mut() {
        day.sort_by_key(|seen| seen.stop.start);
    }
    days
}

/// Tells whether a physician can make a day: in rounds, each from a place and back within one of their times away, one after the other.
pub(crate) fn is_possible(case: &Case, provider: &Provider, date: Date, day: &[SeenMeeting]) -> bool {
    let away = away(provider, date);
    let mut free = 0;
    let rounds = day.split_inclusive(|seen| seen.meeting.way_back.is_some());
    rounds.into_iter().all(|round| {
        let fits = |&(window, base): &(Stretch, Location)| {
            span(case, base, round).filter(|span| window.0 <= span.0 && span.1 <= window.1)
        };
        let span = away.iter().filter_map(fits).find(|span| free <= span.0);
        free = span.map_or(free, |span| span.1);
        span.is_some()
    })
}

/// Returns when a physician sets out for a round of meetings from a place and is back; `None` where the drives stated do not lead there
/// in time, or nowhere back.
fn span(case: &Case, base: Location, round: &[SeenMeeting]) -> Option<Stretch> {
    let (mut here, mut free, mut set_out) = (base, i64::MIN, None);
    for seen in round {
        let (place, start) = (seen.place?, i64::from(seen.stop.start.minutes()));
        let drive = i64::from(seen.meeting.leg.drive.0);
        if leg(case, here, place)? != seen.meeting.leg || free > start - drive {
            return None;
        }
        set_out = set_out.or(Some(start - drive));
        (here, free) = (place, seen.stop.end.minutes().into());
    }
    let back = round.last()?.meeting.way_back?;
    (leg(case, here, base)? == back).then_some((set_out?, free + i64::from(back.drive.0)))
}

/// Returns the drive from one place to another.
fn leg(case: &Case, from: Location, to: Location) -> Option<Leg> {
    let drive = case.facts.travel.drive(from, to)?;
    Some(Leg { drive: drive.time.to_minutes_up(), distance: drive.distance })
}
