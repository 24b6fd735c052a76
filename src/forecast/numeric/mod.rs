//! The numerical tools of the score: exact derivatives, a minimiser, small linear algebra, quadrature,
//! special functions, quantiles.

pub(crate) mod dual;
pub(crate) mod linear;
pub(crate) mod minimise;
pub(crate) mod newton;
pub(crate) mod normal;
pub(crate) mod quadrature;
pub(crate) mod special;
