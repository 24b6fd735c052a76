//! What a regression is told: observations, and what is believed before them.

/// One case of a regression.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observation<'a> {
    /// Its columns, within 1e100 of 0. An intercept is a column of ones.
    pub row: &'a [f64],
    /// What was counted.
    pub count: u64,
    /// For how long it was counted, in the unit of time that rates are to have; positive.
    pub exposure: f64,
}

/// What is believed about a number before any data: a normal distribution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NormalPrior {
    /// Its mean.
    pub mean: f64,
    /// Its standard deviation; infinite where nothing is believed.
    pub deviation: f64,
}

impl NormalPrior {
    /// Nothing is believed.
    pub const FLAT: Self = Self { mean: 0.0, deviation: f64::INFINITY };

    pub(crate) fn is_sound(&self) -> bool {
        self.mean.abs() <= LARGEST && self.deviation >= 1.0 / LARGEST
    }
}

/// What is believed about a regression before any data.
#[derive(Debug, Clone, PartialEq)]
pub struct Priors {
    /// One a column.
    pub coefficients: Vec<NormalPrior>,
    /// Of the natural logarithm of the dispersion.
    pub ln_dispersion: NormalPrior,
}

impl Priors {
    /// Believes nothing about any of `columns` columns, so that the fit is one of maximum likelihood.
    #[must_use]
    pub fn flat(columns: usize) -> Self {
        Self { coefficients: vec![NormalPrior::FLAT; columns], ln_dispersion: NormalPrior::FLAT }
    }
}

/// Numbers of a regression lie within this of 0, so that their squares are finite.
pub(crate) const LARGEST: f64 = 1e100;
