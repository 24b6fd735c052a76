//! The heading of a report and the remarks under it.

use crate::export::wording::numbers::counted;
use crate::report::compile::WeekReport;
use crate::report::week::ReportWeek;

/// Leads to the figures behind a drawing.
#[cfg(feature = "html")]
pub(crate) const TO_BEHIND: &str = "The figures behind it";
/// Heads the figures behind the drawings.
#[cfg(feature = "html")]
pub(crate) const BEHIND: &str = "The figures behind the drawings";
/// The first sheet of the workbook.
#[cfg(feature = "xlsx")]
pub(crate) const SUMMARY: &str = "Summary";
/// Headings of the first sheet.
#[cfg(feature = "xlsx")]
pub(crate) const OF_SUMMARY: [&str; 3] = ["Figure", "Value", "Detail"];

/// Names a practice with its identifier.
pub(crate) fn named(name: &str, id: &str) -> String {
    if name == id { name.to_owned() } else { format!("{name} ({id})") }
}

/// Heads the report.
pub(crate) fn title(liaison: Option<&str>) -> String {
    liaison.map_or_else(|| "Weekly report".to_owned(), |name| format!("Weekly report of {name}"))
}

/// Says which week it is.
pub(crate) fn period(week: ReportWeek) -> String {
    format!("{} to {}", week.monday.to_words(), week.sunday.to_words())
}

/// Puts heading and week on one line.
pub(crate) fn heading(title: &str, period: &str) -> String {
    format!("{title}, {period}")
}

/// Puts a figure on one line.
pub(crate) fn figure(label: &str, value: &str, detail: &str) -> String {
    format!("{label}: {value} ({detail})")
}

/// Warns of comparing a part of a week with a whole one.
pub(crate) const PART_OF_A_WEEK: &str = "The week is not complete. The week before is.";

/// Lists what a reader has to know first.
pub(crate) fn notes(report: &WeekReport, note: &str) -> Vec<String> {
    let partial = || {
        let left = report.week.sunday.days_since(report.week.until);
        let days = counted(usize::try_from(left).unwrap_or(0), "day is", "days are");
        format!(
            "The week is not complete: the feed ends on {}, and {days} to come.",
            report.week.until.to_words()
        )
    };
    let no_plan = "No plan was made before this week, so nothing is said of what was planned.";
    [
        (!note.is_empty()).then(|| note.to_owned()),
        (!report.week.is_complete()).then(partial),
        silent_feed(report),
        report.visits.plan.is_none().then(|| no_plan.to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Warns where no referral of the week is known.
fn silent_feed(report: &WeekReport) -> Option<String> {
    let newest = report.referrals.newest?;
    (newest < report.week.monday)
        .then(|| format!("No referral of this week is known: the newest one is of {}.", newest.to_words()))
}
