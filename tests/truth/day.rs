//! A day, played through: drives, waiting, visits, buffers, and lunch wherever there is time for it.

use rounds::model::Location;

/// A time of day, or a span of time.
pub type Minute = i64;

/// Whether lunch at home may lie before or after the span of the day. The verifier allows it; the planner does not think of it.
pub const LUNCH_AFTER_WORK: bool = false;

/// The end of a day.
pub const MIDNIGHT: Minute = 24 * 60;

/// A stretch of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub from: Minute,
    pub to: Minute,
}

/// The whole day.
pub const ROUND_THE_CLOCK: Span = Span { from: 0, to: MIDNIGHT };

/// A pause of some minutes within a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    pub within: Span,
    pub minutes: Minute,
}

/// The rules of one day of a liaison.
#[derive(Debug, Clone, PartialEq)]
pub struct DayRules {
    pub home: Location,
    /// When the liaison may leave home and has to be back.
    pub span: Span,
    pub lunch: Option<Pause>,
    pub most_stops: Option<usize>,
    pub most_drive: Option<Minute>,
}

/// One stop of a day.
#[derive(Debug, Clone)]
pub struct Call {
    pub place: Location,
    pub minutes: Minute,
    pub buffer: Minute,
    /// When it may take place, from its start to its end, in order; an appointment fills its span.
    pub open: Vec<Span>,
}

/// The earliest moment at which the liaison is free: with lunch still to come, and with lunch behind.
#[derive(Clone, Copy)]
struct Free {
    hungry: Option<Minute>,
    fed: Option<Minute>,
}

impl DayRules {
    /// Returns the driving of a day with these stops in this order; `None` where a rule forbids the day.
    ///
    /// Whoever is free earlier can do all that others can: so the earliest moments are enough.
    pub fn drive(
        &self,
        calls: &[Call],
        road: impl Fn(Location, Location) -> Option<Minute>,
    ) -> Option<Minute> {
        let there = calls.iter().map(|it| it.place);
        let round: Vec<Location> = [self.home].into_iter().chain(there).chain([self.home]).collect();
        let legs: Vec<Minute> = round.windows(2).map(|leg| road(leg[0], leg[1])).collect::<Option<_>>()?;
        let drive = legs.iter().sum::<Minute>();
        let allowed = self.most_stops.is_none_or(|most| calls.len() <= most)
            && self.most_drive.is_none_or(|most| drive <= most);
        (allowed && self.is_back_in_time(calls, &legs)).then_some(drive)
    }

    fn is_back_in_time(&self, calls: &[Call], legs: &[Minute]) -> bool {
        let mut free = self.at_home();
        for (call, &leg) in calls.iter().zip(legs) {
            free = self.arrive(free, leg).after(call);
        }
        let back = self.arrive(free, legs[calls.len()]);
        let fed = back.fed.is_some_and(|back| back <= self.span.to);
        let latest = if LUNCH_AFTER_WORK { MIDNIGHT } else { self.span.to };
        let eats_at_home =
            |back: Minute| back <= self.span.to && self.eats_from(back).is_some_and(|end| end <= latest);
        fed || back.hungry.is_some_and(eats_at_home)
    }

    fn at_home(&self) -> Free {
        let open = self.span.from;
        let earliest = if LUNCH_AFTER_WORK { 0 } else { open };
        match self.lunch {
            None => Free { hungry: None, fed: Some(open) },
            Some(_) => Free { hungry: Some(open), fed: self.eats_from(earliest).map(|end| end.max(open)) },
        }
    }

    /// Returns the end of the earliest lunch that begins at a moment or later.
    fn eats_from(&self, moment: Minute) -> Option<Minute> {
        let lunch = self.lunch?;
        let end = moment.max(lunch.within.from) + lunch.minutes;
        (end <= lunch.within.to).then_some(end)
    }

    /// Drives on, perhaps with lunch before, on or after the way.
    fn arrive(&self, free: Free, leg: Minute) -> Free {
        let eating = |from: Minute| Some(self.eats_from(from)?.max(from + leg + self.lunch?.minutes));
        let ways = [free.fed.map(|from| from + leg), free.hungry.and_then(eating)];
        Free { hungry: free.hungry.map(|from| from + leg), fed: ways.into_iter().flatten().min() }
    }
}

impl Free {
    fn after(self, call: &Call) -> Self {
        let ends = |at: Minute| {
            let starts = call.open.iter().map(|open| (at.max(open.from), open.to));
            let fits = |&(start, closes): &(Minute, Minute)| start + call.minutes <= closes;
            starts.clone().find(fits).map(|(start, _)| start + call.minutes + call.buffer)
        };
        Self { hungry: self.hungry.and_then(ends), fed: self.fed.and_then(ends) }
    }
}

impl Span {
    /// Returns what two stretches share; `None` where that is nothing.
    pub fn common(self, other: Self) -> Option<Self> {
        let both = Self { from: self.from.max(other.from), to: self.to.min(other.to) };
        (both.from < both.to).then_some(both)
    }

    /// Returns the shortest stretch that holds both.
    pub fn hull(self, other: Self) -> Self {
        Self { from: self.from.min(other.from), to: self.to.max(other.to) }
    }

    pub fn holds(self, other: Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }
}
