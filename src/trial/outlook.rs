//! What practices are expected to send in stretches of days, from what was known before.

use crate::error::Error;
use crate::forecast::pool::lapse_model::LapseModel;
use crate::forecast::pool::method::Method;
use crate::forecast::pool::source::Seen;
use crate::model::book::Book;
use crate::model::time::Date;
use crate::score::features::Features;

/// Expected referrals of each practice in each stretch; `None` for practices that had not referred.
pub(crate) type Outlook = Vec<Option<Vec<f64>>>;

/// Forecasts by the lapse models of the scores, as of a day, with season and holidays of each stretch. A stretch is a first and a last
/// day; all lie after `as_of`.
///
/// Nothing after `as_of` is looked at. So a lot that is drawn later cannot change what is expected of anybody.
pub(crate) fn outlook(book: &Book, as_of: Date, stretches: &[(Date, Date)]) -> Result<Outlook, Error> {
    let features = Features::of(book, as_of);
    let day = |date: Date| date.days_since(features.until).max(0) as f64;
    let last = stretches.iter().map(|it| day(it.1)).fold(1.0, f64::max);
    let go_on = || Ok(());
    let horizon = crate::forecast::numeric::special::whole(last).clamp(1, 3_660);
    let sources = features.sources();
    let model = LapseModel::fit_while::<Error>(&sources, &features.exposure, Method::Best, horizon, &go_on)?;
    let expected = |seen: &Seen, until: f64| {
        let weeks = features.exposure.horizon(until);
        if weeks.is_empty() { 0.0 } else { model.forecast(seen, &weeks).0.expected_count }
    };
    let of_one = |seen: &Seen| -> Vec<f64> {
        let of = |it: &(Date, Date)| expected(seen, day(it.1)) - expected(seen, day(it.0) - 1.0);
        stretches.iter().map(|it| of(it).max(LEAST)).collect()
    };
    let known = features.histories.iter().zip(&features.levels);
    let seen = known.map(|(history, level)| Some(Seen::new((history.as_ref()?, *level), &features.exposure)));
    Ok(seen.map(|seen| seen.as_ref().map(of_one)).collect())
}

/// The least that is expected of anybody.
const LEAST: f64 = 1e-6;
