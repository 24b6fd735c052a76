//! What a liaison's hours are needed for, and what they gain.

use crate::model::liaison::Liaison;
use crate::plan::capacity::{Capacity, GainPoint, ScarceResource};
use crate::schedule::aim::liaison_aim::LiaisonAim;
use crate::schedule::aim::prices::{Claim, Prices, gain, needed};

/// Points of the curve of gain against hours.
const POINTS: i32 = 12;

/// Each point's price of time, as a multiple of that of the point before it.
const STEP: f64 = 1.5;

impl LiaisonAim {
    /// States what a liaison's time is worth and needed for, given the working hours in the days planned.
    pub(crate) fn capacity(&self, person: &Liaison, hours_planned: f64) -> Capacity {
        let promised = || self.claims.iter().filter(|claim| claim.promise.is_some());
        Capacity {
            liaison: person.id.clone(),
            an_hour: self.prices.minute * 60.0,
            scarce: self.scarce(),
            hours: a_week(self.has.minutes),
            hours_planned,
            promised: u32::try_from(promised().count()).unwrap_or(u32::MAX),
            promised_hours: self.hours_at_targets(|claim| claim.promise.is_some()),
            stretch: self.stretch(),
            tier_hours: self.hours_at_targets(|claim| claim.promise.is_none()),
            keeps_tiers: self.claims.iter().all(is_kept),
            curve: self.curve(),
        }
    }

    /// Names what costs most of a mean visit, among what is scarce where days are full.
    fn scarce(&self) -> Option<ScarceResource> {
        let used = needed(&self.claims, &self.full);
        let hours =
            if used.minutes > 0.999 * self.has.minutes { self.full.minute * used.minutes } else { 0.0 };
        let costs = [
            (hours, ScarceResource::Hours),
            (self.full.stop * used.stops, ScarceResource::Stops),
            (self.full.drive * used.drive, ScarceResource::Drive),
        ];
        costs.into_iter().filter(|(cost, _)| *cost > 0.0).max_by(|a, b| a.0.total_cmp(&b.0)).map(|it| it.1)
    }

    /// Counts the hours a week that some practices need at the rhythm their cadence aims at.
    fn hours_at_targets(&self, counts: impl Fn(&Claim) -> bool) -> f64 {
        let claims = self.claims.iter().zip(&self.targets).filter(|(claim, _)| counts(claim));
        // An empty sum is -0.
        a_week(claims.map(|(claim, &target)| claim.takes.minutes / f64::from(target)).sum::<f64>() + 0.0)
    }

    /// Returns how many times as long as promised the gaps become, in the mean.
    fn stretch(&self) -> f64 {
        let promised = self.practices.iter().zip(&self.claims).zip(&self.targets);
        let promised = promised.filter(|((_, claim), _)| claim.promise.is_some());
        let ratios: Vec<f64> =
            promised.map(|(((_, aim), _), &target)| f64::from(aim.rhythm.gap) / f64::from(target)).collect();
        if ratios.is_empty() { 1.0 } else { ratios.iter().sum::<f64>() / ratios.len() as f64 }
    }

    /// Draws the gain of a week by its hours: at rising prices of time, fewer visits are made, and those that gain most last.
    fn curve(&self) -> Vec<GainPoint> {
        let at = |step: i32| {
            let prices = Prices { minute: self.full.minute * STEP.powi(step), ..self.full };
            GainPoint {
                hours: a_week(needed(&self.claims, &prices).minutes),
                gain: 7.0 * gain(&self.claims, &prices),
            }
        };
        (0..POINTS).rev().map(at).collect()
    }
}

/// Tells whether the longest gap of a practice's tier is kept, or there is none to keep.
fn is_kept(claim: &Claim) -> bool {
    claim.longest.is_some() || claim.promise.is_some() || claim.goodwill.per_day <= 0.0
}

/// Turns minutes a day into hours a week.
fn a_week(minutes: f64) -> f64 {
    minutes * 7.0 / 60.0
}
