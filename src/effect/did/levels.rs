//! A comparison of two periods whose rows are not of the same units, or not all of them.

use crate::effect::did::average::{WeightedAverage, sum_of};
use crate::effect::did::changes::LocalEffect;
use crate::effect::did::design::DidMethod;
use crate::effect::did::note::MissingCell;
use crate::effect::did::propensity::Propensity;
use crate::effect::did::regression::LeastSquares;
use crate::effect::did::rows::AdjustedRows;

/// What is known of the rows of a comparison, one entry a row.
#[derive(Debug, Default)]
pub(crate) struct Levels {
    pub(crate) treated: Vec<bool>,
    /// The row is of the period, and not of the base period.
    pub(crate) is_after: Vec<bool>,
    pub(crate) outcome: Vec<f64>,
    pub(crate) weight: Vec<f64>,
    /// Without the intercept, row by row.
    pub(crate) covariates: Vec<f64>,
    pub(crate) has_weights: bool,
}

/// One of the four corners: treated or not, after or before. The sign is the one it has in the difference of differences.
#[derive(Clone, Copy)]
struct Corner {
    treated: bool,
    after: bool,
    sign: f64,
}

const TREATED_AFTER: Corner = Corner { treated: true, after: true, sign: 1.0 };
const TREATED_BEFORE: Corner = Corner { treated: true, after: false, sign: -1.0 };
const CONTROLS_AFTER: Corner = Corner { treated: false, after: true, sign: -1.0 };
const CONTROLS_BEFORE: Corner = Corner { treated: false, after: false, sign: 1.0 };
const CORNERS: [Corner; 4] = [TREATED_AFTER, TREATED_BEFORE, CONTROLS_AFTER, CONTROLS_BEFORE];

impl Levels {
    /// Estimates the effect on the treated.
    ///
    /// Methods: Sant'Anna & Zhao 2020 (doi:10.1016/j.jeconom.2020.06.003), their locally efficient doubly robust estimator
    /// for repeated cross-sections, with a logistic regression and four linear ones. For the other methods the part of
    /// each alone. O(rows x columns^2).
    pub(crate) fn effect(&self, method: DidMethod) -> Result<LocalEffect, MissingCell> {
        self.check()?;
        let rows = AdjustedRows::new(&self.covariates, self.treated.len())?;
        match method {
            DidMethod::OutcomeRegression => self.by_regression(&rows),
            DidMethod::InverseProbability => {
                let propensity = Propensity::fit(&rows, &self.treated, &self.weight, self.has_weights)?;
                self.by_odds(&rows, &propensity, &self.outcome).map(|(local, _)| local)
            }
            DidMethod::DoublyRobust => self.doubly_robust(&rows),
        }
    }

    fn check(&self) -> Result<(), MissingCell> {
        let is_seen = |corner: &Corner| self.corner(*corner).any(|weight| weight.is_some());
        match CORNERS.iter().find(|corner| !is_seen(corner)) {
            Some(corner) if corner.treated => Err(MissingCell::NoTreated),
            Some(_) => Err(MissingCell::NoControls),
            None => Ok(()),
        }
    }

    /// Walks all rows: the weight of those in a corner.
    fn corner(&self, corner: Corner) -> impl Iterator<Item = Option<f64>> {
        let flags = self.treated.iter().zip(&self.is_after);
        flags.zip(&self.weight).map(move |((treated, after), weight)| {
            (*treated == corner.treated && *after == corner.after).then_some(*weight)
        })
    }

    fn corner_weights(&self, corner: Corner) -> Vec<f64> {
        self.corner(corner).map(|weight| weight.unwrap_or(0.0)).collect()
    }

    fn treated_weights(&self) -> impl Iterator<Item = f64> {
        self.treated.iter().zip(&self.weight).map(|(treated, weight)| if *treated { *weight } else { 0.0 })
    }

    fn fit(&self, rows: &AdjustedRows, corner: Corner) -> Result<Line, MissingCell> {
        let weights = self.corner_weights(corner);
        let fit = LeastSquares::fit(rows, &self.outcome, &weights)?;
        let predicted = fit.predictions(rows);
        Ok(Line { fit, weights, predicted })
    }

    /// Takes the change that controls of their covariates are predicted to have from the change among treated units.
    fn by_regression(&self, rows: &AdjustedRows) -> Result<LocalEffect, MissingCell> {
        let (after, before) = (self.fit(rows, CONTROLS_AFTER)?, self.fit(rows, CONTROLS_BEFORE)?);
        let mut influence = vec![0.0; self.outcome.len()];
        let mut effect = 0.0;
        for corner in [TREATED_AFTER, TREATED_BEFORE] {
            let average = WeightedAverage::new(self.corner_weights(corner).into_iter(), &self.outcome)?;
            average.add_influence(corner.sign, &self.outcome, &mut influence);
            effect += corner.sign * average.value;
        }
        let change: Vec<f64> = after.predicted.iter().zip(&before.predicted).map(|(a, b)| a - b).collect();
        let predicted = WeightedAverage::new(self.treated_weights(), &change)?;
        predicted.add_influence(-1.0, &change, &mut influence);
        effect -= predicted.value;
        after.add_influence(self, rows, &predicted.mean_row(rows, -1.0), &mut influence)?;
        before.add_influence(self, rows, &predicted.mean_row(rows, 1.0), &mut influence)?;
        Ok(LocalEffect { effect, influence })
    }

    /// Takes the difference of differences of values, with controls weighted by their odds of being treated. Returns the averages
    /// of the corners beside it, in the order of [`CORNERS`].
    fn by_odds(
        &self,
        rows: &AdjustedRows,
        propensity: &Propensity,
        values: &[f64],
    ) -> Result<(LocalEffect, Vec<WeightedAverage>), MissingCell> {
        let mut influence = vec![0.0; values.len()];
        let (mut effect, mut averages, mut slopes) = (0.0, Vec::new(), Vec::new());
        for corner in CORNERS {
            let odds = propensity.odds(&self.treated);
            let weights = self.corner_weights(corner).into_iter().zip(odds);
            let weights = weights.map(|(weight, odds)| if corner.treated { weight } else { weight * odds });
            let average = WeightedAverage::new(weights, values)?;
            average.add_influence(corner.sign, values, &mut influence);
            effect += corner.sign * average.value;
            if !corner.treated {
                slopes.push(average.mean_deviation(rows, values, corner.sign));
            }
            averages.push(average);
        }
        propensity.add_influence(rows, &self.treated, &self.weight, &sum_of(&slopes), &mut influence)?;
        Ok((LocalEffect { effect, influence }, averages))
    }

    /// Adds up the difference of differences of what the regressions of controls leave over, and what the regressions of treated
    /// units say of those treated who were not seen in the period.
    fn doubly_robust(&self, rows: &AdjustedRows) -> Result<LocalEffect, MissingCell> {
        let propensity = Propensity::fit(rows, &self.treated, &self.weight, self.has_weights)?;
        let (after, before) = (self.fit(rows, CONTROLS_AFTER)?, self.fit(rows, CONTROLS_BEFORE)?);
        let predicted = after.predicted.iter().zip(&before.predicted).zip(&self.is_after);
        let left: Vec<f64> = (self.outcome.iter().zip(predicted))
            .map(|(outcome, ((after, before), is_after))| outcome - if *is_after { after } else { before })
            .collect();
        let (mut local, averages) = self.by_odds(rows, &propensity, &left)?;
        let pairs = [(after, TREATED_AFTER, 0, 2), (before, TREATED_BEFORE, 1, 3)];
        for (controls, corner, treated_at, controls_at) in pairs {
            let all = self.adjust(rows, &controls, corner, &mut local)?;
            // The corners stand in the order of `CORNERS`. What is left over of a corner falls as predictions rise.
            let slope = sum_of(&[
                averages[treated_at].mean_row(rows, -corner.sign),
                averages[controls_at].mean_row(rows, corner.sign),
                all,
            ]);
            controls.add_influence(self, rows, &slope, &mut local.influence)?;
        }
        Ok(local)
    }

    /// Adds what the regressions say of all treated units beyond those seen in one of the periods. Returns the derivative of
    /// that by the coefficients of controls.
    fn adjust(
        &self,
        rows: &AdjustedRows,
        controls: &Line,
        corner: Corner,
        local: &mut LocalEffect,
    ) -> Result<Vec<f64>, MissingCell> {
        let treated = self.fit(rows, corner)?;
        let gap: Vec<f64> = treated.predicted.iter().zip(&controls.predicted).map(|(a, b)| a - b).collect();
        let all = WeightedAverage::new(self.treated_weights(), &gap)?;
        let seen = WeightedAverage::new(treated.weights.iter().copied(), &gap)?;
        local.effect += corner.sign * (all.value - seen.value);
        all.add_influence(corner.sign, &gap, &mut local.influence);
        seen.add_influence(-corner.sign, &gap, &mut local.influence);
        let slope = sum_of(&[all.mean_row(rows, corner.sign), seen.mean_row(rows, -corner.sign)]);
        treated.add_influence(self, rows, &slope, &mut local.influence)?;
        Ok(slope.iter().map(|it| -it).collect())
    }
}

/// A regression on the rows of a corner.
struct Line {
    fit: LeastSquares,
    weights: Vec<f64>,
    predicted: Vec<f64>,
}

impl Line {
    fn add_influence(
        &self,
        levels: &Levels,
        rows: &AdjustedRows,
        slope: &[f64],
        influence: &mut [f64],
    ) -> Result<(), MissingCell> {
        let pairs = levels.outcome.iter().zip(&self.predicted).zip(&self.weights);
        let residuals = pairs.map(|((outcome, predicted), weight)| weight * (outcome - predicted));
        self.fit.add_influence(rows, residuals, slope, influence)
    }
}
