//! The frame of a liaison's day: hours, what is agreed and kept, the span that both ask for, limits, and whether there is a pause.

use crate::check::active::ActiveRules;
use crate::check::case::{Case, is_kept_by};
use crate::check::hours::{self, Stretch};
use crate::model::event::{Event, EventKind};
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::liaison::{Liaison, Lunch};
use crate::model::location::Location;
use crate::model::time::{Date, TimeOfDay, TimeWindow};
use crate::plan::disposition::Rule;
use crate::plan::engagement::Engagement;
use crate::plan::event_stop::EventStop;
use crate::plan::itinerary::{DayPlan, Stop, StopKind};

/// Longer than any day: the drive where there is no road.
pub(crate) const NO_ROAD: i64 = 1 << 32;

/// Which rules of a day hold, and how its hours and limits are changed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terms {
    pub(crate) active: ActiveRules,
    /// Minutes that the hours begin earlier, and end later.
    pub(crate) earlier: i64,
    pub(crate) later: i64,
    /// Other limits than the liaison's.
    pub(crate) max_stops: Option<u32>,
    pub(crate) max_drive: Option<u32>,
}

impl Terms {
    /// Everything as the book has it.
    pub(crate) const USUAL: Self =
        Self { active: ActiveRules::ALL, earlier: 0, later: 0, max_stops: None, max_drive: None };

    /// Lengthens the first window at its beginning and the last at its end, within the day.
    fn lengthened(&self, mut windows: Vec<Stretch>) -> Vec<Stretch> {
        if let Some(first) = windows.first_mut() {
            first.0 = first.0.saturating_sub(self.earlier).max(0);
        }
        if let Some(last) = windows.last_mut() {
            last.1 = last.1.saturating_add(self.later).min(24 * 60);
        }
        windows
    }
}

/// A kept appointment, meeting or event.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kept {
    /// Whom it visits; an event is no visit.
    pub(crate) practice: Option<PracticeIndex>,
    pub(crate) place: Location,
    pub(crate) start: i64,
    pub(crate) end: i64,
    pub(crate) is_meeting: bool,
    /// Whether it is a meal that counts as lunch.
    pub(crate) is_lunch: bool,
    /// What is kept free after it.
    pub(crate) buffer: i64,
    /// Its position among the stops and events of the day.
    pub(crate) at: usize,
}

/// The frame of a day.
pub(crate) struct DayFrame {
    pub(crate) home: Location,
    /// From the beginning of work to its end.
    pub(crate) hours: Stretch,
    /// The windows of work in between.
    pub(crate) windows: Vec<Stretch>,
    pub(crate) kept: Vec<Kept>,
    pub(crate) span: Stretch,
    /// The pause of a usual day with these hours.
    pub(crate) usual_lunch: Option<Lunch>,
    /// The pause that the appointments leave room for.
    pub(crate) lunch: Option<Lunch>,
    pub(crate) most_stops: u64,
    pub(crate) most_drive: i64,
    /// Driving of the kept appointments alone.
    pub(crate) kept_drive: i64,
}

impl DayFrame {
    /// Frames what is planned on a date; `None` where the liaison does not work.
    pub(crate) fn new(case: &Case, liaison: LiaisonIndex, date: Date, terms: &Terms) -> Option<Self> {
        Self::of(case, liaison, date, case.planned(liaison, date), terms)
    }

    /// Frames one day of a plan.
    pub(crate) fn of(
        case: &Case,
        liaison: LiaisonIndex,
        date: Date,
        day: Option<&DayPlan>,
        terms: &Terms,
    ) -> Option<Self> {
        let person = case.book.liaison_at(liaison)?;
        let windows = terms.lengthened(hours::working(case.book, liaison, date, terms.active));
        let hours = span(&windows)?;
        let kept = day.map_or_else(Vec::new, |day| kept(case, liaison, date, day));
        Some(Self::around(case, person, date, windows, hours, kept, terms))
    }

    /// Frames a day of events alone, on which the liaison does not work.
    pub(crate) fn of_events(case: &Case, liaison: LiaisonIndex, day: &DayPlan) -> Option<Self> {
        let person = case.book.liaison_at(liaison)?;
        let kept = kept(case, liaison, day.date, day);
        let first = kept.first()?;
        let hours = (first.start, first.end);
        let terms = Terms { active: ActiveRules::ALL.without(Rule::Lunch), ..Terms::USUAL };
        Some(Self::around(case, person, day.date, Vec::new(), hours, kept, &terms))
    }

    /// Frames the same day as if it had no meetings, with all rules in force.
    pub(crate) fn without_meetings(&self, case: &Case, liaison: LiaisonIndex, date: Date) -> Option<Self> {
        let person = case.book.liaison_at(liaison)?;
        let mut kept: Vec<Kept> = self.kept.iter().filter(|kept| !kept.is_meeting).copied().collect();
        for at in 0..kept.len() {
            kept[at].buffer = buffer(case, &kept, at);
        }
        Some(Self::around(case, person, date, self.windows.clone(), self.hours, kept, &Terms::USUAL))
    }

    fn around(
        case: &Case,
        person: &Liaison,
        date: Date,
        windows: Vec<Stretch>,
        hours: Stretch,
        kept: Vec<Kept>,
        terms: &Terms,
    ) -> Self {
        let kept_drive = driving(case, person.home, kept.iter().map(|kept| kept.place));
        let mut frame = Self {
            home: person.home,
            hours,
            windows,
            span: hours,
            usual_lunch: None,
            lunch: None,
            most_stops: u64::MAX,
            most_drive: i64::MAX,
            kept_drive,
            kept,
        };
        frame.span = frame.hull(case, hours);
        frame.take_lunch(case, person, date, terms);
        frame.limit(person, terms);
        if !terms.active.has(Rule::FixedVisits) {
            // What the appointments make of the day stays.
            frame.kept.clear();
        }
        frame
    }

    /// Decides on the pause: a rule left out asks for none that the hours of the weekday do not ask for.
    fn take_lunch(&mut self, case: &Case, person: &Liaison, date: Date, terms: &Terms) {
        let weekday = terms.lengthened(hours::of_weekday(case.book, person, date));
        let windows = if weekday.is_empty() { &self.windows } else { &weekday };
        let asks = terms.active.has(Rule::Lunch) && !self.kept.iter().any(|kept| kept.is_lunch);
        self.usual_lunch = hours::lunch(person, windows).filter(|_| asks);
        let span = self.hull(case, span(windows).unwrap_or(self.hours));
        self.lunch = self.usual_lunch.filter(|lunch| self.leaves_room(case, span, *lunch));
    }

    /// Takes over the limits of a day: the appointments may be beyond them.
    fn limit(&mut self, person: &Liaison, terms: &Terms) {
        if terms.active.has(Rule::MaxStops) {
            let limit = terms.max_stops.unwrap_or(person.max_stops);
            let events = self.kept.len() as u64 - self.visits();
            self.most_stops = u64::from(limit).max(self.visits()) + events;
        }
        let limit = terms.max_drive.or(person.max_drive.map(|it| it.0));
        if let Some(limit) = limit.filter(|_| terms.active.has(Rule::MaxDrive)) {
            self.most_drive = i64::from(limit).max(self.kept_drive);
        }
    }

    /// Counts the appointments and meetings that are kept.
    pub(crate) fn visits(&self) -> u64 {
        self.kept.iter().filter(|kept| kept.practice.is_some()).count() as u64
    }

    /// Counts the minutes of the day without its pause.
    pub(crate) fn room(&self) -> i64 {
        let pause = self.lunch.map_or(0, |lunch| i64::from(lunch.minutes().0));
        self.span.1 - self.span.0 - pause
    }

    /// Returns the hours, and beyond them what the appointments ask for.
    fn hull(&self, case: &Case, hours: Stretch) -> Stretch {
        let (Some(first), Some(last)) = (self.kept.first(), self.kept.last()) else { return hours };
        let leaves = first.start - road(case, self.home, first.place);
        let back = last.end + i64::from(case.rules.buffer.0) + road(case, last.place, self.home);
        (hours.0.min(leaves), hours.1.max(back))
    }

    /// Tells whether the appointments alone leave room for the pause.
    fn leaves_room(&self, case: &Case, span: Stretch, lunch: Lunch) -> bool {
        let mut free = (span.0, self.home);
        let mut gaps = Vec::with_capacity(self.kept.len() + 1);
        for kept in &self.kept {
            gaps.push((free.0, kept.start, road(case, free.1, kept.place)));
            free = (kept.end + kept.buffer, kept.place);
        }
        gaps.push((free.0, span.1, road(case, free.1, self.home)));
        self.kept.is_empty() || gaps.into_iter().any(|(from, to, drive)| has_room(lunch, from, to, drive))
    }
}

/// Returns the time from the beginning of the first window to the end of the last.
fn span(windows: &[Stretch]) -> Option<Stretch> {
    Some((windows.first()?.0, windows.last()?.1))
}

/// Tells whether a pause fits between two moments beside a drive.
fn has_room(lunch: Lunch, from: i64, to: i64, drive: i64) -> bool {
    let (opens, closes) = hours::stretch(lunch.window());
    let length = i64::from(lunch.minutes().0);
    from.max(opens) + length <= closes.min(to) && from + drive + length <= to
}

/// Lists what is agreed and kept on a day, in order of time, each with its buffer.
fn kept(case: &Case, liaison: LiaisonIndex, date: Date, day: &DayPlan) -> Vec<Kept> {
    let engagements = day.engagements();
    let engagements = engagements.iter().enumerate();
    let mut kept: Vec<Kept> = engagements
        .filter_map(|(at, engagement)| match engagement {
            Engagement::Stop(stop) => kept_stop(case, liaison, date, stop, at),
            Engagement::Event(event) => kept_event(case, liaison, date, event, at),
        })
        .collect();
    kept.sort_by_key(|kept| (kept.start, kept.end, kept.at));
    for at in 0..kept.len() {
        kept[at].buffer = buffer(case, &kept, at);
    }
    kept
}

/// Takes a stop that keeps an appointment of the book, or that is a meeting.
fn kept_stop(case: &Case, liaison: LiaisonIndex, date: Date, stop: &Stop, at: usize) -> Option<Kept> {
    let practice = case.book.practice_index(&stop.practice)?;
    let mut agreed = case.agreed_on(liaison, date).iter().map(|&number| &case.book.appointments()[number]);
    if stop.kind != StopKind::Meeting && !agreed.any(|appointment| is_kept_by(appointment, stop)) {
        return None;
    }
    let (start, end) = (i64::from(stop.start.minutes()), i64::from(stop.end.minutes()));
    let (place, is_meeting) = (case.place(practice)?, stop.kind == StopKind::Meeting);
    Some(Kept { practice: Some(practice), place, start, end, is_meeting, is_lunch: false, buffer: 0, at })
}

/// Takes an event of the book that the liaison attends.
fn kept_event(case: &Case, liaison: LiaisonIndex, date: Date, event: &EventStop, at: usize) -> Option<Kept> {
    let known = case.event(&event.event)?;
    let person = case.book.liaison_at(liaison)?;
    let attends = known.date == date && known.liaisons.contains(&person.id);
    let (start, end) = event_span(known);
    let place = known.place.unwrap_or(person.home);
    let is_lunch = person.lunch.is_some_and(|lunch| is_meal(known, lunch));
    attends.then_some(Kept { practice: None, place, start, end, is_meeting: false, is_lunch, buffer: 0, at })
}

/// Tells whether an event is a meal that takes the place of a lunch.
fn is_meal(event: &Event, lunch: Lunch) -> bool {
    let (meal, window) = (hours::stretch(event.window), hours::stretch(lunch.window()));
    let shared = meal.1.min(window.1) - meal.0.max(window.0);
    event.kind == EventKind::LunchAndLearn && shared >= i64::from(lunch.minutes().0)
}

/// Returns when somebody is busy with an event.
pub(crate) fn event_span(event: &Event) -> Stretch {
    let (opens, closes) = hours::stretch(event.window);
    (opens - i64::from(event.prepare.0), closes + i64::from(event.clear.0))
}

/// Returns what is kept free after an appointment: less than usual where the next one comes sooner.
fn buffer(case: &Case, kept: &[Kept], at: usize) -> i64 {
    let usual = i64::from(case.rules.buffer.0);
    kept.get(at + 1).map_or(usual, |next| {
        let left = next.start - kept[at].end - road(case, kept[at].place, next.place);
        usual.min(left.max(0))
    })
}

/// Sums the drives of a round from home.
pub(crate) fn driving(case: &Case, home: Location, places: impl Iterator<Item = Location>) -> i64 {
    let mut here = home;
    let mut sum = 0;
    let mut is_away = false;
    for place in places {
        sum += road(case, here, place);
        here = place;
        is_away = true;
    }
    if is_away { sum + road(case, here, home) } else { 0 }
}

/// Returns a drive, endless where there is no road.
pub(crate) fn road(case: &Case, from: Location, to: Location) -> i64 {
    case.drive(from, to).unwrap_or(NO_ROAD)
}

/// Turns minutes into a window of the day.
pub(crate) fn window((opens, closes): Stretch) -> Option<TimeWindow> {
    TimeWindow::new(moment(opens), moment(closes))
}

/// Turns minutes into a time of the day; what lies outside becomes its start or end.
pub(crate) fn moment(minutes: i64) -> TimeOfDay {
    TimeOfDay::from_minutes(u32::try_from(minutes.max(0)).unwrap_or(u32::MAX))
}
