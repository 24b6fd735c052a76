//! Each plan beside the best of all plans.

use crate::model::history::Outcome;
use crate::model::index::PracticeIndex;
use crate::model::liaison::Liaison;
use crate::model::part_of_day::PartOfDay;
use crate::model::practice::{Cadence, Practice};
use crate::model::records::Records;
use crate::model::weekday::Weekday;
use crate::plan::itinerary::StopKind;
use crate::plan::visit_plan::Plan;
use crate::routing::model::problem::{Day, Value};
use crate::schedule::config::ScheduleConfig;
use crate::schedule::liaison_problem::{ClientRole, LiaisonProblem};
use crate::schedule::tiny_tests::books::{self, TinyBook};
use crate::schedule::tiny_tests::definition::Definition;
use crate::schedule::tiny_tests::optimum::{AllPlans, days_of};

/// Books that are drawn.
const BOOKS: u64 = 60;

/// The share of the optimum that every plan reaches.
const REACHED: f64 = 0.99;

/// The share of the books whose plans are the best of all.
const AT_BEST: f64 = 0.9;

/// A plan may fall short of its share by so many units, of which the mean visit costs 32,768: an optimum may be near 0.
const SLACK: f64 = 100.0;

/// An optimum of fewer units says little as the base of a share.
const LITTLE: f64 = 1_000.0;

/// A plan beside the best of all plans, in units of the search.
#[derive(Debug)]
struct Comparison {
    seed: u64,
    /// What the plan says it is worth, and what it is worth by definition.
    stated: f64,
    found: f64,
    best: f64,
    /// How many kinds of books this one is of.
    kinds: [bool; 8],
}

impl Comparison {
    fn new(seed: u64) -> Self {
        let tiny = TinyBook::draw(seed);
        let plan = tiny.plan();
        tiny.with_problem(|problem| {
            let (all, unit) = (AllPlans::new(problem), problem.referrals(1));
            let (best, visits) = all.best();
            let found = by_definition(problem, &all, &plan);
            let kinds = kinds(problem, &visits);
            Self { seed, stated: plan.search.worth / unit, found: found / unit, best: best / unit, kinds }
        })
    }

    /// By how much the plan's figure may differ from the definition: gaps and chances are rounded.
    fn rounding(&self) -> f64 {
        20.0 + 5e-5 * self.best.abs()
    }

    fn shortfall(&self) -> f64 {
        self.best - self.found
    }

    fn share(&self) -> Option<f64> {
        (self.best > LITTLE).then(|| self.found.min(self.best) / self.best)
    }
}

/// Sums by definition what a plan's visits are worth, less its driving.
fn by_definition(problem: &LiaisonProblem, all: &AllPlans, plan: &Plan) -> f64 {
    let worth = |(client, role)| all.worth(client, shifts_of(problem, plan, role)).unwrap();
    let worth: f64 = problem.roles.iter().enumerate().map(worth).sum();
    worth - problem.referrals(problem.drive_price * Value::from(plan.totals().drive.0))
}

/// Returns the shifts in which a plan makes the visits of a client.
fn shifts_of(problem: &LiaisonProblem, plan: &Plan, role: &ClientRole) -> usize {
    let id = &problem.basis.book.practices()[role.practice.unwrap().get()].id;
    let mine = plan.stops().filter(|(_, _, stop)| stop.practice == *id && stop.kind == role.kind);
    let shift = |date| {
        let day = Day::try_from(problem.basis.horizon.offset(date)).unwrap();
        problem.routing.shifts.iter().position(|shift| shift.day == day).unwrap()
    };
    mine.map(|(_, date, _)| 1 << shift(date)).sum()
}

/// Tells what kinds of books a problem is of: with a promise, with somebody never visited, with visits in vain, with few hours,
/// with an appointment, of two weeks, with several visits to one practice at best, with somebody left out at best.
fn kinds(problem: &LiaisonProblem, best: &[usize]) -> [bool; 8] {
    let (book, aim) = (problem.basis.book, &problem.aim);
    let practices = || book.practices().iter();
    let is_hard_to_meet =
        |practice| problem.basis.access.of(practice).at(Weekday::Tuesday, PartOfDay::Morning) < 0.8;
    let chosen = || problem.roles.iter().zip(best).filter(|(role, _)| role.kind == StopKind::Chosen);
    [
        practices().any(|it| it.cadence.is_some()),
        problem.basis.needs.iter().any(|it| it.last_visit.is_none()),
        aim.practices.iter().any(|(practice, _)| is_hard_to_meet(*practice)),
        practices().any(|it| !it.hours.is_empty()),
        problem.roles.iter().any(|it| it.kind == StopKind::Appointment),
        problem.basis.horizon.days == 14,
        chosen().any(|(_, shifts)| shifts.count_ones() > 1),
        chosen().any(|(_, shifts)| *shifts == 0),
    ]
}

/// The search is a heuristic: of 1,500 of these books it missed the optimum of 21, and reached less than 99 % of that of 3. The
/// mean share was 0.9999, the least 0.92. Ten times the effort finds that of 2 of these 3, a hundred times that of all.
#[test]
fn plans_of_tiny_books_reach_the_optimum() {
    let all: Vec<Comparison> = (0..BOOKS).map(Comparison::new).collect();
    for it in &all {
        let rounded = (it.stated - it.found).abs() <= it.rounding();
        assert!(rounded, "wrongly stated, {}: {it:?}", it.seed);
        assert!(it.shortfall() >= -1.0, "beyond all, {}: {it:?}", it.seed);
        let most = (1.0 - REACHED) * it.best.abs() + SLACK;
        assert!(it.shortfall() <= most, "falls short, {}: {it:?}", it.seed);
    }
    let shares: Vec<f64> = all.iter().filter_map(Comparison::share).collect();
    let mean = shares.iter().sum::<f64>() / shares.len() as f64;
    let best = all.iter().filter(|it| it.shortfall() < 1.0).count();
    let most = all.iter().max_by(|one, other| one.shortfall().total_cmp(&other.shortfall()));
    let least = shares.iter().copied().reduce(f64::min);
    println!("shares: {} {mean} {least:?}; optima: {best}; {most:?}", shares.len());
    assert!(shares.len() > 40 && mean >= REACHED, "{mean} of {}", shares.len());
    assert!(best as f64 >= AT_BEST * BOOKS as f64, "only {best} of {BOOKS}");
    let count = |kind: usize| all.iter().filter(|it| it.kinds[kind]).count();
    let counts: Vec<usize> = (0..8).map(count).collect();
    assert!(counts.iter().all(|count| *count >= 5), "{counts:?}");
}

/// Whoever is no client at all would be worth no visit on any set of working days, by definition.
#[test]
fn nobody_is_left_out_beforehand_whom_visits_would_pay() {
    let left_out: usize = (0..BOOKS).map(|seed| TinyBook::draw(seed).with_problem(count_left_out)).sum();
    assert!(left_out >= 5, "only {left_out}");
}

/// Counts the practices that are worth no visit, and asserts that no visits to them pay.
fn count_left_out(problem: &LiaisonProblem) -> usize {
    let left_out = problem.covered.iter().filter(|practice| problem.recurrence(**practice).is_none());
    left_out.inspect(|practice| assert_worth_no_visit(problem, **practice)).count()
}

fn assert_worth_no_visit(problem: &LiaisonProblem, practice: PracticeIndex) {
    let Some(definition) = Definition::new(problem, practice) else { return };
    let days: Vec<Day> = problem.routing.shifts.iter().map(|shift| shift.day).collect();
    let sets = (0..1 << days.len()).map(|set| definition.worth(&days_of(set, &days)));
    let most = sets.fold(0.0, f64::max);
    assert!(most < SLACK * problem.referrals(1), "{most}: {definition:?}");
}

/// A promise that was last kept about ten years ago, the longest gap that is reckoned with.
#[test]
fn a_promise_is_taken_up_again_after_ten_years() {
    for days_ago in [3_000, 3_619, 3_640, 3_700] {
        let mut practice = Practice::new(books::id(0), "Practice 0", books::home());
        practice.cadence = Cadence::new(None, 28, None).ok();
        let records = Records {
            practices: vec![practice].into(),
            liaisons: vec![Liaison::new("L1", "Liaison One", books::home())].into(),
            visits: vec![books::visit(0, days_ago, Outcome::Seen)].into(),
            ..Records::default()
        };
        let plan = TinyBook::new(records, ScheduleConfig::default()).plan();
        let first = plan.stops().map(|(_, date, _)| date.days_since(plan.start)).min();
        assert!(first.is_some_and(|day| day < 7), "{days_ago}: {first:?}");
    }
}
