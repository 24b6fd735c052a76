//! The columns of the regression, with what is believed about their coefficients before any data.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Practice;

/// Practices as rows of numbers.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    pub(super) names: Vec<String>,
    pub(super) prior_means: Vec<f64>,
    pub(super) prior_spreads: Vec<f64>,
    pub(super) rows: Vec<Vec<f64>>,
    /// Which practices count as alike: the number of the specialty of each.
    pub(super) groups: Vec<usize>,
}

/// Most specialties, and most other numbers, that get a coefficient.
const MOST_SPECIALTIES: usize = 40;
const MOST_ATTRIBUTES: usize = 20;
/// Providers of a practice that does not say.
const USUAL_PROVIDERS: f64 = 3.0;

impl Columns {
    pub(super) fn new(practices: &[Practice]) -> Self {
        let mut columns = Self {
            names: Vec::new(),
            prior_means: Vec::new(),
            prior_spreads: Vec::new(),
            rows: vec![Vec::new(); practices.len()],
            groups: Vec::new(),
        };
        // A usual practice sends four a year; the data soon say better.
        columns.add("intercept", 4_f64.ln(), 3.0, |_| 1.0);
        // Twice the providers send about one and a half times as much.
        columns.add("ln(providers)", 0.6, 0.3, |at| size(&practices[at]).ln());
        columns.add_specialties(practices);
        for name in numeric_columns(practices) {
            let values = standardised(practices, name);
            // A column that calls itself an estimate is one of volume: more is more, until the data say otherwise.
            let prior = if name.ends_with("_est") { 0.3 } else { 0.0 };
            columns.add(name, prior, 0.3, |at| values[at]);
        }
        columns
    }

    pub(super) fn priors(&self) -> Vec<f64> {
        self.prior_means.clone()
    }

    fn add(&mut self, name: &str, prior_mean: f64, prior_spread: f64, value: impl Fn(usize) -> f64) {
        self.names.push(name.to_owned());
        self.prior_means.push(prior_mean);
        self.prior_spreads.push(prior_spread);
        self.rows.iter_mut().enumerate().for_each(|(at, row)| row.push(value(at)));
    }

    /// One column for each of the commonest specialties; the others share the last group.
    fn add_specialties(&mut self, practices: &[Practice]) {
        let names: Vec<String> = practices.iter().map(specialty).collect();
        let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
        for name in &names {
            *sizes.entry(name.as_str()).or_default() += 1;
        }
        let mut commonest: Vec<(&str, usize)> = sizes.into_iter().collect();
        commonest.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
        commonest.truncate(MOST_SPECIALTIES);
        let number: BTreeMap<&str, usize> = commonest.iter().enumerate().map(|(at, it)| (it.0, at)).collect();
        let group = |name: &String| number.get(name.as_str()).copied().unwrap_or(commonest.len());
        let groups: Vec<usize> = names.iter().map(group).collect();
        for (at, (name, _)) in commonest.iter().enumerate() {
            self.add(&format!("specialty {name}"), 0.0, 1.0, |row| f64::from(u8::from(groups[row] == at)));
        }
        self.groups = groups;
    }
}

/// Providers relative to a usual practice.
fn size(practice: &Practice) -> f64 {
    practice.providers.map_or(USUAL_PROVIDERS, f64::from).max(0.5) / USUAL_PROVIDERS
}

/// The specialty, however it is capitalised.
fn specialty(practice: &Practice) -> String {
    practice.specialty.as_deref().unwrap_or("unknown").trim().to_lowercase()
}

/// Names of the attributes that at least half of the practices have.
fn numeric_columns(practices: &[Practice]) -> Vec<&str> {
    let names: BTreeSet<&str> =
        practices.iter().flat_map(|practice| practice.attributes.keys().map(String::as_str)).collect();
    let known = |name: &str| practices.iter().filter(|practice| value(practice, name).is_some()).count();
    names.into_iter().filter(|name| 2 * known(name) >= practices.len()).take(MOST_ATTRIBUTES).collect()
}

fn value(practice: &Practice, name: &str) -> Option<f64> {
    practice.attributes.get(name).copied().filter(|value| value.is_finite())
}

/// An attribute in standard deviations from its mean, on a logarithmic scale (volumes are skewed); 0 where absent.
fn standardised(practices: &[Practice], name: &str) -> Vec<f64> {
    let logarithm = |value: f64| value.signum() * value.abs().ln_1p();
    let values: Vec<Option<f64>> =
        practices.iter().map(|practice| value(practice, name).map(logarithm)).collect();
    let known: Vec<f64> = values.iter().copied().flatten().collect();
    let total = known.len().max(1) as f64;
    let mean = known.iter().sum::<f64>() / total;
    let spread = (known.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / total).sqrt();
    let standard = |value: f64| if spread > 1e-9 { ((value - mean) / spread).clamp(-4.0, 4.0) } else { 0.0 };
    values.into_iter().map(|value| value.map_or(0.0, standard)).collect()
}
