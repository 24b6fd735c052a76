//! The predictors of the regression, with what is believed about their coefficients before any data.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::forecast::negative_binomial::prior::NormalPrior;
use crate::geo::sphere::distance_metres;
use crate::model::location::Location;
use crate::model::practice::Practice;

/// What the regression of the potential explains referrals by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Predictor {
    /// The same for every practice.
    Intercept,
    /// The logarithm of the number of providers.
    Providers,
    /// Being of this specialty.
    Specialty(String),
    /// A numeric attribute of the book, by its name.
    Attribute(String),
    /// The distance to the centre of all referrals.
    CentreDistance,
    /// The dispersion around all of them.
    Dispersion,
}

impl Predictor {
    /// Says whether it measures how far a practice is away, by its name.
    fn is_distance(&self) -> bool {
        match self {
            Self::Specialty(name) | Self::Attribute(name) => is_distance(name),
            _ => false,
        }
    }
}

/// Practices as rows of numbers.
#[derive(Debug, Clone)]
pub(crate) struct Predictors {
    pub(crate) names: Vec<Predictor>,
    pub(crate) priors: Vec<NormalPrior>,
    pub(crate) rows: Vec<Vec<f64>>,
    /// Which practices count as alike: the number of the specialty of each.
    pub(crate) groups: Vec<usize>,
}

/// Most specialties, and most other numbers, that get a coefficient.
const MOST_SPECIALTIES: usize = 40;
const MOST_ATTRIBUTES: usize = 20;
/// Providers of a practice that does not say.
const USUAL_PROVIDERS: f64 = 3.0;

impl Predictors {
    pub(crate) fn new(practices: &[Practice], counts: &[u64]) -> Self {
        let mut predictors = Self {
            names: Vec::new(),
            priors: Vec::new(),
            rows: vec![Vec::new(); practices.len()],
            groups: Vec::new(),
        };
        // A usual practice sends four a year; the data soon say better.
        predictors.add(Predictor::Intercept, 4_f64.ln(), 3.0, |_| 1.0);
        // Twice the providers send about one and a half times as much.
        predictors.add(Predictor::Providers, 0.6, 0.3, |at| size(&practices[at]).ln());
        predictors.add_specialties(practices);
        for name in numeric_attributes(practices) {
            let values = standardised(&practices.iter().map(|it| value(it, name)).collect::<Vec<_>>());
            predictors
                .add(Predictor::Attribute(name.to_owned()), expected_effect(name), 0.3, |at| values[at]);
        }
        if !predictors.names.iter().any(Predictor::is_distance) {
            predictors.add_distance(practices, counts);
        }
        predictors
    }

    fn add(&mut self, name: Predictor, mean: f64, deviation: f64, value: impl Fn(usize) -> f64) {
        self.names.push(name);
        self.priors.push(NormalPrior { mean, deviation });
        self.rows.iter_mut().enumerate().for_each(|(at, row)| row.push(value(at)));
    }

    /// Adds the distance to the centre of the referrals, for a book that does not say how far it is to where
    /// they go.
    fn add_distance(&mut self, practices: &[Practice], counts: &[u64]) {
        let Some(centre) = centre(practices, counts) else { return };
        let kilometres = |practice: &Practice| Some(distance_metres(practice.location?, centre) / 1000.0);
        let values = standardised(&practices.iter().map(kilometres).collect::<Vec<_>>());
        self.add(Predictor::CentreDistance, 0.0, 0.3, |at| values[at]);
    }

    /// Adds one predictor for each of the commonest specialties. The others share the last group.
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
            self.add(Predictor::Specialty((*name).to_owned()), 0.0, 1.0, |row| {
                f64::from(u8::from(groups[row] == at))
            });
        }
        self.groups = groups;
    }
}

/// Compares the number of providers with that of a usual practice.
fn size(practice: &Practice) -> f64 {
    practice.providers.map_or(USUAL_PROVIDERS, f64::from).max(0.5) / USUAL_PROVIDERS
}

/// Returns the specialty, however it is capitalised.
fn specialty(practice: &Practice) -> String {
    practice.specialty.as_deref().unwrap_or("unknown").trim().to_lowercase()
}

/// Names the attributes that at least half of the practices have.
fn numeric_attributes(practices: &[Practice]) -> Vec<&str> {
    let names: BTreeSet<&str> =
        practices.iter().flat_map(|practice| practice.attributes.keys().map(String::as_str)).collect();
    let known = |name: &str| practices.iter().filter(|practice| value(practice, name).is_some()).count();
    names.into_iter().filter(|name| 2 * known(name) >= practices.len()).take(MOST_ATTRIBUTES).collect()
}

fn value(practice: &Practice, name: &str) -> Option<f64> {
    practice.attributes.get(name).copied().filter(|value| value.is_finite())
}

/// Returns the change of the logarithm of the rate that a standard deviation of an attribute is believed to
/// make.
fn expected_effect(name: &str) -> f64 {
    match name {
        // A column that calls itself an estimate is one of volume: more is more, until the data say
        // otherwise.
        _ if name.ends_with("_est") => 0.3,
        _ if is_distance(name) => -0.3,
        _ => 0.0,
    }
}

fn is_distance(name: &str) -> bool {
    name.to_lowercase().contains("distance")
}

/// Returns the centre of gravity of the referrals of practices with a place, `None` without any.
fn centre(practices: &[Practice], counts: &[u64]) -> Option<Location> {
    let (mut sum, mut total) = ([0.0; 3], 0);
    let placed =
        practices.iter().zip(counts).filter_map(|(practice, count)| practice.location.zip(Some(*count)));
    for (place, count) in placed {
        let (lat, lon) = (place.lat().to_radians(), place.lon().to_radians());
        let unit = [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()];
        sum.iter_mut().zip(unit).for_each(|(sum, x)| *sum += count as f64 * x);
        total += count;
    }
    let [x, y, z] = sum;
    let centre = Location::new(z.atan2(x.hypot(y)).to_degrees(), y.atan2(x).to_degrees()).ok();
    centre.filter(|_| total > 0)
}

/// Measures numbers in standard deviations from their mean, on a logarithmic scale (volumes are skewed). What
/// is absent becomes 0.
fn standardised(values: &[Option<f64>]) -> Vec<f64> {
    let logarithm = |value: f64| value.signum() * value.abs().ln_1p();
    let values: Vec<Option<f64>> = values.iter().map(|value| value.map(logarithm)).collect();
    let known: Vec<f64> = values.iter().copied().flatten().collect();
    let total = known.len().max(1) as f64;
    let mean = known.iter().sum::<f64>() / total;
    let deviation = (known.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / total).sqrt();
    let standard =
        |value: f64| if deviation > 1e-9 { ((value - mean) / deviation).clamp(-4.0, 4.0) } else { 0.0 };
    values.into_iter().map(|value| value.map_or(0.0, standard)).collect()
}
