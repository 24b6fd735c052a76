//! When practices are met, as sentences and headings.

use crate::export::wording::numbers::{counted, percent};
use crate::export::wording::report_practices;
use crate::export::wording::text::printable;
use crate::model::book::Book;
use crate::model::id::PracticeId;
use crate::model::part_of_day::PartOfDay;
use crate::score::access::access_model::ChanceInterval;
use crate::score::access::access_report::{AccessReport, BestTime, HoursDoubt, TimeOfWeek, TimeRecord};

/// A log without any visit.
pub(crate) const NO_VISITS: &str = "The log has no visit that tried to meet somebody.";
/// Heads the times of the week.
pub(crate) const TIMES: &str = "Times of the week, best first";
/// The columns of that table.
pub(crate) const TIME_COLUMNS: [&str; 4] = ["time", "met", "tried", "chance at a usual practice"];
/// Heads the practices with a best time.
pub(crate) const BEST_TIMES: &str = "Practices that are met much better at one time than at another";
/// Heads the hours that the log doubts.
pub(crate) const DOUBTS: &str = "Practices whose hours in the book the log doubts";

/// Names a part of the day.
pub(crate) fn part(part: PartOfDay) -> &'static str {
    match part {
        PartOfDay::Early => "before 10:00",
        PartOfDay::Morning => "10:00 to 12:00",
        PartOfDay::Noon => "12:00 to 14:00",
        PartOfDay::Afternoon => "from 14:00",
    }
}

/// Names a time of the week.
pub(crate) fn time(time: TimeOfWeek) -> String {
    format!("{} {}", time.weekday, part(time.part))
}

/// Says how often nobody was met.
pub(crate) fn no_access(report: &AccessReport, rate: ChanceInterval) -> String {
    let visits = counted(report.visits.tried as usize, "visit", "visits");
    let range = format!("{} to {}", percent(rate.low), percent(rate.high));
    let share = percent(rate.chance);
    format!("Of {visits} up to {}, {share} met nobody ({range}).", report.until)
}

/// Says how many visits tell the time.
pub(crate) fn timed(report: &AccessReport) -> String {
    format!("{} of them tell the time of the day.", report.timed)
}

/// Writes a chance with its range.
pub(crate) fn chance(it: ChanceInterval) -> String {
    format!("{} ({} to {})", percent(it.chance), percent(it.low), percent(it.high))
}

/// Writes the cells of one time of the week.
pub(crate) fn record(it: &TimeRecord) -> [String; 4] {
    [time(it.time), it.visits.met.to_string(), it.visits.tried.to_string(), chance(it.chance)]
}

/// Says when a practice is met best and worst.
pub(crate) fn best_time(book: &Book, it: &BestTime) -> String {
    let (best, worst) = (time(it.best.0), time(it.worst.0));
    let name = name(book, &it.practice);
    format!("{name}: best {best}, {}; worst {worst}, {}", chance(it.best.1), chance(it.worst.1))
}

/// Says what the log doubts.
pub(crate) fn doubt(book: &Book, it: &HoursDoubt) -> String {
    format!("{}: {}", name(book, it.practice()), report_practices::doubt(it))
}

/// Says how often somebody is met at a time that is offered.
pub(crate) fn offered(chance: f64) -> String {
    format!("{} chance to be met", percent(chance))
}

fn name(book: &Book, id: &PracticeId) -> String {
    let name = book.practice(id).map_or("", |practice| practice.name.as_str());
    format!("{} ({})", printable(name), printable(id.as_str()))
}
