//! Displaced practices are told the limit that binds, and the smallest change that lets them in.

use rounds::model::*;
use rounds::plan::{DayChange, DayLimit, Plan, Status};

use super::{Situation, date};

/// Opens practices on one weekday only.
fn open_on(weekday: Weekday, opens: (u16, u16), closes: (u16, u16)) -> impl Fn(&mut Practice) {
    move |practice| {
        let window = TimeWindow::between(opens, closes).unwrap();
        practice.hours = vec![OpeningHours { weekday, window, from: None, until: None }];
    }
}

/// Returns what binds the one displaced practice, and what would let it in.
fn displaced(plan: &Plan) -> (Vec<DayLimit>, Vec<DayChange>) {
    let found = plan.dispositions.iter().find_map(|it| match &it.status {
        Status::Displaced { binding, changes, .. } => Some((binding.clone(), changes.clone())),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("{:?}", plan.dispositions))
}

#[test]
fn a_day_full_of_visits_is_not_short_of_minutes() {
    let plan = Situation::new(&[3.0, 3.0, 3.0])
        .practices(open_on(Weekday::Monday, (9, 0), (16, 0)))
        .liaisons(|liaison| liaison.max_stops = 2)
        .weeks(1)
        .plan();
    let more = DayChange::MoreVisits { day: date("2026-02-02"), limit: 3 };
    assert_eq!(displaced(&plan), (vec![DayLimit::Visits { limit: 2 }], vec![more]));
}

#[test]
fn a_day_full_of_driving_names_the_limit_on_driving() {
    let plan = Situation::new(&[10.0, -10.0])
        .practices(open_on(Weekday::Tuesday, (9, 0), (16, 0)))
        .liaisons(|liaison| liaison.max_drive = Some(Minutes(60)))
        .weeks(1)
        .plan();
    let (binding, changes) = displaced(&plan);
    let [DayLimit::Driving { limit: Minutes(60), needed }] = binding[..] else { panic!("{binding:?}") };
    assert_eq!(changes, [DayChange::MoreDriving { day: date("2026-02-03"), limit: needed }]);
}

#[test]
fn a_day_that_is_too_short_says_by_how_much() {
    let hours = TimeWindow::between((9, 0), (10, 20)).unwrap();
    let plan = Situation::new(&[3.0, 3.0, 3.0])
        .practices(open_on(Weekday::Monday, (8, 0), (16, 0)))
        .liaisons(move |liaison| liaison.hours.values_mut().for_each(|day| *day = hours.into()))
        .weeks(1)
        .plan();
    let (binding, changes) = displaced(&plan);
    let [DayLimit::Minutes { short }] = binding[..] else { panic!("{binding:?}") };
    let earlier = DayChange::StartEarlier { day: date("2026-02-02"), minutes: short };
    let later = DayChange::EndLater { day: date("2026-02-02"), minutes: short };
    assert!(changes == [earlier] || changes == [later], "{changes:?}");
}

/// Almost three hours away, and most days are empty: nobody displaces it.
#[test]
fn a_far_practice_beside_empty_days_is_not_displaced() {
    let plan = Situation::new(&[3.0, 3.1, 95.0]).plan();
    let status = &super::fate(&plan, "P3").status;
    assert!(
        !matches!(status, Status::Displaced { .. } | Status::Impossible { .. } | Status::Unknown),
        "{status:?}"
    );
}

/// Two visits a day: one promised for the day, and one for any day of the week, which can move.
#[test]
fn a_promise_that_can_move_makes_nobody_impossible() {
    let plan = Situation::new(&[3.0, 3.06, 3.12])
        .liaisons(|liaison| liaison.max_stops = 2)
        .practices(|practice| {
            if practice.id.as_str() == "P3" {
                open_on(Weekday::Tuesday, (9, 0), (16, 0))(practice);
            }
        })
        .promise("P1", "2026-02-02", "2026-02-06")
        .promise("P2", "2026-02-03", "2026-02-03")
        .weeks(1)
        .plan();
    assert!(plan.dispositions.iter().all(|it| matches!(it.status, Status::Planned { .. })));
}
