//! Made-up panels whose effects are known: they are found, and intervals hold them about as often as they say.

use rounds::effect::{AggregateKind, ControlGroup, DidDesign, DidEstimate, EffectFigure, Panel, Sampling};

use crate::made_up::{WORLD, World, panel};

fn holds(figure: EffectFigure, truth: f64) -> bool {
    (figure.effect.unwrap() - truth).abs() < 1.959_963_985 * figure.standard_error.unwrap()
}

/// Counts how often the intervals of the effects at time 1 and of the average hold the truth, and how often the test of
/// trends rejects at 5 %.
fn coverage(world: &World, sampling: Sampling, draws: u64) -> [u64; 3] {
    let mut counts = [0; 3];
    for seed in 0..draws {
        let made = Panel::new(&panel(world, 1_000 + seed), sampling).unwrap();
        let design = DidDesign { control: ControlGroup::NotYetTreated, ..DidDesign::default() };
        let estimate = DidEstimate::new(&made, design).unwrap();
        let averages = estimate.aggregate(AggregateKind::Dynamic);
        let at = |time: i64| averages.rows.iter().find(|row| row.at == time).unwrap().figure;
        // Effects are 1 + time; the average is over times 0 and 1.
        counts[0] += u64::from(holds(at(1), 2.0));
        counts[1] += u64::from(holds(averages.overall, 1.5));
        counts[2] += u64::from(estimate.pretest.unwrap().p_value < 0.05);
    }
    counts
}

#[test]
fn intervals_hold_the_truth_as_often_as_they_say() {
    let world = World { units: 240, covariates: 1, ..WORLD };
    let [one, average, rejected] = coverage(&world, Sampling::SameUnits, 400);
    // 95 % of 400 are 380; three standard deviations are 13.
    assert!((366..=394).contains(&one) && (366..=394).contains(&average), "{one} {average}");
    assert!((7..=36).contains(&rejected), "{rejected}");
}

#[test]
fn intervals_of_cross_sections_hold_the_truth() {
    let world = World { units: 240, covariates: 1, ..WORLD };
    let [one, average, _] = coverage(&world, Sampling::CrossSections, 300);
    // Rows of one unit are taken as independent here, which makes intervals of differences too wide.
    assert!(one >= 273 && average >= 273, "{one} {average}");
}
