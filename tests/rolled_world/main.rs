//! Guards what plans gain, in small worlds that `rounds` was not built on. `compare_planners` plays larger ones.

#[path = "../../examples/compare_planners/rolled/mod.rs"]
#[allow(dead_code, reason = "the example plays more worlds")]
mod rolled;

use rolled::nature::Effect;
use rolled::play::{Game, Match};
use rolled::rival::Rival;
use rolled::setting::{Places, Setting};
use rolled::world::World;

/// Seeds of the guard.
const SEEDS: std::ops::RangeInclusive<u64> = 1..=3;

/// A world of one liaison with so many practices that the longest gaps of their tiers do not all fit.
fn small(effect: Effect) -> Setting {
    Setting { name: "small", places: Places::Towns, effect, practices: 90, liaisons: 1 }
}

fn game(weeks: u32) -> Game {
    Game { weeks, harvest: 12, ahead: 4, effort: rounds::schedule::ScheduleConfig::default().effort }
}

fn play(setting: &Setting, seed: u64, weeks: u32) -> Match {
    game(weeks).play(&World::new(setting, seed), &[Rival::Renewal]).unwrap()
}

/// Sums the visits of all plans by their week.
fn by_week<'a>(matches: impl IntoIterator<Item = &'a Match>) -> [usize; 4] {
    let mut sums = [0; 4];
    for plan in matches.into_iter().flat_map(|it| &it.plans) {
        sums.iter_mut().zip(plan).for_each(|(sum, visits)| *sum += visits);
    }
    sums
}

#[test]
fn plans_renewed_every_week_gain_more_than_the_renewal_rule() {
    let matches: Vec<Match> = SEEDS.map(|seed| play(&small(Effect::Lift), seed, 8)).collect();
    let rival = |it: &Match| it.rivals[0].1.clone();
    let gain: f64 = matches.iter().map(|it| it.rounds.gain).sum();
    let theirs: f64 = matches.iter().map(|it| rival(it).gain).sum();
    let overdue: usize = matches.iter().filter_map(|it| it.rounds.overdue.last()).sum();
    let left: usize = matches.iter().filter_map(|it| rival(it).overdue.last().copied()).sum();
    let weeks = by_week(&matches);
    println!("gain {gain:.2} beside {theirs:.2}, overdue {overdue} beside {left}, visits by week {weeks:?}");
    assert!(matches.iter().all(|it| it.violations == 0 && it.rounds.visits > 30));
    assert!(gain > theirs, "{gain} beside {theirs}");
    assert!(weeks.iter().all(|&visits| visits * 10 <= weeks[0] * 13), "{weeks:?}");
    assert!(overdue <= left, "{overdue} beside {left}");
}

#[test]
fn a_world_without_effect_gains_nothing() {
    let played = play(&small(Effect::Nothing), 1, 1);
    assert_eq!((played.rounds.gain, played.rivals[0].1.gain), (0.0, 0.0));
    assert!(played.rounds.visits > 0 && played.rivals[0].1.visits > 0);
}

#[test]
fn the_same_world_ends_alike_however_often_and_on_any_threads() {
    let setting = Setting { practices: 30, liaisons: 2, ..small(Effect::Restore) };
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| play(&setting, 5, 2))
    };
    let once = on(1);
    assert!(once.rounds.gain > 0.0, "{once:?}");
    assert_eq!(once, on(1), "two games");
    assert_eq!(once, on(2), "two threads");
}
