//! Which physician comes, and at what time: what docs/joint-visits.md says of both.

use rounds::model::{
    Book, Introduction, Liaison, Location, Minutes, Practice, Provider, ProviderDay, ProviderHours, Records,
    TimeWindow, Weekday,
};
use rounds::plan::{Plan, Stop};

use crate::{books, planned, violations};

fn place(north: f64) -> Location {
    Location::new(38.9 + north, -77.0).unwrap()
}

/// Makes a cardiologist who is free on Monday and Tuesday afternoons and sets out from a place.
fn physician(id: &str, north: f64) -> Provider {
    let on = |day| ProviderHours {
        day: ProviderDay::Weekly(day),
        window: TimeWindow::between((12, 50), (16, 30)).unwrap(),
        place: None,
    };
    Provider {
        id: id.into(),
        name: format!("Dr. {id}"),
        specialties: ["cardiology".to_owned(), "oncology".to_owned()].into(),
        place: Some(place(north)),
        per_week: None,
        hours: [Weekday::Monday, Weekday::Tuesday].map(on).into(),
    }
}

fn wish(specialty: &str) -> Introduction {
    Introduction {
        practice: "P1".into(),
        specialty: specialty.to_owned(),
        provider: None,
        from: None,
        by: None,
        minutes: Minutes(30),
        met: None,
    }
}

/// Plans a book of one practice, which anybody can meet within three days.
fn plan(providers: Vec<Provider>, introductions: Vec<Introduction>) -> (Book, Plan) {
    let mut practice = Practice::new("P1", "Cedar Family Medicine", place(0.02));
    (practice.owner, practice.lead_days) = (Some("L1".into()), Some(0));
    let records = Records {
        practices: vec![practice].into(),
        liaisons: vec![Liaison::new("L1", "Liaison Alder", place(0.0))].into(),
        providers: providers.into(),
        introductions: introductions.into(),
        ..Records::default()
    };
    let book = Book::build(records).unwrap().0;
    let plan = planned(&book).unwrap();
    assert_eq!(violations(&book, &plan), []);
    (book, plan)
}

fn meetings(plan: &Plan) -> Vec<&Stop> {
    plan.stops().map(|(.., stop)| stop).filter(|stop| stop.meeting.is_some()).collect()
}

fn physicians(plan: &Plan) -> Vec<&str> {
    meetings(plan).into_iter().filter_map(|stop| Some(stop.meeting.as_ref()?.provider.as_str())).collect()
}

#[test]
fn a_meeting_begins_at_a_quarter_where_that_costs_none() {
    let (_, plan) = plan(vec![physician("D1", 0.03)], vec![wish("cardiology")]);
    assert!(meetings(&plan).iter().all(|stop| stop.start.minutes() % 15 == 0), "{:?}", meetings(&plan));
    assert_eq!(meetings(&plan).len(), 1);
}

#[test]
fn somebody_near_comes_and_of_two_alike_somebody_new() {
    let (_, near) = plan(vec![physician("D1", 0.2), physician("D2", 0.03)], vec![wish("cardiology")]);
    assert_eq!(physicians(&near), ["D2"]);
    let met = Introduction {
        provider: Some("D1".into()),
        met: Some(books::as_of().plus_days(-90)),
        ..wish("oncology")
    };
    let alike = vec![physician("D1", 0.03), physician("D2", 0.03)];
    let (_, new) = plan(alike.clone(), vec![wish("cardiology"), met]);
    assert_eq!(physicians(&new), ["D2"]);
    let (_, without) = plan(alike, vec![wish("cardiology")]);
    assert_eq!(physicians(&without), ["D1"]);
}

#[test]
fn one_meeting_fulfils_two_wishes_that_it_fits() {
    let named = Introduction { provider: Some("D1".into()), ..wish("cardiology") };
    let (_, plan) = plan(vec![physician("D1", 0.03)], vec![wish("cardiology"), named]);
    assert_eq!((physicians(&plan), plan.missed_meetings.len()), (vec!["D1"], 0));
}
