//! Times in which a liaison is not free.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use rounds::geo::GreatCircle;
use rounds::model::*;
use rounds::plan::{Plan, StopKind};
use rounds::schedule::ScheduleConfig;
use rounds::{progress, schedule, score};

use crate::common::{as_of, town};
use crate::prove;

/// Blocks of whole quarters of an hour, some over lunch, some over the whole day.
fn blocks(random: &mut Pcg64Mcg) -> Rows<BusyTime> {
    let block = |_| {
        let opens = 15 * random.random_range(20..72);
        let length = [15, 60, 180, 900][random.random_range(0..4)];
        let time = TimeOfDay::from_minutes;
        BusyTime {
            liaison: format!("L{}", random.random_range(0..2)).into(),
            date: as_of().plus_days(random.random_range(3..17)),
            window: TimeWindow::new(time(opens), time(opens + length)).unwrap(),
        }
    };
    (0..16).map(block).collect()
}

fn plan(book: &Book, seed: u64) -> Plan {
    let scores =
        score::evaluate(book, as_of(), &score::ScoreConfig::default(), &progress::unobserved).unwrap();
    let config = ScheduleConfig { weeks: 2, effort: 10, seed, ..ScheduleConfig::default() };
    schedule::plan(book, &scores, &GreatCircle::default(), &config, &progress::unobserved).unwrap()
}

/// Counts the stops of a plan that lie in busy times, appointments aside.
fn within(book: &Book, plan: &Plan) -> usize {
    let chosen = plan.stops().filter(|(.., stop)| stop.kind != StopKind::Appointment);
    let clashes = chosen.filter(|(liaison, date, stop)| {
        let visit = TimeWindow::new(stop.start, stop.end).unwrap();
        book.busy()
            .iter()
            .any(|it| (&it.liaison, it.date) == (*liaison, *date) && it.window.intersection(visit).is_some())
    });
    clashes.count()
}

#[test]
fn nobody_is_visited_in_a_busy_time_and_every_claim_holds() {
    let mut clashes_before = 0;
    for seed in 0..12 {
        let mut records = town(seed, 25, 2);
        let free = Book::build(records.clone()).unwrap().0;
        records.busy = blocks(&mut Pcg64Mcg::seed_from_u64(seed));
        let book = Book::build(records).unwrap().0;
        let plan = plan(&book, seed);
        prove(&book, &GreatCircle::default(), &plan);
        assert_eq!(within(&book, &plan), 0, "seed {seed}");
        clashes_before += within(&book, &self::plan(&free, seed));
        assert_ne!(book.digest(), free.digest());
        assert_eq!(Book::build(book.records()).unwrap().0, book);
    }
    assert!(clashes_before > 20, "{clashes_before} visits would lie in busy times");
}
