//! The models of a pool at one origin, beside what came.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::forecast::gamma_poisson::filter::Filter;
use crate::forecast::gamma_poisson::state::FilterState;
use crate::forecast::pool::fitting::{Fitted, filter_of};
use crate::forecast::pool::member::{Expectation, Member};
use crate::forecast::pool::method::MemberName;
use crate::forecast::pool::origin::Origin;
use crate::forecast::pool::overdispersion::Past;
use crate::forecast::pool::pooled::pool;
use crate::forecast::pool::recalibration::Logit;
use crate::forecast::pool::source::Seen;

/// All models at one origin, and what happened in the horizon after it.
pub(crate) struct PoolTrial<'a> {
    origin: &'a Origin,
    /// By model, those of every source.
    forecasts: BTreeMap<MemberName, Vec<Expectation>>,
    filter: Filter,
    beliefs: Vec<(FilterState<f64>, f64)>,
}

impl<'a> PoolTrial<'a> {
    /// Forecasts from an origin by every model. O(sources x models x weeks).
    pub(crate) fn new(origin: &'a Origin, members: &[(Member, Fitted)]) -> Self {
        let filter = filter_of(members);
        let sources = origin.sources();
        let seen: Vec<Seen> = sources.par_iter().map(|source| Seen::new(*source, &origin.exposure)).collect();
        let of = |(member, fitted): &(Member, Fitted)| {
            let forecasts = seen.par_iter().map(|seen| member.forecast(seen, &origin.horizon)).collect();
            (fitted.name, forecasts)
        };
        let belief = |seen: &Seen| (filter.believe(&seen.weeks), seen.weeks.level);
        let beliefs = seen.par_iter().map(belief).collect();
        Self { origin, forecasts: members.iter().map(of).collect(), filter, beliefs }
    }

    /// Puts what the pool expected beside what came.
    pub(crate) fn past(&self, kept: &[MemberName], recalibration: &Logit) -> Past<'_> {
        let pooled = |source: usize| {
            // Every model forecast every source.
            let forecasts: Vec<Expectation> =
                kept.iter().map(|model| self.forecasts[model][source]).collect();
            pool(&forecasts, recalibration)
        };
        Past {
            filter: &self.filter,
            beliefs: &self.beliefs,
            horizon: &self.origin.horizon,
            expected: (0..self.origin.counts.len()).map(pooled).collect(),
            counts: &self.origin.counts,
        }
    }

    /// Lists the chances of an event that a pool gave.
    pub(crate) fn chances(&self, kept: &[MemberName]) -> Vec<f64> {
        (0..self.origin.counts.len()).map(|source| self.pooled(kept, source)).collect()
    }

    /// Lists which sources had an event.
    pub(crate) fn happened(&self) -> Vec<bool> {
        self.origin.counts.iter().map(|count| *count > 0).collect()
    }

    fn pooled(&self, kept: &[MemberName], source: usize) -> f64 {
        // Every model forecast every source.
        kept.iter().map(|model| self.forecasts[model][source].p_active).sum::<f64>() / kept.len() as f64
    }

    /// Returns by how much the squared error of one pool is above that of another, and the standard error of
    /// that.
    pub(crate) fn loss(&self, pool: &[MemberName], rival: &[MemberName]) -> (f64, f64) {
        let happened = self.happened();
        let total = happened.len() as f64;
        let squared = |(chance, happened): (&f64, &bool)| (chance - f64::from(u8::from(*happened))).powi(2);
        let errors = |kept| self.chances(kept).iter().zip(&happened).map(squared).collect::<Vec<f64>>();
        let excess: Vec<f64> = errors(pool).iter().zip(errors(rival)).map(|(ours, its)| ours - its).collect();
        let mean = excess.iter().sum::<f64>() / total;
        let variance = excess.iter().map(|it| (it - mean).powi(2)).sum::<f64>() / total;
        (mean, (variance / total).sqrt())
    }
}
