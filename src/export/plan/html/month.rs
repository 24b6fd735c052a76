//! The month at a glance: weeks by liaison in rows, days in columns.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::export::lookup::Lookup;
use crate::export::plan::html::change::{ChangeKind, kinds};
use crate::export::wording::{months, numbers, stops};
use crate::model::id::LiaisonId;
use crate::model::time::Date;
use crate::model::weekday::Weekday;
use crate::plan::itinerary::{DayPlan, Itinerary};

/// All weeks of the plan.
#[derive(Serialize)]
pub(crate) struct MonthView {
    /// How many days of the week have a column.
    columns: usize,
    weeks: Vec<WeekView>,
    /// How many changes against the plan before there are, as a sentence.
    changes: Option<String>,
}

#[derive(Serialize)]
struct WeekView {
    name: String,
    /// The headings of the columns.
    days: Vec<String>,
    rows: Vec<WeekRow>,
}

/// One liaison's week.
#[derive(Serialize)]
struct WeekRow {
    name: String,
    days: Vec<DayCell>,
}

#[derive(Serialize, Default)]
struct DayCell {
    /// The day of the month.
    number: u32,
    /// Where the page shows the day, and how much there is.
    link: Option<String>,
    visits: String,
    hours: String,
    /// Why there is nothing.
    empty: String,
    marks: Vec<MarkView>,
}

/// Visits of a day that changed against the plan before.
#[derive(Serialize)]
struct MarkView {
    kind: ChangeKind,
    text: String,
    names: String,
}

impl MonthView {
    /// Shows a plan, whose weeks begin on these Mondays.
    pub(crate) fn new(lookup: &Lookup, mondays: &[Date]) -> Self {
        let weekdays = weekdays(lookup);
        let changes = Changes::new(lookup);
        let week = |monday: &Date| WeekView {
            name: months::week(*monday),
            days: dates(*monday, &weekdays).map(months::day).collect(),
            rows: lookup
                .plan
                .itineraries
                .iter()
                .map(|it| row(lookup, &changes, it, *monday, &weekdays))
                .collect(),
        };
        Self {
            weeks: mondays.iter().map(week).collect(),
            columns: weekdays.len(),
            changes: lookup.plan.replan.as_ref().map(months::changes),
        }
    }
}

/// Lists Monday to Friday, and the other days on which somebody works or has visits.
fn weekdays(lookup: &Lookup) -> Vec<Weekday> {
    let worked = lookup.book.liaisons().iter().flat_map(|liaison| liaison.hours.keys().copied());
    let visited = lookup.plan.days().map(|(_, day)| day.date.weekday());
    let used: BTreeSet<Weekday> = Weekday::ALL.into_iter().take(5).chain(worked).chain(visited).collect();
    used.into_iter().collect()
}

/// Lists the days of a week that have a column.
fn dates(monday: Date, weekdays: &[Weekday]) -> impl Iterator<Item = Date> {
    (0..7).map(move |step| monday.plus_days(step)).filter(|date| weekdays.contains(&date.weekday()))
}

fn row(
    lookup: &Lookup,
    changes: &Changes,
    itinerary: &Itinerary,
    monday: Date,
    weekdays: &[Weekday],
) -> WeekRow {
    WeekRow {
        name: lookup.liaison_name(&itinerary.liaison).to_owned(),
        days: dates(monday, weekdays).map(|date| cell(lookup, changes, itinerary, date)).collect(),
    }
}

fn cell(lookup: &Lookup, changes: &Changes, itinerary: &Itinerary, date: Date) -> DayCell {
    let day = itinerary.days.iter().find(|day| day.date == date);
    let marks = changes.of(&itinerary.liaison, date);
    let bare = DayCell { number: date.day(), marks, ..DayCell::default() };
    match day {
        Some(day) => DayCell { link: Some(link(&itinerary.liaison, date)), ..full(bare, day) },
        None => DayCell { empty: months::why_empty(lookup, &itinerary.liaison, date), ..bare },
    }
}

fn full(cell: DayCell, day: &DayPlan) -> DayCell {
    DayCell { visits: stops::counts(day), hours: numbers::hours(day.field_time()), ..cell }
}

/// Says where the page shows a day.
fn link(liaison: &LiaisonId, date: Date) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric();
    let letter = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    format!("#view=days&liaison={}&date={date}", liaison.as_str().bytes().map(letter).collect::<String>())
}

/// The changes against the plan before, by liaison and day: what each is, and with whom.
struct Changes(BTreeMap<(LiaisonId, Date), BTreeMap<ChangeKind, Vec<String>>>);

impl Changes {
    fn new(lookup: &Lookup) -> Self {
        let mut changes = Self(BTreeMap::new());
        for edit in lookup.plan.replan.iter().flat_map(|it| it.edits.iter().chain(&it.forced)) {
            let name = lookup.practice_name(&edit.practice);
            for (when, kind) in kinds(edit) {
                let day = changes.0.entry((when.liaison.clone(), when.date)).or_default();
                day.entry(kind).or_default().push(name.to_owned());
            }
        }
        changes
    }

    fn of(&self, liaison: &LiaisonId, date: Date) -> Vec<MarkView> {
        let mark = |(&kind, names): (&ChangeKind, &Vec<String>)| MarkView {
            kind,
            text: months::mark(kind, names.len()),
            names: names.join(", "),
        };
        self.0.get(&(liaison.clone(), date)).into_iter().flatten().map(mark).collect()
    }
}
