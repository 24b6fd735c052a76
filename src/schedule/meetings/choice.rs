//! The choice of meetings for a plan, and what becomes of the other wishes.

use crate::model::index::{LiaisonIndex, ProviderIndex};
use crate::model::location::Location;
use crate::plan::meeting::Meeting;
use crate::plan::missed_meeting::MissedMeeting;
use crate::routing::model::problem::Time;
use crate::schedule::clock::moment;
use crate::schedule::meetings::agreed_meeting::AgreedMeeting;
use crate::schedule::meetings::calendars::{CalendarBasis, Calendars, Placed};
use crate::schedule::meetings::places::places;
use crate::schedule::meetings::wish::{self, MeetingWish};
use crate::schedule::meetings::{exchange, exhaustive, matching, missed, previous_meetings};
use crate::schedule::plan_basis::PlanBasis;

/// The meetings of a plan, and the wishes that it does not fulfil.
#[derive(Debug, Default)]
pub(crate) struct MeetingChoice {
    pub(crate) meetings: Vec<AgreedMeeting>,
    pub(crate) missed: Vec<MissedMeeting>,
}

/// Chooses as many meetings as can be beside everything that is agreed, at low cost; what the plan before has arranged stays.
///
/// Physicians are matched with wishes first. Then wishes are put into the calendars in many orders. Where some are left that have a
/// place by themselves, every order is tried, up to a limit.
pub(crate) fn choose(basis: &PlanBasis, covers: &[Option<LiaisonIndex>]) -> MeetingChoice {
    if basis.book.introductions().is_empty() {
        return MeetingChoice::default();
    }
    let wishes = wish::open(basis, covers);
    let suited = matching::physicians(&CalendarBasis::new(basis, &wishes));
    // Where no physician has a time for a wish, it needs no search; but it may be arranged already.
    let is_asked = |suited: &[ProviderIndex]| !suited.is_empty() || basis.previous.is_some();
    let asked = wishes.into_iter().zip(suited).filter(|(_, suited)| is_asked(suited));
    let mut wishes: Vec<MeetingWish> = asked.map(|(wish, suited)| wish.preferring(&suited)).collect();
    wish::mark_covered(basis.book, &mut wishes);
    let on = CalendarBasis::new(basis, &wishes);
    let kept = previous_meetings::kept(&on);
    let best = most(&on, &kept, basis.config.seed);
    let meetings: Vec<AgreedMeeting> =
        (0..wishes.len()).filter_map(|wish| agreed(&on, &best, wish)).collect();
    let missed = missed::all(basis, covers, &meetings);
    MeetingChoice { meetings, missed }
}

/// Minutes at which people like to meet: quarters of an hour, then fives, then any.
const STEPS: [Time; 3] = [15, 5, 1];

/// Finds the most meetings, at the roundest times at which there are so many.
fn most(on: &CalendarBasis, kept: &Calendars, seed: u64) -> Calendars {
    let mut best = kept.clone();
    for step in STEPS {
        let found = exchange::search(on, kept, seed, step);
        best = if found.count() > best.count() || step == STEPS[0] { found } else { best };
        if best.count() >= on.wishes.iter().filter(|wish| !wish.is_covered).count() {
            return completed(on, best);
        }
    }
    completed(on, exhaustive::search(on, kept, best))
}

/// Puts in every wish that has a place beside all meetings.
fn completed(on: &CalendarBasis, mut best: Calendars) -> Calendars {
    for wish in 0..on.wishes.len() {
        if best.placed(wish).is_none() && !is_fulfilled(on, &best, wish) {
            let place = places(on, &best, wish, 1).into_iter().min();
            best.put(wish, place.map(|it| it.1));
        }
    }
    best
}

/// Tells whether a meeting for another wish fulfils one.
fn is_fulfilled(on: &CalendarBasis, calendars: &Calendars, wish: usize) -> bool {
    let it = &on.wishes[wish];
    let specialty = |wish: usize| &on.basis.book.introductions()[on.wishes[wish].number].specialty;
    calendars.all().any(|(other, placed)| {
        on.wishes[other].practice == it.practice
            && specialty(other) == specialty(wish)
            && it.providers.contains(&placed.provider)
            && (it.asked.0..=it.asked.1).contains(&placed.day)
    })
}

/// States a meeting with the physician's drives.
fn agreed(on: &CalendarBasis, calendars: &Calendars, wish: usize) -> Option<AgreedMeeting> {
    let (it, basis) = (&on.wishes[wish], on.basis);
    let placed = calendars.placed(wish)?;
    let provider = &basis.book.providers()[placed.provider.get()];
    let base = on.away(placed.provider, placed.day).get(placed.away)?.base;
    let (from, is_last) = neighbours(on, calendars, &placed, base);
    let there = basis.leg(from, it.place);
    let meeting = Meeting {
        provider: provider.id.clone(),
        specialty: basis.book.introductions()[it.number].specialty.clone(),
        depart: moment(placed.start - Time::from(there.drive.0)),
        leg: there,
        way_back: is_last.then(|| basis.leg(it.place, base)),
    };
    Some(AgreedMeeting {
        liaison: it.liaison,
        practice: it.practice,
        date: basis.horizon.date(placed.day),
        start: placed.start,
        end: placed.start + it.minutes,
        meeting,
    })
}

/// Finds where a physician comes from to a meeting, and whether it is the last one before the way back.
fn neighbours(
    on: &CalendarBasis,
    calendars: &Calendars,
    placed: &Placed,
    base: Location,
) -> (Location, bool) {
    let all = calendars.in_away(on, placed.provider, placed.day, placed.away);
    let before = all.iter().rev().find(|it| it.start < placed.start);
    let is_last = all.iter().all(|it| it.start <= placed.start);
    (before.map_or(base, |it| it.place), is_last)
}
