//! Designs and readings of made-up books.

use rounds::experiment::Learnt;
use rounds::export;
use rounds::geo::GreatCircle;
use rounds::model::*;
use rounds::trial::*;

use crate::common::{as_of, town};

pub(crate) fn config() -> TrialConfig {
    TrialConfig { weeks: 8, rehearse: false, ..TrialConfig::default() }
}

pub(crate) fn book() -> Book {
    Book::build(town(4, 80, 3)).unwrap().0
}

pub(crate) fn designed(book: &Book) -> TrialDesign {
    design(book, as_of(), &config()).unwrap()
}

/// The book with the rests of a design, and referrals and visits after its first day.
pub(crate) fn later(design: &TrialDesign, changes: impl Fn(&mut Records)) -> Book {
    let mut records = town(4, 80, 3);
    records.rests = design.rests().collect::<Vec<_>>().into();
    let start = design.start().unwrap();
    let row = |practice: &PracticeId, day: i64| Referral {
        practice: practice.clone(),
        from: None,
        date: start.plus_days(day),
        count: 1,
        value: None,
    };
    for (at, member) in (0_i64..).zip(&design.members) {
        records.referrals.0.push((0, row(&member.practice, at % 56)));
    }
    // Days without a referral are no late feed: the file goes on.
    let quiet = (0..56).map(|day| Referral { count: 0, ..row(&design.members[0].practice, day) });
    records.referrals.0.extend(quiet.map(|row| (0, row)));
    changes(&mut records);
    Book::build(records).unwrap().0
}

pub(crate) fn result(book: &Book, as_of: Date, design: &TrialDesign) -> TrialResult {
    read(book, as_of, design, &GreatCircle::default(), &PriceConfig::default()).unwrap()
}

#[test]
fn a_design_depends_on_neither_the_order_of_rows_nor_threads() {
    let mut records = town(4, 80, 3);
    records.practices.0.reverse();
    records.referrals.0.reverse();
    records.visits.0.reverse();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
    let turned = pool.install(|| designed(&Book::build(records).unwrap().0));
    assert_eq!(export::json_text(&designed(&book())).unwrap(), export::json_text(&turned).unwrap());
}

#[test]
fn a_design_is_read_back_as_it_was_written() {
    let design = designed(&book());
    let text = export::json_text(&design).unwrap();
    assert_eq!(serde_json::from_str::<TrialDesign>(&text).unwrap(), design);
    assert!(text.starts_with("{\n  \"version\""));
}

#[test]
fn everybody_is_in_the_lot_or_left_out_for_a_reason() {
    let book = book();
    let design = designed(&book);
    assert_eq!(design.members.len() + design.left_out.len(), book.practices().len());
    assert!(design.members.len() > 20 && design.left_out.len() > 5);
    let end = design.end().unwrap();
    for member in &design.members {
        let practice = book.practice(&member.practice).unwrap();
        assert!(practice.location.is_some() && practice.access != AccessPolicy::NoSee && !practice.locked);
        let is_booked = |it: &Appointment| it.practice == practice.id && it.date > as_of() && it.date <= end;
        assert!(!book.appointments().iter().any(is_booked));
        let index = book.practice_index(&practice.id).unwrap();
        assert!(book.referrals(index).iter().any(|it| it.date <= as_of()));
    }
}

#[test]
fn what_comes_after_a_design_changes_nothing_of_it() {
    let first = designed(&book());
    let book = later(&first, |records| records.rests = Rows::default());
    assert_eq!(designed(&book), first);
}

#[test]
fn a_running_trial_is_read_up_to_the_last_known_day() {
    let design = designed(&book());
    let book = later(&design, |_| {});
    let middle = design.start().unwrap().plus_days(20);
    let running = result(&book, middle, &design);
    assert!(running.is_running() && running.until == middle);
    let members = u32::try_from(design.members.len()).unwrap();
    let cells = running.reading.visited.unit_blocks + running.reading.rested.unit_blocks;
    assert_eq!(cells, members, "the second block has not begun");
    let whole = result(&book, design.end().unwrap(), &design);
    assert!(!whole.is_running() && whole.warnings.is_empty(), "{:?}", whole.warnings);
    assert_eq!(whole.reading.visited.unit_blocks + whole.reading.rested.unit_blocks, 2 * members);
    assert_eq!(whole.reading.visited.count + whole.reading.rested.count, u64::from(members));
    assert!(read(&book, as_of(), &design, &GreatCircle::default(), &PriceConfig::default()).is_err());
}

#[test]
fn whatever_was_tampered_with_is_told() {
    let design = designed(&book());
    let end = design.end().unwrap();
    let first = design.rests().next().unwrap();
    let lacking = later(&design, |records| records.rests.0.retain(|row| row.1.practice != first.practice));
    let told = result(&lacking, end, &design).warnings;
    assert_eq!(told, [TrialWarning::RestMissing { practices: vec![first.practice.clone()] }]);
    let free = design.members.iter().find(|it| it.rests.is_none()).unwrap().practice.clone();
    let added = later(&design, |records| {
        records.rests.0.push((0, Rest { practice: free.clone(), ..first.clone() }));
    });
    let told = result(&added, end, &design).warnings;
    assert_eq!(told, [TrialWarning::RestAdded { practices: vec![free.clone()] }]);
    let mut changed = design.clone();
    let member = changed.members.iter_mut().find(|it| it.practice == free).unwrap();
    member.rests = Some(0);
    let told = result(&later(&changed, |_| {}), end, &changed).warnings;
    assert_eq!(told, [TrialWarning::LotChanged { practices: vec![free] }]);
}

#[test]
fn a_visit_to_the_rested_is_told_and_counts_as_rested() {
    let design = designed(&book());
    let rest = design.rests().next().unwrap();
    let liaison = design.members.iter().find(|it| it.practice == rest.practice).unwrap().liaison.clone();
    let visit = Visit {
        practice: rest.practice.clone(),
        liaison,
        date: rest.from.plus_days(2),
        outcome: Outcome::Seen,
        time: None,
        note: None,
    };
    let broken = later(&design, |records| records.visits.0.push((0, visit.clone())));
    let end = design.end().unwrap();
    let (with, without) = (result(&broken, end, &design), result(&later(&design, |_| {}), end, &design));
    assert_eq!(with.broken, [BrokenRest { practice: rest.practice, visits: vec![rest.from.plus_days(2)] }]);
    assert_eq!(with.reading.rested.count, without.reading.rested.count);
    assert_eq!(with.reading.rested.visits, without.reading.rested.visits + 1);
    assert!(export::trial_result_text(&with).contains("1 practice was visited while at rest"));
}

#[test]
fn another_trial_leaves_out_those_who_rest() {
    let first = designed(&book());
    let book = later(&first, |_| {});
    let second = design(&book, as_of(), &TrialConfig { name: "trial-2".into(), ..config() }).unwrap();
    let resting: Vec<PracticeId> = first.rests().map(|it| it.practice).collect();
    assert!(!resting.is_empty() && second.members.iter().all(|it| !resting.contains(&it.practice)));
}

#[test]
fn trials_that_mean_nothing_are_refused() {
    let book = book();
    let wrong = [
        TrialConfig { name: " ".into(), ..config() },
        TrialConfig { weeks: 0, ..config() },
        TrialConfig { blocks: 9, ..config() },
        TrialConfig { share: 0.6, ..config() },
        TrialConfig { start: Some(as_of()), ..config() },
    ];
    for config in wrong {
        assert!(design(&book, as_of(), &config).is_err(), "{config:?}");
    }
    let mut design = designed(&book);
    design.members.pop();
    let end = design.end().unwrap();
    assert!(read(&book, end, &design, &GreatCircle::default(), &PriceConfig::default()).is_err());
}

#[test]
fn no_text_of_a_trial_is_wider_than_a_terminal() {
    let book = book();
    let whole = design(&book, as_of(), &TrialConfig { weeks: 8, ..TrialConfig::default() }).unwrap();
    let later = later(&whole, |_| {});
    let prices = PriceConfig { per_hour: Some(60.0), per_mile: Some(0.7), margin: Some(300.0) };
    let result = read(&later, whole.end().unwrap(), &whole, &GreatCircle::default(), &prices).unwrap();
    for text in [export::trial_design_text(&whole), export::trial_result_text(&result)] {
        assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    }
}

#[test]
fn goodwill_is_that_of_the_visits_that_were_made() {
    let design = designed(&book());
    let end = design.end().unwrap();
    let none = result(&later(&design, |records| records.visits = Rows::default()), end, &design);
    assert!(none.goodwill.iter().sum::<f64>() < 1e-12 && none.elasticity.learnt == Learnt::Nothing);
    let free = design.members.iter().find(|it| it.rests.is_none()).unwrap();
    let visit = Visit {
        practice: free.practice.clone(),
        liaison: free.liaison.clone(),
        date: design.start().unwrap(),
        outcome: Outcome::StaffOnly,
        time: None,
        note: None,
    };
    let one = result(&later(&design, |records| records.visits = vec![visit.clone()].into()), end, &design);
    let stock = |day: i32| (-f64::from(day) / design.response.tau_days()).exp();
    let mean = |from: i32| (from..from + 28).map(stock).sum::<f64>() / 28.0;
    let wanted = (free.forecast[0] * mean(0) + free.forecast[1] * mean(28)) / one.reading.visited.forecast;
    assert!(
        (one.goodwill[0] - wanted).abs() < 1e-12 && one.goodwill[1] < 1e-12,
        "{:?} {wanted}",
        one.goodwill
    );
    let missed = Visit { outcome: Outcome::NoAccess, ..visit };
    let missed =
        result(&later(&design, |records| records.visits = vec![missed.clone()].into()), end, &design);
    assert!(missed.goodwill.iter().sum::<f64>() < 1e-12);
}

#[test]
fn a_trial_is_priced_only_where_prices_are_stated() {
    let design = designed(&book());
    let free = design.members.iter().find(|it| it.rests.is_none()).unwrap();
    let visit = Visit {
        practice: free.practice.clone(),
        liaison: free.liaison.clone(),
        date: design.start().unwrap(),
        outcome: Outcome::Seen,
        time: None,
        note: None,
    };
    let book = later(&design, |records| records.visits.0.push((0, visit.clone())));
    let end = design.end().unwrap();
    let priced = |prices: PriceConfig| read(&book, end, &design, &GreatCircle::default(), &prices).unwrap();
    let none = priced(PriceConfig { margin: Some(100.0), ..PriceConfig::default() });
    assert_eq!((none.price, none.payback), (None, None));
    let some = priced(PriceConfig { per_hour: Some(60.0), ..PriceConfig::default() });
    assert!(some.price.is_some() && some.payback.is_some());
}
