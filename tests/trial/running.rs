//! Trials that are read while a block runs, and days that have no price.

use rounds::experiment::{self, FiellerSet, LotPlan, LotUnit, RedrawConfig, TrialRecord, TrialRecords};
use rounds::export;
use rounds::geo::{Drive, GreatCircle, TravelTimes};
use rounds::model::*;
use rounds::trial::*;

use crate::common::as_of;
use crate::designs::{book, designed, later};

#[test]
fn a_block_that_runs_is_compared_with_as_many_days_before() {
    let design = designed(&book());
    let book = later(&design, |_| {});
    let before = |day: i64| {
        let middle = design.start().unwrap().plus_days(day);
        let read = read(&book, middle, &design, &GreatCircle::default(), &PriceConfig::default()).unwrap();
        read.reading.visited.before + read.reading.rested.before
    };
    let counted = |days: i64| -> u64 {
        let known = as_of().plus_days(-days)..=as_of();
        let of = |member: &TrialMember| {
            let rows = book.referrals(book.practice_index(&member.practice).unwrap()).iter();
            let within = rows.filter(|it| it.date > as_of().plus_days(-days) && known.contains(&it.date));
            within.map(|it| u64::from(it.count)).sum::<u64>()
        };
        design.members.iter().map(of).sum()
    };
    assert!(counted(21) > 0 && counted(21) < counted(28));
    assert_eq!(before(20), counted(21));
    assert_eq!(before(27), counted(28), "the first block is over");
    assert_eq!(before(30), counted(28) + counted(3));
    assert_eq!(before(55), 2 * counted(28));
}

/// Straight lines, but no way to or from one place.
struct Cut(Location);

impl TravelTimes for Cut {
    fn drive(&self, from: Location, to: Location) -> Option<Drive> {
        (from != self.0 && to != self.0).then(|| GreatCircle::default().drive(from, to))?
    }
}

#[test]
fn days_whose_drives_are_not_known_are_in_no_price() {
    let design = designed(&book());
    let start = design.start().unwrap();
    let visits = |design: &TrialDesign, liaisons: &[&str]| -> Vec<Visit> {
        let free = (0..).zip(&design.members).filter(|(_, it)| it.rests.is_none());
        let mine = free.filter(|(_, it)| liaisons.contains(&it.liaison.as_str()));
        let visit = |(at, it): (i64, &TrialMember)| Visit {
            practice: it.practice.clone(),
            liaison: it.liaison.clone(),
            date: start.plus_days(at % 3),
            outcome: Outcome::Seen,
            time: None,
            note: None,
        };
        mine.map(visit).collect()
    };
    let prices = PriceConfig { per_hour: Some(60.0), per_mile: Some(1.0), margin: None };
    let read_at = |liaisons: &[&str], travel: &dyn TravelTimes| {
        let book = later(&design, |records| records.visits = visits(&design, liaisons).into());
        read(&book, design.end().unwrap(), &design, travel, &prices).unwrap()
    };
    let home = book().liaisons()[0].home;
    let (all, others) = (["L0", "L1", "L2"], ["L1", "L2"]);
    let cut = read_at(&all, &Cut(home));
    let kept = |all: &[&str]| read_at(all, &GreatCircle::default());
    assert_eq!((cut.price.unwrap(), cut.unpriced_days), (kept(&others).price.unwrap(), 3));
    assert_eq!(kept(&all).unpriced_days, 0);
    assert!(kept(&all).price != cut.price);
    let text = export::trial_result_text(&cut);
    assert!(text.contains("3 days of liaisons are not priced"), "{text}");
    let none = read_at(&["L0"], &Cut(home));
    assert_eq!((none.price, none.payback, none.unpriced_days), (None, None, 3));
    assert!(export::trial_result_text(&none).contains("No visit is left to price."));
}

#[test]
fn the_set_of_fieller_has_the_level_of_the_reading() {
    let units: Vec<LotUnit> =
        (0..40).map(|unit| LotUnit { group: 0, size: 4.0 + f64::from(unit % 7) }).collect();
    let plan = LotPlan::new(&units, 0.5, 1).unwrap();
    let lot = plan.draw(1, 0);
    let record = |unit: usize| {
        let (visits, bump) = if lot.rest(unit).is_some() { (0, 0) } else { (3, 4) };
        let count = u32::try_from(unit * 5 % 9).unwrap() + bump;
        vec![TrialRecord { count, forecast: 6.0, before: 5, visits, goodwill: 0.0 }]
    };
    let records = TrialRecords::new(&(0..40).map(record).collect::<Vec<_>>()).unwrap();
    let width = |level: f64| {
        let config = RedrawConfig { draws: 99, level, ..RedrawConfig::default() };
        match experiment::read(&plan, &lot, &records, &config).unwrap().fieller {
            FiellerSet::Interval { low, high } => high - low,
            other => panic!("{other:?}"),
        }
    };
    assert!(width(0.5) < 0.5 * width(0.95), "{} {}", width(0.5), width(0.95));
}
