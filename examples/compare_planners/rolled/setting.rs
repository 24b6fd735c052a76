//! The worlds that can be played.

use crate::rolled::nature::Effect;

/// What a world is made from, beside its seed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    pub(crate) name: &'static str,
    pub(crate) places: Places,
    pub(crate) effect: Effect,
    pub(crate) practices: usize,
    pub(crate) liaisons: usize,
}

/// Where the practices and homes of a world come from.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Places {
    /// A made-up region of towns.
    Towns,
    /// Places of the sample book, whose history, hours and access are not used.
    SampleBook,
}

/// A made-up region in which visits do this.
const fn towns(name: &'static str, effect: Effect) -> Setting {
    Setting { name, places: Places::Towns, effect, practices: 100, liaisons: 2 }
}

/// The worlds by name. Each liaison works for two half days a week, a little less than tiers ask for. In `scarce` tiers ask for
/// twice as much.
pub(crate) const WORLDS: [Setting; 7] = [
    towns("lift", Effect::Lift),
    towns("win", Effect::Win),
    towns("restore", Effect::Restore),
    towns("protect", Effect::Protect),
    Setting { places: Places::SampleBook, ..towns("sample", Effect::Lift) },
    Setting { practices: 200, ..towns("scarce", Effect::Lift) },
    towns("nothing", Effect::Nothing),
];

impl Setting {
    /// Finds a world by its name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        WORLDS.into_iter().find(|setting| setting.name == name)
    }
}
