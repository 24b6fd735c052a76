//! What to bring, say, ask and leave, as lists for the page and the workbook.

use crate::brief::packing::Packed;
use crate::brief::stop_brief::StopBrief;
use crate::export::lookup::Lookup;
use crate::export::wording::briefs;
use crate::export::wording::text::printable;
use crate::model::id::LiaisonId;
use crate::model::time::Date;

/// Lists what to pack for a day.
pub(crate) fn packing(lookup: &Lookup, liaison: &LiaisonId, date: Date) -> Vec<String> {
    briefs::packed(items(lookup, liaison, date))
}

/// Lists what is missing on a day.
pub(crate) fn short(lookup: &Lookup, liaison: &LiaisonId, date: Date) -> Vec<String> {
    briefs::short(items(lookup, liaison, date))
}

fn items<'a>(lookup: &Lookup<'a>, liaison: &LiaisonId, date: Date) -> &'a [Packed] {
    let packing = lookup.briefs.and_then(|briefs| briefs.packing_of(liaison, date));
    packing.map_or(&[], |it| &it.items)
}

/// Lists what was promised and is not done.
pub(crate) fn promised(brief: &StopBrief) -> Vec<String> {
    brief.followups.iter().map(|it| briefs::followup(it, brief.date)).collect()
}

/// Lists the talking points.
pub(crate) fn say(brief: &StopBrief) -> Vec<String> {
    brief.topics.iter().map(|it| printable(&it.text)).collect()
}

/// Lists the questions.
pub(crate) fn ask(brief: &StopBrief) -> Vec<String> {
    brief.ask.iter().map(briefs::ask).collect()
}

/// Lists what to leave.
pub(crate) fn leave(brief: &StopBrief) -> Vec<String> {
    brief.material.iter().map(briefs::handout).collect()
}

/// Lists what to do at a stop, each line with what it is about.
#[cfg(feature = "xlsx")]
pub(crate) fn to_do(brief: &StopBrief) -> Vec<String> {
    let lines = [
        (briefs::PROMISED, promised(brief)),
        (briefs::SAY, say(brief)),
        (briefs::ASK, ask(brief)),
        (briefs::BRING, leave(brief)),
    ];
    let full = lines.into_iter().filter(|(_, texts)| !texts.is_empty());
    full.map(|(what, texts)| format!("{what} {}", texts.join("; "))).collect()
}
