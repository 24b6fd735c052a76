//! Referrals by week, and what was to be expected.

use crate::export::wording::numbers::{counted, fixed, grouped, tenths};
use crate::report::compile::WeekReport;
use crate::report::referral_weeks::ReferralFigures;
use crate::score::week_forecast::NoWeekForecast;

/// Heads the referrals.
pub(crate) const REFERRALS: &str = "Referrals";
/// Headings of the weeks.
pub(crate) const OF_WEEKS: [&str; 3] = ["Week of", "Referrals", "Year before"];
/// Names the next weeks.
pub(crate) const NEXT_WEEKS: &str = "Expected in the next weeks";
/// Headings of the next weeks.
pub(crate) const OF_NEXT_WEEKS: [&str; 4] = ["Week of", "Expected", "At least", "At most"];
/// The legend of the chart.
pub(crate) const LEGEND: [&str; 3] = ["Referrals", "Year before", "Expected, 90 % range"];

fn count(number: u64) -> String {
    grouped(usize::try_from(number).unwrap_or(usize::MAX))
}

/// Says whether as many came as were to be expected.
pub(crate) fn verdict(report: &WeekReport) -> String {
    let figures = &report.referrals;
    let came = if figures.is_known() {
        let count = usize::try_from(report.headline.referrals).unwrap_or(usize::MAX);
        counted(count, "referral", "referrals") + " came."
    } else {
        "No referral of the week is known.".to_owned()
    };
    let Some(forecast) = &figures.forecast else {
        return format!("{came} {}", figures.no_forecast.map_or("", no_forecast));
    };
    let band = forecast.band;
    let expected = format!(
        "{} were expected, and {} to {} in nine weeks of ten",
        tenths(forecast.mean),
        count(band.low),
        count(band.high)
    );
    let sent = report.headline.referrals;
    let verdict = match () {
        () if !figures.is_known() => "The week is not judged.",
        () if !report.week.is_complete() => "The week is not complete, so it is not judged.",
        () if sent < band.low => "That is fewer than was to be expected.",
        () if sent > band.high => "That is more than was to be expected.",
        () => "That is within what was to be expected.",
    };
    format!("{came} {expected}, by what was known up to {}. {verdict}", forecast.known_until.to_words())
}

/// Says why there is no forecast.
fn no_forecast(why: NoWeekForecast) -> &'static str {
    match why {
        NoWeekForecast::NoReferrals => {
            "There is no forecast: the book knows no referral from before this week."
        }
        NoWeekForecast::Totals { .. } => {
            "There is no forecast of weeks: referrals come as totals of longer periods, which are spread over their days here."
        }
        NoWeekForecast::ShortHistory => {
            "There is no forecast: the book has too few weeks to tell how far forecasts are off."
        }
    }
}

/// Heads the chart, with what it shows.
pub(crate) fn chart(figures: &ReferralFigures) -> String {
    let weeks = counted(figures.weeks.len(), "week", "weeks");
    match &figures.newest {
        Some(newest) => format!("Referrals of the last {weeks}, the newest of {}", newest.to_words()),
        None => format!("Referrals of the last {weeks}"),
    }
}

/// Says how the ranges were made.
pub(crate) fn how(figures: &ReferralFigures) -> String {
    let spread = figures.forecast.map_or(1.0, |it| it.dispersion);
    format!(
        "The expected figure adds up the forecasts of all practices, season and holidays included. The range is that of a negative \
         binomial count. Its variance is {} times that of pure chance, as much as the last 26 weeks were off.",
        fixed(1, spread)
    )
}
