//! Forecasts of summaries, and the equal pool of three models, which the library offers for histories with weeks only.

use rayon::prelude::*;
use rounds::forecast::{BtydModel, Prediction, Summary};

/// A model's forecasts; equal rows are worked out once. The trend compares the expected rate with the source's own so far,
/// counting its first event.
pub(super) fn forecasts<M: BtydModel>(model: &M, rows: &[Summary], horizon: f64) -> Vec<Prediction> {
    let forecast = |row: &Summary| {
        let expected_count = model.expected_count(row, horizon);
        let own = (f64::from(row.events) + 1.0) / row.age.max(f64::MIN_POSITIVE) * horizon;
        Prediction {
            p_active: model.p_active(row, horizon),
            expected_count,
            p_alive: model.p_alive(row),
            trend: if row.age > 0.0 { expected_count / own } else { 1.0 },
            trend_probability: 0.0,
            dispersion: 1.0,
        }
    };
    let mut order: Vec<(Summary, usize)> = rows.iter().copied().zip(0..).collect();
    order.par_sort_unstable_by(|(a, i), (b, j)| {
        (a.events.cmp(&b.events)).then(a.last.total_cmp(&b.last)).then(a.age.total_cmp(&b.age)).then(i.cmp(j))
    });
    let groups: Vec<&[(Summary, usize)]> = order.chunk_by(|a, b| a.0 == b.0).collect();
    let answers: Vec<Prediction> = groups.par_iter().map(|group| forecast(&group[0].0)).collect();
    let mut forecasts = vec![NOTHING; rows.len()];
    for (group, answer) in groups.iter().zip(answers) {
        group.iter().for_each(|(_, at)| forecasts[*at] = answer);
    }
    forecasts
}

/// A forecast to be filled.
const NOTHING: Prediction = Prediction {
    p_active: 0.0,
    expected_count: 0.0,
    dispersion: 1.0,
    p_alive: 0.0,
    trend: 0.0,
    trend_probability: 0.0,
};

/// Means of probabilities, geometric means of counts.
pub(super) fn pool(all: &[Vec<Prediction>; 3]) -> Vec<Prediction> {
    let one = |at: usize| {
        let mean = |of: fn(&Prediction) -> f64| all.iter().map(|list| of(&list[at])).sum::<f64>() / 3.0;
        let geometric = |of: fn(&Prediction) -> f64| {
            all.iter().map(|list| of(&list[at]).max(f64::MIN_POSITIVE).cbrt()).product::<f64>()
        };
        Prediction {
            p_active: mean(|it| it.p_active),
            expected_count: geometric(|it| it.expected_count),
            p_alive: mean(|it| it.p_alive),
            trend: geometric(|it| it.trend),
            trend_probability: 0.0,
            dispersion: 1.0,
        }
    };
    (0..all[0].len()).map(one).collect()
}
