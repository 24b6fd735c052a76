//! A log that says when people are met: visits go there, hours of vain visits are avoided, and the verifier sees it where they are not.

use rounds::check::{self, Facts};
use rounds::geo::GreatCircle;
use rounds::model::*;
use rounds::plan::{AvoidedHours, Expectations, Plan, StopKind};
use rounds::{progress, schedule, score};

use super::{Situation, add, common, date, fate};

/// A plan with everything that it is held to.
struct Proved {
    book: Book,
    expected: Expectations,
    plan: Plan,
}

impl Proved {
    fn new(situation: Situation) -> Self {
        let (book, _) = Book::build(situation.records).unwrap();
        let config = score::ScoreConfig::default();
        let scores = score::evaluate(&book, common::as_of(), &config, &progress::unobserved).unwrap();
        let (travel, config) = (GreatCircle::default(), situation.config);
        let plan = schedule::plan(&book, &scores, &travel, &config, &progress::unobserved).unwrap();
        let expected = schedule::expectations(&book, &scores, &travel, &config).unwrap();
        let proved = Self { book, expected, plan };
        assert_eq!(proved.violations(&proved.plan), [] as [String; 0]);
        proved
    }

    /// Lists the codes of the rules that a plan breaks.
    fn violations(&self, plan: &Plan) -> Vec<String> {
        let travel = GreatCircle::default();
        let facts = Facts::new(&self.book, &travel).with_rules(plan.rules).with_expected(&self.expected);
        check::plan(&facts, plan).iter().map(|it| it.rule.code().to_owned()).collect()
    }

    /// Asserts that a changed plan breaks a rule.
    fn refuses(&self, rule: &str, change: impl FnOnce(&mut Plan)) {
        let mut plan = self.plan.clone();
        change(&mut plan);
        assert_ne!(plan, self.plan, "the change changes nothing");
        let broken = self.violations(&plan);
        assert!(broken.iter().any(|it| it == rule), "{rule} is not among {broken:?}");
    }
}

/// Six practices where nobody is met before ten, and nearly everybody after two.
fn late_risers() -> Situation {
    late_risers_at(&[2.0, 3.0, 4.0, 5.0, 6.0, 7.0])
}

/// The same at other places, so many minutes of latitude to the north.
fn late_risers_at(north: &[f64]) -> Situation {
    let mut situation = Situation::new(north);
    for practice in 1..=6 {
        for week in 1..=40 {
            let early = week % 2 == 0;
            let visit = Visit {
                practice: format!("P{practice}").into(),
                liaison: "L1".into(),
                date: common::as_of().plus_days(-7 * week - (week + practice) % 5),
                time: if early { TimeOfDay::new(9, 0) } else { TimeOfDay::new(15, 0) },
                outcome: if early { Outcome::NoAccess } else { Outcome::Seen },
                note: None,
            };
            add(&mut situation.records.visits, visit);
        }
    }
    situation
}

#[test]
fn visits_are_made_when_people_are_met() {
    let proved = Proved::new(late_risers());
    assert!(proved.plan.avoided.iter().any(|it| it.part == PartOfDay::Early), "{:?}", proved.plan.avoided);
    let stops: Vec<_> = proved.plan.stops().collect();
    assert!(stops.len() >= 6, "{}", stops.len());
    for (_, day, stop) in stops {
        assert!(PartOfDay::of(stop.start) != PartOfDay::Early, "{day} {}", stop.start);
        assert!(stop.chance_to_meet.is_some_and(|chance| chance > 0.6), "{:?}", stop.chance_to_meet);
    }
}

#[test]
fn a_promise_is_kept_at_any_hour_of_the_practice() {
    let situation = late_risers().promise("P1", "2026-02-02", "2026-02-06").liaisons(|it| {
        let morning = TimeWindow::between((8, 30), (10, 30)).unwrap();
        it.hours.values_mut().for_each(|day| *day = morning.into());
        it.lunch = None;
    });
    let plan = Proved::new(situation).plan;
    assert!(fate(&plan, "P1").missed.is_empty());
    assert!(!plan.avoided.iter().any(|it| it.practice == "P1".into()));
}

/// Whoever drives back in time has to leave before two.
#[test]
fn no_hours_are_avoided_that_leave_no_way_home() {
    let mut situation = late_risers_at(&[80.0, 81.0, 82.0, 83.0, 84.0, 85.0]);
    situation.config.field_time = rounds::schedule::FieldTime::Fill;
    let plan = Proved::new(situation).plan;
    assert_eq!(plan.avoided, []);
    let is_impossible = |it: &rounds::plan::Disposition| {
        matches!(it.status, rounds::plan::Status::Impossible { .. } | rounds::plan::Status::Unknown)
    };
    assert!(!plan.dispositions.iter().any(is_impossible), "{:?}", plan.dispositions);
}

/// New rows of the log change no visit that was announced.
#[test]
fn what_was_announced_stays_where_the_log_changes_its_mind() {
    // Nobody was met of late, so that the cadence asks for no gap.
    let is_old =
        |visit: &Visit| visit.outcome == Outcome::NoAccess || visit.date < common::as_of().plus_days(-100);
    let mut situation = late_risers();
    situation.records.visits.0.retain(|(_, visit)| is_old(visit));
    let mut quiet = late_risers();
    quiet.records.visits = Rows::default();
    let before = Proved::new(quiet);
    let (book, _) = Book::build(situation.records).unwrap();
    let config = score::ScoreConfig::default();
    let scores = score::evaluate(&book, common::as_of(), &config, &progress::unobserved).unwrap();
    let changes = schedule::ReplanConfig { limit: rounds::plan::EditLimit::AtMost(0), ..Default::default() };
    let travel = GreatCircle::default();
    let plan = schedule::replan(
        &book,
        &scores,
        &travel,
        &before.plan,
        &changes,
        &situation.config,
        &progress::unobserved,
    )
    .unwrap();
    let is_early =
        |it: &(&LiaisonId, Date, &rounds::plan::Stop)| PartOfDay::of(it.2.start) == PartOfDay::Early;
    assert!(before.plan.stops().filter(is_early).count() > 0, "a visit before ten");
    for (liaison, day, stop) in before.plan.stops().filter(is_early) {
        let stays = plan.stops().any(|it| (it.0, it.1, &it.2.practice) == (liaison, day, &stop.practice));
        assert!(stays, "{day} {} is gone: {:?}", stop.practice, plan.replan);
    }
}

#[test]
fn the_verifier_sees_wrong_hours_and_chances() {
    let proved = Proved::new(late_risers());
    proved.refuses("worth", |plan| {
        plan.avoided.pop();
    });
    proved.refuses("worth", |plan| {
        let (weekday, part) = (Weekday::Monday, PartOfDay::Afternoon);
        plan.avoided.push(AvoidedHours { practice: "P1".into(), weekday, part });
    });
    proved.refuses("worth", |plan| {
        let stop = &mut plan.itineraries[0].days[0].stops[0];
        stop.chance_to_meet = stop.chance_to_meet.map(|chance| chance - 0.1);
    });
    proved.refuses("visiting_hours", |plan| {
        let stop = &mut plan.itineraries[0].days[0].stops[0];
        (stop.start, stop.end) = (TimeOfDay::new(9, 0).unwrap(), TimeOfDay::new(9, 20).unwrap());
    });
}

#[test]
fn the_verifier_sees_a_visit_in_a_rest_and_a_wrong_last_day() {
    let mut situation = late_risers();
    let (from, until) = (date("2026-01-05"), date("2026-04-05"));
    add(&mut situation.records.rests, Rest { practice: "P1".into(), from, until, trial: "spring".into() });
    let proved = Proved::new(situation);
    proved.refuses("rest", |plan| {
        let stop = &mut plan.itineraries[0].days[0].stops[0];
        assert_eq!(stop.kind, StopKind::Chosen);
        stop.practice = "P1".into();
    });
    proved.refuses("disposition", |plan| {
        let at = plan.dispositions.iter().position(|it| it.practice == "P1".into()).unwrap();
        let rest = rounds::plan::Exclusion::Rest { until: until.plus_days(-1) };
        plan.dispositions[at].status = rounds::plan::Status::Excluded { because: rest };
    });
}
