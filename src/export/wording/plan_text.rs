//! Headings, sums and labels of a plan at a terminal.

use crate::export::units::Units;
use crate::export::wording::numbers::{
    amount, counted, distance, hours, minutes, narrow_percent, out_of, referrals, tenths, unit_word,
};
use crate::export::wording::stops::counts;
use crate::export::wording::worth_unit::WorthUnit;
use crate::model::practice::Tier;
use crate::model::time::Date;
use crate::plan::itinerary::DayPlan;
use crate::plan::totals::Totals;
use crate::plan::visit_plan::Plan;

/// Heads the plan: its weeks, and how many people and practices it is about.
pub(crate) fn title(plan: &Plan) -> String {
    let weeks = counted(plan.weeks as usize, "week", "weeks");
    let liaisons = counted(plan.itineraries.len(), "liaison", "liaisons");
    let practices = counted(plan.dispositions.len(), "practice", "practices");
    let (start, end) = (plan.start.to_words(), plan.end().to_words());
    format!("Plan for {weeks}, {start} to {end}: {liaisons}, {practices}")
}

/// Sums up visits, hours and what they bring.
pub(crate) fn sums(totals: &Totals, worth: WorthUnit) -> String {
    format!(
        "{}, {} field hours, {} of them driving; {} {}, {} an hour",
        counted(totals.visits as usize, "visit", "visits"),
        hours(totals.field_time),
        narrow_percent(totals.drive_share()),
        tenths(totals.expected_referrals),
        worth.extra(),
        amount(totals.referrals_per_hour()),
    )
}

/// Says how many of the practices that fall due are seen.
pub(crate) fn due_seen(totals: &Totals) -> String {
    let (seen, share) = (out_of(totals.due_seen, totals.due), narrow_percent(totals.due_seen_share()));
    let split = match totals.due_impossible {
        0 => String::new(),
        count => format!("; no day is possible for {count} of them"),
    };
    format!("{seen} due practices seen ({share}){split}")
}

/// A remark on a search that was stopped.
pub(crate) const CUT_SHORT: &str = "The search was stopped early; a longer one may find a better plan.";

/// The columns of figures of a liaison, without the share of due practices seen.
pub(crate) fn figures(units: Units, worth: WorthUnit) -> [&'static str; 8] {
    ["days", "visits", "field h", "drive", unit_word(units), worth.short(), "an hour", "due seen"]
}

/// Heads what is said of each liaison's time.
pub(crate) const TIME: &str = "Time";

/// The line of the whole team.
pub(crate) const ALL: &str = "All";

/// Heads a week.
pub(crate) fn week_title(monday: Date) -> String {
    format!("Week of {}", monday.to_words())
}

/// Heads a day with its sums.
pub(crate) fn day_title(day: &DayPlan, units: Units, worth: WorthUnit) -> String {
    let totals: Totals = [day].into_iter().collect();
    format!(
        "{}: {}, {} field hours, {} driving, {}, {} {}",
        day.date.to_words(),
        counts(day),
        hours(totals.field_time),
        minutes(totals.drive),
        distance(totals.distance, units),
        amount(totals.expected_referrals),
        worth.plain(),
    )
}

/// How a day begins.
pub(crate) const LEAVES_HOME: &str = "leave home";
/// How a day ends.
pub(crate) const HOME_AGAIN: &str = "home again";
/// Lunch between two stops.
pub(crate) const LUNCH: &str = "lunch";

/// Heads what becomes of so many practices.
pub(crate) fn fates_title(practices: usize) -> String {
    format!("What becomes of {}", counted(practices, "practice", "practices"))
}

/// What comes after the number of promises that cannot be kept.
pub(crate) fn missed(count: usize) -> &'static str {
    if count == 1 { "fixed visit cannot be kept" } else { "fixed visits cannot be kept" }
}

/// The statuses in the order in which they are told, with what they mean.
pub(crate) const STATUSES: [(&str, &str); 10] = [
    ("planned", "visited at least once"),
    ("not due", "seen recently enough"),
    ("later", "their turn comes after the plan; until then the time is better spent elsewhere"),
    ("displaced", "other visits are worth more"),
    ("awaits an edit", "they would gain, but the plan before stays as it is"),
    ("not worth the drive", "there is room, but the time that they take is worth more"),
    ("too late to call", "nobody can call in time for a visit in these days"),
    ("impossible", "no day of the plan is possible for them"),
    ("excluded", "they receive no liaisons, have no place in the book, or rest by lot"),
    ("unknown", "no place was found; a longer search may find one"),
];

/// Whose a practice without a liaison is.
pub(crate) const NOBODYS: &str = "nobody's";

/// Says how important a practice is, whose it is, and what a visit is worth.
pub(crate) fn standing(tier: Tier, liaison: &str, worth: f64) -> String {
    format!("({tier}, {liaison}, worth {})", referrals(worth))
}
