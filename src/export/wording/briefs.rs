//! What to bring, say, ask and log, as short lines and headings.

use crate::brief::handout::{Handout, HeldBack, Withheld};
use crate::brief::packing::{OutdatedStock, Packed, Restock};
use crate::brief::stop_brief::{Ask, LastVisit, LogHint, OpenFollowUp};
use crate::export::wording::people;
use crate::export::wording::text::{list, printable};
use crate::model::contact::{Contact, OpenIssue};
use crate::model::time::Date;
use crate::model::units::Cents;

/// Heads the reason of a visit.
pub(crate) const WHY: &str = "Why:";
/// Heads the address and the way in.
pub(crate) const WHERE: &str = "Where:";
/// Heads the telephone number of a practice.
pub(crate) const PHONE: &str = "Phone:";
/// Heads what the book notes of a practice.
pub(crate) const NOTE: &str = "Note:";
/// Heads the physician who comes along.
pub(crate) const WITH: &str = "With:";
/// Heads the hours of an event.
pub(crate) const WHEN: &str = "When:";
/// Heads the practices near an event.
pub(crate) const NEAR: &str = "Near:";
/// Heads the last visit.
pub(crate) const LAST: &str = "Last:";
/// Heads the people.
pub(crate) const MEET: &str = "Meet:";
/// Heads what was promised.
pub(crate) const PROMISED: &str = "Promised:";
/// Heads what they wait for or complain of.
pub(crate) const OPEN: &str = "Open:";
/// Heads material.
pub(crate) const BRING: &str = "Bring:";
/// Heads material of which there is not enough.
pub(crate) const SHORT: &str = "Short:";
/// Heads material that is not left.
pub(crate) const NOT: &str = "Not:";
/// Heads talking points.
pub(crate) const SAY: &str = "Say:";
/// Heads questions.
pub(crate) const ASK: &str = "Ask:";
/// Heads what to log.
pub(crate) const LOG: &str = "Log:";
/// Heads what is short or out of date.
pub(crate) const STOCK: &str = "Material to order or take out";

/// Heads the day of a liaison.
pub(crate) fn day_title(liaison: &str, date: Date) -> String {
    format!("{}, {}", date.to_words(), printable(liaison))
}

/// Says how the last visit went. Whoever was there is named as people call them.
pub(crate) fn last(last: &LastVisit, liaison: &str) -> String {
    let note = last.note.as_ref().map_or(String::new(), |note| format!(": {}", printable(note)));
    format!("{}, {}, {}{note}", last.date.to_words(), people::outcome(last.outcome), printable(liaison))
}

/// Names a person, what they do, and how and when to reach them.
pub(crate) fn contact(contact: &Contact) -> String {
    let role = contact.role.as_ref().map_or(String::new(), |role| format!(" ({role})"));
    let name = Some(format!("{}{role}", contact.name));
    let best = contact.best_time.as_ref().map(|time| format!("best {time}"));
    let parts = [name, contact.phone.clone(), contact.mail.clone(), best];
    printable(&parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// Says what is promised, and by when. What is overdue on a day is said to be so.
pub(crate) fn followup(it: &OpenFollowUp, on: Date) -> String {
    open_promise(&it.what, it.due, on)
}

/// Says what is promised by a day, and whether it is overdue on another one.
pub(crate) fn open_promise(what: &str, by: Date, on: Date) -> String {
    let (what, due) = (promised(what), by.to_words());
    if by < on { format!("{what} (overdue since {due})") } else { format!("{what} (by {due})") }
}

/// Names what was promised; a row of the book need not say it.
fn promised(what: &str) -> String {
    if what.trim().is_empty() { "what was promised".to_owned() } else { printable(what) }
}

/// Says what they wait for or complain of, and since when.
pub(crate) fn issue(issue: &OpenIssue) -> String {
    let since = issue.since.map_or(String::new(), |since| format!(" (since {})", since.to_words()));
    format!("{}{since}", printable(&issue.what))
}

/// Names pieces of a material.
pub(crate) fn handout(it: &Handout) -> String {
    pieces(it.pieces, &it.name)
}

/// Names what to pack.
pub(crate) fn packed(items: &[Packed]) -> Vec<String> {
    items.iter().filter(|it| it.pieces > 0).map(|it| pieces(it.pieces, &it.name)).collect()
}

/// Names what is missing.
pub(crate) fn short(items: &[Packed]) -> Vec<String> {
    items.iter().filter(|it| it.short > 0).map(|it| pieces(it.short, &it.name)).collect()
}

fn pieces(count: u32, name: &str) -> String {
    format!("{count} x {}", printable(name))
}

/// Says what is not left at a practice, and why.
pub(crate) fn withheld(it: &Withheld) -> String {
    let what = pieces(it.pieces, &it.name);
    match it.because {
        HeldBack::Stock => format!("{what}: none left"),
        HeldBack::NoLimit => format!("{what}: it has a value, and no limit of value is stated"),
        HeldBack::OverLimit { given, limit } => {
            format!("{what}: {} of {} for the year are given", money(given), money(limit))
        }
        HeldBack::ValueNotKnown => format!("{what}: the value of an earlier gift is not known"),
    }
}

/// Writes an amount of money.
pub(crate) fn money(amount: Cents) -> String {
    format!("{}.{:02}", amount.0 / 100, amount.0 % 100)
}

/// Puts a question.
pub(crate) fn ask(ask: &Ask) -> String {
    match ask {
        Ask::Settled { what } => format!("Is this settled: {}?", printable(what)),
        Ask::Received { what } => format!("Did you get this: {}?", promised(what)),
        Ask::Change => "What has changed since you last referred to us?".to_owned(),
        Ask::WhoArranges => "Who arranges referrals here, and how do we reach them?".to_owned(),
        Ask::HowToReach => "At which number or address do we reach you best?".to_owned(),
    }
}

/// Lists what to log.
pub(crate) fn log(hints: &[LogHint]) -> String {
    let words: Vec<String> = hints.iter().map(|hint| log_hint(*hint).to_owned()).collect();
    list(&words)
}

/// Names one thing to log.
pub(crate) fn log_hint(hint: LogHint) -> &'static str {
    match hint {
        LogHint::Outcome => "outcome",
        LogHint::Topics => "topics told",
        LogHint::Material => "material left",
        LogHint::FollowUps => "promises done",
        LogHint::Issues => "issues settled",
    }
}

/// Says what a liaison has to order.
pub(crate) fn restock<'a>(items: impl Iterator<Item = &'a Restock>, liaison: &str) -> Option<String> {
    let item = |it: &Restock| format!("{} from {} on", pieces(it.pieces, &it.name), it.from.to_words());
    let items: Vec<String> = items.map(item).collect();
    (!items.is_empty()).then(|| format!("{} needs {}.", printable(liaison), list(&items)))
}

/// Says what a liaison has and hands out no more.
pub(crate) fn outdated<'a>(items: impl Iterator<Item = &'a OutdatedStock>, liaison: &str) -> Option<String> {
    let item = |it: &OutdatedStock| format!("{} after {}", pieces(it.pieces, &it.name), it.until.to_words());
    let items: Vec<String> = items.map(item).collect();
    (!items.is_empty()).then(|| format!("{} takes out {}.", printable(liaison), list(&items)))
}
