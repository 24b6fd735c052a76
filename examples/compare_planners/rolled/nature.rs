//! The truth of a world: what practices send, how they change, and what visits do to them.

use crate::rolled::dice::{Dice, Subject};

/// What visits do. Nobody who plans knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// A practice sends more of what it sends.
    Lift,
    /// A practice that knows us sends some of what it sends to others.
    Win,
    /// A practice that fell returns to what it sent, little by little.
    Restore,
    /// A practice declines more slowly, and steps down or lapses less often.
    Protect,
    Nothing,
}

impl Effect {
    /// What full goodwill does: a share of what is sent, of what goes elsewhere, of the fall in a week, or of the losses.
    fn size(self) -> f64 {
        match self {
            Self::Lift => 0.2,
            Self::Win => 0.15,
            Self::Restore => 0.06,
            Self::Protect => 0.6,
            Self::Nothing => 0.0,
        }
    }

    /// Returns what goodwill of this height does, if this is what visits do.
    fn of(self, goodwill: f64, kind: Self) -> f64 {
        if self == kind { self.size() * goodwill } else { 0.0 }
    }
}

/// What never changes in a practice.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Nature {
    /// Referrals a week that it sends us in usual times.
    usual: f64,
    /// Referrals a week that it sends to others then.
    elsewhere: f64,
    /// Chance that a visit meets somebody.
    access: f64,
}

impl Nature {
    /// Draws a practice with so many clinicians.
    pub(crate) fn new(seed: u64, number: usize, providers: u32) -> Self {
        let mut dice = Dice::new(seed, Subject::Nature, number, 0);
        let all = 0.5 * f64::from(providers).powf(0.7) * libm::exp(0.5 * dice.normal());
        let share = libm::pow(dice.unit(), 1.5);
        let usual = if dice.unit() < 0.15 { 0.0 } else { all * share };
        Self { usual, elsewhere: all - usual, access: dice.between(0.75, 1.0) }
    }
}

/// How a practice stands in a week.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing {
    /// Share of its usual rate that it is on; 0 after a lapse.
    stage: f64,
    /// Slow drift about that, on the scale of logarithms.
    drift: f64,
    /// 0 to 1.
    goodwill: f64,
}

/// What a visit adds of the goodwill that is missing.
const FILLS: f64 = 0.8;
/// Days in which goodwill falls to 1/e. `rounds` assumes 85.
const FADES: f64 = 70.0;
/// Chances of a week.
const STEPS_DOWN: f64 = 0.004;
const LAPSES: f64 = 0.0025;
const RETURNS: f64 = 0.015;

impl Standing {
    pub(crate) const USUAL: Self = Self { stage: 1.0, drift: 0.0, goodwill: 0.0 };

    /// Takes in a visit that met somebody.
    fn welcome(&mut self) {
        self.goodwill += FILLS * (1.0 - self.goodwill);
    }

    /// Lets a week pass over the practice.
    fn change(&mut self, effect: Effect, dice: &mut Dice) {
        let exposed = 1.0 - effect.of(self.goodwill, Effect::Protect);
        let [lapses, steps, depth, returns] = [(); 4].map(|()| dice.unit());
        let moves = dice.normal();
        self.drift = 0.97 * self.drift + 0.05 * if moves < 0.0 { moves * exposed } else { moves };
        self.stage += effect.of(self.goodwill, Effect::Restore) * (1.0 - self.stage);
        if lapses < LAPSES * exposed {
            self.stage = 0.0;
        } else if steps < STEPS_DOWN * exposed && self.stage > 0.9 {
            self.stage = 0.3 + 0.3 * depth;
        } else if returns < RETURNS {
            self.stage = 1.0;
        }
    }

    /// Returns the referrals that are expected of the week, out of season.
    fn rate(&self, nature: &Nature, effect: Effect) -> f64 {
        let sent = nature.usual * self.stage * libm::exp(self.drift);
        let winnable = if sent > 0.0 { nature.elsewhere } else { 0.0 };
        sent * (1.0 + effect.of(self.goodwill, Effect::Lift))
            + winnable * effect.of(self.goodwill, Effect::Win)
    }
}

/// What a week brought from one practice.
pub(crate) struct Brought {
    /// Whether a visit would have met somebody.
    pub(crate) met: bool,
    /// Referrals that were to be expected.
    pub(crate) expected: f64,
    /// Referrals that came, Monday to Friday.
    pub(crate) counts: [u32; 5],
}

/// Plays one week of one practice. The dice fall in one order, whether it is visited or not.
pub(crate) fn week(
    nature: &Nature,
    standing: &mut Standing,
    effect: Effect,
    season: f64,
    visited: bool,
    dice: &mut Dice,
) -> Brought {
    let met = dice.unit() < nature.access;
    if visited && met {
        standing.welcome();
    }
    standing.change(effect, dice);
    let expected = season * standing.rate(nature, effect);
    let counts = [(); 5].map(|()| dice.poisson(expected / 5.0));
    standing.goodwill *= libm::exp(-7.0 / FADES);
    Brought { met, expected, counts }
}
