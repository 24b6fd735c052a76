//! Claims put into practice: the book is changed as a plan says, and the planner is asked again.

use rounds::model::*;
use rounds::plan::{DayChange, Disposition, Rule, Status};
use rounds::schedule::ScheduleConfig;

use crate::books::Case;
use crate::contacts::Contacts;
use crate::fates;
use crate::faults::Faults;
use crate::question::{Question, Rules};
use crate::trial::Trial;
use crate::world::World;
use crate::{planned, tested};

/// Lifts the rules that are said to forbid a visit, one at a time, and makes the changes that are said to let one in.
pub fn test(case: &Case, world: &World, faults: &mut Faults) {
    for practice in world.book.practice_indices().filter(|it| world.practice(*it).owner.is_some()) {
        let fate = world.fate(practice);
        let Some(liaison) = fate.liaison.as_ref().and_then(|id| world.book.liaison_index(id)) else {
            continue;
        };
        if world.book.liaisons().iter().any(|it| it.cover.is_some()) {
            continue;
        }
        match &fate.status {
            Status::Impossible { reasons, .. } => {
                let mut rules = reasons.concat();
                rules.sort_unstable();
                rules.dedup();
                for rule in rules {
                    lift(case, world, liaison, practice, rule, faults);
                }
            }
            Status::Displaced { changes, .. } => {
                for change in changes {
                    make(case, world, liaison, practice, change, faults);
                }
            }
            _ => {}
        }
    }
}

/// Takes a rule's cause out of the book: the reasons without it are left.
fn lift(
    case: &Case,
    world: &World,
    liaison: LiaisonIndex,
    practice: PracticeIndex,
    rule: Rule,
    faults: &mut Faults,
) {
    let mut config = case.config.clone();
    // Appointments that are lost now might come back.
    let all_kept = world.kept.iter().all(|kept| *kept);
    let is_plain = all_kept && asks_for_nothing(world, liaison, rule);
    let Some(book) = lifted(case, liaison, practice, rule, &mut config).filter(|_| is_plain) else { return };
    let contacts = Contacts::new(world, practice);
    // A promise may be kept where a chosen visit is still forbidden.
    if !contacts.owed.is_empty() {
        return;
    }
    let answers = Question { world, liaison, practice, promise: None, contacts: &contacts }.ask();
    let left = answers.reasons(Rules::ALL.without(rule));
    let plan = planned(&book, &case.roads, &config);
    let fate = plan.disposition(&world.practice(practice).id).unwrap();
    let is_true = match &fate.status {
        Status::Impossible { reasons, .. } => {
            *reasons == left && reasons.iter().any(|set| !set.contains(&Rule::MinGap))
        }
        Status::NotDue { .. } => fates::is_not_due(&left),
        Status::TooLateToCall { .. } => fates::is_too_late(&left),
        _ => left.is_empty(),
    };
    let kind = if left.is_empty() { "the last reason lifted" } else { "one of several reasons lifted" };
    faults.claim(kind, is_true, || format!("{rule:?}: left {left:?}, now {fate:?}"));
}

/// Tells whether a book without a rule asks for nothing new: longer hours may ask for lunch, and days without appointments, too.
fn asks_for_nothing(world: &World, liaison: LiaisonIndex, rule: Rule) -> bool {
    let is_usual = |date: Date| {
        let Some(hours) = world.weekday_hours(liaison, date) else { return true };
        let (usual, agreed) = (world.usual(liaison, date, hours), world.agenda(liaison, date));
        match rule {
            Rule::WorkingHours => {
                agreed.is_empty() && world.usual_lunch(liaison, date, hours).is_some()
                    || world.person(liaison).lunch.is_none()
            }
            Rule::FixedVisits => world.rules(liaison, &agreed, usual) == world.rules(liaison, &[], usual),
            _ => true,
        }
    };
    world.dates().all(is_usual)
}

/// Builds the book without the cause of a rule; `None` where a book cannot do without it.
fn lifted(
    case: &Case,
    liaison: LiaisonIndex,
    practice: PracticeIndex,
    rule: Rule,
    config: &mut ScheduleConfig,
) -> Option<Book> {
    let mut records = case.book.records();
    let person = &mut records.liaisons.0[case.book.liaison_indices().position(|it| it == liaison)?].1;
    let place = &mut records.practices.0[case.book.practice_indices().position(|it| it == practice)?].1;
    let whole_day = TimeWindow::between((0, 0), (24, 0))?;
    let always = |weekday| OpeningHours { weekday, window: whole_day, from: None, until: None };
    match rule {
        Rule::VisitingHours => {
            place.hours = Weekday::ALL.map(always).to_vec();
            if place.access == AccessPolicy::LunchOnly {
                place.access = AccessPolicy::WalkIn;
            }
        }
        Rule::WorkingHours => person.hours = Weekday::ALL.map(|day| (day, whole_day.into())).into(),
        Rule::TimeOff => records.time_off.0.retain(|(_, it)| it.liaison != person.id),
        Rule::Holidays => records.holidays.0.clear(),
        Rule::Rest => records.rests.0.retain(|(_, it)| it.practice != place.id),
        Rule::Lunch => person.lunch = None,
        Rule::MaxDrive => person.max_drive = None,
        Rule::MaxStops => person.max_stops = 1_000,
        Rule::Skills => person.skills.extend(place.skills.iter().cloned()),
        Rule::LeadTime => {
            config.rules.lead_days = 0;
            place.lead_days = None;
        }
        Rule::FixedVisits
            if !records.must_visits.0.iter().any(|(_, it)| it.practice == place.id)
                && !records.followups.0.iter().any(|(_, it)| it.practice == place.id) =>
        {
            records.appointments.0.retain(|(_, it)| it.liaison != person.id && it.practice != place.id);
        }
        _ => return None,
    }
    Some(Book::build(records).ok()?.0)
}

/// Makes a change in the book: the practice fits into that day, and every claim of a new plan is true.
fn make(
    case: &Case,
    world: &World,
    liaison: LiaisonIndex,
    practice: PracticeIndex,
    change: &DayChange,
    faults: &mut Faults,
) {
    let Some((book, day)) = changed(case, liaison, change) else { return };
    let changed = World::new(&book, &case.roads, world.plan);
    let trial = Trial::new(&changed, liaison, practice, day);
    let fits = trial.is_some_and(|trial| trial.least_drive(trial.usual()).is_some());
    faults.claim("change made in the book", fits, || format!("{change:?} {:?}", world.fate(practice)));
    let plan = planned(&book, &case.roads, &case.config);
    let fate: &Disposition = plan.disposition(&world.practice(practice).id).unwrap();
    let is_open = !matches!(
        fate.status,
        Status::Impossible { .. } | Status::NotDue { .. } | Status::TooLateToCall { .. }
    );
    faults.claim("possible after the change", is_open, || format!("{change:?} {fate:?}"));
    faults.add(tested(&World::new(&book, &case.roads, &plan)));
}

fn changed(case: &Case, liaison: LiaisonIndex, change: &DayChange) -> Option<(Book, Date)> {
    let mut records = case.book.records();
    let person = &mut records.liaisons.0[case.book.liaison_indices().position(|it| it == liaison)?].1;
    let mut lengthen = |day: &Date, earlier: u32, later: u32| {
        let hours = person.hours.get_mut(&day.weekday())?;
        let (opens, closes) = (hours.opens().minutes() - earlier, hours.closes().minutes() + later);
        let mut windows: Vec<TimeWindow> = hours.windows().collect();
        let last = windows.len() - 1;
        windows[0] = TimeWindow::new(TimeOfDay::from_minutes(opens), windows[0].closes())?;
        windows[last] = TimeWindow::new(windows[last].opens(), TimeOfDay::from_minutes(closes))?;
        *hours = WorkHours::new(windows)?;
        Some(*day)
    };
    let day = match change {
        DayChange::StartEarlier { day, minutes } => lengthen(day, minutes.0, 0)?,
        DayChange::EndLater { day, minutes } => lengthen(day, 0, minutes.0)?,
        DayChange::MoreVisits { day, limit } => {
            person.max_stops = *limit;
            *day
        }
        DayChange::MoreDriving { day, limit } => {
            person.max_drive = Some(*limit);
            *day
        }
    };
    Some((Book::build(records).ok()?.0, day))
}
