//! Appointments: a largest set is kept, each other one is truly lost, and the habits that give way are named (D1, D6).

use rounds::model::*;
use rounds::plan::{DayException, DayPlan, Missed, Rule, StopKind};

use crate::day::{MIDNIGHT, Minute, Span};
use crate::faults::Faults;
use crate::world::{Agreed, World};

/// Tests what a plan says of its appointments.
pub fn test(world: &World, faults: &mut Faults) {
    for liaison in world.book.liaison_indices() {
        for date in world.dates() {
            test_day(world, liaison, date, faults);
        }
    }
    for (liaison, day) in world.plan.days() {
        let liaison = world.book.liaison_index(liaison).unwrap();
        let exceptions = exceptions(world, liaison, day);
        for exception in &exceptions {
            faults.claim(name(exception), day.exceptions.contains(exception), || format!("{day:?}"));
        }
        let what = || format!("{} {exceptions:?}, not {:?}", day.date, day.exceptions);
        faults.claim("exceptions of a day", day.exceptions == exceptions, what);
    }
    let stops = world.plan.stops().filter(|(_, _, stop)| stop.kind == StopKind::Appointment).count();
    let planned = |(it, kept): &(&Appointment, &bool)| **kept && world.is_planned(it.date);
    let kept = world.book.appointments().iter().zip(&world.kept).filter(planned).count();
    faults.claim("stops that keep appointments", stops == kept, || format!("{stops} stops keep {kept}"));
}

fn name(exception: &DayException) -> &'static str {
    match exception {
        DayException::LunchGivenUp => "lunch given up",
        DayException::LeavesEarly { .. } => "leaves early",
        DayException::BackLate { .. } => "back late",
        DayException::ShortBuffer { .. } => "short buffer",
        DayException::MoreVisits { .. } => "more visits than usual",
        DayException::MoreDriving { .. } => "more driving than usual",
        DayException::OutsideVisitingHours { .. } => "outside visiting hours",
        DayException::InBreak { .. } => "in a break",
        DayException::OtherOwner { .. } => "other owner",
        DayException::SkillMissing { .. } => "skill missing",
    }
}

/// The appointments of a day with everything that forbids each by itself.
type Asked<'a> = Vec<(&'a Appointment, Agreed, bool, Vec<Rule>)>;

fn test_day(world: &World, liaison: LiaisonIndex, date: Date, faults: &mut Faults) {
    let who = &world.person(liaison).id;
    let all = world.book.appointments().iter().zip(&world.kept);
    let mine = all.filter(|(it, _)| it.liaison == *who && it.date == date);
    let asked: Asked =
        mine.map(|(it, kept)| (it, world.agreed(it), *kept, obstacles(world, liaison, it))).collect();
    let kept: Vec<&Agreed> = asked.iter().filter(|it| it.2).map(|it| &it.1).collect();
    let possible: Vec<&Agreed> = asked.iter().filter(|it| it.3.is_empty()).map(|it| &it.1).collect();
    let most = (0..1_usize << possible.len()).map(|set| subset(&possible, set));
    let most = most.filter(|set| !clashes(world, set)).map(|set| set.len()).max().unwrap();
    let is_largest = kept.len() == most && !clashes(world, &kept);
    if !asked.is_empty() {
        faults.claim("a largest set of appointments", is_largest, || format!("{who} {date}: {most}"));
    }
    for (it, agreed, is_kept, obstacles) in &asked {
        let missed = missed(world, it, agreed.practice);
        let is_true = if *is_kept {
            obstacles.is_empty()
        } else {
            missed.iter().any(|missed| is_truly_lost(world, &kept, agreed, missed, obstacles))
        };
        let kind = match (is_kept, obstacles.is_empty()) {
            (true, _) => "kept appointment",
            (false, true) => "appointment lost to another",
            (false, false) => "appointment lost for reasons",
        };
        faults.claim(kind, is_true, || format!("{it:?}: {missed:?}, {obstacles:?}"));
        let told = missed.len() == lost_at_once(world, it);
        faults.claim("number of lost appointments", told, || format!("{it:?}: {missed:?}"));
    }
}

/// Counts the lost appointments with this one's practice that start with it: what is missed does not say by whom.
fn lost_at_once(world: &World, it: &Appointment) -> usize {
    let all = world.book.appointments().iter().zip(&world.kept);
    let lost = all.filter(|(_, kept)| !**kept).map(|(it, _)| it);
    let place = |it: &Appointment| (it.practice.clone(), it.date, it.start);
    lost.filter(|other| place(other) == place(it)).count()
}

fn subset<'a>(all: &[&'a Agreed], set: usize) -> Vec<&'a Agreed> {
    all.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, it)| *it).collect()
}

fn missed<'a>(world: &World<'a>, it: &Appointment, practice: PracticeIndex) -> Vec<&'a Missed> {
    let missed = world.fate(practice).missed.iter();
    let is_it = |missed: &&Missed| {
        (missed.kind, missed.date, missed.start, missed.from)
            == (StopKind::Appointment, it.date, Some(it.start), None)
    };
    missed.filter(is_it).collect()
}

/// Lists everything that keeps the liaison from an appointment, whatever else is on that day.
fn obstacles(world: &World, liaison: LiaisonIndex, it: &Appointment) -> Vec<Rule> {
    let (home, agreed) = (world.person(liaison).home, world.agreed(it));
    let ways = world.road(home, agreed.place).zip(world.road(agreed.place, home));
    let in_reach = ways.is_some_and(|(there, back)| {
        agreed.when.from >= there && agreed.when.to + world.buffer() + back <= MIDNIGHT
    });
    let has_place = world.practice(agreed.practice).location.is_some();
    let obstacles = [
        (Rule::NoPlace, !has_place),
        (Rule::NoRoad, has_place && !in_reach),
        (Rule::WorkingHours, world.weekday_hours(liaison, it.date).is_none()),
        (Rule::TimeOff, world.is_off(liaison, it.date)),
        (Rule::Holidays, world.is_holiday(it.date)),
    ];
    obstacles.into_iter().filter(|it| it.1).map(|it| it.0).collect()
}

/// Tells whether two of these appointments that follow each other clash.
fn clashes(world: &World, set: &[&Agreed]) -> bool {
    let mut set = set.to_vec();
    set.sort_by_key(|it| it.when.from);
    set.windows(2).any(|pair| clash(world, pair[0], pair[1]))
}

fn clash(world: &World, a: &Agreed, b: &Agreed) -> bool {
    let (first, second) = if a.when.from <= b.when.from { (a, b) } else { (b, a) };
    let way = world.road(first.place, second.place);
    a.when.from == b.when.from || way.is_none_or(|way| second.when.from < first.when.to + way)
}

fn is_truly_lost(
    world: &World,
    kept: &[&Agreed],
    lost: &Agreed,
    missed: &Missed,
    obstacles: &[Rule],
) -> bool {
    if !obstacles.is_empty() {
        let mut reasons = missed.reasons.concat();
        reasons.sort_unstable();
        let mut obstacles = obstacles.to_vec();
        obstacles.sort_unstable();
        return missed.reasons.iter().all(|set| set.len() == 1)
            && reasons == obstacles
            && missed.clash.is_none();
    }
    let Some(named) = &missed.clash else { return false };
    let is_named = |it: &&&Agreed| {
        let (start, end) = (named.start.minutes().into(), named.end.minutes().into());
        world.practice(it.practice).id == named.practice && it.when == Span { from: start, to: end }
    };
    let in_the_way = kept.iter().find(is_named);
    missed.reasons == [[Rule::FixedVisits]]
        && in_the_way.is_some_and(|it| {
            let (first, second) = if it.when.from <= lost.when.from { (*it, lost) } else { (lost, *it) };
            let way = world.road(first.place, second.place).unwrap_or(MIDNIGHT);
            clash(world, it, lost) && Minute::from(named.drive.0) == way
        })
}

/// Lists the habits that a day truly breaks.
fn exceptions(world: &World, liaison: LiaisonIndex, day: &DayPlan) -> Vec<DayException> {
    let Some(hours) = world.hours(liaison, day.date) else { return Vec::new() };
    let (agreed, person) = (world.agenda(liaison, day.date), world.person(liaison));
    let rules = world.rules(liaison, &agreed, world.usual(liaison, day.date, hours));
    let drive = world.drive_of(person.home, &agreed);
    let window = person.hours[&day.date.weekday()].span();
    let mut found = Vec::new();
    if world.usual_lunch(liaison, day.date, hours).is_some() && rules.lunch.is_none() {
        found.push(DayException::LunchGivenUp);
    }
    if day.depart < window.opens() {
        found.push(DayException::LeavesEarly { opens: window.opens() });
    }
    if day.back > window.closes() {
        found.push(DayException::BackLate { closes: window.closes() });
    }
    for it in agreed.iter().filter(|it| it.buffer < world.buffer()) {
        let left = Minutes(u32::try_from(it.buffer).unwrap());
        found.push(DayException::ShortBuffer { practice: world.practice(it.practice).id.clone(), left });
    }
    if agreed.len() > person.max_stops as usize {
        found.push(DayException::MoreVisits { limit: person.max_stops });
    }
    if let Some(limit) = person.max_drive.filter(|limit| drive > limit.0.into()) {
        found.push(DayException::MoreDriving { limit });
    }
    let breaks = world.breaks(liaison, day.date);
    for it in &agreed {
        if breaks.iter().any(|pause| pause.common(it.when).is_some_and(|both| both.from < both.to)) {
            found.push(DayException::InBreak { practice: world.practice(it.practice).id.clone() });
        }
    }
    found.extend(habits_of_practices(world, liaison, day.date, &agreed));
    found
}

fn habits_of_practices(
    world: &World,
    liaison: LiaisonIndex,
    date: Date,
    agreed: &[Agreed],
) -> Vec<DayException> {
    let person = world.person(liaison);
    let id = |it: &Agreed| world.practice(it.practice).id.clone();
    let closed =
        |it: &&Agreed| !world.visiting_hours(it.practice, date).iter().any(|open| open.holds(it.when));
    let other = |it: &&Agreed| world.practice(it.practice).owner.as_ref().is_some_and(|it| *it != person.id);
    let lacks = |it: &&Agreed| !world.practice(it.practice).skills.is_subset(&person.skills);
    let closed =
        agreed.iter().filter(closed).map(|it| DayException::OutsideVisitingHours { practice: id(it) });
    let other = agreed.iter().filter(other).map(|it| DayException::OtherOwner { practice: id(it) });
    let lacks = agreed.iter().filter(lacks).map(|it| DayException::SkillMissing { practice: id(it) });
    closed.chain(other).chain(lacks).collect()
}
