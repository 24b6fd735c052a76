//! Whoever takes an offer has a plan in order: the appointment in the book, the visit on its day, and everything else where it was.

use crate::check;
use crate::geo::great_circle::GreatCircle;
use crate::model::book::Book;
use crate::model::calendar::Appointment;
use crate::model::id::PracticeId;
use crate::model::index::LiaisonIndex;
use crate::model::time::Date;
use crate::plan::itinerary::StopKind;
use crate::plan::slot::Slot;
use crate::plan::visit_plan::Plan;
use crate::routing::model::problem::{ClientIndex, ShiftIndex};
use crate::routing::model::solution::{PlannedRoute, PlannedVisit, Solution};
use crate::routing::model::timetable::timetable_of_valid;
use crate::schedule::explain::dispositions;
use crate::schedule::itineraries;
use crate::schedule::kept_hours;
use crate::schedule::liaison_problem::{self, LiaisonProblem};
use crate::schedule::planner::{LiaisonPlan, compose};
use crate::schedule::search::LiaisonAnswer;
use crate::schedule::slots::finder::SlotFinder;
use crate::schedule::tiny_tests::books::TinyBook;

/// Books that are drawn.
const BOOKS: u64 = 120;

#[test]
fn every_offer_that_is_taken_gives_a_plan_in_order() {
    let (mut free, mut costly) = (0, 0);
    for seed in 0..BOOKS {
        let tiny = TinyBook::draw(seed);
        let (plan, travel) = (tiny.plan(), GreatCircle::default());
        let finder = SlotFinder::new(&tiny.book, &tiny.scores, &plan, &travel).unwrap();
        for practice in tiny.book.practices() {
            let slots = finder.slots(&practice.id).unwrap();
            for slot in &slots {
                let ends = [slot.from, slot.until];
                for start in ends {
                    let slot = Slot { from: start, ..slot.clone() };
                    let moves = finder.moves_from(tiny.book.practice_index(&practice.id).unwrap(), slot.date);
                    let (book, taken) = taken(&tiny, &plan, &slot, moves);
                    let facts = check::Facts::new(&book, &travel).with_rules(plan.rules);
                    assert_eq!(check::plan(&facts, &taken), [], "seed {seed}: {slot:?}");
                    let lost = others(&plan, &slot) - others(&taken, &slot);
                    assert_eq!(lost, slot.displaced.len(), "seed {seed}: {slot:?}");
                }
                free += usize::from(slot.displaced.is_empty());
                costly += usize::from(!slot.displaced.is_empty());
            }
        }
    }
    assert!(free > 300 && costly > 100, "{free}, {costly}");
}

/// Counts the visits to all other practices.
fn others(plan: &Plan, slot: &Slot) -> usize {
    plan.stops().filter(|(_, _, stop)| stop.practice != slot.practice).count()
}

#[test]
fn what_somebody_has_put_there_by_hand_never_gives_way() {
    let mut displaced = [0, 0];
    for (pinned, displaced) in [false, true].into_iter().zip(&mut displaced) {
        for seed in 0..BOOKS / 4 {
            let tiny = TinyBook::draw(seed);
            let (mut plan, travel) = (tiny.plan(), GreatCircle::default());
            let days = plan.itineraries.iter_mut().flat_map(|it| &mut it.days);
            days.flat_map(|day| &mut day.stops).for_each(|stop| stop.pinned = pinned);
            let finder = SlotFinder::new(&tiny.book, &tiny.scores, &plan, &travel).unwrap();
            let slots = tiny.book.practices().iter().flat_map(|it| finder.slots(&it.id).unwrap());
            *displaced += slots.map(|slot| slot.displaced.len()).sum::<usize>();
        }
    }
    assert!(displaced[0] > 0 && displaced[1] == 0, "{displaced:?}");
}

/// Adds the appointment to the book, and puts it into the plan in the place of the visit that moves.
fn taken(tiny: &TinyBook, plan: &Plan, slot: &Slot, moves: Option<Date>) -> (Book, Plan) {
    let mut records = tiny.book.records();
    let minutes = tiny.book.practice(&slot.practice).unwrap().visit_minutes;
    let (date, start) = (slot.date, slot.from);
    let (liaison, practice) = (slot.liaison.clone(), slot.practice.clone());
    records.appointments.0.push((9_999, Appointment { date, start, liaison, practice, minutes }));
    let (book, travel) = (Book::build(records).unwrap().0, GreatCircle::default());
    let basis = kept_hours::basis(&book, &tiny.scores, &travel, &tiny.config);
    let covers: Vec<Option<LiaisonIndex>> =
        plan.dispositions.iter().map(|fate| book.liaison_index(fate.liaison.as_ref()?)).collect();
    let problems = liaison_problem::all(&basis, &covers);
    let solutions: Vec<Solution> = problems.iter().map(|it| solution(it, plan, slot, moves)).collect();
    let visits = itineraries::visits(&problems, &solutions.iter().collect::<Vec<_>>());
    let shares = problems.iter().zip(&solutions).map(|(problem, solution)| {
        let absences = dispositions::absences(problem, solution);
        LiaisonPlan::new(problem, LiaisonAnswer { solution: solution.clone(), absences }, &visits)
    });
    let plan = compose(&basis, &covers, shares.collect());
    (book, plan)
}

/// Drives the days of the plan, with the offer taken.
fn solution(problem: &LiaisonProblem, plan: &Plan, slot: &Slot, moves: Option<Date>) -> Solution {
    let mut routes = Vec::new();
    for shift in 0..problem.routing.shifts.len() {
        let date = problem.basis.horizon.date(problem.routing.shifts[shift].day);
        let stops = stays(problem, plan, slot, moves, date);
        let clients: Vec<ClientIndex> =
            stops.iter().filter_map(|(id, kind)| client(problem, id, *kind, date)).collect();
        let is_today = date == slot.date && problem.person().id == slot.liaison;
        let visit = is_today.then(|| client(problem, &slot.practice, StopKind::Appointment, date)).flatten();
        routes.extend(driven(problem, shift, &clients, visit));
    }
    Solution { routes, ..Solution::default() }
}

/// Lists the stops that stay on a day.
fn stays(
    problem: &LiaisonProblem,
    plan: &Plan,
    slot: &Slot,
    moves: Option<Date>,
    date: Date,
) -> Vec<(PracticeId, StopKind)> {
    let mine = plan.days().filter(|(who, day)| **who == problem.person().id && day.date == date);
    let stops = mine.flat_map(|(_, day)| &day.stops).map(|stop| (stop.practice.clone(), stop.kind));
    let leaves = |it: &(PracticeId, StopKind)| {
        it.0 == slot.practice && it.1 != StopKind::Appointment && moves == Some(date)
    };
    let displaced = |it: &(PracticeId, StopKind)| {
        it.1 == StopKind::Chosen && date == slot.date && slot.displaced.contains(&it.0)
    };
    stops.filter(|it| !leaves(it) && !displaced(it)).collect()
}

/// Finds the client that a stop is; none for a further visit to the practice that does not pay beside the appointment.
fn client(problem: &LiaisonProblem, id: &PracticeId, kind: StopKind, date: Date) -> Option<ClientIndex> {
    let practice = problem.basis.book.practice_index(id).unwrap();
    let fixed = kind == StopKind::Appointment;
    let day = problem.basis.horizon.day(date);
    let is_it = |role: &liaison_problem::ClientRole| {
        role.practice == Some(practice)
            && (role.kind == StopKind::Appointment) == fixed
            && (!fixed || problem.agreed(*role).map(|it| it.day) == day)
    };
    problem.roles.iter().position(is_it)
}

/// Drives a day: the visit at any place in the order or its reverse.
fn driven(
    problem: &LiaisonProblem,
    shift: ShiftIndex,
    clients: &[ClientIndex],
    visit: Option<ClientIndex>,
) -> Option<PlannedRoute> {
    let mut orders: Vec<Vec<ClientIndex>> = match visit {
        None if clients.is_empty() => return None,
        None => vec![clients.to_vec()],
        Some(visit) => {
            (0..=clients.len()).map(|at| [&clients[..at], &[visit], &clients[at..]].concat()).collect()
        }
    };
    orders.extend(orders.clone().into_iter().map(|order| order.into_iter().rev().collect()));
    let mut driven = orders
        .into_iter()
        .filter_map(|order| Some((timetable_of_valid(&problem.routing, shift, &order)?, order)));
    let (times, order) = driven.next().expect("a day that can be driven");
    let visit = |(&client, &start)| PlannedVisit { client, start };
    Some(PlannedRoute {
        shift,
        departure: times.departure,
        visits: order.iter().zip(&times.starts).map(visit).collect(),
        pause: times.pause,
        finish: times.finish,
        travel: times.travel,
    })
}
