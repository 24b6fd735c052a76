//! Speed of the search engine. `cargo bench --bench routing`; instruction counts: `benches/README.md`.

#![allow(missing_docs, reason = "the macros of the harness make public items")]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use rounds::progress::unobserved;
use rounds::routing::{
    Budget, Client, Demand, Problem, SearchConfig, Shift, Travel, Window, solve, timetable,
};

/// Clients spread evenly over a square with two windows a day, and shifts from its middle over five days.
fn problem(clients: usize, demand: &Demand) -> Problem {
    let spread = |index: usize, share: usize| index * share % 1_000_003 * 120 / 1_000_003;
    let point =
        |index: usize| if index == 0 { (60, 60) } else { (spread(index, 618_034), spread(index, 414_214)) };
    let distance =
        |a: (usize, usize), b: (usize, usize)| u32::try_from(a.0.abs_diff(b.0) + a.1.abs_diff(b.1));
    let sites = clients + 1;
    let table =
        (0..sites * sites).map(|leg| distance(point(leg / sites), point(leg % sites)).unwrap_or(0)).collect();
    let shift = |index: usize| Shift {
        day: u32::try_from(index % 5).unwrap_or(0),
        start: 0,
        end: 0,
        window: Window { open: 480, close: 990 },
        pause: None,
        max_duration: None,
        max_travel: None,
        max_stops: None,
        capacity: None,
    };
    let client = |index: usize| Client {
        site: index + 1,
        service: 25,
        load: 0,
        windows: vec![vec![Window { open: 510, close: 705 }, Window { open: 780, close: 970 }]; 5],
        shifts: None,
        demand: demand.clone(),
    };
    Problem {
        days: 5,
        travel: Travel::Matrix { sites, table },
        shifts: (0..clients / 8).map(shift).collect(),
        clients: (0..clients).map(client).collect(),
        travel_weight: 1,
    }
}

fn search(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("10,000 iterations");
    group.sample_size(10).throughput(Throughput::Elements(10_000));
    for (name, demand) in [("required", Demand::Required), ("optional", Demand::Optional { prize: 150 })] {
        for clients in [100, 1000] {
            let problem = problem(clients, &demand);
            let config = SearchConfig { budget: Budget::Iterations(10_000), ..SearchConfig::default() };
            group.bench_function(BenchmarkId::new(name, clients), |bencher| {
                bencher.iter(|| black_box(solve(&problem, &config, &unobserved)));
            });
        }
    }
}

fn times(criterion: &mut Criterion) {
    let problem = problem(8, &Demand::Required);
    criterion.bench_function("timetable of six visits", |bencher| {
        bencher.iter(|| black_box(timetable(&problem, 0, black_box(&[0, 1, 2, 3, 4, 5]))));
    });
}

criterion_group!(benches, search, times);
criterion_main!(benches);
