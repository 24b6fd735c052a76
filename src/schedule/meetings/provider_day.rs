//! One day of a physician of ours: when they can be away, and the meetings that they have.

use crate::model::index::ProviderIndex;
use crate::model::location::Location;
use crate::model::time::Date;
use crate::routing::model::problem::{Time, Window};
use crate::schedule::drives::drive;
use crate::schedule::plan_basis::PlanBasis;
use crate::schedule::work_day::window;

/// A time in which a physician can be away, and where they set out from and come back to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct AwayTime {
    pub(crate) window: Window,
    pub(crate) base: Location,
}

/// A meeting of a physician on a day: where and when.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct MeetingTime {
    pub(crate) place: Location,
    pub(crate) start: Time,
    pub(crate) end: Time,
}

/// Lists when a physician can be away on a date, without times at no known place.
pub(crate) fn away_times(basis: &PlanBasis, provider: ProviderIndex, date: Date) -> Vec<AwayTime> {
    let provider = &basis.book.providers()[provider.get()];
    let today = provider.hours.iter().filter(|hours| hours.day.is_on(date));
    let away = today
        .filter_map(|it| Some(AwayTime { window: window(it.window), base: it.place.or(provider.place)? }));
    away.collect()
}

/// Lists when one more meeting may start in a time away, between the meetings that are in it, given by their start.
pub(crate) fn starts(
    basis: &PlanBasis,
    away: &AwayTime,
    meetings: &[MeetingTime],
    place: Location,
    minutes: Time,
) -> Vec<Window> {
    let way = |from, to| drive(basis.travel, from, to);
    let free_from = std::iter::once((away.window.open, away.base));
    let free_from = free_from.chain(meetings.iter().map(|it| (it.end, it.place)));
    let due = meetings.iter().map(|it| (it.start, it.place));
    let due = due.chain(std::iter::once((away.window.close, away.base)));
    let gaps = free_from.zip(due).filter_map(|((free, from), (due, to))| {
        let open = free + way(from, place)?;
        let close = due - way(place, to)? - minutes;
        Some(Window { open, close })
    });
    gaps.filter(|it| it.open <= it.close).collect()
}

/// Returns when a physician sets out for the first of some meetings, and is back from the last; `None` where there are none.
pub(crate) fn span(basis: &PlanBasis, away: &AwayTime, meetings: &[MeetingTime]) -> Option<Window> {
    let (first, last) = (meetings.first()?, meetings.last()?);
    let open = first.start - drive(basis.travel, away.base, first.place)?;
    let close = last.end + drive(basis.travel, last.place, away.base)?;
    Some(Window { open, close })
}
