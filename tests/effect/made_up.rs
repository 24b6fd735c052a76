//! Made-up panels.

use rounds::effect::PanelColumns;

/// A stream of numbers of the tests' own (Knuth's MMIX generator).
pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Self {
        let mut numbers = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x1234_5678);
        (0..4).for_each(|_| {
            numbers.unit();
        });
        numbers
    }

    /// A number from 0 to 1.
    pub fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub fn below(&mut self, bound: usize) -> usize {
        ((self.unit() * bound as f64) as usize).min(bound - 1)
    }

    /// A number of mean 0 and variance 1, close to normal.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }
}

/// What a made-up panel looks like.
#[derive(Clone, Copy)]
pub struct World {
    pub units: u64,
    pub periods: &'static [i64],
    /// First periods of treatment; 0 is never.
    pub cohorts: &'static [i64],
    pub covariates: usize,
    pub weighted: bool,
    pub clusters: Option<u64>,
    /// The share of rows that are missing.
    pub gaps: f64,
    pub effect: f64,
}

pub const WORLD: World = World {
    units: 60,
    periods: &[1, 2, 4, 5],
    cohorts: &[0, 0, 4, 5],
    covariates: 0,
    weighted: false,
    clusters: None,
    gaps: 0.0,
    effect: 1.0,
};

/// Draws a panel. Treated units have larger covariates, and covariates bring trends of their own.
pub fn panel(world: &World, seed: u64) -> PanelColumns {
    let mut numbers = Numbers::new(seed);
    let mut columns = PanelColumns {
        covariates: vec![Vec::new(); world.covariates],
        weight: world.weighted.then(Vec::new),
        cluster: world.clusters.map(|_| Vec::new()),
        ..PanelColumns::default()
    };
    for unit in 0..world.units {
        let first = world.cohorts[numbers.below(world.cohorts.len())];
        let level = 2.0 * numbers.normal();
        let covariates: Vec<f64> =
            (0..world.covariates).map(|_| numbers.normal() + if first > 0 { 0.4 } else { 0.0 }).collect();
        let weight = 0.5 + 2.0 * numbers.unit();
        for period in world.periods {
            let (noise, gap) = (numbers.normal(), numbers.unit());
            if gap < world.gaps {
                continue;
            }
            let trend: f64 = covariates.iter().sum::<f64>() * 0.3 * *period as f64;
            let is_treated = first > 0 && *period >= first;
            let effect = if is_treated { world.effect * (1.0 + (*period - first) as f64) } else { 0.0 };
            columns.unit.push(unit);
            columns.period.push(*period);
            columns.first_treated.push((first > 0).then_some(first));
            columns.outcome.push(level + 0.2 * *period as f64 + trend + effect + noise);
            columns.covariates.iter_mut().zip(&covariates).for_each(|(column, value)| column.push(*value));
            columns.weight.iter_mut().for_each(|column| column.push(weight));
            let cluster = world.clusters.map(|count| unit % count);
            columns.cluster.iter_mut().zip(cluster).for_each(|(column, value)| column.push(value));
        }
    }
    columns
}
