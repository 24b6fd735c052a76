//! What really goes on at a practice: how many referrals a usual week brings, and when that changed.

use super::{
    WEEKS,
    dice::{Dice, Subject},
};

/// How a practice's rate moves over the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// No change.
    Steady,
    /// Grows evenly from the change date until it has doubled at the end.
    Growth,
    /// Drops by 60 % within a week.
    StepDown,
    /// Falls evenly over 26 weeks to a tenth.
    Fade,
    /// Stops within a week.
    Lapse,
    /// Starts to refer at the change date.
    New,
    /// Never referred.
    Silent,
}

impl Kind {
    /// As it stands in the truth table.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Steady => "steady",
            Self::Growth => "growth",
            Self::StepDown => "step_down",
            Self::Fade => "fade",
            Self::Lapse => "lapse",
            Self::New => "new",
            Self::Silent => "silent",
        }
    }
}

/// The truth about one practice.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Truth {
    /// How the rate moves.
    pub(crate) kind: Kind,
    /// Referrals in a usual week before the change (after it, for a new practice).
    pub(crate) before: f64,
    /// The week of the change, counted from 0.
    pub(crate) change: Option<u32>,
}

impl Truth {
    /// Draws a truth around a usual weekly rate.
    pub(super) fn draw(seed: u64, unit: usize, usual: f64) -> Self {
        let mut dice = Dice::new(seed, Subject::Truth, unit);
        // Practices alike on paper refer very differently: a quarter never does.
        let own =
            dice.weighted(&[(0.25, 0.0), (0.2, 0.3), (0.2, 0.7), (0.18, 1.2), (0.12, 2.0), (0.05, 4.0)]);
        let kind = dice.weighted(&[
            (0.62, Kind::Steady),
            (0.1, Kind::Growth),
            (0.1, Kind::StepDown),
            (0.07, Kind::Fade),
            (0.07, Kind::Lapse),
            (0.04, Kind::New),
        ]);
        let change = match kind {
            Kind::Steady | Kind::Silent => None,
            Kind::Growth | Kind::Fade => Some(dice.whole(WEEKS - 60, WEEKS - 16)),
            Kind::StepDown | Kind::Lapse => Some(dice.whole(WEEKS - 40, WEEKS - 3)),
            Kind::New => Some(dice.whole(WEEKS - 40, WEEKS - 6)),
        };
        if own == 0.0 {
            return Self { kind: Kind::Silent, before: 0.0, change: None };
        }
        Self { kind, before: usual * own, change }
    }

    /// Referrals to expect in a usual week; week 0 is the first of the history.
    pub(crate) fn rate(&self, week: u32) -> f64 {
        let since = self.change.map_or(0.0, |change| f64::from(week.saturating_sub(change)));
        let changed = self.change.is_some_and(|change| week >= change);
        self.before
            * match self.kind {
                Kind::Steady | Kind::Silent => 1.0,
                Kind::New => f64::from(u8::from(changed)),
                Kind::Lapse => f64::from(u8::from(!changed)),
                Kind::StepDown => {
                    if changed {
                        0.4
                    } else {
                        1.0
                    }
                }
                Kind::Fade => (1.0 - 0.9 * since / 26.0).max(0.1),
                Kind::Growth => 1.0 + since / f64::from(WEEKS - self.change.unwrap_or(0)),
            }
    }
}
