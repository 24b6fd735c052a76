//! What a liaison's hours are needed for, and what they gain.

use crate::model::liaison::Liaison;
use crate::plan::capacity::{Capacity, GainPoint, ScarceResource};
use crate::plan::loss::LONGEST_GAP;
use crate::schedule::aim::liaison_aim::LiaisonAim;
use crate::schedule::aim::prices::{Claim, MINUTES, Prices, dearest, gain, needed};

/// Points of the curve of gain against hours.
const POINTS: u32 = 24;

/// How much cheaper time is made to see what the next hour brings.
const CHEAPER: f64 = 1.1;

/// A promise stretches from so many times its gap on: below, whole days round it.
const STRETCHED: f64 = 1.05;

impl LiaisonAim {
    /// States what a liaison's time is worth and needed for, given the working hours in the days planned. What these days need at
    /// least is added later.
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
            tier_hours: self
                .hours_at_targets(|claim| claim.promise.is_none() && claim.goodwill.per_day > 0.0),
            keeps_tiers: self.keeps_tiers(),
            next_hour: self.next_hour(),
            curve: self.curve(),
            need: None,
        }
    }

    /// Names the scarce resource that takes the largest part of what a visit costs.
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
        let minutes = claims.map(|(claim, &target)| claim.takes.minutes / f64::from(target));
        // A sum of nothing is -0.
        a_week(minutes.sum::<f64>() + 0.0)
    }

    /// Returns how many times as long as promised the gap becomes that stretches most.
    fn stretch(&self) -> f64 {
        let ratio = |claim: &Claim| {
            claim.promise.map(|(target, _)| {
                claim.gap(&self.prices).min(f64::from(LONGEST_GAP)) / target.max(claim.shortest)
            })
        };
        let most = self.claims.iter().filter_map(ratio).fold(1.0, f64::max);
        if most < STRETCHED { 1.0 } else { most }
    }

    /// Tells whether every practice without a promise that has something at stake is seen within the longest gap of its tier.
    fn keeps_tiers(&self) -> bool {
        let is_kept = |(claim, &longest): (&Claim, &u32)| {
            claim.promise.is_some()
                || claim.goodwill.per_day <= 0.0
                || claim.whole_gap(&self.prices) <= longest
        };
        self.claims.iter().zip(&self.longest).all(is_kept)
    }

    /// Returns what one more hour would bring: nothing where the hours that there are, or other limits, are used up.
    fn next_hour(&self) -> Option<f64> {
        let cheaper = (self.prices.minute / CHEAPER).max(self.full.minute);
        let (now, then) = (self.point(self.prices.minute), self.point(cheaper));
        let hours = then.hours - now.hours;
        (hours > 1e-6).then(|| (then.gain - now.gain) / hours)
    }

    /// Draws the gain of a week by its hours: at rising prices of time fewer visits are made, and those that gain most last.
    fn curve(&self) -> Vec<GainPoint> {
        let dearest = (dearest(&self.claims, MINUTES) / self.full.minute).max(1.0);
        let step = libm::log(dearest) / f64::from(POINTS);
        let at = |point: u32| self.point(self.full.minute * libm::exp(step * f64::from(point)));
        let mut curve: Vec<GainPoint> = (0..=POINTS).rev().map(at).collect();
        let close = curve.last().map_or(0.0, |full| full.hours / 200.0);
        curve.dedup_by(|next, point| next.hours <= point.hours + close);
        curve
    }

    /// Returns hours and gain of a week at a price of a minute.
    fn point(&self, minute: f64) -> GainPoint {
        let prices = Prices { minute, ..self.full };
        GainPoint {
            hours: a_week(needed(&self.claims, &prices).minutes),
            gain: 7.0 * gain(&self.claims, &prices),
        }
    }
}

/// Turns minutes a day into hours a week.
fn a_week(minutes: f64) -> f64 {
    minutes * 7.0 / 60.0
}
