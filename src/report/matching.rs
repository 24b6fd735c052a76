//! Planned stops beside the visits of the log: which of them are the same.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::history::Outcome;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::time::Date;
use crate::plan::visit_plan::Plan;
use crate::report::scope::ReportScope;
use crate::report::week::ReportWeek;

/// What became of a planned stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "fate", rename_all = "snake_case")]
pub enum StopFate {
    /// Somebody was met on the planned day.
    Done,
    /// Somebody was met on another day of the week.
    DoneOnAnotherDay {
        /// Which day.
        done: Date,
    },
    /// Nobody could be met.
    InVain,
    /// It was called off.
    Cancelled,
    /// The log says that it was not made.
    Missed,
    /// The log says nothing.
    NotLogged,
    /// Its day is not known yet.
    ToCome,
}

/// A planned stop and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StopOutcome {
    /// The planned day.
    pub date: Date,
    /// Who was to go.
    pub liaison: LiaisonId,
    /// Where to.
    pub practice: PracticeId,
    /// What became of it.
    #[serde(flatten)]
    pub fate: StopFate,
}

/// A visit that met somebody and was not planned.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct UnplannedVisit {
    /// Which day.
    pub date: Date,
    /// Who went.
    pub liaison: LiaisonId,
    /// Where to.
    pub practice: PracticeId,
}

/// What one liaison planned and did at one practice in a week.
#[derive(Default)]
struct Pair {
    stops: Vec<Date>,
    /// Days and outcomes of the visits that are not taken yet.
    visits: Vec<(Date, Outcome)>,
}

/// Matches the stops of a plan in a week with the visits of the log, by liaison and practice. A visit is taken once. Visits that met
/// somebody come first, on the planned day before another one; then those in vain, called off and not made. O(n log n).
///
/// Returns the stops by day, liaison and practice, and the visits that met somebody and fit no stop.
pub(crate) fn matched(
    scope: ReportScope,
    plan: &Plan,
    week: ReportWeek,
) -> (Vec<StopOutcome>, Vec<UnplannedVisit>) {
    let mut pairs: BTreeMap<(&LiaisonId, &PracticeId), Pair> = BTreeMap::new();
    for (liaison, date, stop) in plan.stops().filter(|(who, date, _)| scope.has(who) && week.holds(*date)) {
        pairs.entry((liaison, &stop.practice)).or_default().stops.push(date);
    }
    let known = |date: Date| week.monday <= date && date <= week.until;
    for visit in scope.visits().filter(|visit| known(visit.date)) {
        let pair = pairs.entry((&visit.liaison, &visit.practice)).or_default();
        pair.visits.push((visit.date, visit.outcome));
    }
    let (mut stops, mut unplanned) = (Vec::new(), Vec::new());
    for ((liaison, practice), mut pair) in pairs {
        let fates = pair.fates(week.until);
        let of =
            |(date, fate)| StopOutcome { date, liaison: liaison.clone(), practice: practice.clone(), fate };
        stops.extend(fates.into_iter().map(of));
        let met = pair.visits.iter().filter(|visit| visit.1.counts_as_visit());
        unplanned.extend(met.map(|(date, _)| UnplannedVisit {
            date: *date,
            liaison: liaison.clone(),
            practice: practice.clone(),
        }));
    }
    stops.sort_by(|a, b| (a.date, &a.liaison, &a.practice).cmp(&(b.date, &b.liaison, &b.practice)));
    unplanned.sort();
    (stops, unplanned)
}

impl Pair {
    /// Tells what became of each stop, and takes the visits that it needs.
    fn fates(&mut self, until: Date) -> Vec<(Date, StopFate)> {
        self.stops.sort_unstable();
        self.visits.sort_unstable();
        let mut fates: Vec<(Date, Option<StopFate>)> = self.stops.iter().map(|date| (*date, None)).collect();
        let met = Outcome::counts_as_visit;
        self.take(&mut fates, |date, (day, outcome)| (met(outcome) && day == date).then_some(StopFate::Done));
        self.take(&mut fates, |_, (done, outcome)| {
            met(outcome).then_some(StopFate::DoneOnAnotherDay { done })
        });
        for (wanted, fate) in [
            (Outcome::NoAccess, StopFate::InVain),
            (Outcome::Cancelled, StopFate::Cancelled),
            (Outcome::Missed, StopFate::Missed),
        ] {
            self.take(&mut fates, |_, (_, outcome)| (outcome == wanted).then_some(fate));
        }
        let left = |date: Date| if date > until { StopFate::ToCome } else { StopFate::NotLogged };
        fates.into_iter().map(|(date, fate)| (date, fate.unwrap_or_else(|| left(date)))).collect()
    }

    /// Gives each stop without a fate the first visit that fits.
    fn take(
        &mut self,
        fates: &mut [(Date, Option<StopFate>)],
        fits: impl Fn(Date, (Date, Outcome)) -> Option<StopFate>,
    ) {
        for (date, fate) in fates.iter_mut().filter(|(_, fate)| fate.is_none()) {
            let found =
                self.visits.iter().enumerate().find_map(|(at, visit)| Some((at, fits(*date, *visit)?)));
            if let Some((at, found)) = found {
                // A position of the list.
                self.visits.remove(at);
                *fate = Some(found);
            }
        }
    }
}
