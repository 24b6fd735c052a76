//! Reasons and notes of scores as sentences that a liaison understands.

use std::fmt;

use crate::export::wording::days::full_day;
use crate::export::wording::numbers::{counted, grouped, percent, tenths};
use crate::model::score_fact::{LittleEvidence, Refers, Rhythm, ScoreFact, Silence};
use crate::model::segment::Segment;
use crate::model::time::Date;
use crate::score::note::{FeedEnd, ModelNote};
use crate::score::predictors::Predictor;
use crate::score::reason::ScoreReason;
use crate::score::size::MOST_PROVIDERS;

impl fmt::Display for ScoreReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fact.fmt(f)
    }
}

impl fmt::Display for ScoreFact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Retention { silence: None } => f.write_str("never referred: nothing to lose yet"),
            Self::Retention { silence: Some(silence) } => silence.fmt(f),
            Self::Recovery { sent, expected } => f.write_str(&recovery(sent - expected)),
            Self::Headroom { sent, expected, potential, winnable } => {
                f.write_str(&headroom(sent, expected, potential, winnable))
            }
            Self::Trend { share, probability, horizon_days } => {
                f.write_str(&trend(share, probability, horizon_days))
            }
            Self::Evidence { known } => write!(f, "{known}: the figures lean on practices like it"),
            Self::Size { size, providers, refers } => f.write_str(&sized(size, providers, refers)),
            Self::LargeGroup { providers } => f.write_str(&large_group(providers)),
        }
    }
}

/// Writes "usually every 9 days, silent 31 days: 62 % chance of a referral in the next 13 weeks, usually 97 %".
impl fmt::Display for Silence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let silent = match self.silent_days {
            0 => "the last one today".to_owned(),
            1 => "the last one yesterday".to_owned(),
            days => format!("silent {days} days"),
        };
        let chance = chance(self.chance);
        let usual = if is_certain(self.usual_chance) { "certain".into() } else { percent(self.usual_chance) };
        let ahead = ahead(self.horizon_days);
        write!(f, "{}, {silent}: {chance} of a referral in the next {ahead}, usually {usual}", self.rhythm)
    }
}

impl fmt::Display for Rhythm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::NoneYet { referrals } => write!(f, "{} so far", referrals_sent(referrals)),
            Self::Daily { a_week } => write!(f, "usually {a_week:.0} a week"),
            // A batch that rounds to one says nothing.
            Self::Every { days, batch } if batch < 1.5 => write!(f, "usually every {days:.0} days"),
            Self::Every { days, batch } => {
                write!(f, "usually every {days:.0} days, about {batch:.0} at a time")
            }
        }
    }
}

impl fmt::Display for LittleEvidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::NoReferral => f.write_str("no referral on record"),
            Self::OneDay { referrals } => write!(f, "all {} on one day", referrals_sent(referrals)),
            Self::Few { referrals, weeks } => {
                write!(
                    f,
                    "only {} in {}",
                    referrals_sent(referrals),
                    counted(weeks as usize, "week", "weeks")
                )
            }
        }
    }
}

/// Writes "about 3 a year fewer than before: some may come back"; what was sent stands beside it, with the headroom.
fn recovery(fewer: f64) -> String {
    let fewer = match fewer.round() {
        ..1.0 => "hardly".to_owned(),
        fewer => format!("about {fewer:.0} a year"),
    };
    format!("{fewer} fewer than before: some may come back")
}

/// Writes "sent 43 in the last 12 months, 40 a year expected; could send about 120, by its own record or the best quarter of
/// practices like it; about 30 more within reach".
fn headroom(sent: Option<u32>, expected: f64, potential: f64, winnable: f64) -> String {
    // Compared as people read them.
    let (now, potential, winnable) = (expected.round(), potential.round(), winnable.round());
    let so_far = match sent {
        None => format!("practices like it would send about {now:.0} a year"),
        Some(sent) => format!("sent {sent} in the last 12 months, {now:.0} a year expected"),
    };
    if potential <= now {
        return format!("{so_far}, as much as the best quarter of practices like it");
    }
    let reach = match winnable {
        ..1.0 => "its own record gives little hope of more".into(),
        _ => format!("about {winnable:.0} more within reach"),
    };
    let could = match sent {
        None => format!("the best quarter of practices like it send about {potential:.0}"),
        Some(_) => {
            format!(
                "could send about {potential:.0}, by its own record or the best quarter of practices like it"
            )
        }
    };
    format!("{so_far}; {could}; {reach}")
}

/// Writes "ranked by size, 2.3 times a usual practice: 12 providers, refers often by its specialty; what it sends is unknown".
fn sized(size: f64, providers: Option<u32>, refers: Refers) -> String {
    let providers = providers.map_or_else(
        || "number of providers unknown".to_owned(),
        |number| counted(number as usize, "provider", "providers"),
    );
    let by_specialty = match refers {
        Refers::Often => ", refers often by its specialty",
        Refers::Usual => "",
        Refers::Seldom => ", refers seldom by its specialty",
        Refers::HardlyEver => ", hardly ever refers by its specialty",
    };
    let size = times_usual(size);
    format!("ranked by size, {size}: {providers}{by_specialty}; what it sends is unknown")
}

/// Compares a size with that of a usual practice.
pub(crate) fn times_usual(size: f64) -> String {
    format!("{} times a usual practice", tenths(size))
}

fn large_group(providers: u32) -> String {
    let providers = grouped(providers as usize);
    format!(
        "{providers} providers in one row: probably a hospital or many practices; they count as {MOST_PROVIDERS}"
    )
}

fn trend(share: f64, probability: f64, horizon_days: u32) -> String {
    let likely = if is_certain(probability) {
        "almost certainly".to_owned()
    } else {
        format!("{} likely", percent(probability))
    };
    let (share, ahead) = (percent(share), ahead(horizon_days));
    format!("fallen below its usual rate ({likely}): {share} of it expected in the next {ahead}")
}

/// Puts a chance in words. Nothing that lies ahead is certain, however often it came.
fn chance(share: f64) -> String {
    match share {
        _ if is_certain(share) => "almost certain".to_owned(),
        ..0.005 => "hardly any chance".to_owned(),
        _ => format!("{} chance", percent(share)),
    }
}

/// Says whether a share reads as 100 %.
fn is_certain(share: f64) -> bool {
    share >= 0.995
}

/// Puts a horizon in words: whole weeks where it has some.
fn ahead(days: u32) -> String {
    if days >= 14 {
        counted((days as usize + 3) / 7, "week", "weeks")
    } else {
        counted(days as usize, "day", "days")
    }
}

fn referrals_sent(number: u32) -> String {
    counted(number as usize, "referral", "referrals")
}

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
                "Referrals seem to be totals of about {period_days} days: each is spread over the days since the \
                 upload before, and forecasts start on {known_until}, the last day known."
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

impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Loyalist => "Loyalist",
            Self::Splitter => "Splitter",
            Self::Opportunity => "Opportunity",
            Self::Lapsed => "Lapsed",
            Self::Dormant => "Dormant",
            Self::Unknown => "Unknown",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SILENCE: Silence = Silence {
        rhythm: Rhythm::Every { days: 9.2, batch: 1.0 },
        silent_days: 31,
        chance: 0.62,
        usual_chance: 0.97,
        horizon_days: 91,
    };

    #[test]
    fn what_may_come_back_is_told_as_a_difference() {
        let recovery = |sent, expected| ScoreFact::Recovery { sent, expected }.to_string();
        assert_eq!(recovery(52.0, 40.4), "about 12 a year fewer than before: some may come back");
        assert_eq!(recovery(15.0, 14.6), "hardly fewer than before: some may come back");
    }

    fn retention(silence: Silence) -> String {
        ScoreFact::Retention { silence: Some(silence) }.to_string()
    }

    #[test]
    fn a_silence_is_told_beside_the_usual_rhythm() {
        assert_eq!(
            retention(SILENCE),
            "usually every 9 days, silent 31 days: 62 % chance of a referral in the next 13 weeks, usually 97 %"
        );
        let certain =
            Silence { chance: 0.999, usual_chance: 1.0, silent_days: 1, horizon_days: 1, ..SILENCE };
        assert_eq!(
            retention(certain),
            "usually every 9 days, the last one yesterday: almost certain of a referral in the next 1 day, usually certain"
        );
    }

    #[test]
    fn rhythms_read_as_people_count() {
        let cases = [
            (Rhythm::NoneYet { referrals: 1 }, "1 referral so far"),
            (Rhythm::Daily { a_week: 6.6 }, "usually 7 a week"),
            (Rhythm::Every { days: 35.0, batch: 20.1 }, "usually every 35 days, about 20 at a time"),
        ];
        for (rhythm, text) in cases {
            assert_eq!(rhythm.to_string(), text);
        }
    }

    #[test]
    fn headroom_tells_what_a_visit_could_win() {
        let fact = |sent, potential, winnable| {
            ScoreFact::Headroom { sent, expected: 40.2, potential, winnable }.to_string()
        };
        let sent = "sent 43 in the last 12 months, 40 a year expected";
        assert_eq!(
            fact(Some(43), 120.0, 30.0),
            format!(
                "{sent}; could send about 120, by its own record or the best quarter of practices like it; about 30 more within reach"
            )
        );
        assert_eq!(
            fact(Some(43), 40.4, 0.1),
            format!("{sent}, as much as the best quarter of practices like it")
        );
        assert_eq!(
            fact(None, 50.0, 0.4),
            "practices like it would send about 40 a year; the best quarter of practices like it send about 50; its own record gives \
             little hope of more"
        );
    }

    #[test]
    fn without_referrals_a_size_is_told_and_no_count() {
        let fact = |providers, refers| ScoreFact::Size { size: 2.34, providers, refers }.to_string();
        assert_eq!(
            fact(Some(12), Refers::Often),
            "ranked by size, 2.3 times a usual practice: 12 providers, refers often by its specialty; what it sends is unknown"
        );
        assert_eq!(
            fact(None, Refers::Usual),
            "ranked by size, 2.3 times a usual practice: number of providers unknown; what it sends is unknown"
        );
    }

    #[test]
    fn a_large_group_is_told_apart() {
        assert_eq!(
            ScoreFact::LargeGroup { providers: 371 }.to_string(),
            "371 providers in one row: probably a hospital or many practices; they count as 50"
        );
    }
}
