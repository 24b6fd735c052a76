//! Who introduces whom, and when.

use crate::model::book::Book;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::time::{Date, TimeOfDay};
use crate::model::work_hours::WorkHours;
use crate::plan::visit_plan::Plan;
use crate::territory::moves::MovedPractice;
use crate::territory::workload;

/// A moved practice with the first visit of its new liaison, which the old one should join.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// Which practice.
    pub practice: PracticeId,
    /// Who introduces.
    pub from: LiaisonId,
    /// Who takes over.
    pub to: LiaisonId,
    /// Day and time of the new liaison's first visit in the plan; absent if the plan has none, then it stays
    /// to be agreed.
    pub visit: Option<(Date, TimeOfDay)>,
    /// Whether the old liaison works on that day.
    pub both_work: bool,
}

/// Lists the joint first visits, by date, those without a date last. `book` is the one that `plan` was made
/// from.
#[must_use]
pub fn handover(book: &Book, moves: &[MovedPractice], plan: &Plan) -> Vec<Handover> {
    let mut list: Vec<Handover> = moves.iter().map(|moved| introduction(book, moved, plan)).collect();
    list.sort_by(|a, b| {
        let key = |it: &Handover| (it.visit.is_none(), it.visit);
        key(a).cmp(&key(b)).then_with(|| a.practice.cmp(&b.practice))
    });
    list
}

fn introduction(book: &Book, moved: &MovedPractice, plan: &Plan) -> Handover {
    let MovedPractice { practice, from, to, .. } = moved;
    let mine = plan.stops().filter(|(liaison, _, stop)| *liaison == to && stop.practice == *practice);
    let visit = mine.map(|(_, date, stop)| (date, stop.start)).min();
    let at_work = |hours: &WorkHours, start: TimeOfDay| {
        hours.windows().any(|window| window.opens() <= start && start < window.closes())
    };
    let old = book.liaison_index(from);
    let both_work = visit.zip(old).is_some_and(|((date, start), old)| {
        book.work_hours(old, date).is_some_and(|hours| at_work(&hours, start))
            && workload::weekly_minutes(&book.liaisons()[old.get()]) > 0
    });
    Handover { practice: practice.clone(), from: from.clone(), to: to.clone(), visit, both_work }
}
