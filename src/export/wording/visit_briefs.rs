//! What to say, ask, bring and leave, as the page and the workbook show it.

use crate::brief::handout::Handout;
use crate::brief::stop_brief::{Ask, StopBrief};
use crate::export::lookup::Lookup;
use crate::export::wording::text::printable;
use crate::model::id::LiaisonId;
use crate::model::time::Date;

/// Lists what to pack for a day.
pub(crate) fn packing(lookup: &Lookup, liaison: &LiaisonId, date: Date) -> Vec<String> {
    let packing = lookup.briefs.and_then(|briefs| briefs.packing_of(liaison, date));
    let items = packing.map_or(&[][..], |it| &it.items);
    items.iter().map(|it| packed(&it.name, it.pieces, it.short)).collect()
}

fn packed(name: &str, pieces: u32, short: u32) -> String {
    let short = if short > 0 { format!(" ({short} more are missing)") } else { String::new() };
    format!("{}{short}", of_pieces(name, pieces))
}

fn of_pieces(name: &str, pieces: u32) -> String {
    printable(&format!("{pieces} × {name}"))
}

/// Lists what was promised and is not done.
pub(crate) fn promised(brief: &StopBrief) -> Vec<String> {
    let line = |what: &str, due: Date| printable(&format!("{what} (by {})", due.to_words()));
    brief.followups.iter().map(|it| line(&it.what, it.due)).collect()
}

/// Lists the talking points.
pub(crate) fn say(brief: &StopBrief) -> Vec<String> {
    brief.topics.iter().map(|it| printable(&it.text)).collect()
}

/// Lists the questions.
pub(crate) fn ask(brief: &StopBrief) -> Vec<String> {
    brief.ask.iter().map(question).collect()
}

fn question(ask: &Ask) -> String {
    match ask {
        Ask::Settled { what } => printable(&format!("Is this settled: {what}?")),
        Ask::Received { what } => printable(&format!("Did they get what was promised: {what}?")),
        Ask::Change => "What has changed? They used to refer.".to_owned(),
        Ask::WhoArranges => "Who arranges referrals here?".to_owned(),
        Ask::HowToReach => "How can they be reached, by phone or mail?".to_owned(),
    }
}

/// Lists what to leave.
pub(crate) fn leave(brief: &StopBrief) -> Vec<String> {
    brief.material.iter().map(|it: &Handout| of_pieces(&it.name, it.pieces)).collect()
}
