//! Wishes for meetings: which are open in a plan, and what they ask for.

use crate::check::case::Case;
use crate::model::index::PracticeIndex;
use crate::model::provider::{Introduction, Provider};
use crate::model::time::Date;
use crate::plan::itinerary::Stop;

/// A wish with the physicians who can fulfil it.
pub(crate) struct WishedMeeting<'a> {
    pub(crate) wish: &'a Introduction,
    pub(crate) providers: Vec<&'a Provider>,
}

impl<'a> WishedMeeting<'a> {
    pub(crate) fn new(case: &Case<'a>, wish: &'a Introduction) -> Self {
        let able = |it: &&Provider| {
            it.specialties.contains(&wish.specialty) && wish.provider.as_ref().is_none_or(|id| *id == it.id)
        };
        Self { wish, providers: case.book.providers().iter().filter(able).collect() }
    }

    /// Tells whether the plan has to say something of it: it is not fulfilled, and not for days after the plan.
    pub(crate) fn is_open(&self, case: &Case) -> bool {
        let begins = self.wish.from.is_none_or(|from| case.day(from) < case.days);
        // One who has met the practice for this specialty settles the wish.
        let mut met = case.book.introductions().iter().filter_map(|it| Some((it, it.met?)));
        let is_met = met.any(|(it, met)| {
            it.practice == self.wish.practice
                && it.specialty == self.wish.specialty
                && self.wish.from.is_none_or(|from| from <= met)
        });
        self.wish.met.is_none() && !is_met && begins
    }

    /// Tells whether a day is one of those asked for. A last day before the plan is none any more.
    pub(crate) fn asks_for(&self, case: &Case, day: i64) -> bool {
        let by = self.wish.by.map(|by| case.day(by)).filter(|by| *by >= 0);
        self.wish.from.is_none_or(|from| case.day(from) <= day) && by.is_none_or(|by| day <= by)
    }

    /// Tells whether a meeting at a stop fulfils it.
    pub(crate) fn is_fulfilled_by(&self, case: &Case, date: Date, stop: &Stop) -> bool {
        stop.meeting.as_ref().is_some_and(|meeting| {
            self.wish.practice == stop.practice
                && self.wish.specialty == meeting.specialty
                && self.providers.iter().any(|it| it.id == meeting.provider)
                && self.asks_for(case, case.day(date))
        })
    }
}

/// Returns the days that it takes to arrange a meeting.
pub(crate) fn days_to_arrange(case: &Case, practice: PracticeIndex) -> i64 {
    case.practice(practice).lead_days.unwrap_or(case.rules.lead_days).into()
}
