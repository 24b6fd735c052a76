//! A week as `rounds` plans it.

use rounds::geo::GreatCircle;
use rounds::plan::Plan;
use rounds::schedule::ScheduleConfig;
use rounds::score::ScoreConfig;
use rounds::{Error, check, progress, schedule, score};

use crate::rolled::diary::date;
use crate::rolled::play::Game;
use crate::rolled::route::Tour;
use crate::rolled::world::World;

/// The first week of a plan, and how the plan went on.
pub(crate) struct Planned {
    pub(crate) tours: Vec<Tour>,
    /// Visits by week of the plan.
    pub(crate) visits: Vec<usize>,
    /// Broken rules that the verifier found.
    pub(crate) violations: usize,
}

/// Scores the book and plans from next Monday on.
pub(crate) fn plan(world: &World, game: &Game) -> Result<Planned, Error> {
    let book = world.diary.book(&world.ground);
    let (today, travel) = (date(world.monday() - 1), GreatCircle::default());
    let scores = score::evaluate(&book, today, &ScoreConfig::default(), &progress::unobserved)?;
    let config = ScheduleConfig { weeks: game.ahead, effort: game.effort, ..ScheduleConfig::default() };
    let plan = schedule::plan(&book, &scores, &travel, &config, &progress::unobserved)?;
    let mut visits = vec![0; game.ahead as usize];
    for (_, day, _) in plan.stops() {
        visits[week_of(&plan, day)] += 1;
    }
    Ok(Planned {
        tours: first_week(world, &plan),
        visits,
        violations: check::plan(&check::Facts::new(&book, &travel), &plan).len(),
    })
}

fn week_of(plan: &Plan, day: rounds::model::Date) -> usize {
    usize::try_from(day.days_since(plan.start) / 7).unwrap_or(0)
}

/// Takes the tours of the first week out of a plan. Identifiers are sorted as the positions are.
fn first_week(world: &World, plan: &Plan) -> Vec<Tour> {
    let position = |id: &rounds::model::PracticeId| {
        world.ground.practices.binary_search_by(|practice| practice.id.cmp(id)).ok()
    };
    let mut tours = Vec::new();
    for (liaison, itinerary) in plan.itineraries.iter().enumerate() {
        for day in itinerary.days.iter().filter(|day| week_of(plan, day.date) == 0) {
            let stops = day.stops.iter().filter_map(|stop| position(&stop.practice)).collect();
            let tour = Tour { liaison, day: day.date.days_since(date(0)), stops };
            assert_eq!(tour.minutes(&world.ground), day.field_time().0, "minutes are counted alike");
            tours.push(tour);
        }
    }
    tours
}
