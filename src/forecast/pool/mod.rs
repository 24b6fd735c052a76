//! Lapse models over event histories: the filter, the published models, and their pool.
//!
//! A [`History`](crate::forecast::History) goes in, a [`Prediction`](crate::forecast::Prediction) comes out.
//! `method` names the models, and `choice` says which of them are in use.

pub(crate) mod choice;
pub(crate) mod fitting;
pub(crate) mod lapse_model;
pub(crate) mod member;
pub(crate) mod method;
pub(crate) mod origin;
pub(crate) mod overdispersion;
pub(crate) mod pooled;
pub(crate) mod priors;
pub(crate) mod recalibration;
pub(crate) mod source;
pub(crate) mod trial;
