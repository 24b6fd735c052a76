//! What becomes of practices without visits: nobody is called impossible who is not, and every reason is named (D9-D11, D13-D15).

use rounds::model::*;
use rounds::plan::{ColleagueOffer, Disposition, Exclusion, Rule, Status};

use crate::contacts::Contacts;
use crate::displaced;
use crate::faults::Faults;
use crate::question::{Answers, Question, Rules};
use crate::trial::Trial;
use crate::world::World;

/// Tests what a plan says of a practice.
pub fn test(world: &World, practice: PracticeIndex, contacts: &Contacts, faults: &mut Faults) {
    let fate = world.fate(practice);
    test_due(world, contacts, fate, faults);
    test_liaison(world, practice, fate, faults);
    let visits = world.plan.stops().filter(|(_, _, stop)| stop.practice == fate.practice).count();
    let what = || format!("{fate:?}");
    if visits > 0 || matches!(fate.status, Status::Planned { .. }) {
        let planned = Status::Planned { visits: u32::try_from(visits).unwrap() };
        return faults.claim("planned", fate.status == planned, what);
    }
    if world.practice(practice).access == AccessPolicy::NoSee {
        let excluded = Status::Excluded { because: Exclusion::NoSee };
        return faults.claim("excluded", fate.status == excluded, what);
    }
    if world.practice(practice).location.is_none() {
        let is_nobodys = world.book.owner(practice).is_some() || fate.liaison.is_none();
        let excluded = Status::Excluded { because: Exclusion::NoPlace };
        let is_true = fate.status == excluded && fate.rhythm.is_none() && is_nobodys;
        return faults.claim("without a place", is_true, what);
    }
    if let Some(until) = world.rests_until(practice).filter(|_| fate.liaison.is_some()) {
        let excluded = Status::Excluded { because: Exclusion::Rest { until } };
        return faults.claim("rested by lot", fate.status == excluded, what);
    }
    if let Some(liaison) = fate.liaison.as_ref().and_then(|id| world.book.liaison_index(id)) {
        return test_absence(world, liaison, practice, contacts, faults);
    }
    let nobody = world.book.liaison_indices().all(|it| !has_skills(world, it, practice));
    let status = Status::Impossible { reasons: vec![vec![Rule::Skills]], colleague: None };
    faults.claim("nobody has the skills", nobody && fate.status == status, what);
}

fn has_skills(world: &World, liaison: LiaisonIndex, practice: PracticeIndex) -> bool {
    world.practice(practice).skills.is_subset(&world.person(liaison).skills)
}

/// The owner visits, or who stands in where the owner works on no day of the plan.
fn test_liaison(world: &World, practice: PracticeIndex, fate: &Disposition, faults: &mut Faults) {
    let Some(owner) = world.book.owner(practice) else { return };
    let works = |who: LiaisonIndex| world.dates().any(|date| world.hours(who, date).is_some());
    let cover = world.person(owner).cover.as_ref().and_then(|id| world.book.liaison_index(id));
    let stands_in = cover.filter(|cover| !works(owner) && works(*cover));
    let who = &world.person(stands_in.unwrap_or(owner)).id;
    let kind = if stands_in.is_some() { "somebody stands in" } else { "the owner visits" };
    faults.claim(kind, fate.liaison.as_ref() == Some(who), || format!("{who}: {fate:?}"));
}

fn test_due(world: &World, contacts: &Contacts, fate: &Disposition, faults: &mut Faults) {
    let before = contacts.agreed.iter().copied().filter(|date| *date < world.plan.start);
    let last = contacts.last.into_iter().chain(before).max();
    let due = last.map_or(world.plan.start, |last| last.plus_days(fate.cadence.target().into()));
    let is_true = (fate.last_visit, fate.due) == (contacts.last, due);
    faults.claim("due", is_true, || format!("{due}: {fate:?}"));
}

fn ask(world: &World, liaison: LiaisonIndex, practice: PracticeIndex, contacts: &Contacts) -> Answers {
    Question { world, liaison, practice, promise: None, contacts }.ask()
}

fn test_absence(
    world: &World,
    liaison: LiaisonIndex,
    practice: PracticeIndex,
    contacts: &Contacts,
    faults: &mut Faults,
) {
    let fate = world.fate(practice);
    let reasons = ask(world, liaison, practice, contacts).reasons(Rules::ALL);
    let question = Question { world, liaison, practice, promise: None, contacts };
    let next = is_too_late(&reasons).then(|| question.next_call()).flatten();
    let what = || format!("{fate:?}, true reasons {reasons:?}, next {next:?}");
    if let Some(next) = next {
        return test_late(world, fate, next, faults);
    }
    let not_due = is_not_due(&reasons);
    match &fate.status {
        Status::Impossible { reasons: named, colleague } => {
            faults.claim("impossible", !reasons.is_empty() && !not_due, what);
            faults.claim("reasons", *named == reasons, what);
            named.concat().iter().for_each(|rule| faults.claim(name(*rule), true, String::new));
            let true_one = offer(world, liaison, practice, contacts);
            let kind = if true_one.is_some() { "a colleague" } else { "no colleague" };
            faults.claim(kind, *colleague == true_one, || format!("{fate:?}, true {true_one:?}"));
            if world.practice(practice).owner.is_none() {
                faults.claim("nobody else is able", true_one.is_none(), || format!("{fate:?}"));
            }
        }
        Status::NotDue { from } => {
            let is_true = not_due && *from == contacts.rested(world.plan.start);
            faults.claim("not due", is_true, || format!("{fate:?}, true {reasons:?}"));
        }
        status => {
            faults.claim("possible", reasons.is_empty(), what);
            test_possible(world, liaison, practice, contacts, status, faults);
        }
    }
}

/// Tells whether a call ahead is part of every reason.
pub fn is_too_late(reasons: &[Vec<Rule>]) -> bool {
    !reasons.is_empty() && reasons.iter().all(|set| set.contains(&Rule::LeadTime))
}

/// Tells whether the shortest gap is part of every reason, or a call ahead where that is not the whole of it.
pub fn is_not_due(reasons: &[Vec<Rule>]) -> bool {
    let gap = |set: &Vec<Rule>| set.contains(&Rule::MinGap);
    let either = |set: &Vec<Rule>| gap(set) || set.contains(&Rule::LeadTime);
    let late = is_too_late(reasons);
    !reasons.is_empty() && (reasons.iter().all(gap) || !late && reasons.iter().all(either))
}

/// Nobody can call in time: the next call is named, unless no visit pays in these days.
fn test_late(world: &World, fate: &Disposition, (day, call_by): (Date, Date), faults: &mut Faults) {
    let what = || format!("{fate:?}, true {day} {call_by}");
    let end = world.plan.end().plus_days(1);
    let is_true = match fate.status {
        Status::Later { from } => fate.rhythm.map(|rhythm| rhythm.next.max(end)) == Some(from),
        Status::NotWorthTheDrive { .. } => fate.rhythm.is_none(),
        _ => fate.status == Status::TooLateToCall { day, call_by },
    };
    faults.claim("too late to call", is_true, what);
}

fn name(rule: Rule) -> &'static str {
    match rule {
        Rule::NoPlace => "reason: no place",
        Rule::NoRoad => "reason: no road",
        Rule::VisitingHours => "reason: visiting hours",
        Rule::WorkingHours => "reason: working hours",
        Rule::TimeOff => "reason: time off",
        Rule::Holidays => "reason: holidays",
        Rule::NoVisitors => "reason: no visitors",
        Rule::Lunch => "reason: lunch",
        Rule::MaxDrive => "reason: driving",
        Rule::MaxStops => "reason: visits",
        Rule::Skills => "reason: skills",
        Rule::FixedVisits => "reason: appointments",
        Rule::MinGap => "reason: gap",
        Rule::LeadTime => "reason: lead time",
        Rule::MustVisitDates => "reason: dates",
        Rule::Rest => "reason: rest",
        Rule::NoProvider => "reason: no physician",
        Rule::ProviderHours => "reason: physicians",
        Rule::ProviderLimit => "reason: meetings a week",
    }
}

fn offer(
    world: &World,
    liaison: LiaisonIndex,
    practice: PracticeIndex,
    contacts: &Contacts,
) -> Option<ColleagueOffer> {
    let others = world.book.liaison_indices().filter(|other| *other != liaison);
    let mut offers = others.map(|other| ColleagueOffer {
        liaison: world.person(other).id.clone(),
        days: ask(world, other, practice, contacts).days(Rules::ALL),
    });
    offers.find(|it| !it.days.is_empty())
}

fn test_possible(
    world: &World,
    liaison: LiaisonIndex,
    practice: PracticeIndex,
    contacts: &Contacts,
    status: &Status,
    faults: &mut Faults,
) {
    let (fate, end) = (world.fate(practice), world.plan.end());
    let trials = Trial::all(world, liaison, practice, contacts);
    if let Status::NotWorthTheDrive { referrals_short, .. } | Status::Displaced { referrals_short, .. } =
        status
    {
        faults.claim("referrals short", *referrals_short >= 0.0, || format!("{fate:?}"));
    }
    match status {
        Status::Later { from } => {
            let later = fate.rhythm.map(|rhythm| rhythm.next.max(end.plus_days(1)));
            faults.claim("later", later == Some(*from), || format!("{fate:?}"));
        }
        Status::NotWorthTheDrive { day, detour, .. } if fate.rhythm.is_none() => {
            let (home, place) = (world.person(liaison).home, world.place(practice));
            let drive =
                world.road(home, place).zip(world.road(place, home)).map(|(there, back)| there + back);
            let is_true = (*day, Some(i64::from(detour.0))) == (world.plan.start, drive);
            faults.claim("never worth the drive", is_true, || format!("{fate:?}, {drive:?}"));
        }
        Status::NotWorthTheDrive { day, detour, .. } => {
            let detours = trials.iter().filter_map(|trial| {
                let more = trial.least_drive(trial.usual())? - trial.drive_now()?;
                Some((more.max(0), trial.date))
            });
            let detours: Vec<(i64, Date)> = detours.collect();
            let (least, claimed) = (detours.iter().map(|it| it.0).min(), i64::from(detour.0));
            let is_true = least == Some(claimed) && detours.contains(&(claimed, *day));
            faults.claim("not worth the drive", is_true, || format!("{fate:?}, {detours:?}"));
        }
        Status::Displaced { .. } => displaced::test(world, fate, &trials, faults),
        Status::Unknown => faults.claim("unknown", true, String::new),
        _ => faults.claim("status", false, || format!("{fate:?}")),
    }
}
