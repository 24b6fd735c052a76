//! Times as calendars write them, and the zone that they count in.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;
use icalendar::parser::{Calendar, Property};

/// The zone of a calendar, if it says one.
pub(crate) type Home = Option<Tz>;

/// A time on some clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    /// What the clock shows.
    pub(crate) wall: NaiveDateTime,
    /// Where the clock hangs; nothing for a floating time.
    pub(crate) zone: Option<Tz>,
    /// Whether a whole day is meant.
    pub(crate) is_day: bool,
}

impl Moment {
    /// Reads the values of a property, of which some may have several.
    pub(crate) fn all(property: &Property) -> Option<Vec<Self>> {
        let zone = property.params.iter().find(|it| it.key == "TZID").and_then(|it| it.val.as_ref());
        let zone = zone.and_then(|name| name.as_str().trim_matches('"').parse().ok());
        property.val.as_str().split(',').map(|text| Self::read(text, zone)).collect()
    }

    /// Reads one value: a day, a time in UTC, or a time on the clock of a zone.
    pub(crate) fn read(text: &str, zone: Option<Tz>) -> Option<Self> {
        // A period, as some additions are, begins at its first time.
        let text = text.trim().split('/').next()?;
        if let Ok(day) = NaiveDate::parse_from_str(text, "%Y%m%d") {
            return Some(Self { wall: day.and_time(NaiveTime::MIN), zone: None, is_day: true });
        }
        let (text, zone) = text.strip_suffix('Z').map_or((text, zone), |text| (text, Some(Tz::UTC)));
        let wall = NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").ok()?;
        Some(Self { wall, zone, is_day: false })
    }

    /// Returns another time on the same clock.
    pub(crate) fn at(self, wall: NaiveDateTime) -> Self {
        Self { wall, ..self }
    }

    /// Returns what the clock of another zone shows then; a floating time shows the same everywhere.
    pub(crate) fn on_clock_of(self, zone: Option<Tz>) -> NaiveDateTime {
        let Some((from, to)) = self.zone.zip(zone) else { return self.wall };
        // A time that the clock leaves out in spring is the one before it.
        let time = from.from_local_datetime(&self.wall);
        time.earliest().map_or(self.wall, |time| time.with_timezone(&to).naive_local())
    }

    /// Returns what the clock at home shows then; `None` for a time in UTC of a calendar that does not say its zone.
    pub(crate) fn at_home(self, home: Home) -> Option<NaiveDateTime> {
        let is_clear = home.is_some() || self.zone != Some(Tz::UTC);
        is_clear.then(|| self.on_clock_of(home))
    }
}

/// Finds the zone of a calendar: the one that it names, or else that of its first event with one.
pub(crate) fn home_of(calendar: &Calendar) -> Home {
    let named = calendar.properties.iter().find(|it| it.name == "X-WR-TIMEZONE");
    let named = named.and_then(|it| it.val.as_str().parse().ok());
    let events = calendar.components.iter().filter(|it| it.name == "VEVENT");
    let starts = events.filter_map(|it| Moment::all(it.find_prop("DTSTART")?)?.first()?.zone);
    named.or_else(|| starts.into_iter().find(|zone| *zone != Tz::UTC))
}
