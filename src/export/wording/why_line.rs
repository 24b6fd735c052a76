//! Why a visit is made, in one line for whoever makes it: the two strongest reasons, and no statistics.

use crate::export::lookup::Lookup;
use crate::export::wording::days::day;
use crate::export::wording::numbers::counted;
use crate::export::wording::standing::standing;
use crate::export::wording::text::{capitalised, printable};
use crate::export::wording::worth_unit::WorthUnit;
use crate::model::book::Book;
use crate::model::history::Outcome;
use crate::model::id::LiaisonId;
use crate::model::time::Date;
use crate::plan::itinerary::{Stop, StopKind};
use crate::plan::reason::{Occasion, StopFact, VisitTiming};
use crate::plan::visit_plan::Plan;

/// Most words of a line.
const MOST_WORDS: usize = 20;
/// Most words of a name in it.
const NAME_WORDS: usize = 3;
/// Most minutes out of the way that still speak for a visit.
const SHORT_DETOUR: u32 = 15;

/// Tells in one line why each stop stands in the plan, in the order of [`Plan::stops`]: its two strongest reasons in at most
/// twenty words. [`why`](crate::export::why) lists all reasons of a stop.
///
/// ```
/// # fn show(book: &rounds::model::Book, plan: &rounds::plan::Plan) {
/// for ((liaison, date, stop), line) in plan.stops().zip(rounds::export::why_lines(book, plan)) {
///     println!("{date} {} {liaison} -> {}: {line}", stop.start, stop.practice);
/// }
/// # }
/// ```
#[must_use]
pub fn why_lines(book: &Book, plan: &Plan) -> Vec<String> {
    let lookup = Lookup::new(book, plan);
    plan.stops().map(|(liaison, date, stop)| why_line(&lookup, liaison, date, stop)).collect()
}

/// Tells why one stop stands in the plan.
pub(crate) fn why_line(lookup: &Lookup, liaison: &LiaisonId, date: Date, stop: &Stop) -> String {
    let visit = LineOfStop { lookup, liaison, date, stop };
    let lines = visit.lines().into_iter().map(|parts| parts.join("; "));
    let short = lines.into_iter().find(|line| line.split_whitespace().count() <= MOST_WORDS);
    format!("{}.", capitalised(&printable(&short.unwrap_or_else(|| DUE.to_owned()))))
}

const DUE: &str = "due for a visit";

/// A stop with all that its line is made of.
struct LineOfStop<'a> {
    lookup: &'a Lookup<'a>,
    liaison: &'a LiaisonId,
    date: Date,
    stop: &'a Stop,
}

impl LineOfStop<'_> {
    /// Lists the lines that would do, the best first.
    fn lines(&self) -> Vec<Vec<String>> {
        let (occasion, seen) = (self.occasion(), self.seen());
        let sends = standing(self.lookup, self.stop);
        let timing = seen.unwrap_or_else(|| DUE.to_owned());
        match (occasion, sends) {
            (Some(occasion), Some(sends)) if self.lookup.worth == WorthUnit::Referrals => {
                vec![vec![occasion.clone(), sends.full], vec![occasion.clone(), sends.short], vec![occasion]]
            }
            (Some(occasion), _) => vec![vec![occasion.clone(), timing], vec![occasion]],
            (None, Some(sends)) => {
                vec![vec![sends.full, timing.clone()], vec![sends.short.clone(), timing], vec![sends.short]]
            }
            (None, None) => vec![vec![timing]],
        }
    }

    fn timing(&self) -> Option<&VisitTiming> {
        self.stop.reasons.iter().find_map(|reason| match &reason.fact {
            StopFact::Calendar(timing) => Some(timing),
            StopFact::Score(_) => None,
        })
    }

    /// Says what fixes the visit; `None` where nothing does.
    fn occasion(&self) -> Option<String> {
        let occasion = self.timing().map(|timing| timing.occasion);
        match (self.stop.kind, occasion) {
            _ if self.stop.meeting.is_some() => self.meeting(),
            (StopKind::Appointment, _) => Some("appointment agreed".to_owned()),
            (_, Some(Occasion::MustVisit { until })) => Some(self.promise(until)),
            (StopKind::MustVisit, _) => Some("promised".to_owned()),
            (StopKind::Meeting, _) => Some("joint visit".to_owned()),
            (StopKind::Chosen, _) => None,
        }
    }

    fn meeting(&self) -> Option<String> {
        let meeting = self.stop.meeting.as_ref()?;
        let name = short_name(self.lookup.provider_name(&meeting.provider));
        Some(format!("{name} comes along for {}", short_name(&meeting.specialty)))
    }

    /// Says when somebody was there, and when the visit is due.
    fn seen(&self) -> Option<String> {
        let timing = self.timing()?;
        let Some(days) = timing.days_since_visit else { return Some("no visit so far".to_owned()) };
        Some(match timing.occasion {
            Occasion::Early { due, detour, .. } => self.early(due, detour.0),
            _ => self.since(days, timing.due_every),
        })
    }

    /// Says why a visit comes before it is due. A long way there is no reason for it.
    fn early(&self, due: Date, detour: u32) -> String {
        let due = day(due, self.date);
        match detour {
            0 if self.lookup.stops_of_day(self.liaison, self.date) > 1 => {
                format!("on the way, though not due until {due}")
            }
            1..=SHORT_DETOUR => {
                format!("due {due}, {} out of the way today", counted(detour as usize, "minute", "minutes"))
            }
            _ => format!("due {due}"),
        }
    }

    /// Says how long ago somebody was there, or how long after a visit of this plan it is.
    fn since(&self, days: u32, every: u32) -> String {
        let after = counted(days as usize, "day", "days");
        let before = self.date.plus_days(-i64::from(days));
        let made = self.lookup.visit_made(&self.stop.practice, before);
        let who = made.map(|visit| &visit.liaison);
        let who = who.or_else(|| self.lookup.planned_visitor(&self.stop.practice, before));
        let other = who.filter(|who| *who != self.liaison);
        let other = other.map(|who| short_name(self.lookup.liaison_name(who)));
        let rhythm = counted(every as usize, "day", "days");
        match (other, made.map(|visit| visit.outcome)) {
            (Some(name), Some(_)) => format!("due every {rhythm}, {days} since {name}'s visit"),
            (Some(name), None) => format!("due every {rhythm}, {days} after {name}'s visit"),
            (None, Some(Outcome::StaffOnly)) => format!("met staff {after} ago, due every {every}"),
            (None, Some(_)) => format!("seen {after} ago, due every {every}"),
            (None, None) => format!("{after} after the visit before, due every {every}"),
        }
    }

    /// Says what was promised by when, or since when a promise is overdue.
    fn promise(&self, until: Date) -> String {
        let overdue = self.lookup.overdue_since(&self.stop.practice, until);
        overdue.map_or_else(
            || format!("promised by {}", day(until, self.date)),
            |due| format!("overdue since {}", day(due, self.date)),
        )
    }
}

/// Returns the first words of a name.
fn short_name(name: &str) -> String {
    name.split_whitespace().take(NAME_WORDS).collect::<Vec<_>>().join(" ")
}
