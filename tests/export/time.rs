//! What the page says of time: each liaison's hours, what the next one would bring, and what all visits bring.

use rounds::export::{self, Page};
use rounds::geo::GreatCircle;
use rounds::model::Book;
use rounds::plan::{Occasion, Plan, StopFact};
use rounds::progress::unobserved;
use rounds::schedule::{FieldTime, ScheduleConfig};
use rounds::{check, schedule, score};

use crate::command_line::common;
use crate::fixture;

fn page(book: &Book, plan: &Plan) -> String {
    export::html(book, plan, &Page::default()).unwrap()
}

/// The figures of the section of time, one for each liaison.
fn figures(html: &str) -> Vec<&str> {
    let (_, section) = html.split_once("<h2>Time</h2>").expect("there is a section of time");
    let (section, _) = section.split_once("<h2>").unwrap();
    section.split("<figure class=\"curve\">").skip(1).collect()
}

/// The corners of a figure's curve.
fn curve(figure: &str) -> Vec<(f64, f64)> {
    let (_, points) = figure.split_once("<polyline points=\"").unwrap();
    let corner = |pair: &str| {
        let (x, y) = pair.split_once(',').unwrap();
        (x.parse().unwrap(), y.parse().unwrap())
    };
    points.split('"').next().unwrap().split(' ').map(corner).collect()
}

#[test]
fn each_liaison_has_one_curve_of_time() {
    let (book, plan) = fixture::small();
    let html = page(&book, &plan);
    let figures = figures(&html);
    assert_eq!((figures.len(), html.matches("<polyline").count()), (plan.capacities.len(), 2));
    for (figure, capacity) in figures.iter().zip(&plan.capacities) {
        let curve = curve(figure);
        assert_eq!(curve.len(), capacity.curve.len());
        // More hours lie to the right, and more gain is drawn higher.
        assert!(curve.is_sorted_by(|one, next| one.0 < next.0 && one.1 > next.1), "{curve:?}");
        assert_eq!(figure.matches("<circle").count(), 1);
    }
    assert!(figures[0].contains("O&#x27;Hara") && figures[1].contains("Liaison Two"), "{figures:?}");
}

#[test]
fn no_time_is_told_where_none_is_known() {
    let (book, plan) = fixture::small();
    let html = page(&book, &Plan { capacities: Vec::new(), ..plan });
    assert!(!html.contains("<h2>Time</h2>") && !html.contains("<polyline"));
}

/// Of 37.5 h the first liaison works 7.5.
#[test]
fn time_says_the_hours_used_and_left_and_what_the_next_would_bring() {
    let (book, plan) = fixture::small();
    let html = page(&book, &plan);
    let figures = figures(&html);
    assert!(figures[0].contains("7.5 of 37.5 working hours are planned"), "{}", figures[0]);
    assert!(figures[0].contains("planned where it brings 0.05 referrals an hour"), "{}", figures[0]);
    assert!(
        figures[0].contains("30.0 hours are left. The next one would bring 0.04 referrals."),
        "{}",
        figures[0]
    );
    assert!(figures[1].contains("0.0 of 37.5 working hours"), "{}", figures[1]);
}

/// A total is never a bare number: it says of what, under which assumption, in which time, and how far off it may be.
#[test]
fn totals_say_what_is_assumed_with_range_and_period() {
    let (book, plan) = fixture::small();
    let html = page(&book, &plan);
    let most = plan.totals().expected_referrals * plan.response.most;
    let head = format!(
        "<dt>Extra referrals in the year after, if visits work as assumed</dt><dd>1.2 <small>0 to {most:.1}</small>"
    );
    assert!(html.contains(&head), "{head}");
    let sentence = format!(
        "About 1.2 extra referrals in the year after these visits, if visits work as assumed; 0 to {most:.1}."
    );
    assert!(html.contains(&sentence), "{sentence}");
    assert!(html.contains("Assumed, not measured: just after a visit a practice sends 22 % more"));
    assert!(html.contains("falls to about a third of it in 85 days"));
}

fn planned(book: &Book, field_time: FieldTime) -> Plan {
    let (travel, config) =
        (GreatCircle::default(), ScheduleConfig { field_time, effort: 50, ..Default::default() });
    let scores = score::evaluate(book, common::as_of(), &score::ScoreConfig::default(), &unobserved).unwrap();
    let plan = schedule::plan(book, &scores, &travel, &config, &unobserved).unwrap();
    assert_eq!(check::plan(&check::Facts::new(book, &travel), &plan), []);
    plan
}

/// How many visits come before they are due.
fn early(plan: &Plan) -> usize {
    let is_early = |fact: &StopFact| matches!(fact, StopFact::Calendar(it) if matches!(it.occasion, Occasion::Early { .. }));
    plan.stops().filter(|(_, _, stop)| stop.reasons.iter().any(|it| is_early(&it.fact))).count()
}

/// Full days hold visits that nobody is due for yet; each of them says so on the page.
#[test]
fn visits_that_fill_days_before_they_are_due_say_so() {
    let book = common::book(3, 24, 1);
    let (auto, fill) = (planned(&book, FieldTime::Auto), planned(&book, FieldTime::Fill));
    assert!(early(&fill) > early(&auto), "{} of {}", early(&fill), early(&auto));
    for plan in [auto, fill] {
        assert_eq!(page(&book, &plan).matches("; not due until ").count(), early(&plan));
    }
}
