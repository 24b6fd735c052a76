//! What a reader of scores should know, and what the potential is explained by, in words.

use std::fmt;

use crate::export::wording::days::full_day;
use crate::export::wording::numbers::counted;
use crate::model::time::Date;
use crate::score::note::{FeedEnd, ModelNote};
use crate::score::predictors::Predictor;
use crate::score::size::MOST_PROVIDERS;

impl fmt::Display for ModelNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ResponseAssumed => {
                f.write_str("What a visit does is assumed, not measured: see ResponsePrior.")
            }
            Self::NotFixed { model, parameters } => write!(
                f,
                "{model}: the data do not fix {}; there it rests on weak priors.",
                parameters.join(", ")
            ),
            Self::NotConverged { model } => {
                write!(f, "{model}: the search for its parameters did not end; it is not used.")
            }
            Self::PotentialNotConverged => {
                f.write_str("Potential: the search for its coefficients did not end; they are rough.")
            }
            Self::Totals { period_days, known_until } => write!(
                f,
                "Referrals seem to come as totals of about {period_days} days. Each is spread over the days since the total before \
                 it. The last day known is {}.",
                full_day(*known_until)
            ),
            Self::FirstsOfMonths => f.write_str(
                "Totals are dated on first days of months: each is taken as the total of the month that begins there.",
            ),
            Self::FeedInterrupted { first_day, last_day } => write!(
                f,
                "Nobody sent a referral from {} to {}, so the file seems to miss these days. They count for nothing.",
                full_day(*first_day),
                full_day(*last_day)
            ),
            Self::LevelBreak { since, percent } => f.write_str(&level_break(*since, *percent)),
            Self::FeedEnds { last_day, why, .. } => {
                write!(f, "Referrals end on {}; forecasts start there.{why}", full_day(*last_day))
            }
            Self::LargeGroups { practices } => write!(
                f,
                "{} of more than {MOST_PROVIDERS} providers: probably a hospital or many practices in one row. Its size counts as \
                 {MOST_PROVIDERS} providers.",
                counted(*practices, "entry", "entries")
            ),
            Self::NoReferrals => f.write_str(
                "No referrals: practices are ranked by size. What they send is unknown, so no referrals are counted or expected.",
            ),
        }
    }
}

/// Writes "All practices together send about twice as much since about 3 March 2025. Is it a new feed? ...".
fn level_break(since: Date, percent: u32) -> String {
    let change = match percent {
        185..=215 => "twice as much".to_owned(),
        45..=55 => "half as much".to_owned(),
        _ => format!("{percent} % of what they sent before"),
    };
    format!(
        "All practices together send about {change} since about {}. Is it a new feed, or a merger? Earlier weeks are \
         compared at the new level.",
        full_day(since)
    )
}

/// Writes what shows the end of the referrals, after a blank, where there is something to add.
impl fmt::Display for FeedEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Silence { later: 0 } => {
                f.write_str(" Since then nobody has sent any, so the file seems to be late.")
            }
            Self::Silence { later } => write!(
                f,
                " Since then next to nobody has sent any, so the file seems to be late. {} of later days {} not count.",
                counted(later, "row", "rows"),
                if later == 1 { "does" } else { "do" },
            ),
            Self::Totals { unfinished: false } => Ok(()),
            Self::Totals { unfinished: true } => {
                f.write_str(" The total after it does not count: it is too small for a whole period.")
            }
        }
    }
}

impl fmt::Display for Predictor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Intercept => f.write_str("intercept"),
            Self::Providers => f.write_str("ln(providers)"),
            Self::Specialty(name) => write!(f, "specialty {name}"),
            Self::RareSpecialties => f.write_str("rare specialties"),
            Self::Attribute(name) => f.write_str(name),
            Self::Attributes(names) => f.write_str(&names.join(" + ")),
            Self::CentreDistance => f.write_str("distance to the centre of referrals"),
            Self::Dispersion => f.write_str("dispersion"),
        }
    }
}
