//! A meeting with one of our physicians that a plan has.

use crate::model::book::Book;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::time::Date;
use crate::plan::meeting::Meeting;
use crate::plan::visit_plan::Plan;
use crate::routing::model::problem::Time;

/// A meeting of a plan: who goes where, when, and the physician's part.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AgreedMeeting {
    pub(crate) liaison: LiaisonIndex,
    pub(crate) practice: PracticeIndex,
    pub(crate) date: Date,
    pub(crate) start: Time,
    pub(crate) end: Time,
    pub(crate) meeting: Meeting,
}

/// Lists the meetings of a plan whose liaison and practice the book knows.
pub(crate) fn of_plan(book: &Book, plan: &Plan) -> Vec<AgreedMeeting> {
    let meetings = plan.stops().filter_map(|(liaison, date, stop)| {
        Some(AgreedMeeting {
            liaison: book.liaison_index(liaison)?,
            practice: book.practice_index(&stop.practice)?,
            date,
            start: stop.start.minutes().into(),
            end: stop.end.minutes().into(),
            meeting: stop.meeting.clone()?,
        })
    });
    meetings.collect()
}
