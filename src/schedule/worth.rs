//! What visits are worth: the one place that says so. The search, the reasons of a stop, and the proofs of what is left out
//! all ask here.

use crate::routing::model::problem::{Recurrence, Value};
use crate::routing::model::recurrence::CERTAIN;
use crate::schedule::aim::liaison_aim::{LiaisonAim, PracticeAim};
use crate::schedule::aim::rhythm::LONGEST_GAP;
use crate::schedule::horizon::Horizon;

/// Most that a gap counts for in the search, so that sums over a plan fit its numbers.
const MOST: f64 = 1e11;

/// What the calendar knows of a practice.
pub(crate) struct KnownVisits {
    /// Days from the last visit to the first day planned; `None` where there was none.
    pub(crate) last: Option<u32>,
    /// Days of fixed visits.
    pub(crate) fixed: Vec<u32>,
    /// Fewest days between visits.
    pub(crate) min_gap: u32,
    /// Minutes of a visit, with its buffer.
    pub(crate) minutes: u32,
}

/// States the worth of visits to a practice by their days: the loss of every gap against the best rhythm, and the price of the
/// time that a visit takes. `None` where no visit is worth its time on any day.
pub(crate) fn recurrence(
    aim: &LiaisonAim,
    practice: &PracticeAim,
    known: &KnownVisits,
    horizon: &Horizon,
) -> Option<Recurrence> {
    let (rhythm, days) = (&practice.rhythm, horizon.days);
    let units = |worth: f64| units(worth / aim.unit);
    let last = known.last.unwrap_or(LONGEST_GAP).min(LONGEST_GAP);
    let unseen = rhythm.open(last + days);
    let price = aim.prices.minute * f64::from(known.minutes) + aim.prices.stop;
    let recurrence = Recurrence {
        min_gap: known.min_gap,
        first: (0..days).map(|day| units(rhythm.closed(last + day) - unseen)).collect(),
        between: (0..=days).map(|gap| units(rhythm.closed(gap))).collect(),
        open: (0..=days).map(|gap| units(rhythm.open(gap))).collect(),
        price: units(price),
        fixed: known.fixed.clone(),
        access: chance(practice.access),
    };
    (rhythm.pays() && recurrence.greatest() > 0).then_some(recurrence)
}

/// Returns what a minute at the wheel costs in the search.
pub(crate) fn drive_price(aim: &LiaisonAim, weight: f64) -> Value {
    const MOST: Value = 1_000_000;
    units(weight * (aim.prices.minute + aim.prices.drive) / aim.unit).clamp(1, MOST)
}

/// Rounds to whole units of the search; what is not a number is worth nothing.
#[expect(clippy::cast_possible_truncation, reason = "`as` saturates, and the range is far smaller")]
fn units(worth: f64) -> Value {
    worth.clamp(-MOST, MOST).round() as Value
}

/// Rounds a chance to 65,536ths.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the chance lies between 0 and 1"
)]
fn chance(chance: f64) -> u32 {
    (chance.clamp(0.0, 1.0) * f64::from(CERTAIN)).round() as u32
}
