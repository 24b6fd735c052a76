//! The numerical tools of the score: exact derivatives, a minimiser, small linear algebra, quadrature, special functions.

mod dual;
mod linear;
mod minimise;
mod newton;
mod quadrature;
mod special;

pub(super) use dual::{Dual, Real};
pub(super) use linear::SquareMatrix;
pub(super) use minimise::{Minimum, Objective, Slope, minimise};
pub(super) use newton::{Bottom, Curve, newton};
pub(super) use quadrature::panels;
pub(super) use special::{ln_add, ln_beta, one_minus_hypergeometric, sigmoid, whole};
