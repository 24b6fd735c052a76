//! What the verifier says of a small plan, word for word, after every change that comes near a rule: the last that is still
//! allowed, and the first that is not.

#[path = "../readers/mod.rs"]
mod readers;

mod days;
mod fates;
mod visits;

use std::sync::LazyLock;

use rounds::check;
use rounds::geo::{GreatCircle, TravelMatrix, TravelTimes};
use rounds::model::{Book, Date, Records, TimeOfDay};
use rounds::plan::{Capacity, DayPlan, Plan, Status};
use rounds::{progress, schedule, score};

/// A small plan that no search changes, so that what is said of it can be told word for word.
static SMALL: LazyLock<Plan> = LazyLock::new(|| Plan {
    capacities: capacities(),
    ..serde_json::from_str(include_str!("plan.json")).unwrap()
});

/// What the small book says of its liaisons' time.
fn capacities() -> Vec<Capacity> {
    let (as_of, travel) = ("2026-01-30".parse().unwrap(), GreatCircle::default());
    let scores =
        score::evaluate(&readers::SMALL, as_of, &score::ScoreConfig::default(), &progress::unobserved)
            .unwrap();
    let config = schedule::ScheduleConfig { weeks: 2, ..schedule::ScheduleConfig::default() };
    schedule::capacities(&readers::SMALL, &scores, &travel, &config).unwrap()
}

/// Every violation of the small plan after a change of its book and of itself, a line each.
fn said(travel: &dyn TravelTimes, book: fn(&mut Records), plan: fn(&mut Plan)) -> String {
    let (mut records, mut changed) = (readers::SMALL.records(), SMALL.clone());
    book(&mut records);
    plan(&mut changed);
    let book = Book::build(records).unwrap().0;
    changed.book = book.digest();
    let found = check::plan(&check::Facts::new(&book, travel), &changed);
    let lines: Vec<String> = found.iter().map(|violation| format!("  {violation}\n")).collect();
    lines.concat()
}

pub(crate) fn first(plan: &mut Plan) -> &mut DayPlan {
    &mut plan.itineraries[0].days[0]
}

pub(crate) fn second(plan: &mut Plan) -> &mut DayPlan {
    &mut plan.itineraries[1].days[0]
}

pub(crate) fn at(hour: u16, minute: u16) -> TimeOfDay {
    TimeOfDay::new(hour, minute).unwrap()
}

pub(crate) fn on(month: u32, day: u32) -> Date {
    Date::new(2026, month, day).unwrap()
}

/// Starts the plan on another day, with the due dates that follow from it.
pub(crate) fn started(plan: &mut Plan, start: Date, weeks: u32) {
    (plan.start, plan.weeks) = (start, weeks);
    plan.dispositions.iter_mut().filter(|it| it.last_visit.is_none()).for_each(|it| it.due = start);
}

pub(crate) fn fate(plan: &mut Plan, practice: usize, status: Status) {
    plan.dispositions[practice].status = status;
}

/// The name of a change, and what it does to the book and to the plan.
pub(crate) type Damage = (&'static str, fn(&mut Records), fn(&mut Plan));

pub(crate) fn as_it_is(_: &mut Records) {}

/// What is said about the small plan, change by change; nothing where the change breaks no rule.
#[test]
fn every_word() {
    let travel = GreatCircle::default();
    for (name, damages) in [
        ("days", days::of_days()),
        ("pauses", days::of_pauses()),
        ("visits", visits::of_visits()),
        ("reasons_and_gaps", visits::of_reasons_and_gaps()),
        ("appointments", visits::of_appointments()),
        ("must_visits", visits::of_must_visits()),
        ("dispositions", fates::of_dispositions()),
    ] {
        let told =
            damages.iter().map(|(what, book, plan)| format!("{what}\n{}", said(&travel, *book, *plan)));
        insta::assert_snapshot!(format!("{name}"), told.collect::<String>());
    }
    insta::assert_snapshot!("no_way", said(&TravelMatrix::new(), as_it_is, |_| ()));
}
