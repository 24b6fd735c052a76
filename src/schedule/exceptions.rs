//! Which habits of a day give way to its appointments.

use crate::model::id::PracticeId;
use crate::model::index::PracticeIndex;
use crate::model::time::{TimeOfDay, TimeWindow};
use crate::model::units::Minutes;
use crate::model::work_hours::WorkHours;
use crate::plan::itinerary::DayException;
use crate::routing::model::problem::{Day, Time, Window};
use crate::schedule::agreed::{Agreed, AgreedAs, AgreedDay};
use crate::schedule::liaison_problem::LiaisonProblem;
use crate::schedule::work_day::window;

/// Lists the habits that a day with these times breaks.
pub(crate) fn of(
    problem: &LiaisonProblem,
    day: Day,
    depart: TimeOfDay,
    back: TimeOfDay,
) -> Vec<DayException> {
    let date = problem.basis.horizon.date(day);
    let agreed = problem.basis.agendas.of(problem.liaison).on(day);
    let Some((agreed, hours)) = agreed.zip(problem.basis.book.work_hours(problem.liaison, date)) else {
        return Vec::new();
    };
    let (opens, closes) = (hours.opens(), hours.closes());
    let times = [
        (depart < opens).then_some(DayException::LeavesEarly { opens }),
        (back > closes).then_some(DayException::BackLate { closes }),
    ];
    let has_lunch = agreed.has_lunch() || !gives_lunch_up(problem, day, &hours);
    let lunch = (!has_lunch).then_some(DayException::LunchGivenUp);
    let days = [lunch].into_iter().chain(times).flatten();
    let limits = limits(problem, agreed);
    let own = days.chain(buffers(problem, agreed)).chain(limits).chain(in_breaks(problem, agreed, &hours));
    own.chain(habits_of_practices(problem, agreed)).collect()
}

/// Tells whether the appointments leave no time for lunch.
fn gives_lunch_up(problem: &LiaisonProblem, day: Day, hours: &WorkHours) -> bool {
    let usual = problem.person().lunch.and_then(|lunch| lunch.on(hours));
    let work = problem.work_days.get(day as usize).and_then(Option::as_ref);
    usual.is_some() && work.is_some_and(|work| work.shift.pause.is_none())
}

/// Lists the visits that leave less time than usual before the next one.
fn buffers(problem: &LiaisonProblem, agreed: &AgreedDay) -> impl Iterator<Item = DayException> {
    let usual = Time::from(problem.basis.rules.buffer.0);
    let short = agreed.visits.iter().filter(move |it| it.buffer < usual);
    short.filter_map(|it| {
        let left = Minutes(u32::try_from(it.buffer).unwrap_or(0));
        Some(DayException::ShortBuffer { practice: visited(problem, it)?, left })
    })
}

/// Lists the limits of a day that the appointments alone are beyond.
fn limits(problem: &LiaisonProblem, agreed: &AgreedDay) -> impl Iterator<Item = DayException> {
    let (person, visits) = (problem.person(), agreed.stops());
    let (limit, drive) = (person.max_stops, agreed.drive);
    let visits = (visits > limit as usize).then_some(DayException::MoreVisits { limit });
    let most = person.max_drive.filter(|most| drive > Time::from(most.0));
    visits.into_iter().chain(most.map(|limit| DayException::MoreDriving { limit }))
}

/// Lists the appointments that take time of a break.
fn in_breaks(
    problem: &LiaisonProblem,
    agreed: &AgreedDay,
    hours: &WorkHours,
) -> impl Iterator<Item = DayException> {
    let is_inside = |it: &&Agreed| hours.breaks().iter().any(|pause| it.meets(window(*pause)));
    let inside = agreed.visits.iter().filter(is_inside);
    inside.filter_map(|it| Some(DayException::InBreak { practice: visited(problem, it)? }))
}

/// Lists the appointments outside the practices' hours, owners and skills.
fn habits_of_practices(problem: &LiaisonProblem, agreed: &AgreedDay) -> Vec<DayException> {
    let of = |broken: fn(&LiaisonProblem, &Agreed, PracticeIndex) -> bool| {
        let visits = agreed.visits.iter().filter_map(|it| Some((it, it.practice?)));
        let visits = visits.filter(|(it, _)| matches!(it.what, AgreedAs::Appointment(_)));
        let broken = visits.filter(move |(it, practice)| broken(problem, it, *practice));
        broken.map(|(_, practice)| problem.basis.book.practices()[practice.get()].id.clone())
    };
    let closed = of(is_closed).map(|practice| DayException::OutsideVisitingHours { practice });
    let others = of(is_owned_by_another).map(|practice| DayException::OtherOwner { practice });
    let skills = of(lacks_skill).map(|practice| DayException::SkillMissing { practice });
    closed.chain(others).chain(skills).collect()
}

/// Returns whom a visit is to; an event is no visit.
fn visited(problem: &LiaisonProblem, it: &Agreed) -> Option<PracticeId> {
    let practice = it.practice.filter(|_| !it.is_event())?;
    Some(problem.basis.book.practices()[practice.get()].id.clone())
}

impl Agreed {
    /// Tells whether the visit takes time of a window.
    fn meets(&self, it: Window) -> bool {
        self.start < it.close && it.open < self.end
    }
}

fn is_closed(problem: &LiaisonProblem, it: &Agreed, practice: PracticeIndex) -> bool {
    let open = problem.basis.book.visiting_hours(practice, problem.basis.horizon.date(it.day));
    let inside = |open: &TimeWindow| {
        Time::from(open.opens().minutes()) <= it.start && it.end <= Time::from(open.closes().minutes())
    };
    !open.iter().any(inside)
}

fn is_owned_by_another(problem: &LiaisonProblem, _: &Agreed, practice: PracticeIndex) -> bool {
    problem.basis.book.owner(practice).is_some_and(|owner| owner != problem.liaison)
}

fn lacks_skill(problem: &LiaisonProblem, _: &Agreed, practice: PracticeIndex) -> bool {
    problem.basis.book.has_skills(problem.liaison, practice) != Some(true)
}
