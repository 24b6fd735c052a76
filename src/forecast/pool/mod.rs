//! Lapse models over event histories: the filter, the published models, and their pool.
//!
//! A [`History`](crate::forecast::History) goes in, a [`Prediction`](crate::forecast::Prediction) comes out.
//! `method` names the models, `fitting` fits them, `evidence` lists what they and the record say of one source, and
//! `combination` learns from back-tests what that is worth.

pub(crate) mod combination;
pub(crate) mod evidence;
pub(crate) mod fitting;
pub(crate) mod lapse_model;
pub(crate) mod member;
pub(crate) mod method;
pub(crate) mod origin;
pub(crate) mod priors;
pub(crate) mod source;
pub(crate) mod spread;
