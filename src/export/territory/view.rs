//! What the page of a rebalancing is filled with, in the shape in which it is shown.

use serde::Serialize;

use crate::export::territory::content::TerritoryPage;
use crate::export::territory::data::TerritoryPageData;
use crate::export::territory::figures::{FrontDot, rounded};
use crate::export::wording::numbers::{
    self, counted, fixed, grouped, out_of, percent, percent_to, signed_percent, tenths,
};
use crate::export::wording::territories::{binding_rule_sentence, violation_texts};
use crate::export::wording::territory_text;
use crate::model::book::Book;
use crate::territory::assess::Territory;
use crate::territory::compare::ScenarioTrial;
use crate::territory::handover::Handover;

/// Everything on the page.
pub(crate) struct TerritoryView {
    pub(crate) head: PageHead,
    pub(crate) rows: Vec<TeamRow>,
    pub(crate) front: Vec<FrontDot>,
    pub(crate) trials: Vec<TrialRow>,
    pub(crate) handovers: Vec<HandoverRow>,
    pub(crate) unkept: Vec<String>,
    pub(crate) data: TerritoryPageData,
}

impl TerritoryView {
    pub(crate) fn new(book: &Book, content: &TerritoryPage) -> Self {
        let answer = content.rebalancing;
        let (before, after) = (answer.before.by_liaison(), answer.after.by_liaison());
        let front: Vec<FrontDot> =
            content.front.iter().map(|point| FrontDot::new(point, &answer.alignment)).collect();
        let proofs = answer.proofs.iter().map(|it| territory_text::proof_sentence(book, it));
        let violations = violation_texts(book, &answer.violations).into_iter().map(|text| format!("{text}."));
        let binding = answer.binding_rules.iter().map(|it| binding_rule_sentence(book, it));
        Self {
            head: PageHead::new(book, content),
            rows: before
                .into_iter()
                .zip(after)
                .map(|(before, after)| TeamRow::new(book, before, after))
                .collect(),
            trials: content.trials.iter().map(TrialRow::new).collect(),
            handovers: content.handovers.iter().map(|it| HandoverRow::new(book, it)).collect(),
            unkept: proofs.chain(violations).chain(binding).collect(),
            data: TerritoryPageData::new(book, content, front.clone()),
            front,
        }
    }
}

/// The head of the page.
#[derive(Serialize)]
pub(crate) struct PageHead {
    liaisons: String,
    practices: String,
    moves: String,
    moved: String,
    least: String,
    worst_before: String,
    worst_after: String,
    drive_before: String,
    drive_after: String,
    assigned: Option<String>,
    feasible: bool,
}

impl PageHead {
    fn new(book: &Book, content: &TerritoryPage) -> Self {
        let answer = content.rebalancing;
        let hours = |hours: f64| tenths(hours.round()).trim_end_matches(".0").to_owned();
        let assigned = answer.assigned.len();
        Self {
            liaisons: counted(book.liaisons().len(), "liaison", "liaisons"),
            practices: counted(book.practices().len(), "practice", "practices"),
            moves: grouped(answer.moves.len()),
            moved: percent_to(2, answer.moved_share),
            least: percent_to(2, answer.least_moved_share),
            worst_before: percent_to(1, answer.before.balance.hours),
            worst_after: percent_to(1, answer.after.balance.hours),
            drive_before: hours(answer.before.balance.drive_hours),
            drive_after: hours(answer.after.balance.drive_hours),
            assigned: (assigned > 0).then(|| territory_text::assigned(assigned)),
            feasible: answer.is_feasible(),
        }
    }
}

/// A line of the team's table.
#[derive(Serialize)]
pub(crate) struct TeamRow {
    name: String,
    before: TeamCells,
    after: TeamCells,
}

#[derive(Serialize)]
struct TeamCells {
    off: String,
    /// Where a bar from the middle begins and how long it is, in a picture from -100 to 100 that stands for
    /// -100 % to 100 %.
    bar: [f64; 2],
    over: bool,
    hours: String,
    drive: String,
    load: String,
    practices: usize,
    potential: String,
    potential_off: String,
    compact: String,
    parts: usize,
}

impl TeamRow {
    fn new(book: &Book, before: &Territory, after: &Territory) -> Self {
        let name = book.liaison(&before.liaison).map_or(before.liaison.as_str(), |it| &it.name);
        Self { name: name.to_owned(), before: TeamCells::new(before), after: TeamCells::new(after) }
    }
}

impl TeamCells {
    fn new(it: &Territory) -> Self {
        let off = rounded(it.off_share * 100.0, 10.0).clamp(-100.0, 100.0);
        Self {
            off: if it.is_stranded() {
                territory_text::DOES_NOT_WORK.to_owned()
            } else {
                signed_percent(it.off_share)
            },
            bar: [off.min(0.0), off.abs()],
            over: off > 0.0,
            hours: fixed(0, it.hours()),
            drive: fixed(0, it.drive_hours),
            load: percent(it.load()),
            practices: it.practices,
            potential: fixed(0, it.potential),
            potential_off: numbers::signed_percent_to(0, it.potential_off_share),
            compact: fixed(0, it.compactness),
            parts: it.parts,
        }
    }
}

/// A scenario and what its weeks bring.
#[derive(Serialize)]
pub(crate) struct TrialRow {
    name: String,
    worst: String,
    visits: String,
    hours: String,
    drive: String,
    referrals: String,
    per_hour: String,
    due: String,
    due_share: f64,
}

impl TrialRow {
    fn new(trial: &ScenarioTrial) -> Self {
        let totals = &trial.totals;
        Self {
            name: trial.name.clone(),
            worst: percent_to(1, trial.assessment.balance.hours),
            visits: grouped(totals.visits as usize),
            hours: numbers::hours(totals.field_time),
            drive: percent(totals.drive_share()),
            referrals: tenths(totals.expected_referrals),
            per_hour: fixed(3, totals.referrals_per_hour()),
            due: out_of(totals.due_seen, totals.due),
            due_share: totals.due_seen_share(),
        }
    }
}

/// A joint first visit.
#[derive(Serialize)]
pub(crate) struct HandoverRow {
    practice: String,
    from: String,
    to: String,
    when: Option<String>,
    alone: bool,
}

impl HandoverRow {
    fn new(book: &Book, it: &Handover) -> Self {
        let liaison = |id| book.liaison(id).map_or(String::new(), |liaison| liaison.name.clone());
        Self {
            practice: book.practice(&it.practice).map_or(String::new(), |practice| practice.name.clone()),
            from: liaison(&it.from),
            to: liaison(&it.to),
            when: it.visit.map(|(date, start)| format!("{}, {start}", date.to_words())),
            alone: it.visit.is_some() && !it.both_work,
        }
    }
}
