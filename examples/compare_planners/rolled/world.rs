//! A world in motion.

use std::sync::Arc;

use rounds::model::Tier;

use crate::rolled::diary::Diary;
use crate::rolled::dice::{Dice, Subject};
use crate::rolled::ground::{Ground, WORKS_ON};
use crate::rolled::nature::{self, Effect, Nature, Standing};
use crate::rolled::route::Tour;
use crate::rolled::setting::Setting;

/// Weeks before the first one that is planned.
const PAST: i64 = 104;

/// A region with its truth, its diary and its date. A clone goes its own way from here on, with the same dice.
#[derive(Debug, Clone)]
pub(crate) struct World {
    pub(crate) ground: Arc<Ground>,
    pub(crate) diary: Diary,
    /// The week that comes next; 0 is the first one planned.
    pub(crate) week: i64,
    pub(crate) seed: u64,
    effect: Effect,
    natures: Vec<Nature>,
    standings: Vec<Standing>,
}

impl World {
    /// Makes a world and lets its past happen.
    pub(crate) fn new(setting: &Setting, seed: u64) -> Self {
        let ground = Arc::new(Ground::new(setting, seed));
        let providers = ground.practices.iter().map(|practice| practice.providers.unwrap_or(1));
        let natures = providers.enumerate().map(|(number, size)| Nature::new(seed, number, size)).collect();
        let mut world = Self {
            diary: Diary::new(ground.practices.len()),
            standings: vec![Standing::USUAL; ground.practices.len()],
            effect: setting.effect,
            week: -PAST,
            ground,
            seed,
            natures,
        };
        for visits in world.past() {
            world.step(&visits);
        }
        world
    }

    /// Lists the visits of the past by week, with days within it. They are irregular, and rarer than tiers ask.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "weeks from 0 to those of the past"
    )]
    fn past(&self) -> Vec<Vec<(usize, i64)>> {
        let mut weeks = vec![Vec::new(); PAST as usize];
        for (number, practice) in self.ground.practices.iter().enumerate() {
            let mut dice = Dice::new(self.seed, Subject::Past, number, 0);
            let target = f64::from(practice.tier.unwrap_or(Tier::C).cadence().target());
            let mut week = dice.unit() * target / 7.0;
            while week < PAST as f64 {
                weeks[week as usize].push((number, WORKS_ON[number % WORKS_ON.len()]));
                week += dice.between(0.9, 1.9) * target / 7.0;
            }
        }
        weeks
    }

    /// Returns the first day of the week that comes next.
    pub(crate) fn monday(&self) -> i64 {
        7 * self.week
    }

    /// Drives the tours of a week. Returns the referrals that were to be expected of it.
    pub(crate) fn drive(&mut self, tours: &[Tour]) -> f64 {
        let monday = self.monday();
        let stops =
            |tour: &Tour| tour.stops.iter().map(|&stop| (stop, tour.day - monday)).collect::<Vec<_>>();
        let visits: Vec<(usize, i64)> = tours.iter().flat_map(stops).collect();
        self.step(&visits)
    }

    /// Lets a week with these visits pass.
    fn step(&mut self, visits: &[(usize, i64)]) -> f64 {
        let mut day_of = vec![None; self.natures.len()];
        for &(practice, day) in visits {
            day_of[practice] = Some(day);
        }
        let season = 1.0 + 0.12 * libm::sin(std::f64::consts::TAU * self.week as f64 / 52.2);
        let expected = day_of.iter().enumerate().map(|(practice, day)| self.pass(practice, *day, season));
        let expected = expected.sum();
        self.week += 1;
        expected
    }

    /// Lets the week pass over one practice, visited on a day or not.
    fn pass(&mut self, practice: usize, visited: Option<i64>, season: f64) -> f64 {
        let monday = self.monday();
        let mut dice = Dice::new(self.seed, Subject::Week, practice, self.week);
        let (nature, standing) = (&self.natures[practice], &mut self.standings[practice]);
        let brought = nature::week(nature, standing, self.effect, season, visited.is_some(), &mut dice);
        if let Some(day) = visited {
            self.diary.visit(practice, monday + day, brought.met);
        }
        for (day, count) in (monday..).zip(brought.counts) {
            self.diary.refer(practice, day, count);
        }
        brought.expected
    }

    /// Counts the practices that nobody was met at for longer than their cadence allows.
    pub(crate) fn overdue(&self) -> usize {
        let late = |(number, practice): &(usize, &rounds::model::Practice)| {
            let longest = practice.tier.unwrap_or(Tier::C).cadence().max();
            self.diary.gap(*number, self.monday()).is_none_or(|gap| gap > i64::from(longest))
        };
        self.ground.practices.iter().enumerate().filter(late).count()
    }
}
