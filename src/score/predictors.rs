//! The predictors of the regression, with what is believed about their coefficients before any data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::forecast::negative_binomial::prior::NormalPrior;
use crate::geo::sphere::distance_metres;
use crate::model::practice::Practice;
use crate::score::referral_centre;
use crate::score::shared_effects::{self, SharedEffect};
use crate::score::size;
use crate::score::specialty_rates::refers;

/// What the regression of the potential explains referrals by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Predictor {
    /// The same for every practice.
    Intercept,
    /// The logarithm of the number of providers, of which at most fifty count.
    Providers,
    /// Being of this specialty.
    Specialty(String),
    /// What is known of specialties that are too rare for an effect of their own.
    RareSpecialties,
    /// A numeric attribute of the book, by its name.
    Attribute(String),
    /// Numeric attributes that say the same, or are all volumes, by their names.
    Attributes(Vec<String>),
    /// The distance to the centre of all referrals.
    CentreDistance,
    /// The dispersion around all of them.
    Dispersion,
}

impl Predictor {
    fn of_columns(names: &[String]) -> Self {
        match names {
            [name] => Self::Attribute(name.clone()),
            names => Self::Attributes(names.to_vec()),
        }
    }

    /// Says whether it is part of the size of a practice.
    fn is_size(&self) -> bool {
        matches!(self, Self::Providers | Self::Attribute(_) | Self::Attributes(_))
    }

    /// Says whether it measures how far a practice is away, by its name.
    fn is_distance(&self) -> bool {
        match self {
            Self::Attribute(name) => shared_effects::is_distance(name),
            Self::Attributes(names) => names.iter().any(|name| shared_effects::is_distance(name)),
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

/// Most specialties that get a coefficient.
const MOST_SPECIALTIES: usize = 40;

impl Predictors {
    /// Measures practices by what the book says of them, before any referral is looked at.
    pub(crate) fn new(practices: &[Practice]) -> Self {
        let mut predictors = Self {
            names: Vec::new(),
            priors: Vec::new(),
            rows: vec![Vec::new(); practices.len()],
            groups: Vec::new(),
        };
        // A usual practice is the unit, until the rate of the book is known.
        predictors.add(Predictor::Intercept, 0.0, 1.0, |_| 1.0);
        // Twice the providers send about one and a half times as much.
        predictors.add(Predictor::Providers, 0.6, 0.3, |at| libm::log(size::relative(&practices[at])));
        predictors.add_specialties(practices);
        for SharedEffect { names, effect, values } in shared_effects::shared_effects(practices) {
            predictors.add(Predictor::of_columns(&names), effect, 0.3, |at| values[at]);
        }
        predictors
    }

    /// Lists what practices send by their size alone, relative to a usual one, as far as the priors know.
    pub(crate) fn sizes(&self) -> Vec<f64> {
        let effects = self.names.iter().zip(&self.priors);
        let effects: Vec<f64> =
            effects.map(|(name, it)| if name.is_size() { it.mean } else { 0.0 }).collect();
        let size = |row: &Vec<f64>| libm::exp(row.iter().zip(&effects).map(|(x, effect)| x * effect).sum());
        self.rows.iter().map(size).collect()
    }

    /// Takes from referrals what a usual practice sends in a year, and where referrals come from.
    pub(crate) fn learn(&mut self, practices: &[Practice], counts: &[u64], usual_rate: f64) {
        if let Some(intercept) = self.priors.first_mut() {
            intercept.mean = libm::log(usual_rate);
        }
        if !self.names.iter().any(Predictor::is_distance) {
            self.add_distance(practices, counts);
        }
    }

    fn add(&mut self, name: Predictor, mean: f64, deviation: f64, value: impl Fn(usize) -> f64) {
        self.names.push(name);
        self.priors.push(NormalPrior { mean, deviation });
        self.rows.iter_mut().enumerate().for_each(|(at, row)| row.push(value(at)));
    }

    /// Adds the distance to the centre of the referrals, for a book that does not say how far it is to where
    /// they go.
    fn add_distance(&mut self, practices: &[Practice], counts: &[u64]) {
        let Some(centre) = referral_centre::centre(practices, counts) else { return };
        let kilometres = |practice: &Practice| Some(distance_metres(practice.location?, centre) / 1000.0);
        let values = shared_effects::distances(&practices.iter().map(kilometres).collect::<Vec<_>>());
        self.add(Predictor::CentreDistance, 0.0, 0.2, |at| values[at]);
    }

    /// Adds one predictor for each of the commonest specialties. The others share the last group, and what is known of them.
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
            let effect = libm::log(refers(name).rate());
            self.add(Predictor::Specialty((*name).to_owned()), effect, 1.0, |row| {
                f64::from(u8::from(groups[row] == at))
            });
        }
        let is_rare = |row: usize| groups[row] == commonest.len();
        if (0..groups.len()).any(is_rare) {
            let effect = |row: usize| libm::log(refers(&names[row]).rate());
            self.add(
                Predictor::RareSpecialties,
                1.0,
                0.3,
                |row| if is_rare(row) { effect(row) } else { 0.0 },
            );
        }
        self.groups = groups;
    }
}

/// Returns the specialty, however it is capitalised.
fn specialty(practice: &Practice) -> String {
    practice.specialty.as_deref().unwrap_or("unknown").trim().to_lowercase()
}
