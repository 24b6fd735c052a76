//! The calendars of physicians and liaisons while meetings are put into them.

use std::collections::BTreeMap;

use crate::model::index::{LiaisonIndex, ProviderIndex};
use crate::model::location::Location;
use crate::model::time::Date;
use crate::routing::model::problem::{Client, Day, Demand, Problem, Time, Window};
use crate::routing::model::timetable::timetable_of_valid;
use crate::schedule::drives::drive;
use crate::schedule::meetings::provider_day::{AwayTime, MeetingTime, away_times, span};
use crate::schedule::meetings::wish::MeetingWish;
use crate::schedule::plan_basis::PlanBasis;
use crate::schedule::relaxed::Relaxed;
use crate::schedule::work_day::WorkDay;

/// A meeting in the calendars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Placed {
    pub(crate) day: Day,
    pub(crate) start: Time,
    pub(crate) provider: ProviderIndex,
    /// Position among the physician's times away on that day.
    pub(crate) away: usize,
}

/// What does not change while meetings are chosen: who can be away and who works when.
pub(crate) struct CalendarBasis<'a> {
    pub(crate) basis: &'a PlanBasis<'a>,
    pub(crate) wishes: &'a [MeetingWish],
    away: BTreeMap<(ProviderIndex, Day), Vec<AwayTime>>,
    work: BTreeMap<(LiaisonIndex, Day), WorkDay>,
}

impl<'a> CalendarBasis<'a> {
    pub(crate) fn new(basis: &'a PlanBasis<'a>, wishes: &'a [MeetingWish]) -> Self {
        let (mut away, mut work) = (BTreeMap::new(), BTreeMap::new());
        for wish in wishes {
            for (day, date) in basis.horizon.dates() {
                for &provider in &wish.providers {
                    away.entry((provider, day)).or_insert_with(|| away_times(basis, provider, date));
                }
                let agreed = basis.agendas.of(wish.liaison).on(day);
                let today = WorkDay::new(basis.book, wish.liaison, (day, date), agreed, Relaxed::NONE);
                if let Some(today) = today.filter(WorkDay::has_time_for_visits) {
                    work.entry((wish.liaison, day)).or_insert(today);
                }
            }
        }
        Self { basis, wishes, away, work }
    }

    pub(crate) fn away(&self, provider: ProviderIndex, day: Day) -> &[AwayTime] {
        self.away.get(&(provider, day)).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn work(&self, liaison: LiaisonIndex, day: Day) -> Option<&WorkDay> {
        self.work.get(&(liaison, day))
    }

    /// Returns a meeting with what its liaison keeps free afterwards.
    fn with_buffer(&self, wish: &MeetingWish, start: Time) -> MeetingTime {
        let meeting = time(wish, start);
        MeetingTime { end: meeting.end + Time::from(self.basis.rules.buffer.0), ..meeting }
    }

    /// Counts the minutes of driving that a place adds to what a liaison has agreed for a day, at the best position.
    pub(crate) fn detour(&self, liaison: LiaisonIndex, day: Day, place: Location) -> Time {
        let home = self.basis.home(liaison);
        let agreed = self.basis.agendas.of(liaison).on(day).map_or(&[][..], |it| &it.visits);
        let stations: Vec<Location> =
            [home].into_iter().chain(agreed.iter().map(|it| it.place)).chain([home]).collect();
        let way = |from, to| drive(self.basis.travel, from, to).unwrap_or(Time::from(u32::MAX));
        let around = |pair: &[Location]| way(pair[0], place) + way(place, pair[1]) - way(pair[0], pair[1]);
        stations.windows(2).map(around).min().unwrap_or(0)
    }
}

/// Some meetings in the calendars, by wish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Calendars {
    placed: Vec<Option<Placed>>,
}

impl Calendars {
    /// Returns calendars without meetings.
    pub(crate) fn empty(wishes: usize) -> Self {
        Self { placed: vec![None; wishes] }
    }

    pub(crate) fn placed(&self, wish: usize) -> Option<Placed> {
        self.placed.get(wish).copied().flatten()
    }

    pub(crate) fn put(&mut self, wish: usize, placed: Option<Placed>) {
        self.placed[wish] = placed;
    }

    /// Counts the meetings.
    pub(crate) fn count(&self) -> usize {
        self.placed.iter().flatten().count()
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = (usize, Placed)> {
        self.placed.iter().enumerate().filter_map(|(wish, placed)| Some((wish, (*placed)?)))
    }

    /// Lists the meetings of a physician in one of the times away of a day, by their start.
    pub(crate) fn in_away(
        &self,
        on: &CalendarBasis,
        provider: ProviderIndex,
        day: Day,
        away: usize,
    ) -> Vec<MeetingTime> {
        let mine = self.all().filter(|(_, it)| (it.provider, it.day, it.away) == (provider, day, away));
        let mut times: Vec<MeetingTime> = mine.map(|(wish, it)| time(&on.wishes[wish], it.start)).collect();
        times.sort_by_key(|it| it.start);
        times
    }

    /// Tells whether a physician is away for other meetings of the day while a time is used.
    pub(crate) fn is_away_elsewhere(&self, on: &CalendarBasis, it: &Placed, with: &[MeetingTime]) -> bool {
        let all = on.away(it.provider, it.day);
        let Some(mine) = all.get(it.away).and_then(|away| span(on.basis, away, with)) else { return true };
        let others = all.iter().enumerate().filter(|(at, _)| *at != it.away);
        let mut spans =
            others.filter_map(|(at, away)| span(on.basis, away, &self.in_away(on, it.provider, it.day, at)));
        spans.any(|other| other.open < mine.close && mine.open < other.close)
    }

    /// Tells whether a physician has room for one more meeting in the week of a day.
    pub(crate) fn is_within_limit(&self, on: &CalendarBasis, provider: ProviderIndex, day: Day) -> bool {
        let horizon = &on.basis.horizon;
        let monday = horizon.date(day).monday();
        let Some(most) = on.basis.book.providers()[provider.get()].per_week else { return true };
        let planned =
            self.all().filter(|(_, it)| it.provider == provider && horizon.date(it.day).monday() == monday);
        let had = had_in_week(on.basis, provider, monday);
        planned.count() + had < most as usize
    }

    /// Lists when a liaison is busy on a day, by time: everything agreed and all meetings, each with what is kept free afterwards.
    pub(crate) fn busy(&self, on: &CalendarBasis, liaison: LiaisonIndex, day: Day) -> Vec<MeetingTime> {
        let agreed = on.basis.agendas.of(liaison).on(day).map_or(&[][..], |it| &it.visits);
        let agreed =
            agreed.iter().map(|it| MeetingTime { place: it.place, start: it.start, end: it.end + it.buffer });
        let mine = self.all().map(|(wish, placed)| (&on.wishes[wish], placed));
        let mine = mine.filter(|(wish, placed)| wish.liaison == liaison && placed.day == day);
        let mut busy: Vec<MeetingTime> =
            agreed.chain(mine.map(|(wish, placed)| on.with_buffer(wish, placed.start))).collect();
        busy.sort_by_key(|it| (it.start, it.end));
        busy
    }

    /// Tells whether a liaison can go to a meeting beside all that is agreed for the day, and all other meetings, and break no habit.
    pub(crate) fn fits(&self, on: &CalendarBasis, wish: usize, day: Day, start: Time) -> bool {
        let it = &on.wishes[wish];
        let Some(work) = on.work(it.liaison, day) else { return false };
        let mut busy = self.busy(on, it.liaison, day);
        busy.push(on.with_buffer(it, start));
        busy.sort_by_key(|it| (it.start, it.end));
        fits(on.basis, it.liaison, work, &busy)
    }
}

/// Tells whether a physician may have a meeting in a week, if no other is planned.
pub(crate) fn has_room_in_week(basis: &PlanBasis, provider: ProviderIndex, monday: Date) -> bool {
    let most = basis.book.providers()[provider.get()].per_week;
    most.is_none_or(|most| had_in_week(basis, provider, monday) < most as usize)
}

/// Counts the meetings that a physician has had in a week.
pub(crate) fn had_in_week(basis: &PlanBasis, provider: ProviderIndex, monday: Date) -> usize {
    let id = &basis.book.providers()[provider.get()].id;
    let met = basis.book.introductions().iter().filter(|it| it.provider.as_ref() == Some(id));
    met.filter(|it| it.met.is_some_and(|met| met.monday() == monday)).count()
}

fn time(wish: &MeetingWish, start: Time) -> MeetingTime {
    MeetingTime { place: wish.place, start, end: start + wish.minutes }
}

/// Tells whether a day of a liaison has time for what they are busy with, by time.
fn fits(basis: &PlanBasis, liaison: LiaisonIndex, work: &WorkDay, busy: &[MeetingTime]) -> bool {
    let places: Vec<Location> =
        [basis.home(liaison)].into_iter().chain(busy.iter().map(|it| it.place)).collect();
    let day = work.shift.day as usize;
    let client = |(at, it): (usize, &MeetingTime)| {
        let mut windows = vec![Vec::new(); day + 1];
        windows[day] = vec![Window { open: it.start, close: it.start }];
        Client::new(at + 1, it.end - it.start, windows, Demand::Required)
    };
    let problem = Problem {
        days: work.shift.day + 1,
        travel: basis.matrix(&places),
        shifts: vec![work.shift.clone()],
        clients: busy.iter().enumerate().map(client).collect(),
        travel_weight: 0,
    };
    let route: Vec<usize> = (0..busy.len()).collect();
    timetable_of_valid(&problem, 0, &route).is_some()
}
