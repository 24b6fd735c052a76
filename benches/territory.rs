//! Speed of the territory engine on a made-up map. `cargo bench --bench territory`

#![allow(missing_docs, reason = "the macros of the harness make public items")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use rounds::districting::{DistrictingConfig, DistrictingProblem, Graph, Objective, design};
use rounds::progress::unobserved;

/// Units on a wound-up line, which spreads them evenly over a disc without a random generator.
fn map(units: u32, territories: usize) -> Option<DistrictingProblem> {
    let place = |unit: u32| {
        let (radius, turn) = (f64::from(unit).sqrt(), f64::from(unit) * 2.399_963);
        [radius * turn.cos(), radius * turn.sin()]
    };
    let points: Vec<[f64; 2]> = (0..units).map(place).collect();
    let hours = (0..units).map(|unit| f64::from(2 + unit * 37 % 11)).collect();
    Some(DistrictingProblem::even(points.clone(), Graph::from_points(&points).ok()?, hours, territories))
}

fn steps(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("territory, 10,000 proposals");
    group.sample_size(10);
    for (name, objective) in [("inertia", Objective::Inertia), ("medoid", Objective::Medoid)] {
        let Some(problem) = map(200, 8) else { return };
        let problem = DistrictingProblem { objective, ..problem };
        let config =
            DistrictingConfig { chains: 1, restarts: 1, steps: 10_000, ..DistrictingConfig::for_units(200) };
        group.bench_function(name, |bencher| {
            bencher.iter(|| design(black_box(&problem), &config, &unobserved));
        });
    }
}

fn borders(criterion: &mut Criterion) {
    let Some(problem) = map(10_000, 20) else { return };
    criterion.bench_function("borders of 10,000 points", |bencher| {
        bencher.iter(|| Graph::from_points(black_box(&problem.points)));
    });
}

criterion_group!(benches, steps, borders);
criterion_main!(benches);
