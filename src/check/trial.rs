//! Whether a liaison can make some visits of a day in a given order.

use crate::check::active::ActiveRules;
use crate::check::case::Case;
use crate::check::frame::{DayFrame, Kept};
use crate::check::hours::{self, Stretch};
use crate::check::provider_days;
use crate::check::wishes::WishedMeeting;
use crate::model::index::PracticeIndex;
use crate::model::liaison::Lunch;
use crate::model::location::Location;
use crate::model::time::Date;
use crate::plan::disposition::Rule;

/// A visit to be made: where, how long, and when it may start.
#[derive(Debug, Clone)]
pub(crate) struct VisitCall {
    place: Location,
    length: i64,
    buffer: i64,
    /// From the earliest to the latest start, several times a day.
    starts: Vec<Stretch>,
}

impl VisitCall {
    /// Makes the call of a kept appointment, which starts when it starts.
    pub(crate) fn kept(kept: &Kept) -> Self {
        Self {
            place: kept.place,
            length: kept.end - kept.start,
            buffer: kept.buffer,
            starts: vec![(kept.start, kept.start)],
        }
    }

    /// Makes the call of any other visit: within the hours of both.
    pub(crate) fn visit(
        case: &Case,
        practice: PracticeIndex,
        date: Date,
        frame: &DayFrame,
        active: ActiveRules,
    ) -> Self {
        let length = i64::from(case.practice(practice).visit_minutes.0);
        let mut call = Self::of_length(case, (practice, length), date, frame, active);
        if active.has(Rule::VisitingHours) {
            call.starts = case.without_avoided(practice, date, call.starts);
        }
        call
    }

    /// Makes the call of a meeting: within the hours of both, and when one of the physicians can be there.
    pub(crate) fn meeting(
        case: &Case,
        practice: PracticeIndex,
        wish: &WishedMeeting,
        date: Date,
        frame: &DayFrame,
        active: ActiveRules,
    ) -> Self {
        let length = i64::from(wish.wish.minutes.0);
        let call = Self::of_length(case, (practice, length), date, frame, active);
        let limited = active.has(Rule::ProviderLimit);
        let able = wish.providers.iter().filter(|it| !limited || provider_days::has_room(case, it, date));
        let free: Vec<Stretch> = if active.has(Rule::ProviderHours) {
            let away = able.flat_map(|it| provider_days::away(it, date));
            away.filter_map(|((opens, closes), base)| {
                let (there, back) = (case.drive(base, call.place)?, case.drive(call.place, base)?);
                Some((opens + there, closes - back - length))
            })
            .collect()
        } else {
            able.take(1).map(|_| hours::ALL_DAY).collect()
        };
        call.within(&free)
    }

    /// Cuts its starts to some others.
    pub(crate) fn within(mut self, others: &[Stretch]) -> Self {
        let both = |it: &Stretch| {
            let it = *it;
            others.iter().map(move |other| (it.0.max(other.0), it.1.min(other.1))).collect::<Vec<_>>()
        };
        self.starts = self.starts.iter().flat_map(both).filter(|(first, last)| first <= last).collect();
        self.starts.sort_unstable();
        self
    }

    fn of_length(
        case: &Case,
        (practice, length): (PracticeIndex, i64),
        date: Date,
        frame: &DayFrame,
        active: ActiveRules,
    ) -> Self {
        let open = hours::open(case.book, practice, date, active);
        let practice = case.practice(practice);
        let starts = open.into_iter().flat_map(|(opens, closes)| {
            let within = move |work: &Stretch| (opens.max(work.0), closes.min(work.1).saturating_sub(length));
            frame.windows.iter().map(within)
        });
        // Where nobody knows the way, there is no time to start.
        let starts = starts.filter(|(first, last)| first <= last && practice.location.is_some());
        Self {
            place: practice.location.unwrap_or(frame.home),
            length,
            buffer: i64::from(case.rules.buffer.0),
            starts: starts.collect(),
        }
    }

    /// Tells whether there is any time for it.
    pub(crate) fn may_start(&self) -> bool {
        !self.starts.is_empty()
    }

    /// Returns the earliest start from a moment on.
    fn start(&self, moment: i64) -> Option<i64> {
        self.starts.iter().find(|(_, last)| moment <= *last).map(|(first, _)| moment.max(*first))
    }
}

/// The earliest moments: with the pause still to take, and with it taken or none wanted.
#[derive(Clone, Copy)]
struct Clock {
    before: Option<i64>,
    after: Option<i64>,
}

impl Clock {
    fn map(self, step: impl Fn(i64) -> Option<i64>) -> Self {
        Self { before: self.before.and_then(&step), after: self.after.and_then(&step) }
    }

    /// Drives, with the pause before, on the way, or at its end where it was still to take.
    fn drive(self, minutes: i64, lunch: Option<Lunch>) -> Self {
        let there = self.map(|moment| Some(moment + minutes));
        let paused = self.before.zip(lunch).and_then(|(moment, lunch)| paused(lunch, moment, minutes));
        Self { before: there.before, after: [there.after, paused].into_iter().flatten().min() }
    }
}

/// Returns when a drive ends that begins at a moment and has the pause beside it.
fn paused(lunch: Lunch, moment: i64, drive: i64) -> Option<i64> {
    let (opens, closes) = hours::stretch(lunch.window());
    let length = i64::from(lunch.minutes().0);
    (moment.max(opens) + length <= closes).then(|| (moment + drive).max(opens) + length)
}

/// Returns the driving of a day with these calls in this order; `None` where it cannot be.
pub(crate) fn driving(case: &Case, frame: &DayFrame, calls: &[&VisitCall]) -> Option<i64> {
    if calls.len() as u64 > frame.most_stops {
        return None;
    }
    let open = Some(frame.span.0);
    let mut clock = match frame.lunch {
        Some(_) => Clock { before: open, after: None },
        None => Clock { before: None, after: open },
    };
    let (mut here, mut driven) = (frame.home, 0);
    for call in calls {
        let leg = case.drive(here, call.place)?;
        driven += leg;
        clock =
            clock.drive(leg, frame.lunch).map(|moment| Some(call.start(moment)? + call.length + call.buffer));
        here = call.place;
    }
    let leg = case.drive(here, frame.home)?;
    driven += leg;
    let back = clock.drive(leg, frame.lunch).after?;
    (back <= frame.span.1 && driven <= frame.most_drive).then_some(driven)
}

/// Returns the least driving of a day with a call at the place of some of its stops, in their order or its reverse.
pub(crate) fn in_place(
    case: &Case,
    frame: &DayFrame,
    stops: &[VisitCall],
    (from, to): (usize, usize),
    call: &VisitCall,
) -> Option<i64> {
    let mut calls: Vec<&VisitCall> = stops[..from].iter().chain([call]).chain(&stops[to..]).collect();
    let there = driving(case, frame, &calls);
    calls.reverse();
    [there, driving(case, frame, &calls)].into_iter().flatten().min()
}

/// Returns the least driving of a day with one more call anywhere between its stops, in their order or its reverse.
pub(crate) fn inserted(case: &Case, frame: &DayFrame, stops: &[VisitCall], call: &VisitCall) -> Option<i64> {
    if !call.may_start() || stops.len() as u64 >= frame.most_stops {
        return None;
    }
    (0..=stops.len()).filter_map(|at| in_place(case, frame, stops, (at, at), call)).min()
}
