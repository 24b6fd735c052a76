//! What the page of a realignment is filled with, in the shape in which it is shown.

use serde::Serialize;

use crate::export::territory::content::TerritoryPage;
use crate::export::territory::data::Data;
use crate::export::territory::figures::{Point, rounded};
use crate::export::wording::numbers::{counted, grouped, signed_percent, tenths};
use crate::model::book::Book;
use crate::territory::assess::Territory;
use crate::territory::compare::Trial;
use crate::territory::handover::Handover;
use crate::territory::infeasibility::Blocker;

/// Everything on the page.
pub(crate) struct View {
    pub(crate) head: Head,
    pub(crate) rows: Vec<Row>,
    pub(crate) front: Vec<Point>,
    pub(crate) trials: Vec<TrialRow>,
    pub(crate) handovers: Vec<HandoverRow>,
    pub(crate) shortfalls: Vec<String>,
    pub(crate) data: Data,
}

impl View {
    pub(crate) fn new(book: &Book, content: &TerritoryPage) -> Self {
        let answer = content.realignment;
        let (before, after) = (answer.before.by_liaison(), answer.after.by_liaison());
        let front: Vec<Point> =
            content.front.iter().map(|point| Point::new(point, &answer.alignment)).collect();
        let proofs = answer.obstacles.iter().map(|it| format!("Proof: {}.", it.text));
        let shortfalls = answer.shortfalls.iter().map(|it| format!("{}.", it.text));
        let blockers = answer.blockers.iter().map(Blocker::sentence);
        Self {
            head: Head::new(book, content),
            rows: before
                .into_iter()
                .zip(after)
                .map(|(before, after)| Row::new(book, before, after))
                .collect(),
            trials: content.trials.iter().map(TrialRow::new).collect(),
            handovers: content.handovers.iter().map(|it| HandoverRow::new(book, it)).collect(),
            shortfalls: proofs.chain(shortfalls).chain(blockers).collect(),
            data: Data::new(book, content, front.clone()),
            front,
        }
    }
}

/// The head of the page.
#[derive(Serialize)]
pub(crate) struct Head {
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

impl Head {
    fn new(book: &Book, content: &TerritoryPage) -> Self {
        let answer = content.realignment;
        let percent = |share: f64, decimals: usize| format!("{:.decimals$} %", share * 100.0);
        let hours = |hours: f64| tenths(hours.round()).trim_end_matches(".0").to_owned();
        let assigned = answer.assigned.len();
        Self {
            liaisons: counted(book.liaisons().len(), "liaison", "liaisons"),
            practices: counted(book.practices().len(), "practice", "practices"),
            moves: grouped(answer.moves.len()),
            moved: percent(answer.moved_share, 2),
            least: percent(answer.least_moved_share, 2),
            worst_before: percent(answer.before.balance.hours, 1),
            worst_after: percent(answer.after.balance.hours, 1),
            drive_before: hours(answer.before.balance.drive_hours),
            drive_after: hours(answer.after.balance.drive_hours),
            assigned: (assigned > 0).then(|| {
                counted(
                    assigned,
                    "practice without a liaison gets one",
                    "practices without a liaison get one",
                )
            }),
            feasible: answer.is_feasible(),
        }
    }
}

/// A line of the team's table.
#[derive(Serialize)]
pub(crate) struct Row {
    name: String,
    before: Cells,
    after: Cells,
}

#[derive(Serialize)]
struct Cells {
    off: String,
    /// Where a bar from the middle begins and how long it is, in a picture from -100 to 100 that stands for -100 % to 100 %.
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

impl Row {
    fn new(book: &Book, before: &Territory, after: &Territory) -> Self {
        let name = book.liaison(&before.liaison).map_or(before.liaison.as_str(), |it| &it.name);
        Self { name: name.to_owned(), before: Cells::new(before), after: Cells::new(after) }
    }
}

impl Cells {
    fn new(it: &Territory) -> Self {
        let off = rounded(it.off_share * 100.0, 10.0).clamp(-100.0, 100.0);
        Self {
            off: if it.is_stranded() { "does not work".to_owned() } else { signed_percent(it.off_share) },
            bar: [off.min(0.0), off.abs()],
            over: off > 0.0,
            hours: format!("{:.0}", it.hours()),
            drive: format!("{:.0}", it.drive_hours),
            load: format!("{:.0} %", it.load() * 100.0),
            practices: it.practices,
            potential: format!("{:.0}", it.potential),
            potential_off: format!("{:+.0} %", it.potential_off_share * 100.0 + 0.0),
            compact: format!("{:.0}", it.compactness),
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
    fn new(trial: &Trial) -> Self {
        let totals = &trial.totals;
        Self {
            name: trial.name.clone(),
            worst: format!("{:.1} %", trial.assessment.balance.hours * 100.0),
            visits: grouped(totals.visits as usize),
            hours: tenths(f64::from(totals.field_time.0) / 60.0),
            drive: format!("{:.0} %", totals.drive_share() * 100.0),
            referrals: tenths(totals.expected_referrals),
            per_hour: format!("{:.3}", totals.referrals_per_hour()),
            due: format!("{} of {}", totals.due_seen, totals.due),
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
