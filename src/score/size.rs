//! How large a practice is. One entry of more than fifty providers counts as fifty.

use crate::model::practice::Practice;

/// Providers of a practice that does not say.
const USUAL_PROVIDERS: f64 = 3.0;
/// Most providers that count. A larger entry is a hospital or many practices: nobody visits all of them at once.
pub(crate) const MOST_PROVIDERS: u32 = 50;

/// Compares the number of providers with that of a usual practice.
pub(crate) fn relative(practice: &Practice) -> f64 {
    let stated = practice.providers.map(|number| f64::from(number.min(MOST_PROVIDERS)));
    stated.unwrap_or(USUAL_PROVIDERS).max(0.5) / USUAL_PROVIDERS
}

/// Returns the providers of an entry that is probably a hospital, or many practices.
pub(crate) fn large_group(practice: &Practice) -> Option<u32> {
    practice.providers.filter(|number| *number > MOST_PROVIDERS)
}
