//! The bound beside plans that the planner makes.

use proptest::prelude::*;
use rounds::geo::GreatCircle;
use rounds::model::*;
use rounds::plan::{FieldTime, LeastTime, Plan};
use rounds::schedule::ScheduleConfig;
use rounds::score::Scores;
use rounds::{check, progress, schedule, score};

use crate::common::draws::count;
use crate::common::{as_of, town};

/// A book with its scores.
pub struct Scored {
    pub book: Book,
    pub scores: Scores,
    pub travel: GreatCircle,
    pub config: ScheduleConfig,
}

impl Scored {
    pub fn new(records: Records, config: ScheduleConfig) -> Self {
        let book = Book::build(records).unwrap().0;
        let settings = score::ScoreConfig::default();
        let scores = score::evaluate(&book, as_of(), &settings, &progress::unobserved).unwrap();
        Self { book, scores, travel: GreatCircle::default(), config }
    }

    pub fn plan(&self) -> Plan {
        let Self { book, scores, travel, config } = self;
        schedule::plan(book, scores, travel, config, &progress::unobserved).unwrap()
    }

    pub fn broken(&self, plan: &Plan) -> Vec<PracticeId> {
        let Self { book, scores, travel, config } = self;
        schedule::broken_cadences(book, scores, travel, config, plan).unwrap()
    }
}

/// The minutes that each liaison is in the field, beside what the plan says that the promises need.
fn beside_need(plan: &Plan) -> impl Iterator<Item = (&LiaisonId, f64, LeastTime)> {
    plan.capacities.iter().map(|it| {
        let hours = f64::from(plan.totals_of(&it.liaison).field_time.0) / 60.0;
        (&it.liaison, hours, it.need.unwrap().promised)
    })
}

#[test]
fn plans_of_made_up_towns_take_no_less_than_their_promises_need() {
    let [liaisons, kept, sample] = count(60, &(any::<u64>(), 1..6_u32), |(seed, weeks)| {
        let config = ScheduleConfig { weeks, effort: 10, ..ScheduleConfig::default() };
        let town = Scored::new(town(seed, 5 + (seed % 30) as usize, 1 + (seed % 3) as usize), config);
        let plan = town.plan();
        let broken = town.broken(&plan);
        assert_eq!(check::plan(&check::Facts::new(&town.book, &town.travel), &plan), []);
        let lost = |who: &LiaisonId| {
            let fates = plan.dispositions.iter().filter(|fate| fate.liaison.as_ref() == Some(who));
            fates.into_iter().any(|fate| {
                broken.contains(&fate.practice)
                    || fate.missed.iter().any(|missed| missed.kind == rounds::plan::StopKind::MustVisit)
            })
        };
        let mut counts = [0; 3];
        for (who, hours, need) in beside_need(&plan) {
            counts[0] += 1;
            if !lost(who) {
                assert!(need.hours <= hours + 1e-9, "seed {seed}: {need:?} beside {hours} of {who}");
                counts[1] += 1;
                counts[2] += usize::from(need.visits > 0);
            }
        }
        counts
    });
    println!("{kept} of {liaisons} liaisons keep their promises, {sample} of them have any");
    assert!(sample > 20, "{sample}");
}

/// The sample book with nothing but its promises, each as a must-visit in the days that keep it.
fn promises_of_the_sample() -> Scored {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample");
    let open = |table: Table| std::fs::File::open(folder.join(format!("{table}.csv")));
    let (book, _) = rounds::ingest::read_csv(open, &rounds::ingest::Settings::default()).unwrap().parts();
    let mut records = book.records();
    // Neither is part of what promises need at least.
    (records.events, records.introductions) = (Rows::default(), Rows::default());
    let start = as_of().monday().plus_days(7);
    let end = start.plus_days(27);
    for (_, practice) in &mut records.practices.0 {
        let Some(cadence) = practice.cadence.take() else { continue };
        let index = book.practice_index(&practice.id).unwrap();
        let longest = i64::from(cadence.max());
        let last = book.last_visit(index, as_of());
        // No set cadence of the sample asks for two visits in four weeks.
        let until = match last.map(|last| last.plus_days(longest)) {
            Some(until) if until < start => end.min(start.plus_days(longest - 1)),
            Some(until) if until < end => until,
            _ => continue,
        };
        let is_agreed = book.appointments().iter().any(|it| it.practice == practice.id && it.date <= until);
        if !is_agreed {
            let wish = MustVisit { practice: practice.id.clone(), from: start, until };
            records.must_visits.0.push((0, wish));
        }
    }
    let field_time = FieldTime::Floor(1000.0);
    Scored::new(records, ScheduleConfig { field_time, effort: 400, ..ScheduleConfig::default() })
}

#[test]
fn the_bound_of_the_sample_book_is_near_the_best_plan_with_its_promises_alone() {
    let sample = promises_of_the_sample();
    let plan = sample.plan();
    let (used, need) =
        beside_need(&plan).fold((0.0, 0.0), |(used, need), it| (used + it.1, need + it.2.hours));
    println!("{need:.1} of {used:.1} hours");
    assert!(need <= used && need >= 0.8 * used, "{need} of {used}");
}
