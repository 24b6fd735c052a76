//! Briefs for people at a terminal: plain text, at most 100 columns, one block a stop.

use crate::brief::team_brief::Briefs;
use crate::export::brief::day_text::day_text;
use crate::export::layout::{WIDTH, line, wrapped};
use crate::export::lookup::Lookup;
use crate::export::wording::{brief_days, briefs};
use crate::model::book::Book;
use crate::model::id::LiaisonId;
use crate::model::liaison::Liaison;
use crate::model::practice::Practice;
use crate::model::time::Date;
use crate::plan::visit_plan::Plan;

/// Says what every liaison takes along, day by day, what was promised to practices that nobody visits, and what is short or out of
/// date.
#[must_use]
pub fn briefs_text(book: &Book, plan: &Plan, briefs: &Briefs) -> String {
    let lookup = Lookup::new(book, plan).with_briefs(Some(briefs));
    let days = plan.days().map(|(liaison, day)| day_text(&lookup, liaison, day));
    let ends = [off_plan_text(&lookup), stock_text(book, briefs)];
    days.chain(ends).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Says what a liaison takes along on a day: what to bring for all of it, then its stops and events by time. Empty without any.
#[must_use]
pub fn brief_text(book: &Book, plan: &Plan, briefs: &Briefs, liaison: &LiaisonId, date: Date) -> String {
    let lookup = Lookup::new(book, plan).with_briefs(Some(briefs));
    let days = plan.days().filter(|(who, day)| *who == liaison && day.date == date);
    days.map(|(who, day)| day_text(&lookup, who, day)).collect()
}

/// Says what liaisons have to order and what they hand out no more. Empty where there is nothing to say.
#[must_use]
pub fn stock_text(book: &Book, briefs: &Briefs) -> String {
    let of = |it: &Liaison| {
        let restock = briefs.restock.iter().filter(|row| row.liaison == it.id);
        let outdated = briefs.outdated.iter().filter(|row| row.liaison == it.id);
        [briefs::restock(restock, &it.name), briefs::outdated(outdated, &it.name)]
    };
    section(briefs::STOCK, book.liaisons().iter().flat_map(of).flatten())
}

/// Lists what was promised to practices that no stop of the plan is at. Empty where there is nothing.
fn off_plan_text(lookup: &Lookup) -> String {
    let is_left_out = |it: &&Practice| lookup.visits(&it.id).is_empty();
    let practices = lookup.book.practices().iter().filter(is_left_out);
    section(brief_days::OFF_PLAN, practices.flat_map(|it| brief_days::off_plan(lookup, it)))
}

/// Writes sentences under a heading; nothing where there are none.
fn section(heading: &str, sentences: impl Iterator<Item = String>) -> String {
    let mut out = String::new();
    for sentence in sentences {
        if out.is_empty() {
            line(&mut out, heading);
        }
        for text in wrapped(&sentence, WIDTH - 2) {
            line(&mut out, &format!("  {text}"));
        }
    }
    out
}
