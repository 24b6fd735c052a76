//! A game: weeks of planning and driving, then weeks of harvest.

use std::collections::BTreeMap;

use rounds::Error;

use crate::rolled::ground::{DAY, WORKS_ON};
use crate::rolled::rival::Rival;
use crate::rolled::rounds_week;
use crate::rolled::route::Tour;
use crate::rolled::world::World;

/// How long a game is, and how `rounds` plans in it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Game {
    /// Weeks that are planned and driven.
    pub(crate) weeks: u32,
    /// Weeks without visits that follow.
    pub(crate) harvest: u32,
    /// Weeks of each plan.
    pub(crate) ahead: u32,
    /// Effort of each search.
    pub(crate) effort: u64,
}

/// How one planner fared.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Outcome {
    /// Expected referrals beyond those of the same world without visits.
    pub(crate) gain: f64,
    /// Minutes in the field.
    pub(crate) minutes: u32,
    pub(crate) visits: usize,
    /// Practices overdue before each week, and after the last.
    pub(crate) overdue: Vec<usize>,
}

impl Outcome {
    pub(crate) fn hours(&self) -> f64 {
        f64::from(self.minutes) / 60.0
    }

    pub(crate) fn gain_an_hour(&self) -> f64 {
        self.gain / self.hours().max(1e-9)
    }
}

/// How everybody fared in one world.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Match {
    pub(crate) rounds: Outcome,
    /// Visits of each plan of `rounds`, by its weeks.
    pub(crate) plans: Vec<Vec<usize>>,
    /// Broken rules in all of these plans.
    pub(crate) violations: usize,
    pub(crate) rivals: Vec<(Rival, Outcome)>,
}

impl Game {
    /// Lets `rounds` play a world, and then its rivals in the minutes that it used.
    pub(crate) fn play(&self, world: &World, rivals: &[Rival]) -> Result<Match, Error> {
        let still = self.drive(world, |_| Ok(Vec::new()))?.gain;
        let (mut used, mut plans, mut violations) = (Used::new(), Vec::new(), 0);
        let rounds = self.drive(world, |world| {
            let planned = rounds_week::plan(world, self)?;
            used.extend(planned.tours.iter().map(|it| ((it.liaison, it.day), it.minutes(&world.ground))));
            plans.push(planned.visits);
            violations += planned.violations;
            Ok(planned.tours)
        })?;
        let play = |&rival: &Rival| {
            let mut left = vec![0; world.ground.liaisons.len()];
            Ok((rival, above(self.drive(world, |world| Ok(week(rival, world, &used, &mut left)))?, still)))
        };
        let rivals = rivals.iter().map(play).collect::<Result<_, Error>>()?;
        Ok(Match { rounds: above(rounds, still), plans, violations, rivals })
    }

    /// Plays a copy of a world. The gain is all that it sends.
    fn drive(
        &self,
        world: &World,
        mut plan: impl FnMut(&World) -> Result<Vec<Tour>, Error>,
    ) -> Result<Outcome, Error> {
        let (mut world, mut outcome) = (world.clone(), Outcome::default());
        for _ in 0..self.weeks {
            outcome.overdue.push(world.overdue());
            let tours = plan(&world)?;
            outcome.minutes += tours.iter().map(|tour| tour.minutes(&world.ground)).sum::<u32>();
            outcome.visits += tours.iter().map(|tour| tour.stops.len()).sum::<usize>();
            outcome.gain += world.drive(&tours);
        }
        outcome.overdue.push(world.overdue());
        outcome.gain += (0..self.harvest).map(|_| world.drive(&[])).sum::<f64>();
        Ok(outcome)
    }
}

/// Minutes that `rounds` used, by liaison and day.
type Used = BTreeMap<(usize, i64), u32>;

fn above(outcome: Outcome, still: f64) -> Outcome {
    Outcome { gain: outcome.gain - still, ..outcome }
}

/// Plans a rival's week in the minutes that `rounds` used. What is `left` of a day is carried over to the next.
fn week(rival: Rival, world: &World, used: &Used, left: &mut [u32]) -> Vec<Tour> {
    let mut tours = Vec::new();
    for day in WORKS_ON.map(|day| world.monday() + day) {
        for (liaison, left) in left.iter_mut().enumerate() {
            let minutes = (*left + used.get(&(liaison, day)).unwrap_or(&0)).min(DAY.0);
            let tour = rival.tour(world, liaison, day, minutes, &tours);
            *left = minutes - tour.minutes(&world.ground);
            tours.push(tour);
        }
    }
    tours
}
