//! Facts as words: dispositions with their proof, rules, numbers, and text that is safe to print.

pub(crate) mod moves;
pub(crate) mod territories;

use crate::export::lookup::Lookup;
use crate::model::id::PracticeId;
use crate::model::time::Date;
use crate::model::units::{Metres, Minutes};
use crate::plan::disposition::{Disposition, Exclusion, Missed, Rule, Status};
use crate::plan::itinerary::{DayPlan, Stop, StopKind};
use crate::plan::visit_plan::Plan;

/// Why a practice is in the plan or not, with its proof, and which promises to it cannot be kept.
pub(crate) fn answer(lookup: &Lookup, disposition: &Disposition) -> String {
    let missed = disposition.missed.iter().map(missed);
    [status(lookup, disposition)].into_iter().chain(missed).collect::<Vec<_>>().join(" ")
}

fn status(lookup: &Lookup, disposition: &Disposition) -> String {
    match &disposition.status {
        Status::Planned { visits } => planned(lookup, disposition, *visits),
        Status::NotDue { from } => not_due(disposition, *from),
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
    let detour =
        format!("There is room, but the shortest detour, {} on {}, costs", minutes(detour), day.to_words());
    if short > 0.0 {
        format!("{detour} {} expected referrals more than the visit brings.", referrals(short))
    } else {
        format!("{detour} as much as the visit brings.")
    }
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
        Status::Displaced { .. } => "displaced",
        Status::NotWorthTheDrive { .. } => "not worth the drive",
        Status::Impossible { .. } => "impossible",
        Status::Excluded { .. } => "excluded",
        Status::Unknown => "unknown",
    }
}

/// What is special about a stop: how it came into the plan, whether to call ahead.
pub(crate) fn flags(stop: &Stop) -> Vec<&'static str> {
    let kind = match stop.kind {
        StopKind::Chosen => None,
        StopKind::Appointment => Some("appointment"),
        StopKind::MustVisit => Some("must visit"),
    };
    kind.into_iter().chain(stop.call_ahead.then_some("call ahead")).collect()
}

/// How long one waits before a stop, and for what; `None` where nobody waits.
pub(crate) fn wait(lookup: &Lookup, day: &DayPlan, at: usize) -> Option<String> {
    let stop = day.stops.get(at)?;
    let wait = day.wait(at, lookup.plan.rules.buffer);
    let left = at.checked_sub(1).map_or(day.depart, |before| day.stops[before].end);
    let lunch = day.lunch.filter(|lunch| left <= lunch.opens() && lunch.closes() <= stop.start);
    let what = match lunch {
        _ if stop.kind == StopKind::Appointment => format!(" for the appointment at {}", stop.start),
        _ if lookup.opens(&stop.practice, day.date).any(|opens| opens == stop.start) => {
            format!(": visiting hours begin at {}", stop.start)
        }
        Some(lunch) => format!(" for lunch at {}", lunch.opens()),
        None => String::new(),
    };
    (wait.0 > 0).then(|| format!("waits {}{what}", minutes(wait)))
}

/// What is kept free after every visit, as a sentence; `None` where nothing is.
pub(crate) fn buffer(plan: &Plan) -> Option<String> {
    let buffer = plan.rules.buffer;
    let sentence =
        || format!("After every visit {} are kept for notes and the way to the car.", minutes(buffer));
    (buffer.0 > 0).then(sentence)
}

/// `1 visit`, `1,200 visits`.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// `1,234,567`.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1,234.5`.
pub(crate) fn tenths(number: f64) -> String {
    let text = format!("{number:.1}");
    let (whole, tenth) = text.split_once('.').unwrap_or((&text, "0"));
    whole.parse().map_or_else(|_| text.clone(), |whole| format!("{}.{tenth}", grouped(whole)))
}

/// Expected referrals: two decimals, as many as the model deserves; what is not nothing never reads as nothing.
pub(crate) fn amount(referrals: f64) -> String {
    if 0.0 < referrals && referrals < 0.005 {
        return "<0.01".to_owned();
    }
    if -0.005 < referrals && referrals < 0.0 {
        return ">-0.01".to_owned();
    }
    // No "-0.00".
    format!("{:.2}", (referrals * 100.0).round() / 100.0 + 0.0)
}

/// Expected referrals in a sentence.
pub(crate) fn referrals(referrals: f64) -> String {
    amount(referrals).replace('<', "less than ").replace('>', "more than ")
}

/// `45 min`, `2 h 05 min`.
pub(crate) fn minutes(duration: Minutes) -> String {
    match (duration.0 / 60, duration.0 % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, minutes) => format!("{hours} h {minutes:02} min"),
    }
}

/// Miles, as people in cars read them.
pub(crate) fn miles(distance: Metres) -> f64 {
    f64::from(distance.0) / 1609.344
}

/// Miles without decimals.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a u32 of metres is at most 2.7 million miles"
)]
pub(crate) fn whole_miles(distance: Metres) -> usize {
    miles(distance).round() as usize
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The text on one line without characters that steer a terminal, a calendar or the direction of writing.
pub(crate) fn printable(text: &str) -> String {
    let steers = |c: char| c.is_control() || matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if steers(c) { ' ' } else { c }).collect()
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// `+12.3 %`.
pub(crate) fn signed_percent(share: f64) -> String {
    // No "-0.0".
    format!("{:+.1} %", (share * 1000.0).round() / 10.0 + 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn only_nothing_reads_as_nothing() {
        let cases = [
            (0.0, "0.00"),
            (-0.0, "0.00"),
            (0.001, "<0.01"),
            (0.005, "0.01"),
            (1.234, "1.23"),
            (-0.001, ">-0.01"),
            (-0.005, "-0.01"),
            (-0.3, "-0.30"),
        ];
        for (number, text) in cases {
            assert_eq!(amount(number), text);
        }
        let words = [0.001, 0.25, -0.001].map(referrals);
        assert_eq!(words, ["less than 0.01", "0.25", "more than -0.01"]);
    }

    #[test]
    fn lists_read_as_english() {
        let words = |count: usize| list(&["a", "b", "c"].map(str::to_owned)[..count]);
        assert_eq!([words(0), words(1), words(2), words(3)], ["", "a", "a and b", "a, b and c"]);
    }

    #[test]
    fn steering_characters_become_spaces() {
        assert_eq!(printable("a\u{1b}[31m\r\nb\u{202e}c"), "a [31m  b c");
    }
}
