//! Which stops of the plan before can stay, each by itself, and what keeps the others from it.

use crate::model::practice::AccessPolicy;
use crate::plan::itinerary::StopKind;
use crate::plan::replan::EditReason;
use crate::routing::model::problem::{ClientIndex, Day, ShiftIndex, Time, Window};
use crate::schedule::liaison_problem::LiaisonProblem;
use crate::schedule::relaxed::Relaxed;
use crate::schedule::replan::previous::PreviousStop;

/// Minutes by which a visit may start earlier or later and still count as staying.
pub(crate) const TOLERANCE: Time = 30;

/// A stop that stays where it was.
#[derive(Debug, Clone)]
pub(crate) struct Stay {
    pub(crate) stop: PreviousStop,
    pub(crate) client: ClientIndex,
    pub(crate) shift: ShiftIndex,
    /// When it may start.
    pub(crate) windows: Vec<Window>,
    /// When it may start at its old time or at any later time of the day.
    later: Vec<Window>,
}

/// A stop that cannot stay.
pub(crate) type Lost = (PreviousStop, EditReason);

/// Sorts the stops that one liaison had in the plan before. Of two that are too near to each other, a pinned one stays, else the earlier.
pub(crate) fn sort(problem: &LiaisonProblem) -> (Vec<Stay>, Vec<Lost>) {
    let (mut stays, mut lost): (Vec<Stay>, Vec<Lost>) = (Vec::new(), Vec::new());
    let Some(previous) = &problem.basis.previous else { return (stays, lost) };
    let mut stops: Vec<&PreviousStop> = previous.of(problem.liaison).iter().collect();
    stops.sort_by_key(|stop| !stop.pinned);
    for stop in stops {
        if is_agreed(problem, stop) {
            continue;
        }
        match stay(problem, stop) {
            Ok(stay) if is_near_another(problem, &stays, &stay) => {
                lost.push((*stop, EditReason::SeenAlready));
            }
            Ok(stay) => stays.push(stay),
            Err(reason) => lost.push((*stop, reason)),
        }
    }
    stays.sort_by_key(|stay| (stay.stop.day, stay.stop.start, stay.client));
    (stays, lost)
}

/// Tells whether an appointment of today's book stands in the place of a stop.
fn is_agreed(problem: &LiaisonProblem, stop: &PreviousStop) -> bool {
    let agreed = problem.basis.agendas.of(problem.liaison).on(stop.day);
    agreed.is_some_and(|day| day.visits.iter().any(|visit| visit.practice == Some(stop.practice)))
}

/// Tells whether a stop is closer to another that stays than today's cadence allows.
fn is_near_another(problem: &LiaisonProblem, stays: &[Stay], stay: &Stay) -> bool {
    let least = problem.needs(stay.stop.practice).cadence.min();
    let mut same = stays.iter().filter(|other| other.client == stay.client);
    same.any(|other| other.stop.day.abs_diff(stay.stop.day) < least)
}

/// States how a stop can stay, or what keeps it from that.
fn stay(problem: &LiaisonProblem, stop: &PreviousStop) -> Result<Stay, EditReason> {
    let is_agreed = stop.kind == StopKind::Appointment;
    if is_agreed && !is_in_book(problem, stop) {
        return Err(EditReason::AppointmentGone);
    }
    let shift = problem.routing.shifts.iter().position(|shift| shift.day == stop.day);
    let shift = shift.ok_or(EditReason::NotWorking)?;
    if stop.kind == StopKind::Meeting {
        return Err(EditReason::Meeting);
    }
    if is_agreed {
        return Err(EditReason::NoRoom);
    }
    let client = problem.client_of(stop.practice).ok_or_else(|| without_client(problem, stop))?;
    let open = problem.routing.clients[client].windows.get(stop.day as usize);
    let open = open.map_or(&[][..], Vec::as_slice);
    let exact = if stop.pinned { cut(open, stop.start, stop.start) } else { Vec::new() };
    let windows = if exact.is_empty() { near(open, stop.start) } else { exact };
    if windows.is_empty() {
        return Err(obstacle(problem, stop));
    }
    Ok(Stay { stop: *stop, client, shift, windows, later: cut(open, stop.start, Time::MAX) })
}

/// Tells whether the appointment of a stop is in the book, kept or not.
fn is_in_book(problem: &LiaisonProblem, stop: &PreviousStop) -> bool {
    let (book, date) = (problem.basis.book, problem.basis.horizon.date(stop.day));
    let practice = &book.practices()[stop.practice.get()].id;
    let mut all = book.appointments().iter();
    all.any(|it| it.date == date && it.practice == *practice && it.liaison == problem.person().id)
}

/// Says why nobody may visit a practice that was visited in the plan before.
fn without_client(problem: &LiaisonProblem, stop: &PreviousStop) -> EditReason {
    let has_skills = problem.basis.book.has_skills(problem.liaison, stop.practice) == Some(true);
    if problem.covered.binary_search(&stop.practice).is_err() || !has_skills {
        return EditReason::OtherLiaison;
    }
    obstacle(problem, stop)
}

/// Says what keeps a visit from its day and time.
fn obstacle(problem: &LiaisonProblem, stop: &PreviousStop) -> EditReason {
    let practice = &problem.basis.book.practices()[stop.practice.get()];
    if practice.access == AccessPolicy::NoSee {
        return EditReason::NoVisitors;
    }
    if problem.needs(stop.practice).is_resting(stop.day.into()) {
        return EditReason::Resting;
    }
    if !problem.needs(stop.practice).keeps_distance(i64::from(stop.day), Relaxed::NONE) {
        return EditReason::SeenAlready;
    }
    if !stop.is_called && !problem.may_be_chosen(stop.practice, stop.day) {
        return EditReason::TooLateToCall;
    }
    let open = near(&problem.open_starts(stop.practice, stop.day), stop.start);
    if open.is_empty() { EditReason::Closed } else { EditReason::NotWorking }
}

/// Cuts starts to those near the old one: at it or later if possible, so that nothing creeps forward from plan to plan; else the last one
/// before it.
fn near(open: &[Window], start: Time) -> Vec<Window> {
    let later = cut(open, start, start + TOLERANCE);
    if !later.is_empty() {
        return later;
    }
    let last = cut(open, start - TOLERANCE, start).last().map(|it| it.close);
    last.map(|close| Window { open: close, close }).into_iter().collect()
}

/// Cuts starts to those between two moments.
fn cut(open: &[Window], from: Time, until: Time) -> Vec<Window> {
    let cut = open.iter().map(|it| Window { open: it.open.max(from), close: it.close.min(until) });
    cut.filter(|it| it.open <= it.close).collect()
}

impl Stay {
    /// Lets it start at any later time of its day, unless it is pinned; tells whether that is new.
    pub(crate) fn let_slip(&mut self) -> bool {
        let may = !self.stop.pinned && !self.later.is_empty() && self.later != self.windows;
        if may {
            self.windows.clone_from(&self.later);
        }
        may
    }

    /// Tells whether the visit stays on a day.
    pub(crate) fn is_on(&self, client: ClientIndex, day: Day) -> bool {
        self.client == client && self.stop.day == day
    }
}
