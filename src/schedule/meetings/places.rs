//! Where a meeting has a place in the calendars, and what it costs there.

use crate::model::index::ProviderIndex;
use crate::routing::model::problem::{Day, Time, Window};
use crate::schedule::drives::drive;
use crate::schedule::meetings::calendars::{CalendarBasis, Calendars, Placed};
use crate::schedule::meetings::provider_day::{AwayTime, MeetingTime, starts};
use crate::schedule::meetings::wish::MeetingWish;
use crate::schedule::work_day::{self, cut};

/// Minutes that it costs where a physician comes who suits less well.
const LESS_SUITED: Time = 30;

/// Minutes that it costs for each day by which a meeting is closer to another visit than the cadence allows.
const CLOSE: Time = 10;

/// A place and what it costs: minutes of driving of both, whoever suits less well, and a minute for every day that it is later.
pub(crate) type CostedPlace = (Time, Placed);

/// Lists the places of a meeting in the calendars: the earliest start in each gap of the physician and the liaison, at a full step of some
/// minutes where the gap has one.
///
/// A schedule whose meetings all start as early as their order allows is as good as any, so other starts need no look.
pub(crate) fn places(on: &CalendarBasis, calendars: &Calendars, wish: usize, step: Time) -> Vec<CostedPlace> {
    let it = &on.wishes[wish];
    let days = (it.days.0..=it.days.1).filter(|&day| !on.basis.is_frozen(day));
    days.flat_map(|day| on_day(on, calendars, wish, day, step)).collect()
}

/// Lists the places of a day.
fn on_day(on: &CalendarBasis, calendars: &Calendars, wish: usize, day: Day, step: Time) -> Vec<CostedPlace> {
    let it = &on.wishes[wish];
    let open = open_starts(on, it, day);
    if open.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (rank, &provider) in it.providers.iter().enumerate() {
        if !calendars.is_within_limit(on, provider, day) {
            continue;
        }
        for away in 0..on.away(provider, day).len() {
            let starts = in_away(on, calendars, wish, (day, provider, away), &open, step);
            let cost =
                |start| (cost(on, it, day, rank, provider, away), Placed { day, start, provider, away });
            found.extend(starts.into_iter().map(cost));
        }
    }
    found
}

/// Lists when a meeting may start within the hours of the practice and of the liaison.
pub(crate) fn open_starts(on: &CalendarBasis, it: &MeetingWish, day: Day) -> Vec<Window> {
    let book = on.basis.book;
    if book.has_skills(it.liaison, it.practice) != Some(true) {
        return Vec::new();
    }
    let Some(work) = on.work(it.liaison, day) else { return Vec::new() };
    let open = book.visiting_hours(it.practice, on.basis.horizon.date(day));
    work.within_hours(work_day::starts(open, it.minutes), it.minutes)
}

/// Lists the earliest starts in one time away of a physician, one for each gap.
fn in_away(
    on: &CalendarBasis,
    calendars: &Calendars,
    wish: usize,
    (day, provider, away): (Day, ProviderIndex, usize),
    open: &[Window],
    step: Time,
) -> Vec<Time> {
    let it = &on.wishes[wish];
    let meetings = calendars.in_away(on, provider, day, away);
    let gaps = starts(on.basis, &on.away(provider, day)[away], &meetings, it.place, it.minutes);
    let windows = cut(&cut(&gaps, open, 0), &liaison_gaps(on, calendars, wish, day), 0);
    let is_free = |start: &Time| {
        let mut all = meetings.clone();
        all.push(MeetingTime { place: it.place, start: *start, end: start + it.minutes });
        all.sort_by_key(|it| it.start);
        let placed = Placed { day, start: *start, provider, away };
        !calendars.is_away_elsewhere(on, &placed, &all) && calendars.fits(on, wish, day, *start)
    };
    let earliest = |window: Window| {
        let minutes = || window.open..=window.close;
        minutes().filter(|start| start % step == 0).find(is_free).or_else(|| minutes().find(is_free))
    };
    windows.into_iter().filter_map(earliest).collect()
}

/// Lists when a liaison has time for a meeting between all that is agreed for a day and the other meetings, lunch and limits aside.
fn liaison_gaps(on: &CalendarBasis, calendars: &Calendars, wish: usize, day: Day) -> Vec<Window> {
    let (it, basis) = (&on.wishes[wish], on.basis);
    let Some(work) = on.work(it.liaison, day) else { return Vec::new() };
    let away = AwayTime { window: work.shift.window, base: basis.home(it.liaison) };
    let minutes = it.minutes + Time::from(basis.rules.buffer.0);
    starts(basis, &away, &calendars.busy(on, it.liaison, day), it.place, minutes)
}

/// Counts the days by which a meeting is too close to what is agreed with the practice, or to its last visit.
fn too_close(on: &CalendarBasis, it: &MeetingWish, day: Day) -> Time {
    let needs = &on.basis.needs[it.practice.get()];
    let last = needs.last_visit.map(|last| on.basis.horizon.offset(last));
    let known = needs.appointments.iter().copied().chain(last);
    let gap = known.map(|other| (other - i64::from(day)).abs()).min().unwrap_or(i64::MAX);
    (i64::from(needs.cadence.min()) - gap).max(0)
}

fn cost(
    on: &CalendarBasis,
    it: &MeetingWish,
    day: Day,
    rank: usize,
    provider: ProviderIndex,
    away: usize,
) -> Time {
    let base = on.away(provider, day)[away].base;
    let way = |from, to| drive(on.basis.travel, from, to).unwrap_or(Time::from(u32::MAX));
    let physician = way(base, it.place) + way(it.place, base);
    let suited = LESS_SUITED * Time::from(u32::try_from(rank).unwrap_or(u32::MAX));
    let near = CLOSE * too_close(on, it, day);
    on.detour(it.liaison, day, it.place) + physician + suited + near + Time::from(day)
}
