//! Calendar files of three plans in a row, written for other programs to read: `tests/calendars/run`.

use std::path::{Path, PathBuf};
use std::{env, fs};

use rounds::export::Units;
use rounds::geo::GreatCircle;
use rounds::model::{Book, LiaisonId, Outcome, Records, TimeOff, Visit};
use rounds::plan::Plan;
use rounds::schedule::ScheduleConfig;
use rounds::score::ScoreConfig;
use rounds::{export, progress, schedule, score};

use crate::common::{as_of, town};

const LIAISONS: [&str; 2] = ["L0", "L1"];

/// Plans a book three times: days go by, and practices change hands.
fn plans() -> Vec<(Book, Plan)> {
    let mut records = town(5, 40, LIAISONS.len());
    let mut plans: Vec<(Book, Plan)> = Vec::new();
    for (turn, days) in [0, 7, 10].into_iter().enumerate() {
        if let Some((_, before)) = plans.last() {
            carry_out(&mut records, before, days);
        }
        if turn > 0 {
            hand_over(&mut records, turn);
        }
        let book = Book::build(records.clone()).unwrap().0;
        let fresh = plan(&book, days, turn);
        let next = plans.last().map_or(fresh.clone(), |(_, before)| fresh.following(before));
        plans.push((book, next));
    }
    plans
}

/// Gives every fourth practice to one liaison, and days off to the other.
fn hand_over(records: &mut Records, turn: usize) {
    for (_, practice) in records.practices.0.iter_mut().skip(turn).step_by(4) {
        practice.owner = Some(LIAISONS[turn % 2].into());
    }
    let (from, until) = (as_of().plus_days(12), as_of().plus_days(13));
    let liaison = LIAISONS[1 - turn % 2].into();
    records.time_off.0.push((turn as u64 + 2, TimeOff { liaison, from, until }));
}

/// Notes the visits of a plan up to a day as made.
fn carry_out(records: &mut Records, plan: &Plan, days: i64) {
    let until = as_of().plus_days(days);
    for (liaison, date, stop) in plan.stops().filter(|(_, date, _)| *date <= until) {
        let (practice, liaison) = (stop.practice.clone(), liaison.clone());
        let row = records.visits.0.len() as u64 + 2;
        records
            .visits
            .0
            .push((row, Visit { practice, liaison, date, time: None, outcome: Outcome::Seen, note: None }));
    }
}

fn plan(book: &Book, days: i64, turn: usize) -> Plan {
    let as_of = as_of().plus_days(days);
    let config = ScheduleConfig {
        start: Some(as_of.plus_days(1)),
        weeks: 3,
        effort: 10,
        seed: turn as u64,
        ..ScheduleConfig::default()
    };
    let scores = score::evaluate(book, as_of, &ScoreConfig::default(), &progress::unobserved).unwrap();
    schedule::plan(book, &scores, &GreatCircle::default(), &config, &progress::unobserved).unwrap()
}

/// Writes what a user finds in the folder of a plan, and the plan's first day.
fn write(folder: &Path, (book, plan): &(Book, Plan), previous: Option<&Plan>) {
    fs::create_dir_all(folder.join("changes")).unwrap();
    for id in LIAISONS {
        let (name, liaison) = (format!("{id}.ics"), LiaisonId::from(id));
        fs::write(folder.join(&name), export::ics(book, plan, &liaison, Units::Miles)).unwrap();
        let changes = previous.and_then(|it| export::ics_changes(book, plan, it, &liaison, Units::Miles));
        fs::write(folder.join("changes").join(name), changes.unwrap_or_default()).unwrap();
    }
    let mut stops = Vec::new();
    export::stops_csv(book, plan, &mut stops).unwrap();
    fs::write(folder.join("stops.csv"), stops).unwrap();
    fs::write(folder.join("start.txt"), plan.start.to_string()).unwrap();
}

#[test]
fn three_plans_move_and_cancel_and_add() {
    let plans = plans();
    let all: Vec<&Plan> = plans.iter().map(|(_, plan)| plan).collect();
    let moved = all.iter().flat_map(|plan| plan.stops()).filter(|(.., it)| it.entry.sequence > 0).count();
    let calls = all.iter().flat_map(|plan| plan.stops()).filter(|(.., it)| it.call_ahead).count();
    assert!(moved > 10 && calls > 2, "{moved} moved, {calls} calls ahead");
    assert!(all[1..].iter().all(|plan| !plan.cancelled.is_empty()));
    if let Some(folder) = env::var_os("ROUNDS_CALENDARS").map(PathBuf::from) {
        for (at, now) in plans.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| &plans[before].1);
            write(&folder.join((at + 1).to_string()), now, before);
        }
    }
}

#[test]
fn what_a_calendar_had_already_is_no_change() {
    let plans = plans();
    let [_, (book, plan), _] = &plans[..] else { unreachable!("three plans") };
    let liaison = LiaisonId::from("L0");
    assert_eq!(export::ics_changes(book, plan, plan, &liaison, Units::Miles), None);
    let changes = export::ics_changes(book, plan, &plans[0].1, &liaison, Units::Miles).unwrap();
    let all = export::ics(book, plan, &liaison, Units::Miles);
    let count = |calendar: &str| calendar.matches("BEGIN:VEVENT").count();
    assert!(0 < count(&changes) && count(&changes) < count(&all));
}

#[test]
fn a_cancelled_visit_says_so_in_the_calendar() {
    let plans = plans();
    let (book, plan) = &plans[1];
    let gone = &plan.cancelled[0];
    let calendar = export::ics(book, plan, &gone.liaison, Units::Miles).replace("\r\n ", "");
    let at = calendar.find(&format!("UID:{}\r\n", gone.entry.uid)).unwrap();
    let from = calendar[..at].rfind("BEGIN:VEVENT").unwrap();
    let event = &calendar[from..at + calendar[at..].find("END:VEVENT").unwrap()];
    let name = &book.practice(&gone.practice).unwrap().name;
    assert!(event.contains("STATUS:CANCELLED"), "{event}");
    assert!(event.contains(&format!("SUMMARY:Cancelled: {name}")), "{event}");
    assert!(event.contains(&format!("SEQUENCE:{}", gone.entry.sequence)) && gone.entry.sequence > 0);
}
