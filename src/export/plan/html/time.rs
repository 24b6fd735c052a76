//! Each liaison's time on the page: what is said of it, and the curve of gain against hours.

use serde::Serialize;

use crate::export::lookup::Lookup;
use crate::export::wording::{capacities, numbers};
use crate::plan::capacity::{Capacity, GainPoint};

/// The drawing's corners: left, right, top and bottom of the axes.
const LEFT: f64 = 8.0;
const RIGHT: f64 = 116.0;
const TOP: f64 = 6.0;
const BOTTOM: f64 = 56.0;

/// One liaison's time.
#[derive(Serialize)]
pub(crate) struct TimeView {
    name: String,
    lines: Vec<String>,
    points: String,
    here: Spot,
    hours: String,
}

/// A point of the drawing.
#[derive(Serialize)]
struct Spot {
    x: f64,
    y: f64,
}

impl TimeView {
    /// Lists the time of every liaison in the plan.
    pub(crate) fn all(lookup: &Lookup) -> Vec<Self> {
        lookup.plan.capacities.iter().map(|capacity| Self::new(lookup, capacity)).collect()
    }

    fn new(lookup: &Lookup, capacity: &Capacity) -> Self {
        let used = f64::from(lookup.plan.totals_of(&capacity.liaison).field_time.0) / 60.0;
        let a_week = used / f64::from(lookup.plan.weeks.max(1));
        let scale = Scale::of(&capacity.curve, a_week);
        let spots = capacity.curve.iter().map(|point| scale.spot(*point));
        let points: Vec<String> = spots.map(|spot| format!("{},{}", spot.x, spot.y)).collect();
        Self {
            name: lookup.liaison_name(&capacity.liaison).to_owned(),
            lines: capacities::time(capacity, used, lookup.worth),
            points: points.join(" "),
            here: scale.spot(GainPoint { hours: a_week, gain: gain_at(&capacity.curve, a_week) }),
            hours: numbers::tenths(scale.hours),
        }
    }
}

/// What the axes end at.
struct Scale {
    hours: f64,
    gain: f64,
}

impl Scale {
    /// Takes in the curve and the hours of the plan: its first weeks may catch up on more than a usual week.
    fn of(curve: &[GainPoint], a_week: f64) -> Self {
        let most = |part: fn(&GainPoint) -> f64| curve.iter().map(part).fold(0.0, f64::max);
        Self { hours: most(|point| point.hours).max(a_week), gain: most(|point| point.gain) }
    }

    fn spot(&self, point: GainPoint) -> Spot {
        let share = |part: f64, whole: f64| if whole > 0.0 { (part / whole).clamp(0.0, 1.0) } else { 0.0 };
        let tenths = |number: f64| (number * 10.0).round() / 10.0;
        Spot {
            x: tenths(LEFT + (RIGHT - LEFT) * share(point.hours, self.hours)),
            y: tenths(BOTTOM - (BOTTOM - TOP) * share(point.gain, self.gain)),
        }
    }
}

/// Reads the gain of some hours off the curve.
fn gain_at(curve: &[GainPoint], hours: f64) -> f64 {
    let after = curve.iter().position(|point| point.hours >= hours);
    match after {
        None => curve.last().map_or(0.0, |point| point.gain),
        Some(0) => curve.first().map_or(0.0, |point| point.gain * hours / point.hours.max(1e-9)),
        Some(at) => {
            let (from, to) = (curve[at - 1], curve[at]);
            let part = (hours - from.hours) / (to.hours - from.hours).max(1e-9);
            from.gain + part * (to.gain - from.gain)
        }
    }
}
