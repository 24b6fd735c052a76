//! Meetings of the plan before: what is arranged with a physician stays, as long as it can.

use crate::schedule::meetings::agreed_meeting::{AgreedMeeting, of_plan};
use crate::schedule::meetings::calendars::{CalendarBasis, Calendars, Placed};
use crate::schedule::meetings::places::open_starts;
use crate::schedule::meetings::provider_day::{MeetingTime, starts};

/// Puts the meetings of the plan before into the calendars that are wished for still and that everybody can keep, by time.
pub(crate) fn kept(on: &CalendarBasis) -> Calendars {
    let mut calendars = Calendars::empty(on.wishes.len());
    let Some(previous) = &on.basis.previous else { return calendars };
    let mut meetings = of_plan(on.basis.book, previous.plan);
    meetings.sort_by_key(|it| (it.date, it.start, it.practice));
    for meeting in meetings {
        let free = |wish: &usize| calendars.placed(*wish).is_none() && is_for(on, *wish, &meeting);
        let wishes = (0..on.wishes.len()).filter(free);
        let found = wishes.into_iter().find_map(|wish| Some((wish, place(on, &calendars, wish, &meeting)?)));
        if let Some((wish, placed)) = found {
            calendars.put(wish, Some(placed));
        }
    }
    calendars
}

/// Tells whether a meeting fulfils a wish.
fn is_for(on: &CalendarBasis, wish: usize, meeting: &AgreedMeeting) -> bool {
    let it = &on.wishes[wish];
    let introduction = &on.basis.book.introductions()[it.number];
    it.practice == meeting.practice
        && it.liaison == meeting.liaison
        && introduction.specialty == meeting.meeting.specialty
        && it.minutes == meeting.end - meeting.start
        && introduction.provider.as_ref().is_none_or(|id| *id == meeting.meeting.provider)
}

/// Finds the place of a meeting at its old time; `None` where somebody cannot keep it any more.
fn place(on: &CalendarBasis, calendars: &Calendars, wish: usize, meeting: &AgreedMeeting) -> Option<Placed> {
    let (it, basis) = (&on.wishes[wish], on.basis);
    let day = basis.horizon.day(meeting.date).filter(|day| (it.asked.0..=it.asked.1).contains(day))?;
    let provider = basis.book.provider_index(&meeting.meeting.provider)?;
    let able = it.providers.contains(&provider) && calendars.is_within_limit(on, provider, day);
    let open = open_starts(on, it, day);
    let is_open = open.iter().any(|open| open.open <= meeting.start && meeting.start <= open.close);
    if !able || !is_open || !calendars.fits(on, wish, day, meeting.start) {
        return None;
    }
    let mut away = on.away(provider, day).iter().enumerate();
    away.find_map(|(at, away)| {
        let mut all = calendars.in_away(on, provider, day, at);
        let gaps = starts(basis, away, &all, it.place, it.minutes);
        let has_time = gaps.iter().any(|gap| gap.open <= meeting.start && meeting.start <= gap.close);
        all.push(MeetingTime { place: it.place, start: meeting.start, end: meeting.end });
        all.sort_by_key(|it| it.start);
        let placed = Placed { day, start: meeting.start, provider, away: at };
        (has_time && !calendars.is_away_elsewhere(on, &placed, &all)).then_some(placed)
    })
}
