//! What becomes of a practice, as sentences with their proof.

use crate::export::lookup::Lookup;
use crate::export::wording::numbers::{counted, minutes, referrals};
use crate::export::wording::text::{capitalised, list, printable};
use crate::model::id::PracticeId;
use crate::model::time::Date;
use crate::model::units::Minutes;
use crate::plan::disposition::{Disposition, Exclusion, Missed, Rule, Status};
use crate::plan::itinerary::StopKind;

/// Why a practice is in the plan or not, with its proof, and which promises to it cannot be kept.
pub(crate) fn answer(lookup: &Lookup, disposition: &Disposition) -> String {
    let missed = disposition.missed.iter().map(missed);
    let status = [status(lookup, disposition)].into_iter();
    status.chain(overdue(lookup, disposition)).chain(missed).collect::<Vec<_>>().join(" ")
}

fn status(lookup: &Lookup, disposition: &Disposition) -> String {
    match &disposition.status {
        Status::Planned { visits } => planned(lookup, disposition, *visits),
        Status::NotDue { from } => not_due(disposition, *from),
        Status::Later { from } => later(disposition, *from),
        Status::Displaced { day, by, referrals_short, minutes_short } => {
            displaced(lookup, *day, by, *referrals_short, *minutes_short)
        }
        Status::NotWorthTheDrive { day, detour, referrals_short } => {
            not_worth_the_drive(*day, *detour, *referrals_short)
        }
        Status::Impossible { rules } => format!("No plan at all can visit it{}.", because(rules)),
        Status::Excluded { because: Exclusion::NoSee } => "It receives no liaisons.".to_owned(),
        Status::Unknown => {
            "No simple exchange shows why it is not in the plan; a longer search may find a place.".to_owned()
        }
    }
}

/// That a fixed visit cannot be kept, and why.
pub(crate) fn missed(missed: &Missed) -> String {
    let date = missed.date.to_words();
    let what = match missed.kind {
        StopKind::Appointment => format!("The appointment on {date}"),
        StopKind::MustVisit => format!("The visit promised until {date}"),
        StopKind::Chosen => format!("The visit on {date}"),
    };
    if missed.rules.is_empty() {
        return format!(
            "{what} is not in the plan, though no rule forbids it; a longer search may find a place."
        );
    }
    format!("{what} cannot be kept{}.", because(&missed.rules))
}

fn planned(lookup: &Lookup, disposition: &Disposition, visits: u32) -> String {
    let days: Vec<String> = lookup
        .visits(&disposition.practice)
        .iter()
        .map(|visit| format!("{} at {}", visit.date.to_words(), visit.stop.start))
        .collect();
    let visits = counted(visits as usize, "visit", "visits");
    if days.is_empty() { format!("{visits}.") } else { format!("{visits}: {}.", list(&days)) }
}

fn not_due(disposition: &Disposition, from: Date) -> String {
    let seen =
        disposition.last_visit.map_or(String::new(), |date| format!("Last seen on {}; ", date.to_words()));
    let next = format!("its cadence allows no visit before {}.", from.to_words());
    capitalised(&(seen + &next))
}

/// That the time of a visit is better spent elsewhere for a while.
fn later(disposition: &Disposition, from: Date) -> String {
    let hour = disposition.rhythm.map_or(String::new(), |rhythm| {
        format!(", where an hour brings {} referrals", referrals(rhythm.an_hour))
    });
    format!("Its turn comes about {}. Until then the time is better spent elsewhere{hour}.", from.to_words())
}

/// That a practice is left out beyond its longest gap, with the price of time that keeps it out. Where its turn comes later, price and
/// day are said already.
fn overdue(lookup: &Lookup, disposition: &Disposition) -> Option<String> {
    let rhythm = disposition.rhythm?;
    let since = disposition.last_visit?.plus_days(i64::from(disposition.cadence.max()));
    let is_left_out = matches!(
        disposition.status,
        Status::Later { .. } | Status::Displaced { .. } | Status::NotWorthTheDrive { .. }
    );
    let tense = if since <= lookup.plan.as_of { "has been overdue since" } else { "will be overdue from" };
    let every = counted(rhythm.every as usize, "day", "days");
    let pays = match disposition.status {
        Status::Later { .. } => format!("A visit pays every {every}"),
        _ => format!(
            "With the usual drive, and at {} referrals an hour, a visit pays every {every}",
            referrals(rhythm.an_hour)
        ),
    };
    (is_left_out && since < lookup.plan.end())
        .then(|| format!("By its cadence it {tense} {}. {pays}.", since.to_words()))
}

fn displaced(lookup: &Lookup, day: Date, by: &[PracticeId], referrals: f64, short: Minutes) -> String {
    let names: Vec<String> = by.iter().map(|id| printable(lookup.practice_name(id))).collect();
    let cost = if referrals > 0.0 {
        format!("{} expected referrals less", self::referrals(referrals))
    } else {
        "no more than now".to_owned()
    };
    let effect = if names.is_empty() {
        format!("it would make the plan worth {cost}")
    } else {
        format!("it would push out {}, and the plan would be worth {cost}", list(&names))
    };
    let day = day.to_words();
    let room = minutes(short);
    let shortage = if short.0 == 0 {
        String::new()
    } else {
        format!(" To fit it in as well, the day is {room} too short.")
    };
    format!("At its best place, on {day}, {effect}.{shortage}")
}

fn not_worth_the_drive(day: Date, detour: Minutes, short: f64) -> String {
    let place = format!("the shortest detour, {} on {}", minutes(detour), day.to_words());
    let short = if short > 0.0 {
        format!("{} expected referrals more than it gains", referrals(short))
    } else {
        "as much as it gains".to_owned()
    };
    format!("There is room, but even with {place}, the time of the visit is worth {short}.")
}

/// The rules that forbid something, as the end of a sentence.
fn because(rules: &[Rule]) -> String {
    let names: Vec<String> = rules.iter().map(|rule| rule_words(*rule).to_owned()).collect();
    match names.len() {
        0 => String::new(),
        1 => format!(", because of {}", list(&names)),
        2 => format!(", because of {} together", list(&names)),
        _ => format!(", because of {} together; without any one of them it would be possible", list(&names)),
    }
}

/// A rule, as the end of "because of".
pub(crate) fn rule_words(rule: Rule) -> &'static str {
    match rule {
        Rule::NoRoad => "there being no way there",
        Rule::VisitingHours => "its visiting hours",
        Rule::WorkingHours => "the liaison's working hours and days off",
        Rule::Lunch => "the liaison's lunch",
        Rule::MaxDrive => "the limit on driving in a day",
        Rule::MaxStops => "the limit on visits in a day",
        Rule::Skills => "the skills it asks for",
        Rule::FixedVisits => "visits that are fixed already",
        Rule::MinGap => "the fewest days between two visits",
        Rule::LeadTime => "the days that a call ahead takes",
        Rule::MustVisitDates => "the days within which it has to be visited",
    }
}

/// The status as one or two words.
pub(crate) fn status_words(status: &Status) -> &'static str {
    match status {
        Status::Planned { .. } => "planned",
        Status::NotDue { .. } => "not due",
        Status::Later { .. } => "later",
        Status::Displaced { .. } => "displaced",
        Status::NotWorthTheDrive { .. } => "not worth the drive",
        Status::Impossible { .. } => "impossible",
        Status::Excluded { .. } => "excluded",
        Status::Unknown => "unknown",
    }
}
