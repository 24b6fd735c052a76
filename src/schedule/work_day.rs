//! What one day of a liaison allows: hours, lunch and limits, as far as the day's appointments leave them.

use crate::model::book::Book;
use crate::model::index::LiaisonIndex;
use crate::model::liaison::{Liaison, Lunch};
use crate::model::time::{Date, TimeOfDay, TimeWindow};
use crate::model::work_hours::WorkHours;
use crate::plan::disposition::Rule;
use crate::routing::model::problem::{Break, Day, Shift, Time, Window};
use crate::schedule::agreed::AgreedDay;
use crate::schedule::relaxed::Relaxed;

/// One working day.
#[derive(Debug, Clone)]
pub(crate) struct WorkDay {
    /// From the beginning of work to its end.
    pub(crate) hours: Window,
    /// The windows of work in between.
    windows: Vec<Window>,
    /// The hours that lunch goes by.
    usual: WorkHours,
    /// The day for the search; its span is wider than the hours where an appointment asks for it.
    pub(crate) shift: Shift,
}

impl WorkDay {
    /// Finds what a day allows beside its appointments, some rules left out; `None` on a day without work.
    pub(crate) fn new(
        book: &Book,
        liaison: LiaisonIndex,
        (day, date): (Day, Date),
        agreed: Option<&AgreedDay>,
        relaxed: Relaxed,
    ) -> Option<Self> {
        let Some(times) = hours(book, liaison, date, relaxed) else { return Self::for_events(day, agreed?) };
        let person = &book.liaisons()[liaison.get()];
        let (hours, most) = (window(times.span()), |limit: u32| limit as usize);
        let span = agreed.map_or(hours, |it| hull(hours, it.span));
        // A rule left out asks for no lunch that the day does not have.
        let usual = book.free_hours(person, date).unwrap_or_else(|| times.clone());
        let pause = pause_within(person, &usual, agreed).filter(|_| relaxed.keeps(Rule::Lunch));
        let drive = person.max_drive.filter(|_| relaxed.keeps(Rule::MaxDrive)).map(|most| Time::from(most.0));
        let stops = relaxed.keeps(Rule::MaxStops).then_some(most(person.max_stops));
        let shift = Shift {
            day,
            start: 0,
            end: 0,
            window: span,
            pause,
            max_duration: None,
            max_travel: drive.map(|most| most.max(agreed.map_or(0, |it| it.drive))),
            max_stops: stops.map(|most| with_agreed(most, agreed)),
            capacity: None,
        };
        Some(Self { hours, windows: windows(&times), usual, shift })
    }

    /// Frames a day without work on which there are events: it has no time for visits.
    fn for_events(day: Day, agreed: &AgreedDay) -> Option<Self> {
        let (open, close) = agreed.span;
        let time = |time: Time| TimeOfDay::from_minutes(u32::try_from(time).unwrap_or(0));
        let usual = TimeWindow::new(time(open), time(close))?.into();
        let hours = Window { open, close };
        let shift = Shift { max_stops: Some(agreed.visits.len()), ..Shift::new(day, 0, 0, hours) };
        Some(Self { hours, windows: Vec::new(), usual, shift })
    }

    /// Tells whether it has time for visits.
    pub(crate) fn has_time_for_visits(&self) -> bool {
        !self.windows.is_empty()
    }

    /// Cuts the starts of visits of some length, so that they lie within the working hours.
    pub(crate) fn within_hours(&self, starts: Vec<Window>, minutes: Time) -> Vec<Window> {
        if self.windows == [self.shift.window] {
            return starts;
        }
        cut(&starts, &self.windows, minutes)
    }

    /// Returns the working hours if they began and ended at other times.
    pub(crate) fn stretched(&self, hours: Window) -> Option<WorkHours> {
        let time = |time: Time| TimeOfDay::from_minutes(u32::try_from(time).unwrap_or(0));
        Some(self.usual.stretched(TimeWindow::new(time(hours.open), time(hours.close))?))
    }
}

/// Returns the most stops of a route: appointments may be more visits than usual, and events are none.
fn with_agreed(most: usize, agreed: Option<&AgreedDay>) -> usize {
    agreed.map_or(most, |it| most.max(it.stops()) + it.events())
}

/// Cuts the starts of visits of some length, so that they lie within one of these windows.
pub(crate) fn cut(starts: &[Window], windows: &[Window], minutes: Time) -> Vec<Window> {
    let within = |it: &Window, hours: &Window| Window {
        open: it.open.max(hours.open),
        close: it.close.min(hours.close - minutes),
    };
    let all = starts.iter().flat_map(|it| windows.iter().map(move |hours| within(it, hours)));
    all.filter(|it| it.open <= it.close).collect()
}

/// Lists when a visit of some minutes may start within opening hours.
pub(crate) fn starts(open: Vec<TimeWindow>, minutes: Time) -> Vec<Window> {
    let starts = open.into_iter().map(window).map(|it| Window { close: it.close - minutes, ..it });
    starts.filter(|it| it.open <= it.close).collect()
}

/// Finds the hours that a liaison works on a date, some rules left out.
fn hours(book: &Book, liaison: LiaisonIndex, date: Date, relaxed: Relaxed) -> Option<WorkHours> {
    let person = &book.liaisons()[liaison.get()];
    let holiday = relaxed.keeps(Rule::Holidays) && book.holidays().contains_key(&date);
    let off = relaxed.keeps(Rule::TimeOff) && book.is_off(&person.id, date);
    if holiday || off {
        return None;
    }
    if relaxed.contains(Rule::WorkingHours) {
        return TimeWindow::between((0, 0), (24, 0)).map(Into::into);
    }
    book.free_hours(person, date)
}

/// Returns the hours, and beyond them the time that appointments ask for.
pub(crate) fn hull(hours: Window, (leave, home): (Time, Time)) -> Window {
    Window { open: hours.open.min(leave), close: hours.close.max(home) }
}

/// Returns the pause of a day with these hours, if its appointments leave time for one.
pub(crate) fn pause_within(person: &Liaison, hours: &WorkHours, agreed: Option<&AgreedDay>) -> Option<Break> {
    let pause = pause(person.lunch?.on(hours)?);
    let hours = window(hours.span());
    let span = agreed.map_or(hours, |it| hull(hours, it.span));
    agreed.is_none_or(|it| !it.has_lunch() && leaves_time(it, span, &pause)).then_some(pause)
}

fn pause(lunch: Lunch) -> Break {
    Break { window: window(lunch.window()), duration: lunch.minutes().0.into() }
}

/// Tells whether the appointments leave time for a pause: before, between or after them, beside the drive.
pub(crate) fn leaves_time(agreed: &AgreedDay, span: Window, pause: &Break) -> bool {
    let mut free = span.open;
    let gaps = agreed.visits.iter().map(|it| {
        let gap = (free, it.start, it.way);
        free = it.end + it.buffer;
        gap
    });
    let mut gaps: Vec<(Time, Time, Time)> = gaps.collect();
    let back = agreed.drive - agreed.visits.iter().map(|it| it.way).sum::<Time>();
    gaps.push((free, span.close, back));
    gaps.into_iter().any(|(from, to, drive)| {
        let start = from.max(pause.window.open);
        start + pause.duration <= pause.window.close.min(to) && from + drive + pause.duration <= to
    })
}

/// Lists the windows of working hours.
pub(crate) fn windows(hours: &WorkHours) -> Vec<Window> {
    hours.windows().map(window).collect()
}

pub(crate) fn window(window: TimeWindow) -> Window {
    Window { open: window.opens().minutes().into(), close: window.closes().minutes().into() }
}
