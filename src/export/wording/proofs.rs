//! Proofs as sentences: what forbids a visit, what keeps it out of a day, and what would let it in.

use crate::export::lookup::Lookup;
use crate::export::wording::numbers::{counted, minutes};
use crate::export::wording::text::{list, printable};
use crate::model::time::Date;
use crate::plan::disposition::{Clash, ColleagueOffer, DayChange, DayLimit, Rule, RuleSet};
use crate::plan::visit_plan::Plan;

/// Most days of a colleague that are named.
const DAYS_NAMED: usize = 3;

/// What forbids something, after the words that say what: every reason by itself.
pub(crate) fn forbidden(what: &str, reasons: &[RuleSet]) -> String {
    let names: Vec<String> = reasons.iter().map(|rules| together(rules)).collect();
    match names.as_slice() {
        [] => format!("{what}."),
        [_] => format!("{what}, {}.", reasons.iter().map(|rules| because(rules)).collect::<String>()),
        _ => format!("{what}. Each of these forbids it: {}.", names.join("; ")),
    }
}

/// Rules that forbid something together.
fn together(rules: &[Rule]) -> String {
    let names: Vec<String> = rules.iter().map(|rule| rule_words(*rule).to_owned()).collect();
    if names.len() > 1 { format!("{} together", list(&names)) } else { list(&names) }
}

/// Names rules that forbid something together, after "because" or "because of".
fn because(rules: &[Rule]) -> String {
    let (facts, limits): (Vec<Rule>, Vec<Rule>) = rules.iter().partition(|rule| is_fact(**rule));
    let facts = facts.into_iter().map(|rule| format!("because {}", rule_words(rule)));
    let limits = (!limits.is_empty()).then(|| format!("because of {}", together(&limits)));
    list(&facts.chain(limits).collect::<Vec<_>>())
}

/// Tells whether the words of a rule are a sentence of their own.
fn is_fact(rule: Rule) -> bool {
    matches!(rule, Rule::NoPlace | Rule::NoRoad | Rule::NoVisitors | Rule::NoProvider)
}

/// Returns the words for a rule: the end of "because" for a fact, and the end of "because of" for a limit.
pub(crate) fn rule_words(rule: Rule) -> &'static str {
    match rule {
        Rule::NoPlace => "nobody knows where the practice is",
        Rule::NoRoad => "there is no way there",
        Rule::VisitingHours => "its visiting hours",
        Rule::WorkingHours => "the liaison's working hours",
        Rule::TimeOff => "the liaison's days off",
        Rule::Holidays => "public holidays",
        Rule::NoVisitors => "it receives no liaisons",
        Rule::Lunch => "the liaison's lunch",
        Rule::MaxDrive => "the limit on driving in a day",
        Rule::MaxStops => "the limit on visits in a day",
        Rule::Skills => "the skills it asks for",
        Rule::FixedVisits => "appointments",
        Rule::MinGap => "the fewest days between two visits",
        Rule::LeadTime => "the days that a call ahead takes",
        Rule::MustVisitDates => "the days within which it has to be visited",
        Rule::NoProvider => "none of our physicians has this specialty",
        Rule::ProviderHours => "the times at which our physicians are free",
        Rule::Rest => "the days in which it rests by lot",
        Rule::ProviderLimit => "the most meetings that our physicians have in a week",
    }
}

/// What keeps a visit out of the day of its best place.
pub(crate) fn limit(limit: DayLimit) -> String {
    match limit {
        DayLimit::Visits { limit } => {
            format!("That day has its most visits already: {}.", counted(limit as usize, "visit", "visits"))
        }
        DayLimit::Driving { limit, needed } => {
            format!("It would take {} of driving, and the limit is {}.", minutes(needed), minutes(limit))
        }
        DayLimit::Minutes { short } => {
            format!("To fit it in as well, the day is {} too short.", minutes(short))
        }
        DayLimit::Hours => "Beside the others, no visit fits into its hours on that day.".to_owned(),
    }
}

/// What would let it in, if any one change does.
pub(crate) fn changes(changes: &[DayChange]) -> Option<String> {
    let words: Vec<String> = changes.iter().map(|change| self::change(*change)).collect();
    let (last, before) = words.split_last()?;
    let all = if before.is_empty() { last.clone() } else { format!("{}, or {last}", before.join(", ")) };
    Some(format!("It gets in if {all}."))
}

fn change(change: DayChange) -> String {
    match change {
        DayChange::StartEarlier { day, minutes } => {
            format!("{} begins {} earlier", day.to_words(), self::minutes(minutes))
        }
        DayChange::EndLater { day, minutes } => {
            format!("{} ends {} later", day.to_words(), self::minutes(minutes))
        }
        DayChange::MoreVisits { day, limit } => {
            format!("{} may have {}", day.to_words(), counted(limit as usize, "visit", "visits"))
        }
        DayChange::MoreDriving { day, limit } => {
            format!("{} may have {} of driving", day.to_words(), minutes(limit))
        }
    }
}

/// Which colleague could go instead.
pub(crate) fn colleague(lookup: &Lookup, offer: &ColleagueOffer) -> String {
    let name = printable(lookup.liaison_name(&offer.liaison));
    format!("{name} could go, on {}.", days(lookup.plan, &offer.days))
}

/// Days, as "Mondays" where they are all of one weekday, and all of that weekday in the plan.
fn days(plan: &Plan, days: &[Date]) -> String {
    let first = days.first().map(|day| day.weekday());
    let weeks = plan.weeks as usize;
    match first {
        Some(weekday)
            if weeks > 1 && days.len() == weeks && days.iter().all(|day| day.weekday() == weekday) =>
        {
            format!("{}s", weekday.name())
        }
        _ => {
            let mut names: Vec<String> = days.iter().take(DAYS_NAMED).map(|day| day.to_words()).collect();
            if days.len() > DAYS_NAMED {
                names.push(counted(days.len() - DAYS_NAMED, "other day", "other days"));
            }
            list(&names)
        }
    }
}

/// That a fixed visit clashes with an appointment, and what to do.
pub(crate) fn clash(lookup: &Lookup, what: &str, clash: &Clash) -> String {
    let name = printable(lookup.practice_name(&clash.practice));
    let other = format!("the appointment with {name}, {}-{}", clash.start, clash.end);
    let drive = if clash.drive.0 > 0 { format!(", {} away", minutes(clash.drive)) } else { String::new() };
    format!("{what} cannot be kept: it leaves no time for {other}{drive}. Move one of the two.")
}
