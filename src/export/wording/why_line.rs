//! Why a visit is made, in one line for whoever makes it: the two strongest reasons, and no statistics.

use crate::export::lookup::Lookup;
use crate::export::wording::days::day;
use crate::export::wording::numbers::counted;
use crate::export::wording::standing::standing;
use crate::export::wording::text::{capitalised, printable};
use crate::model::book::Book;
use crate::model::id::LiaisonId;
use crate::model::time::Date;
use crate::plan::itinerary::{Stop, StopKind};
use crate::plan::reason::{Occasion, StopFact, VisitTiming};
use crate::plan::visit_plan::Plan;

/// Most words of a line.
const MOST_WORDS: usize = 20;
/// Most words of a name in it.
const NAME_WORDS: usize = 3;

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
            (Some(occasion), Some(sends)) => {
                vec![vec![occasion.clone(), sends.full], vec![occasion.clone(), sends.short], vec![occasion]]
            }
            (Some(occasion), None) => vec![vec![occasion.clone(), timing], vec![occasion]],
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
            (_, Some(Occasion::MustVisit { until })) => {
                Some(format!("promised by {}", day(until, self.date)))
            }
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
        let every = counted(timing.due_every as usize, "day", "days");
        Some(match (timing.occasion, self.other_visitor(days)) {
            (Occasion::Early { due, detour, .. }, _) => {
                let due = day(due, self.date);
                match detour.0 {
                    0 => format!("on the way, though not due until {due}"),
                    minutes => {
                        let minutes = counted(minutes as usize, "minute", "minutes");
                        format!("due {due}, {minutes} out of the way today")
                    }
                }
            }
            (_, Some(name)) => format!("due every {every}, {days} since {name}'s visit"),
            _ => {
                format!("seen {} ago, due every {}", counted(days as usize, "day", "days"), timing.due_every)
            }
        })
    }

    /// Names who made the visit so many days before, if it was somebody else.
    fn other_visitor(&self, days: u32) -> Option<String> {
        let who = self.lookup.visitor(&self.stop.practice, self.date.plus_days(-i64::from(days)))?;
        (who != self.liaison).then(|| short_name(self.lookup.liaison_name(who)))
    }
}

/// Returns the first words of a name.
fn short_name(name: &str) -> String {
    name.split_whitespace().take(NAME_WORDS).collect::<Vec<_>>().join(" ")
}
