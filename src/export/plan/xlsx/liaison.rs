//! The sheet of a liaison: day by day, stop by stop, as they take it along.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::export::directions::directions;
use crate::export::lookup::Lookup;
use crate::export::plan::lost::lost;
use crate::export::plan::xlsx::cell::Cell;
use crate::export::plan::xlsx::formats::Formats;
use crate::export::plan::xlsx::sheet::{SheetColumn, WorkbookSheet};
use crate::export::units::Units;
use crate::export::wording::why_line::why_line;
use crate::export::wording::{
    briefs, events, exceptions, people, places, plan_text, stops, visit_briefs, workbook,
};
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::practice::Practice;
use crate::model::time::TimeOfDay;
use crate::plan::event_stop::EventStop;
use crate::plan::itinerary::{DayPlan, Itinerary, Stop};

/// How many letters wide the columns may be.
const MOST: [usize; 22] =
    [18, 8, 30, 30, 18, 6, 12, 10, 8, 8, 40, 34, 40, 40, 12, 16, 12, 24, 14, 12, 12, 18];
/// Columns at the end that only `rounds log` reads: which practice, liaison and day a row is about.
const UNSEEN: usize = 3;

/// Fills the sheet of one liaison.
pub(crate) fn sheet(
    lookup: &Lookup,
    itinerary: &Itinerary,
    name: &str,
    formats: &Formats,
    units: Units,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = WorkbookSheet::new(name, formats)?;
    let who = lookup.liaison_name(&itinerary.liaison);
    sheet.title(who)?;
    let sums = plan_text::sums(&lookup.plan.totals_of(&itinerary.liaison), lookup.worth);
    sheet.note(&format!("{}: {sums}", workbook::period(lookup.plan)))?;
    let columns: Vec<SheetColumn> =
        workbook::OF_DAYS.into_iter().zip(MOST).map(|(heading, most)| SheetColumn(heading, most)).collect();
    sheet.headings(&columns, units)?;
    for day in &itinerary.days {
        fill_day(&mut sheet, lookup, &itinerary.liaison, day, units)?;
    }
    sheet.offer_outcomes()?;
    sheet.hide_last(UNSEEN)?;
    unused(lookup, itinerary).into_iter().try_for_each(|heading| sheet.hide(&columns, heading))?;
    if itinerary.days.is_empty() {
        sheet.note(workbook::NO_VISITS)?;
    }
    for lost in lost(lookup, &itinerary.liaison) {
        sheet.note(&format!("{}: {}", lost.name, lost.sentence))?;
    }
    sheet.finished(who)
}

/// Writes a day: its heading, what is out of the ordinary, and its hours in their order.
fn fill_day(
    sheet: &mut WorkbookSheet,
    lookup: &Lookup,
    liaison: &LiaisonId,
    day: &DayPlan,
    units: Units,
) -> Result<(), XlsxError> {
    sheet.day(day.date, &workbook::day(day, units))?;
    for sentence in exceptions::of_day(lookup, day) {
        sheet.remark(&sentence)?;
    }
    let bring = visit_briefs::packing(lookup, liaison, day.date);
    if !bring.is_empty() {
        sheet.remark(&format!("{} {}", briefs::BRING, bring.join(", ")))?;
    }
    let short = visit_briefs::short(lookup, liaison, day.date);
    if !short.is_empty() {
        sheet.remark(&format!("{} {}", briefs::SHORT, short.join(", ")))?;
    }
    let stops = day.stops.iter().enumerate();
    let mut rows: Vec<(TimeOfDay, Vec<Cell>)> =
        stops.map(|(at, stop)| (stop.start, stop_row(lookup, liaison, day, at, stop))).collect();
    rows.extend(day.lunch_on_the_road().map(|lunch| {
        let times = [Cell::Time(lunch.opens()), Cell::Time(lunch.closes())];
        (lunch.opens(), times.into_iter().chain([Cell::text(workbook::LUNCH)]).collect())
    }));
    rows.extend(day.events.iter().map(|event| (event.arrive, event_row(lookup, event))));
    rows.sort_by_key(|(time, _)| *time);
    rows.into_iter().try_for_each(|(_, row)| sheet.row(row))?;
    sheet.row(home(day))
}

fn stop_row<'a>(
    lookup: &Lookup<'a>,
    liaison: &'a LiaisonId,
    day: &'a DayPlan,
    at: usize,
    stop: &'a Stop,
) -> Vec<Cell<'a>> {
    let practice = lookup.practice(&stop.practice);
    let wait = stops::wait(lookup, day, at).map_or(String::new(), |wait| format!(" ({wait})"));
    let mut row =
        vec![Cell::Time(stop.start), Cell::Time(stop.end), Cell::text(lookup.practice_name(&stop.practice))];
    row.extend(about(practice));
    row.extend([
        Cell::owned(lookup.tier(&stop.practice).map_or(String::new(), |tier| tier.to_string())),
        Cell::text(workbook::kind(stop.kind)),
        Cell::owned(lookup.priority(stop).map_or(String::new(), |what| what.to_string())),
        Cell::text(if stop.call_ahead { workbook::YES } else { "" }),
        Cell::Count(u64::from(stop.leg.drive.0)),
        Cell::owned(why_line(lookup, liaison, day.date, stop) + &wait),
        Cell::owned(there(lookup, stop)),
        Cell::owned(to_know(lookup, stop)),
        Cell::owned(to_do(lookup, liaison, day, stop)),
        map(practice),
        Cell::maybe(phone(lookup, &stop.practice)),
    ]);
    row.extend(std::iter::repeat_n(Cell::Empty, workbook::TO_FILL_IN));
    row.extend([Cell::text(stop.practice.as_str()), Cell::text(liaison.as_str()), Cell::Date(day.date)]);
    row
}

/// Lists the people at a practice.
fn there(lookup: &Lookup, stop: &Stop) -> String {
    lookup.people(&stop.practice).iter().map(people::reach).collect::<Vec<_>>().join("; ")
}

/// Lists who comes along and what to know of a practice.
fn to_know(lookup: &Lookup, stop: &Stop) -> String {
    let along = stop.meeting.as_ref().map(|meeting| events::comes_along(lookup, meeting));
    along.into_iter().chain(people::to_know(lookup, &stop.practice)).collect::<Vec<_>>().join("; ")
}

/// Lists what to do at a stop.
fn to_do(lookup: &Lookup, liaison: &LiaisonId, day: &DayPlan, stop: &Stop) -> String {
    let brief = lookup.brief(liaison, day.date, stop.start);
    brief.map(visit_briefs::to_do).unwrap_or_default().join("; ")
}

/// Finds whom to call: the first person with a number, or the practice.
fn phone<'a>(lookup: &Lookup<'a>, id: &PracticeId) -> Option<&'a str> {
    let mut people = lookup.people(id).iter().filter_map(|it| it.phone.as_deref());
    people.next().or_else(|| lookup.practice(id).and_then(|it| it.phone.as_deref()))
}

/// Lists the headings of columns in which nothing stands.
fn unused(lookup: &Lookup, itinerary: &Itinerary) -> Vec<&'static str> {
    let any = |has: &dyn Fn(&Stop) -> bool| itinerary.days.iter().flat_map(|day| &day.stops).any(has);
    let columns = [
        (workbook::PEOPLE, any(&|stop| !lookup.people(&stop.practice).is_empty())),
        (workbook::TO_KNOW, any(&|stop| !to_know(lookup, stop).is_empty())),
        (workbook::TO_DO, lookup.briefs.is_some()),
        (workbook::PHONE, any(&|stop| phone(lookup, &stop.practice).is_some())),
    ];
    columns.into_iter().filter(|(_, used)| !used).map(|(heading, _)| heading).collect()
}

/// Writes an event: when one is there, what and where it is, and the drive.
fn event_row<'a>(lookup: &Lookup, event: &EventStop) -> Vec<Cell<'a>> {
    let mut row = vec![
        Cell::Time(event.arrive),
        Cell::Time(event.leave),
        Cell::owned(events::title(lookup, event)),
        events::place(lookup, event).map_or(Cell::Empty, Cell::owned),
    ];
    row.extend(std::iter::repeat_n(Cell::Empty, 5));
    row.extend([Cell::Count(u64::from(event.leg.drive.0)), Cell::owned(events::hours(event))]);
    row
}

fn home(day: &DayPlan) -> Vec<Cell<'static>> {
    let mut row = vec![Cell::Time(day.back), Cell::Empty, Cell::text(workbook::HOME_AGAIN)];
    row.extend(std::iter::repeat_n(Cell::Empty, 6));
    row.push(Cell::Count(u64::from(day.way_home.drive.0)));
    row
}

/// Says where a practice is, or what it is near to, and what it does.
pub(crate) fn about(practice: Option<&Practice>) -> [Cell<'_>; 2] {
    [
        practice.and_then(places::address).map_or(Cell::Empty, Cell::owned),
        Cell::maybe(practice.and_then(|practice| practice.specialty.as_deref())),
    ]
}

/// Links to directions to a practice.
pub(crate) fn map(practice: Option<&Practice>) -> Cell<'static> {
    practice.and_then(directions).map_or(Cell::Empty, |link| Cell::Link(link, workbook::DIRECTIONS.into()))
}
