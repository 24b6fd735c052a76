//! What holds of every report.

use rounds::geo::GreatCircle;
use rounds::model::{Book, Date, LiaisonId, Outcome, PracticeId, Records, Referral, Rest, Visit};
use rounds::plan::Plan;
use rounds::progress::unobserved;
use rounds::report::{self, KeptPlan, PlannedFigures, ReportRequest, ReportWeek, StopFate, WeekReport};
use rounds::schedule::{self, ScheduleConfig};
use rounds::score::{self, ScoreConfig};

use crate::books::{BookFolder, monday};
use crate::common;

/// Counts of what became of stops add up, the team's figures are those of everybody together, and the hours are the plan's.
#[test]
fn figures_add_up_to_the_team_and_to_the_plan() {
    let mut stops = 0;
    for seed in 200..220 {
        let folder = BookFolder::drawn(seed);
        let Ok(report) = folder.report(monday(), monday().plus_days(4), None) else { continue };
        let Some(team) = report.visits.team.planned else { continue };
        assert_eq!(fates(&team), team.stops, "seed {seed}");
        let all: Vec<&PlannedFigures> =
            report.visits.liaisons.iter().map(|it| it.figures.planned.as_ref().unwrap()).collect();
        assert_eq!(all.iter().map(|it| it.stops).sum::<u32>(), team.stops);
        assert_eq!(all.iter().map(|it| it.hours.drive.0).sum::<u32>(), team.hours.drive.0);
        let plan = &folder.plans[0].plan;
        let totals: rounds::plan::Totals =
            plan.days().map(|it| it.1).filter(|day| report.week.holds(day.date)).collect();
        assert_eq!((totals.visits, totals.field_time), (team.stops, team.hours.field_time), "seed {seed}");
        assert_eq!((totals.drive, totals.distance), (team.hours.drive, team.hours.distance));
        stops += team.stops;
    }
    assert!(stops > 100, "{stops}");
}

fn fates(it: &PlannedFigures) -> u32 {
    it.done + it.in_vain + it.cancelled + it.missed + it.not_logged + it.to_come
}

/// A report of one liaison holds what the team's report says of them.
#[test]
fn one_liaison_s_report_leaves_the_figures_as_they_are() {
    let folder = BookFolder::drawn(3);
    let as_of = monday().plus_days(6);
    let team = folder.report(monday(), as_of, None).unwrap();
    for line in &team.visits.liaisons {
        let mine = folder.report(monday(), as_of, Some(line.liaison.as_str())).unwrap();
        assert_eq!(mine.visits.team, line.figures);
        assert_eq!(mine.visits.liaisons, std::slice::from_ref(line));
        let access = team.access.liaisons.iter().find(|it| it.liaison == line.liaison).unwrap();
        assert_eq!((mine.access.week, mine.access.quarter), (access.week, access.quarter));
    }
}

fn small() -> Records {
    common::town(11, 12, 2)
}

fn report_of(book: &Book, plans: &[KeptPlan], as_of: Date, day: Date) -> WeekReport {
    let week = ReportWeek::of(book, as_of, day).unwrap();
    let scores = score::evaluate(book, week.until, &ScoreConfig::default(), &unobserved).unwrap();
    report::report(book, &scores, plans, &ReportRequest { week, as_of, liaison: None }, &unobserved).unwrap()
}

fn planned(book: &Book, as_of: Date) -> Plan {
    let scores = score::evaluate(book, as_of, &ScoreConfig::default(), &unobserved).unwrap();
    let config = ScheduleConfig { weeks: 1, effort: 1, ..ScheduleConfig::default() };
    schedule::plan(book, &scores, &GreatCircle::default(), &config, &unobserved).unwrap()
}

/// One stop of the plan and each way in which the log may tell of it.
#[test]
fn every_fate_of_a_stop_is_told() {
    let book = Book::build(small()).unwrap().0;
    let plan = planned(&book, common::as_of());
    let (liaison, date, stop) = plan.stops().next().unwrap();
    let (liaison, practice) = (liaison.clone(), stop.practice.clone());
    let kept = [KeptPlan { name: "plan.json".into(), plan: plan.clone() }];
    let other = if date.weekday() == rounds::model::Weekday::Monday { 1 } else { -1 };
    let cases = [
        (Some((0, Outcome::Seen)), StopFate::Done),
        (Some((other, Outcome::StaffOnly)), StopFate::DoneOnAnotherDay { done: date.plus_days(other) }),
        (Some((0, Outcome::NoAccess)), StopFate::InVain),
        (Some((other, Outcome::Cancelled)), StopFate::Cancelled),
        (Some((0, Outcome::Missed)), StopFate::Missed),
        (None, StopFate::NotLogged),
    ];
    for (logged, fate) in cases {
        let mut records = small();
        if let Some((days, outcome)) = logged {
            let visit = visit(&practice, &liaison, date.plus_days(days), outcome);
            records.visits.0.push((9_999, visit));
        }
        let book = Book::build(records).unwrap().0;
        let report = report_of(&book, &kept, date.monday().plus_days(6), date);
        let told = report.visits.stops.iter().find(|it| it.practice == practice && it.date == date).unwrap();
        assert_eq!(told.fate, fate);
    }
    let report = report_of(&book, &kept, date.monday(), date);
    let told = report.visits.stops.iter().filter(|it| it.date > date.monday());
    assert!(told.clone().count() > 0 && told.clone().all(|it| it.fate == StopFate::ToCome));
}

/// Nobody is to go to a practice that rests by lot, so it is not overdue on these days. It is before and after them.
#[test]
fn practices_at_rest_are_not_overdue() {
    let overdue = |rests: Vec<Rest>| {
        let records = Records { rests: rests.into(), ..small() };
        let book = Book::build(records).unwrap().0;
        // Long after the last visit everybody is overdue who was ever met.
        let as_of = common::as_of().plus_days(300);
        let report = report_of(&book, &[], as_of, as_of);
        let tiers: u32 = report.reach.tiers.iter().map(|it| it.overdue).sum();
        let backlog: Vec<u32> = report.reach.backlog.iter().map(|it| it.overdue).collect();
        assert_eq!((Some(&tiers), tiers), (backlog.last(), report.headline.overdue));
        (backlog, report.reach.backlog)
    };
    let (all, days) = overdue(Vec::new());
    assert!(all[12] > 3, "{all:?}");
    let rest = |practice: &rounds::model::Practice| Rest {
        practice: practice.id.clone(),
        from: days[10].day,
        until: days[11].day,
        trial: "spring".to_owned(),
    };
    let (rested, _) = overdue(small().practices.0.iter().map(|row| rest(&row.1)).collect());
    assert_eq!((&rested[..10], rested[12]), (&all[..10], all[12]));
    assert_eq!(rested[10..12], [0, 0]);
}

fn visit(practice: &PracticeId, liaison: &LiaisonId, date: Date, outcome: Outcome) -> Visit {
    Visit { practice: practice.clone(), liaison: liaison.clone(), date, time: None, outcome, note: None }
}

/// The last plan from before the week counts. Without one there are no planned figures, and no zeros in their place.
#[test]
fn a_week_is_held_to_the_last_plan_from_before_it() {
    let book = Book::build(small()).unwrap().0;
    let plan = planned(&book, common::as_of());
    let kept = |name: &str, as_of: Date| KeptPlan { name: name.into(), plan: Plan { as_of, ..plan.clone() } };
    let monday = plan.start.monday();
    let day = |back: i64| monday.plus_days(-back);
    let plans = [kept("1", day(9)), kept("2", day(3)), kept("3", day(3)), kept("4", monday)];
    let report = report_of(&book, &plans, monday.plus_days(6), monday);
    assert_eq!(report.visits.plan.unwrap().name, "3");
    for plans in [&plans[3..], &[]] {
        let report = report_of(&book, plans, monday.plus_days(6), monday);
        assert_eq!((report.visits.plan, report.headline.planned, report.headline.done), (None, None, None));
        assert!(report.visits.unplanned.is_empty() && report.visits.team.planned.is_none());
    }
}

/// Weeks of a steady book fall into their ranges about as often as the ranges say.
#[test]
fn ranges_hold_about_nine_weeks_of_ten() {
    use rand::{RngExt, SeedableRng};
    let mut random = rand_pcg::Pcg64Mcg::seed_from_u64(5);
    let mut records = common::town(5, 40, 2);
    records.referrals = Vec::new().into();
    let end = Date::new(2026, 2, 1).unwrap();
    for day in 0..700 {
        let date = end.plus_days(-day);
        for practice in 0..40 {
            if random.random_bool(0.02 + 0.004 * f64::from(practice)) {
                let practice = format!("P{practice:04}").into();
                let row = records.referrals.0.len() as u64 + 2;
                records
                    .referrals
                    .0
                    .push((row, Referral { practice, from: None, date, count: 1, value: None }));
            }
        }
    }
    let book = Book::build(records).unwrap().0;
    let (mut held, mut all) = (0, 0);
    for week in 0..20 {
        let monday = end.monday().plus_days(-7 * week);
        let report = report_of(&book, &[], end, monday);
        let band = report.referrals.forecast.unwrap().band;
        held += u32::from((band.low..=band.high).contains(&report.headline.referrals));
        all += 1;
    }
    assert!(all == 20 && (15..=20).contains(&held), "{held} of {all}");
}
