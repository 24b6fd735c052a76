//! Patterns planted in simulated logs are found, and the stated intervals hold as often as they say.

use super::*;
use crate::random::Stream;
use crate::score::access::odds::{GROUP, Spread, TEAM};
use crate::score::access::visit_counts::Tried;

const WORKDAYS: [Weekday; 5] =
    [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];

/// A made-up team whose true log-odds are known.
struct World {
    team: Vec<f64>,
    groups: Vec<Vec<f64>>,
    practices: Vec<Vec<f64>>,
    group_of: Vec<usize>,
}

impl World {
    /// Draws groups and practices around the parts of a team.
    fn around(team: Vec<f64>, groups: usize, practices: usize, dice: &mut Stream) -> Self {
        let groups: Vec<Vec<f64>> = (0..groups).map(|_| near(&team, GROUP, dice)).collect();
        let group_of: Vec<usize> = (0..practices).map(|at| at % groups.len()).collect();
        let practices = group_of.iter().map(|&group| near(&groups[group], PRACTICE, dice)).collect();
        Self { team, groups, practices, group_of }
    }

    /// Draws a log of some visits to each practice, of which some tell no time.
    fn log(&self, visits: usize, timed: f64, dice: &mut Stream) -> Vec<PracticeCounts> {
        let one = |parts: &Vec<f64>, dice: &mut Stream| {
            let mut counts = PracticeCounts::new();
            for _ in 0..visits {
                let weekday = WORKDAYS[dice.below(5)];
                let part = PartOfDay::ALL[dice.below(4)];
                let is_met = dice.unit() < truth(parts, weekday, part);
                let met = if is_met { 1.0 } else { 0.0 };
                let part = Some(part).filter(|_| dice.unit() < timed);
                counts.entry(VisitTime { weekday, part }).or_default().add(Tried { met, all: 1.0 });
            }
            counts
        };
        self.practices.iter().map(|parts| one(parts, dice)).collect()
    }
}

fn near(parts: &[f64], spread: Spread, dice: &mut Stream) -> Vec<f64> {
    let draw = |(part, mean): (usize, &f64)| mean + libm::sqrt(spread.variance(part)) * normal(dice);
    parts.iter().enumerate().map(draw).collect()
}

/// Draws from the normal distribution (Box & Muller 1958).
fn normal(dice: &mut Stream) -> f64 {
    let angle = std::f64::consts::TAU * dice.unit();
    libm::sqrt(2.0 * dice.exponential()) * libm::cos(angle)
}

fn truth(parts: &[f64], weekday: Weekday, part: PartOfDay) -> f64 {
    chance(parts_of(VisitTime { weekday, part: Some(part) }).map(|part| parts[part]).sum())
}

/// The parts of a team that is believed beforehand.
fn believed() -> Vec<f64> {
    let mut parts = vec![0.0; PARTS];
    parts[0] = believed_level();
    parts
}

#[test]
fn without_visits_nine_of_ten_are_believed_to_meet_somebody() {
    let model = AccessModel::of_counts(&[PracticeCounts::new()], vec![0]);
    for (weekday, part) in times() {
        let found = model.interval(PracticeIndex::new(0), weekday, part);
        assert!((found.chance - 0.9).abs() < 1e-12, "{found:?}");
        assert!(found.low < 0.65 && found.high > 0.98, "{found:?}");
    }
}

#[test]
fn intervals_hold_about_as_often_as_they_say() {
    let (mut cells, mut effects) = ((0, 0), (0, 0));
    let (mut expected, mut met) = (0.0, 0.0);
    for seed in 0..60 {
        let mut dice = Stream::new(seed, 1, 0);
        let team = near(&believed(), TEAM, &mut dice);
        let world = World::around(team, 4, 40, &mut dice);
        let model = AccessModel::of_counts(&world.log(15, 0.8, &mut dice), world.group_of.clone());
        for weekday in WORKDAYS {
            for part in PartOfDay::ALL {
                for (at, parts) in world.practices.iter().enumerate() {
                    let found = model.interval(PracticeIndex::new(at), weekday, part);
                    let truth = truth(parts, weekday, part);
                    cells = (cells.0 + u32::from(found.low <= truth && truth <= found.high), cells.1 + 1);
                    (expected, met) = (expected + found.chance, met + truth);
                }
            }
            let mean = WORKDAYS.iter().map(|&day| world.team[1 + day as usize]).sum::<f64>() / 5.0;
            let (truth, found) = (world.team[1 + weekday as usize] - mean, model.weekday_effect(weekday));
            effects = (effects.0 + u32::from(found.low <= truth && truth <= found.high), effects.1 + 1);
        }
    }
    let share = |(held, all): (u32, u32)| f64::from(held) / f64::from(all);
    let (cells, effects) = (share(cells), share(effects));
    println!("cells {cells:.3}, weekday effects {effects:.3}, expected {expected:.0}, met {met:.0}");
    assert!((0.87..0.93).contains(&cells), "{cells}");
    assert!((0.85..0.95).contains(&effects), "{effects}");
    assert!((expected / met - 1.0).abs() < 0.01, "{expected} {met}");
}

#[test]
fn planted_mornings_and_afternoons_are_found() {
    let (monday, friday) = (Weekday::Monday, Weekday::Friday);
    let (mut held, mut seen, mut all) = (0, 0, 0);
    for seed in 0..20 {
        let mut dice = Stream::new(seed, 2, 0);
        let mut team = believed();
        (team[0], team[1], team[8 + 2]) = (1.5, -0.5, 0.5);
        // Monday before ten, and Friday from two on.
        (team[12], team[12 + 4 * 4 + 3]) = (-0.6, -0.9);
        let world = World::around(team, 4, 60, &mut dice);
        let model = AccessModel::of_counts(&world.log(40, 1.0, &mut dice), world.group_of.clone());
        for (weekday, part, other) in [
            (monday, PartOfDay::Early, PartOfDay::Noon),
            (friday, PartOfDay::Afternoon, PartOfDay::Noon),
            (friday, PartOfDay::Afternoon, PartOfDay::Morning),
        ] {
            for (group, parts) in world.groups.iter().enumerate() {
                let found = model.difference(PracticeIndex::new(group), (weekday, part), (weekday, other));
                let odds = |part| -> f64 {
                    parts_of(VisitTime { weekday, part: Some(part) }).map(|part| parts[part]).sum()
                };
                let truth = odds(part) - odds(other);
                held += u32::from(found.low <= truth && truth <= found.high);
                seen += u32::from(found.high < 0.0);
                all += 1;
            }
        }
    }
    println!("held {held}, seen {seen} of {all}");
    assert!(f64::from(held) / f64::from(all) > 0.82, "{held} of {all}");
    assert!(f64::from(seen) / f64::from(all) > 0.6, "{seen} of {all}");
}

#[test]
fn the_fit_is_the_mode_of_the_posterior() {
    let mut dice = Stream::new(7, 3, 0);
    let world = World::around(believed(), 2, 6, &mut dice);
    let counts = world.log(25, 0.7, &mut dice);
    let model = AccessModel::of_counts(&counts, world.group_of.clone());
    // The pull of the visits on the team's level is what the groups are pulled away from it, and that from what is believed.
    let pulled: f64 = model.groups.iter().map(|group| group.mean[0] - model.team.mean[0]).sum::<f64>();
    let pull = (model.team.mean[0] - believed_level()) / TEAM.variance(0);
    assert!((pulled / GROUP.variance(0) - pull).abs() < 1e-6, "{pulled} {pull}");
}

/// Counts practices whose best and worst time differ clearly and, by some difference, credibly; and those of them that are met
/// better at the worst one.
fn named(difference: fn(&AccessModel, PracticeIndex, WeekTime, WeekTime) -> OddsDifference) -> (u32, u32) {
    let (mut all, mut wrong) = (0, 0);
    for seed in 0..40 {
        let mut dice = Stream::new(seed, 4, 0);
        let team = near(&believed(), TEAM, &mut dice);
        let world = World::around(team, 4, 40, &mut dice);
        let model = AccessModel::of_counts(&world.log(15, 0.8, &mut dice), world.group_of.clone());
        for (at, parts) in world.practices.iter().enumerate() {
            let practice = PracticeIndex::new(at);
            let chance = |time: &WeekTime| model.interval(practice, time.0, time.1).chance;
            let mut cells: Vec<WeekTime> = times().filter(|time| WORKDAYS.contains(&time.0)).collect();
            cells.sort_by(|a, b| chance(a).total_cmp(&chance(b)));
            let (worst, best) = (cells[0], cells[cells.len() - 1]);
            if chance(&worst) < 0.8 * chance(&best) && difference(&model, practice, best, worst).low > 0.0 {
                all += 1;
                wrong += u32::from(truth(parts, best.0, best.1) < truth(parts, worst.0, worst.1));
            }
        }
    }
    (all, wrong)
}

type WeekTime = (Weekday, PartOfDay);

/// Best and worst are picked from many times, so that a difference of practices alike says too much of one practice.
#[test]
fn a_best_time_is_hardly_ever_worse_than_the_worst() {
    let (group, own) = (named(AccessModel::difference), named(AccessModel::own_difference));
    println!("by the group {group:?}, by the practice {own:?}");
    let share = |(all, wrong): (u32, u32)| f64::from(wrong) / f64::from(all);
    assert!(own.0 > 100 && share(own) < 0.01, "{own:?}");
    assert!(share(group) > 0.01, "{group:?}");
}

/// The difference of two times agrees with the times themselves: equal means, and no more spread than both have.
#[test]
fn own_differences_agree_with_their_times() {
    let mut dice = Stream::new(9, 5, 0);
    let world = World::around(believed(), 2, 6, &mut dice);
    let mut counts = world.log(25, 0.7, &mut dice);
    counts.push(PracticeCounts::new());
    let model = AccessModel::of_counts(&counts, [world.group_of.clone(), vec![0]].concat());
    let (a, b) = ((Weekday::Monday, PartOfDay::Early), (Weekday::Friday, PartOfDay::Noon));
    for practice in (0..8).map(PracticeIndex::new) {
        let (found, back) = (model.own_difference(practice, a, b), model.own_difference(practice, b, a));
        assert!((found.difference + back.difference).abs() < 1e-12 && (found.low + back.high).abs() < 1e-12);
        let same = model.own_difference(practice, a, a);
        assert!(same.low.abs() < 1e-6 && same.high.abs() < 1e-6, "{same:?}");
        let middle = |time: WeekTime| {
            let it = model.interval(practice, time.0, time.1);
            let odds = |chance: f64| libm::log(chance / (1.0 - chance));
            f64::midpoint(odds(it.low), odds(it.high))
        };
        let expected = middle(a) - middle(b);
        assert!(practice.get() == 7 || (found.difference - expected).abs() < 1e-9, "{found:?} {expected}");
        // Practices of one kind are surer than any one of them.
        let kind = model.difference(practice, a, b);
        assert!(kind.high - kind.low < found.high - found.low, "{kind:?} {found:?}");
    }
}
