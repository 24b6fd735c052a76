//! Changes of a book between two plans.

use proptest::prelude::*;
use rounds::model::*;
use rounds::plan::{Plan, StopKind};

/// What happens to a book after it was planned.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Change {
    DayOff { stop: usize },
    Closed { stop: usize },
    Gone { stop: usize },
    Appointment { stop: usize, later: i64 },
    Cancelled { number: usize },
    Promise { practice: usize },
    Carried { days: i64 },
    Left { stop: usize },
    HandedOver { stop: usize },
}

pub(crate) fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        any::<usize>().prop_map(|stop| Change::DayOff { stop }),
        any::<usize>().prop_map(|stop| Change::Closed { stop }),
        any::<usize>().prop_map(|stop| Change::Gone { stop }),
        (any::<usize>(), 0..5_i64).prop_map(|(stop, later)| Change::Appointment { stop, later }),
        any::<usize>().prop_map(|number| Change::Cancelled { number }),
        any::<usize>().prop_map(|practice| Change::Promise { practice }),
        (1..8_i64).prop_map(|days| Change::Carried { days }),
        any::<usize>().prop_map(|stop| Change::Left { stop }),
        any::<usize>().prop_map(|stop| Change::HandedOver { stop }),
    ]
}

impl Change {
    /// Makes the change; gives the day up to which is then known.
    pub(crate) fn apply(self, records: &mut Records, plan: &Plan) -> Date {
        let stops: Vec<_> = plan.stops().collect();
        let at = |stop: usize| stops.get(stop % stops.len().max(1));
        match self {
            Self::DayOff { stop } => {
                if let Some((liaison, date, _)) = at(stop) {
                    let off = TimeOff { liaison: (*liaison).clone(), from: *date, until: *date };
                    push(&mut records.time_off, off);
                }
            }
            Self::Closed { stop } => {
                if let Some((_, _, stop)) = at(stop) {
                    edit(&mut records.practices, |it| {
                        if it.id == stop.practice {
                            it.access = AccessPolicy::NoSee;
                        }
                    });
                }
            }
            Self::Gone { stop } => {
                if let Some((_, _, stop)) = at(stop) {
                    keep(&mut records.practices, |it| it.id != stop.practice);
                    keep(&mut records.referrals, |it| it.practice != stop.practice);
                    keep(&mut records.visits, |it| it.practice != stop.practice);
                    keep(&mut records.appointments, |it| it.practice != stop.practice);
                    keep(&mut records.must_visits, |it| it.practice != stop.practice);
                    keep(&mut records.hours, |it| it.0 != stop.practice);
                }
            }
            Self::Appointment { stop, later } => {
                if let Some((liaison, date, stop)) = at(stop) {
                    let agreed = Appointment {
                        date: date.plus_days(later),
                        start: TimeOfDay::new(11, 0).unwrap(),
                        liaison: (*liaison).clone(),
                        practice: stop.practice.clone(),
                        minutes: Minutes(45),
                    };
                    push(&mut records.appointments, agreed);
                }
            }
            Self::Cancelled { number } => {
                let count = records.appointments.0.len().max(1);
                let mut at = 0;
                keep(&mut records.appointments, |_| {
                    at += 1;
                    at - 1 != number % count
                });
            }
            Self::Promise { practice } => {
                let all = &records.practices.0;
                if let Some(id) = all.get(practice % all.len()).map(|(_, it)| it.id.clone()) {
                    let (from, until) = (plan.start, plan.start.plus_days(11));
                    push(&mut records.must_visits, MustVisit { practice: id, from, until });
                }
            }
            Self::Left { stop } => {
                let somebody = at(stop).map(|it| it.0.clone()).filter(|_| records.liaisons.0.len() > 1);
                if let Some(gone) = somebody {
                    keep(&mut records.liaisons, |it| it.id != gone);
                    let heir = records.liaisons.0[0].1.id.clone();
                    edit(&mut records.practices, |it| {
                        if it.owner.as_ref() == Some(&gone) {
                            it.owner = Some(heir.clone());
                        }
                    });
                    keep(&mut records.appointments, |it| it.liaison != gone);
                    keep(&mut records.time_off, |it| it.liaison != gone);
                }
            }
            Self::HandedOver { stop } => {
                if let Some((liaison, _, stop)) = at(stop) {
                    let other =
                        records.liaisons.0.iter().map(|(_, it)| it.id.clone()).find(|id| id != *liaison);
                    edit(&mut records.practices, |it| {
                        if it.id == stop.practice && it.owner.is_some() {
                            it.owner = other.clone().or(it.owner.clone());
                        }
                    });
                }
            }
            Self::Carried { days } => {
                let until = plan.as_of.plus_days(2 + days);
                for (number, (liaison, date, stop)) in stops.iter().enumerate() {
                    if *date <= until && stop.kind != StopKind::Appointment {
                        let outcome = if number % 5 == 4 { Outcome::NoAccess } else { Outcome::Seen };
                        let visit = Visit {
                            practice: stop.practice.clone(),
                            liaison: (*liaison).clone(),
                            date: *date,
                            time: None,
                            outcome,
                            note: None,
                        };
                        push(&mut records.visits, visit);
                    }
                }
                return until;
            }
        }
        plan.as_of
    }
}

fn push<T>(rows: &mut Rows<T>, row: T) {
    let number = rows.0.last().map_or(1, |(number, _)| number + 1);
    rows.0.push((number, row));
}

fn keep<T>(rows: &mut Rows<T>, mut stays: impl FnMut(&T) -> bool) {
    rows.0.retain(|(_, row)| stays(row));
}

fn edit<T>(rows: &mut Rows<T>, change: impl Fn(&mut T)) {
    rows.0.iter_mut().for_each(|(_, row)| change(row));
}
