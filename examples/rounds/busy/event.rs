//! Events as calendars hold them.

use chrono::TimeDelta;
use icalendar::parser::Component;

use super::moment::Moment;

/// How identifiers of a plan's own calendars end.
const OURS: &str = "@rounds";

/// An event, which may recur.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub(crate) uid: String,
    pub(crate) title: String,
    pub(crate) start: Moment,
    pub(crate) length: TimeDelta,
    pub(crate) rule: Option<String>,
    pub(crate) left_out: Vec<Moment>,
    pub(crate) added: Vec<Moment>,
    /// Which event of a recurrence it stands in for.
    pub(crate) instead_of: Option<Moment>,
    /// Whether it takes no time.
    pub(crate) is_free: bool,
}

impl Event {
    /// Reads an event; `None` where its times cannot be understood.
    pub(crate) fn read(component: &Component) -> Option<Self> {
        let text = |name: &str| component.find_prop(name).map_or("", |it| it.val.as_str());
        let start = *Moment::all(component.find_prop("DTSTART")?)?.first()?;
        let uid = text("UID").to_owned();
        let is = |name: &str, value: &str| text(name).eq_ignore_ascii_case(value);
        let is_free = is("TRANSP", "TRANSPARENT")
            || is("STATUS", "CANCELLED")
            || is("X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
            || uid.ends_with(OURS);
        Some(Self {
            title: if text("SUMMARY").is_empty() { uid.clone() } else { text("SUMMARY").to_owned() },
            uid,
            length: length(component, start)?,
            start,
            rule: component.find_prop("RRULE").map(|it| it.val.as_str().to_owned()),
            left_out: moments(component, "EXDATE")?,
            added: moments(component, "RDATE")?,
            instead_of: moments(component, "RECURRENCE-ID")?.first().copied(),
            is_free,
        })
    }
}

/// Reads all moments of a property that may stand several times.
fn moments(component: &Component, name: &str) -> Option<Vec<Moment>> {
    let all = component.properties.iter().filter(|it| it.name == name);
    let read: Option<Vec<Vec<Moment>>> = all.map(Moment::all).collect();
    read.map(|lists| lists.concat())
}

/// Most seconds that an event may take: ten years.
const LONGEST: i64 = 3_653 * 24 * 3600;

/// Returns how long an event takes: to its end, or as it says, or a day, or no time at all. `None` where that is longer than ten years.
fn length(component: &Component, start: Moment) -> Option<TimeDelta> {
    stated_length(component, start).filter(|length| length.num_seconds() <= LONGEST)
}

fn stated_length(component: &Component, start: Moment) -> Option<TimeDelta> {
    if let Some(end) = component.find_prop("DTEND") {
        let end = *Moment::all(end)?.first()?;
        return Some(end.on_clock_of(start.zone) - start.wall);
    }
    match component.find_prop("DURATION") {
        Some(duration) => self::duration(duration.val.as_str()),
        None => Some(TimeDelta::days(start.is_day.into())),
    }
}

/// Reads a duration, such as `P1DT2H30M` or `P2W`. `None` where no number can hold it.
fn duration(text: &str) -> Option<TimeDelta> {
    let (mut total, mut number) = (0_i64, String::new());
    for letter in text.strip_prefix('+').unwrap_or(text).strip_prefix('P')?.chars() {
        if letter.is_ascii_digit() {
            number.push(letter);
        } else if letter != 'T' {
            let seconds: i64 = match letter {
                'W' => 7 * 24 * 3600,
                'D' => 24 * 3600,
                'H' => 3600,
                'M' => 60,
                'S' => 1,
                _ => return None,
            };
            let count: i64 = number.parse().ok()?;
            total = total.checked_add(count.checked_mul(seconds)?)?;
            number.clear();
        }
    }
    TimeDelta::try_seconds(total).filter(|_| number.is_empty())
}
