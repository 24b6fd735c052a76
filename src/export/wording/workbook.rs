//! Names of sheets, headings and sentences of a plan as a workbook.

use crate::export::units::Units;
use crate::export::wording::numbers::{distance, grouped, minutes, out_of};
use crate::export::wording::stops::counts;
use crate::export::wording::worth_unit::WorthUnit;
use crate::model::book::Book;
use crate::model::time::Date;
use crate::plan::itinerary::{DayPlan, StopKind};
use crate::plan::visit_plan::{FieldTime, Plan};
use crate::score::note::ModelNote;
use crate::score::reporting::referrals_known_until;

/// Stands in a heading for the unit of distance.
pub(crate) const UNITS: &str = "{units}";

/// How dates are shown: weekday, day, month and year, which read the same to everybody.
pub(crate) const DATE: &str = "ddd d mmm yyyy";
/// How times are shown.
pub(crate) const TIME: &str = "hh:mm";

/// The title of the document.
pub(crate) const TITLE: &str = "Visit plan";
/// The page and how many there are, as the format writes them.
pub(crate) const PAGE: &str = "Page &P of &N";

/// The sheet of somebody without a name.
pub(crate) const LIAISON: &str = "Liaison";
/// The sheet of every stop.
pub(crate) const STOPS: &str = "All stops";
/// The sheet of every practice.
pub(crate) const PRACTICES: &str = "Practices";
/// The sheet of calls to make.
pub(crate) const CALLS: &str = "Calls";
/// The sheet of the people at practices.
pub(crate) const PEOPLE: &str = "People";
/// Headings of columns that only some books fill.
pub(crate) const TO_KNOW: &str = "To know";
pub(crate) const TO_DO: &str = "To do";
pub(crate) const PHONE: &str = "Phone";
pub(crate) const PHYSICIAN: &str = "Physician";
/// The sheet of events.
pub(crate) const EVENTS: &str = "Events";
/// The sheet of what is wrong with the book.
pub(crate) const FINDINGS: &str = "Findings";
/// The sheet of what is assumed.
pub(crate) const ASSUMED: &str = "Assumed";

/// What is shown of a link.
pub(crate) const DIRECTIONS: &str = "Directions";

/// Headings of a liaison's sheet.
pub(crate) const OF_DAYS: [&str; 22] = [
    "Time",
    "Until",
    "Practice",
    "Address",
    "Specialty",
    "Tier",
    "Kind",
    "Priority",
    "Call ahead",
    "Drive min",
    "Why",
    "People",
    "To know",
    "To do",
    "Map",
    "Phone",
    "Outcome",
    "Note",
    "Next visit by",
    "Practice ID",
    "Liaison ID",
    "Date",
];

/// Headings of the list of stops.
const OF_STOPS: [&str; 26] = [
    "Date",
    "Start",
    "End",
    "Liaison",
    "Stop",
    "Practice ID",
    "Practice",
    "Address",
    "Specialty",
    "Tier",
    "Kind",
    "Priority",
    "Call ahead",
    "Drive min",
    "Drive {units}",
    WORTH,
    "Why",
    "All reasons",
    "Physician",
    "Map",
    "Liaison ID",
    "Outcome",
    "Note",
    "Next visit by",
    "Pinned",
    "Entry",
];

/// Returns the headings of the list of stops of a book with this unit of worth.
pub(crate) fn of_stops(worth: WorthUnit) -> [&'static str; 26] {
    OF_STOPS.map(|heading| if heading == WORTH { worth.capitalised() } else { heading })
}

/// Heading of the column of what visits bring.
const WORTH: &str = "Extra referrals";

/// Heading of the column that says how a visit went.
pub(crate) const OUTCOME: &str = "Outcome";

/// How many columns are to be filled in: outcome, note, and the day of the next visit.
pub(crate) const TO_FILL_IN: usize = 3;

/// Says what belongs into the column of outcomes.
pub(crate) const NOT_AN_OUTCOME: &str = "Choose one of the words of the list.";

/// Headings of the list of practices.
pub(crate) const OF_PRACTICES: [&str; 15] = [
    "Practice ID",
    "Practice",
    "Address",
    "Specialty",
    "Tier",
    "Liaison",
    "Fate",
    "Visits",
    "Next visit",
    "Last visit",
    "Due",
    "Worth of a visit",
    "Reason",
    "Map",
    "Liaison ID",
];

/// Headings of the list of people.
pub(crate) const OF_PEOPLE: [&str; 8] =
    ["Practice ID", "Practice", "Liaison", "Name", "Role", "Phone", "Mail", "Best time"];

/// Headings of the list of events.
pub(crate) const OF_EVENTS: [&str; 11] = [
    "Date",
    "Arrive",
    "Start",
    "End",
    "Leave",
    "Liaison",
    "Event",
    "Kind",
    "Place",
    "Drive min",
    "Drive {units}",
];

/// Headings of the list of findings.
pub(crate) const OF_FINDINGS: [&str; 8] =
    ["Code", "Table", "Row", "Column", "Value", "What is wrong", "What happened", "What to do"];

/// Heading of the sheet of assumptions.
pub(crate) const OF_ASSUMED: &str = "This plan rests on";

/// What stands for yes in a column.
pub(crate) const YES: &str = "yes";
/// Lunch between two stops.
pub(crate) const LUNCH: &str = "Lunch";
/// The end of a day.
pub(crate) const HOME_AGAIN: &str = "Home again";
/// A liaison without visits.
pub(crate) const NO_VISITS: &str = "No visits are planned.";
/// A book without findings.
pub(crate) const NO_FINDINGS: &str = "Nothing is wrong with the book.";

/// Says which days a plan is for.
pub(crate) fn period(plan: &Plan) -> String {
    format!("{} to {}", plan.start.to_words(), plan.end().to_words())
}

/// Says how much a day holds, and when it begins and ends.
pub(crate) fn day(day: &DayPlan, units: Units) -> String {
    format!(
        "{}, {} driving, {}; leave home at {}, home again at {}",
        counts(day),
        minutes(day.drive()),
        distance(day.distance(), units),
        day.depart,
        day.back,
    )
}

/// Says how a stop came into the plan.
pub(crate) fn kind(kind: StopKind) -> &'static str {
    match kind {
        StopKind::Chosen => "chosen",
        StopKind::Appointment => "appointment",
        StopKind::MustVisit => "must visit",
        StopKind::Meeting => "joint visit",
    }
}

/// Says that a list goes on in the table of findings.
pub(crate) fn more_findings(count: usize) -> String {
    format!("{} more stand in findings.csv.", grouped(count))
}

/// Lists what the plan rests on, as far as plan and book tell.
pub(crate) fn assumed(book: &Book, plan: &Plan, effect: String) -> Vec<String> {
    let mut lines = vec![known(book, plan.as_of), effect, field_time(plan.settings.field_time)];
    lines.push(drive_price(plan.settings.drive_price));
    lines.push(buffer_and_calls(plan));
    lines.extend(usual_hours(book));
    if plan.search.cut_short {
        lines.push(crate::export::wording::plan_text::CUT_SHORT.to_owned());
    }
    lines
}

fn buffer_and_calls(plan: &Plan) -> String {
    let callable = plan.as_of.plus_days(i64::from(plan.rules.lead_days));
    format!(
        "After every visit {} are kept for notes and the way to the car. A new visit that wants a call ahead is chosen for {} or \
         later, where the practice states no other lead days.",
        minutes(plan.rules.buffer),
        callable.max(plan.start).to_words(),
    )
}

fn known(book: &Book, as_of: Date) -> String {
    let (_, notes) = referrals_known_until(book, as_of);
    let ends = notes.iter().any(ModelNote::tells_end);
    let what = if ends { "Visits" } else { "Referrals and visits" };
    let first = notes.iter().filter(|note| note.comes_first()).map(ToString::to_string);
    let known = format!("{what} are known up to {}.", as_of.to_words());
    first.chain([known]).collect::<Vec<_>>().join(" ")
}

fn drive_price(share: f64) -> String {
    let much = if (share - 1.0).abs() < f64::EPSILON { String::new() } else { format!("{share} times ") };
    format!("A minute of driving costs {much}as much as any other minute in the field.")
}

fn field_time(field_time: FieldTime) -> String {
    match field_time {
        FieldTime::Auto => {
            "The fewest hours are used that keep 99 % of what full days would gain.".to_owned()
        }
        FieldTime::Floor(an_hour) => format!("An hour in the field has to bring {an_hour} referrals."),
        FieldTime::Fill => "All working time is used.".to_owned(),
    }
}

/// Says for how many practices the usual office hours stand; nothing where all state theirs.
fn usual_hours(book: &Book) -> Option<String> {
    let (all, without) =
        (book.practices().len(), book.practices().iter().filter(|it| it.hours.is_empty()).count());
    (without > 0).then(|| {
        format!(
            "{} practices state no visiting hours. Theirs are taken to be Monday to Friday, 8:30 to 11:45 and 13:00 to 16:30.",
            out_of(grouped(without), grouped(all))
        )
    })
}
