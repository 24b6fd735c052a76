//! Simple rules that a programme could follow instead of `rounds`. They know the diary and use one greedy router.

use rounds::model::{Cadence, Tier};

use crate::rolled::dice::{Dice, Subject};
use crate::rolled::route::Tour;
use crate::rolled::world::World;

/// How a rule ranks the practices that may be visited on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rival {
    /// By last year's referrals, times what has faded since the last visit.
    Volume,
    /// By last year's referrals, times what waiting any longer costs: the renewal index at one price for all.
    Renewal,
    /// By how far each is in its cadence, steeply.
    Urgency,
    /// Everybody whose turn has come, A more than B and B more than C.
    FixedRounds,
    Random,
}

/// Days in which the rules think that a visit's effect falls to 1/e.
const FADES: f64 = 85.0;

impl Rival {
    pub(crate) const ALL: [Self; 5] =
        [Self::Volume, Self::Renewal, Self::Urgency, Self::FixedRounds, Self::Random];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Volume => "volume",
            Self::Renewal => "renewal",
            Self::Urgency => "urgency",
            Self::FixedRounds => "A/B/C rounds",
            Self::Random => "random",
        }
    }

    /// Plans the tour of a day from the practices that may be visited, in at most so many minutes.
    pub(crate) fn tour(self, world: &World, liaison: usize, day: i64, minutes: u32, driven: &[Tour]) -> Tour {
        let mut tour = Tour { liaison, day, stops: Vec::new() };
        let free = |practice: &usize| {
            let early = world.diary.gap(*practice, day).is_some_and(|gap| gap < min_gap(world, *practice));
            let again = driven.iter().any(|tour| tour.stops.contains(practice));
            world.ground.owners[*practice] == liaison && !early && !again
        };
        let ranked = (0..world.ground.practices.len()).filter(free);
        let ranked = ranked.map(|practice| (practice, self.worth(world, practice, day)));
        tour.fill(&world.ground, minutes, ranked.filter(|(_, worth)| *worth > 0.0).collect());
        tour
    }

    fn worth(self, world: &World, practice: usize, day: i64) -> f64 {
        let gap = world.diary.gap(practice, day).unwrap_or(3_650);
        let ages = gap as f64 / FADES;
        // A practice that sent nothing comes last, and not never.
        let sent = || f64::from(world.diary.sent(practice, world.monday())) + 1e-3;
        let target = f64::from(cadence(world, practice).target());
        match self {
            Self::Volume => sent() * (1.0 - libm::exp(-ages)),
            Self::Renewal => sent() * (1.0 - (1.0 + ages) * libm::exp(-ages)),
            Self::Urgency => libm::pow(gap as f64 / target, 4.0),
            Self::FixedRounds if has_turn(world, practice, day) => 1.0 / target,
            Self::FixedRounds => 0.0,
            Self::Random => Dice::new(world.seed, Subject::Rival, practice, day).unit(),
        }
    }
}

fn cadence(world: &World, practice: usize) -> Cadence {
    world.ground.practices[practice].tier.unwrap_or(Tier::C).cadence()
}

fn min_gap(world: &World, practice: usize) -> i64 {
    cadence(world, practice).min().into()
}

/// Tells whether nobody was met since the practice's latest turn. Turns come every so many days, from a first day of its own.
fn has_turn(world: &World, practice: usize, day: i64) -> bool {
    let every = i64::from(cadence(world, practice).target());
    let first = 37 * i64::try_from(practice).unwrap_or(0);
    let since_turn = (day - first).rem_euclid(every);
    world.diary.gap(practice, day).is_none_or(|gap| gap > since_turn)
}
