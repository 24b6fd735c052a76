//! An effect and how sure it is.

use crate::effect::did::note::MissingCell;

/// An effect in units of the outcome, and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct EffectFigure {
    /// The effect; `None` where it could not be estimated.
    pub effect: Option<f64>,
    /// Its standard error; `None` where there is no effect, or nothing varies.
    pub standard_error: Option<f64>,
}

impl EffectFigure {
    /// Nothing is known.
    pub const NONE: Self = Self { effect: None, standard_error: None };
}

/// The average effect in a period on the units first treated in another one: before it, a test of trends.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct GroupTime {
    /// The first period of treatment.
    pub first_treated: i64,
    /// The period.
    pub time: i64,
    /// The effect.
    #[serde(flatten)]
    pub figure: EffectFigure,
    /// Why there is none.
    pub missing: Option<MissingCell>,
}
