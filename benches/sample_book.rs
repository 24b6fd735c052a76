//! Speed of the links of the chain on the sample book. `cargo bench --bench sample_book`

#![allow(missing_docs, reason = "the macros of the harness make public items")]

use std::fs::File;
use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use rounds::geo::{GreatCircle, SpatialIndex, TravelTimes};
use rounds::ingest::{self, Settings};
use rounds::model::{Book, Date, Location};
use rounds::{check, progress, schedule, score};

fn read() -> Option<Book> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample");
    ingest::read_csv(|table| File::open(folder.join(format!("{table}.csv"))), &Settings::default())
        .ok()
        .map(|it| it.book)
}

fn chain(criterion: &mut Criterion) {
    let (Some(book), Some(as_of)) = (read(), Date::new(2026, 1, 30)) else { return };
    let mut group = criterion.benchmark_group("sample book");
    group.sample_size(10);
    group.bench_function("ingest", |bencher| bencher.iter(|| black_box(read())));
    let evaluate = || score::evaluate(&book, as_of, &score::ScoreConfig::default(), &progress::unobserved);
    group.bench_function("score", |bencher| bencher.iter(|| black_box(evaluate())));
    let Ok(scores) = evaluate() else { return };
    let travel = GreatCircle::default();
    let config = schedule::ScheduleConfig { effort: 20, ..schedule::ScheduleConfig::default() };
    let plan = || schedule::plan(&book, &scores, &travel, &config, &progress::unobserved);
    group.bench_function("plan, 20 iterations a practice", |bencher| bencher.iter(|| black_box(plan())));
    let Ok(planned) = plan() else { return };
    group.bench_function("check", |bencher| {
        bencher.iter(|| black_box(check::plan(&check::Facts::new(&book, &travel), &planned)));
    });
    let Ok(finder) = schedule::SlotFinder::new(&book, &scores, &planned, &travel) else { return };
    group.bench_function("times to offer to 200 practices", |bencher| {
        let asked = book.practices().iter().take(200);
        bencher.iter(|| asked.clone().map(|it| finder.slots(&it.id).map_or(0, |it| it.len())).sum::<usize>());
    });
    let (usual, replan) = (schedule::ReplanConfig::default(), schedule::replan);
    group.bench_function("replan, 20 iterations a practice", |bencher| {
        bencher.iter(|| replan(&book, &scores, &travel, &planned, &usual, &config, &progress::unobserved));
    });
}

fn geography(criterion: &mut Criterion) {
    let Some(book) = read() else { return };
    let places: Vec<Location> = book.practices().iter().filter_map(|practice| practice.location).collect();
    let index = SpatialIndex::new(&places);
    criterion.bench_function("ten nearest of 1,200", |bencher| {
        bencher.iter(|| index.nearest(black_box(places[0])).take(10).map(|it| it.0).sum::<usize>());
    });
    let travel = GreatCircle::default();
    criterion.bench_function("one great-circle drive", |bencher| {
        bencher.iter(|| travel.drive(black_box(places[0]), black_box(places[1])));
    });
}

criterion_group!(benches, chain, geography);
criterion_main!(benches);
