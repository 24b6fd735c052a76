//! A comparison of two periods in which every unit is seen in both.

use crate::effect::did::average::{WeightedAverage, sum_of};
use crate::effect::did::design::DidMethod;
use crate::effect::did::note::MissingCell;
use crate::effect::did::propensity::Propensity;
use crate::effect::did::regression::LeastSquares;
use crate::effect::did::rows::AdjustedRows;

/// What is known of the units of a comparison, one entry a unit.
#[derive(Debug, Default)]
pub(crate) struct PairedOutcomes {
    pub(crate) treated: Vec<bool>,
    /// The outcome in the period less that in the base period.
    pub(crate) change: Vec<f64>,
    pub(crate) weight: Vec<f64>,
    /// Without the intercept, unit by unit.
    pub(crate) covariates: Vec<f64>,
    pub(crate) has_weights: bool,
}

/// An effect on the treated and its influence function, one entry a row.
#[derive(Debug)]
pub(crate) struct LocalEffect {
    pub(crate) effect: f64,
    pub(crate) influence: Vec<f64>,
}

impl PairedOutcomes {
    /// Estimates the effect on the treated.
    ///
    /// Methods: Sant'Anna & Zhao 2020 (doi:10.1016/j.jeconom.2020.06.003), their estimator of locally efficient doubly robust
    /// differences in differences for panels, with a logistic regression and a linear one. For
    /// [`DidMethod::OutcomeRegression`] and [`DidMethod::InverseProbability`] the part of each alone. O(units x columns^2).
    pub(crate) fn effect(&self, method: DidMethod) -> Result<LocalEffect, MissingCell> {
        self.check()?;
        let rows = AdjustedRows::new(&self.covariates, self.treated.len())?;
        let propensity = match method {
            DidMethod::OutcomeRegression => None,
            _ => Some(Propensity::fit(&rows, &self.treated, &self.weight, self.has_weights)?),
        };
        let regression = match method {
            DidMethod::InverseProbability => None,
            _ => Some(LeastSquares::fit(&rows, &self.change, &self.weights_of(false))?),
        };
        self.combine(&rows, propensity.as_ref(), regression.as_ref())
    }

    fn check(&self) -> Result<(), MissingCell> {
        match (self.treated.iter().any(|it| *it), self.treated.iter().all(|it| *it)) {
            (false, _) => Err(MissingCell::NoTreated),
            (_, true) => Err(MissingCell::NoControls),
            _ => Ok(()),
        }
    }

    /// Returns the weights of treated units or of controls, 0 for the others.
    fn weights_of(&self, is_treated: bool) -> Vec<f64> {
        let weight = |(weight, treated): (&f64, &bool)| if *treated == is_treated { *weight } else { 0.0 };
        self.weight.iter().zip(&self.treated).map(weight).collect()
    }

    /// Puts what is predicted and what is weighted together. The effect is the average of what the regression leaves over,
    /// among treated units less among controls.
    fn combine(
        &self,
        rows: &AdjustedRows,
        propensity: Option<&Propensity>,
        regression: Option<&LeastSquares>,
    ) -> Result<LocalEffect, MissingCell> {
        let mut left = self.change.clone();
        if let Some(regression) = regression {
            left.iter_mut()
                .zip(regression.predictions(rows))
                .for_each(|(left, predicted)| *left -= predicted);
        }
        let mut influence = vec![0.0; left.len()];
        let treated = WeightedAverage::new(self.weights_of(true).into_iter(), &left)?;
        treated.add_influence(1.0, &left, &mut influence);
        let mut effect = treated.value;
        let mut slopes = vec![treated.mean_row(rows, -1.0)];
        if let Some(propensity) = propensity {
            let odds = propensity.odds(&self.treated).zip(&self.weight).map(|(odds, weight)| odds * weight);
            let controls = WeightedAverage::new(odds, &left)?;
            controls.add_influence(-1.0, &left, &mut influence);
            effect -= controls.value;
            slopes.push(controls.mean_row(rows, 1.0));
            let slope = controls.mean_deviation(rows, &left, -1.0);
            propensity.add_influence(rows, &self.treated, &self.weight, &slope, &mut influence)?;
        }
        if let Some(regression) = regression {
            let weights = self.weights_of(false);
            let residuals = weights.iter().zip(&left).map(|(weight, left)| weight * left);
            regression.add_influence(rows, residuals, &sum_of(&slopes), &mut influence)?;
        }
        Ok(LocalEffect { effect, influence })
    }
}
