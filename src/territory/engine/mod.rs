//! The engine: units on a plane, whole numbers, no practices and no liaisons.

mod anneal;
mod bisect;
mod border;
mod connect;
mod frame;
mod graph;
mod instance;
mod neighbours;
mod power;
mod problem;
mod random;
mod reach;
mod spread;
mod state;

pub use graph::Graph;
pub use problem::{Activity, Contiguity, Objective, Problem, Rules};

/// test
pub fn design(problem: &Problem, steps: u64, seed: u64, hot: f64, cold: f64, walkers: u64) -> Result<Vec<usize>, crate::Error> {
    problem.validate()?;
    let instance = instance::Instance::new(problem);
    let t = std::time::Instant::now();
    let mut labels = bisect::bisect(&instance);
    let show = |what: &str, labels: &Vec<u32>| { let s = state::State::new(&instance, labels.clone()); eprintln!("{what} {:.2}s cost {:.6e} viol {:.4} parts {}", t.elapsed().as_secs_f64(), s.cost()/instance.scale.powi(2), s.violation(), instance.graph.parts(labels).1); };
    show("bisect", &labels);
    if instance.len() >= 20000 { 
    for p in [10,20,40] { power::relax(&instance, &mut labels, p); show("power", &labels); } }
    connect::connect(&instance, &mut labels);
    show("connect", &labels);
    let state = state::State::new(&instance, labels.clone());
    let reference = state.cost() / instance.len() as f64;
    let weights = anneal::Weights { cost: 1.0 / reference, price: 0.0 };
    let best = (0..walkers).map(|w| {
        anneal::Walker::new(&instance, labels.clone(), weights, random::Stream::new(seed, w)).run(&anneal::Schedule { steps, hot, cold })
    }).reduce(|a, b| if b.beats(&a) { b } else { a }).unwrap();
    show("end", &best.labels);
    Ok(instance.unit_labels(&best.labels))
}
/// test
pub fn rebalance(problem: &Problem, steps: u64, seed: u64, hot: f64, cold: f64, walkers: u64, mu: f64) -> Result<Vec<usize>, crate::Error> {
    problem.validate()?;
    let instance = instance::Instance::new(problem);
    let mut labels = instance.incumbent.clone();
    connect::connect(&instance, &mut labels);
    let state = state::State::new(&instance, labels.clone());
    let reference = state.cost() / instance.len() as f64;
    let weights = anneal::Weights { cost: mu / reference, price: instance.len() as f64 };
    let best = (0..walkers).map(|w| {
        anneal::Walker::new(&instance, labels.clone(), weights, random::Stream::new(seed, w)).run(&anneal::Schedule { steps, hot, cold })
    }).reduce(|a, b| if b.beats(&a) { b } else { a }).unwrap();
    let s2 = state::State::new(&instance, best.labels.clone());
    eprintln!("price {} inertia {:+.3}% violation {}", s2.price(), 100.0 * (s2.cost() / state.cost() - 1.0), s2.violation());
    Ok(instance.unit_labels(&best.labels))
}
