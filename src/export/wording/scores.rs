//! Reasons and notes of scores as sentences that a liaison understands.

use std::fmt;

use crate::export::wording::days::{day, when};
use crate::export::wording::levels::{self, ALMOST_CERTAIN};
use crate::export::wording::numbers::{counted, grouped, tenths};
use crate::forecast::numeric::special::whole;
use crate::model::score_fact::{LittleEvidence, Refers, Rhythm, ScoreFact, Silence};
use crate::model::segment::Segment;
use crate::model::time::Date;
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
            Self::Recovery { sent, expected } => f.write_str(&recovery(sent, expected)),
            Self::Headroom { sent, expected, potential, winnable } => {
                f.write_str(&headroom(sent, expected, potential, winnable))
            }
            Self::Trend(it) => f.write_str(&levels::change(&it)),
            Self::Evidence { known } => write!(f, "{known}: the figures lean on practices like it"),
            Self::Size { size, providers, refers } => f.write_str(&sized(size, providers, refers)),
            Self::LargeGroup { providers } => f.write_str(&large_group(providers)),
        }
    }
}

/// Writes "usually every 9 days, silent 4 days: 60 % chance of a referral in the next 13 weeks, usually 95 %". A long silence is
/// told first, with the day on which it began.
impl fmt::Display for Silence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let standing = match (self.rhythm, self.last) {
            (Rhythm::Changed, _) => last_referral(self),
            (rhythm, Some(last)) if self.is_long() => since(last, self.silent_days, rhythm),
            (rhythm, _) => format!("{rhythm}, {}", silent(self)),
        };
        write!(f, "{standing}: {}", outlook(self))
    }
}

/// Writes since when a practice is silent, beside its rhythm.
fn since(last: Date, silent_days: u32, rhythm: Rhythm) -> String {
    let last = day(last, last.plus_days(i64::from(silent_days)));
    match rhythm {
        Rhythm::NoneYet { .. } => format!("{rhythm}, none since {last}"),
        rhythm => format!("silent since {last}, {rhythm}"),
    }
}

/// Writes how long it is since the last referral. The last day known may lie before the day of the score, so a day has its date.
fn silent(it: &Silence) -> String {
    match it.silent_days {
        0 | 1 => format!("the last one {}", when_last(it)),
        days => format!("silent {days} days"),
    }
}

/// Writes the same where no rhythm stands before it.
fn last_referral(it: &Silence) -> String {
    format!("last referral {}", when_last(it))
}

/// Writes the day of the last referral; plans of older versions do not name it.
fn when_last(it: &Silence) -> String {
    match (it.last, it.silent_days) {
        (Some(last), days) => when(last, last.plus_days(i64::from(days))),
        (None, 0) => "on the last day known".to_owned(),
        (None, days) => format!("{} before the last day known", counted(days as usize, "day", "days")),
    }
}

/// Writes the chance of a referral, and what it usually is where that is something better.
fn outlook(it: &Silence) -> String {
    let referral = format!("a referral in the next {}", ahead(it.horizon_days));
    let (chance, usual) = (ToldChance::of(it.chance), ToldChance::of(it.usual_chance));
    let outlook = match chance {
        ToldChance::AlmostCertain => format!("{referral} is almost certain"),
        chance => format!("{chance} chance of {referral}"),
    };
    let has_rhythm = !matches!(it.rhythm, Rhythm::NoneYet { .. });
    if has_rhythm && chance != usual { format!("{outlook}, usually {usual}") } else { outlook }
}

/// A chance to the nearest 5 %, up to one that is almost certain. Nothing that lies ahead is certain, however often it came.
#[derive(Clone, Copy, PartialEq)]
enum ToldChance {
    HardlyAny,
    Percent(u32),
    AlmostCertain,
}

impl ToldChance {
    fn of(share: f64) -> Self {
        match 5 * whole((20.0 * share).round()) {
            0 => Self::HardlyAny,
            _ if share >= ALMOST_CERTAIN => Self::AlmostCertain,
            percent => Self::Percent(percent),
        }
    }
}

impl fmt::Display for ToldChance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::HardlyAny => f.write_str("hardly any"),
            Self::Percent(percent) => write!(f, "{percent} %"),
            Self::AlmostCertain => f.write_str("almost certain"),
        }
    }
}

impl fmt::Display for Rhythm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Changed => f.write_str("the rhythm has changed"),
            Self::NoneYet { referrals } => write!(f, "{} so far", referrals_sent(referrals)),
            Self::Daily { a_week } => {
                write!(f, "usually {} a week", grouped(whole(a_week.round().max(1.0)) as usize))
            }
            // A batch that rounds to one says nothing.
            Self::Every { days, batch } if batch < 1.5 => write!(f, "usually {}", every(days)),
            Self::Every { days, batch } => {
                let batch = grouped(whole(batch.round()) as usize);
                write!(f, "usually {}, about {batch} at a time", every(days))
            }
        }
    }
}

/// Writes a gap as people count: "every 9 days", "every 3 months", "every 2 years".
fn every(days: f64) -> String {
    match days {
        ..60.0 => format!("every {days:.0} days"),
        ..345.0 => format!("every {:.0} months", days / 30.4),
        ..550.0 => "once a year".to_owned(),
        _ => format!("every {:.0} years", days / 365.25),
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

/// Writes "about 12 a year fewer than in the last 12 months: some may come back"; what was sent stands beside it, with the headroom. A tenth of
/// what was sent is no difference that people would see.
fn recovery(sent: f64, expected: f64) -> String {
    let fewer = sent - expected;
    if fewer < (sent / 10.0).max(0.5) {
        return "hardly fewer than in the last 12 months".to_owned();
    }
    let fewer = grouped(whole(fewer.round()) as usize);
    format!("about {fewer} a year fewer than in the last 12 months: some may come back")
}

/// Writes "sent 43 in the last 12 months, 40 a year expected; could send about 120, by its own record or the best quarter of
/// practices like it; about 30 more within reach".
fn headroom(sent: Option<u32>, expected: f64, potential: f64, winnable: f64) -> String {
    let gives_little_hope = gives_little_hope(sent, expected, potential, winnable);
    // Compared as people read them.
    let (now, potential, winnable) = (expected.round(), potential.round(), winnable.round());
    let so_far = match sent {
        None => format!("practices like it would send {}", about_a_year(now)),
        Some(sent) => format!("sent {} in the last 12 months, {} expected", sent_or_none(sent), a_year(now)),
    };
    if potential <= now {
        return format!("{so_far}, as much as the best quarter of practices like it");
    }
    let most = about(potential);
    let could = match sent {
        None => format!("the best quarter of practices like it send {most}"),
        Some(_) => {
            format!("could send {most}, by its own record or the best quarter of practices like it")
        }
    };
    let reach = match winnable {
        1.0.. => Some(format!("{} more within reach", about(winnable))),
        _ if gives_little_hope => Some("its own record gives little hope of more".to_owned()),
        _ => None,
    };
    [Some(so_far), Some(could), reach].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// Says whether a practice's own record speaks against more. It does not where some may come back, nor where the practice
/// sends about as much as it could.
fn gives_little_hope(sent: Option<u32>, expected: f64, potential: f64, winnable: f64) -> bool {
    const AT_ITS_CEILING: f64 = 0.9;
    let may_come_back = sent.is_some_and(|sent| f64::from(sent) > expected);
    // Nothing at all can be won where its usual referrals reach the potential.
    let is_at_ceiling = winnable <= 0.0 || expected >= AT_ITS_CEILING * potential;
    !may_come_back && !is_at_ceiling
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
    match size {
        ..0.05 => "hardly any of a usual practice's size".to_owned(),
        _ => format!("{} times a usual practice", tenths(size)),
    }
}

fn large_group(providers: u32) -> String {
    let providers = grouped(providers as usize);
    format!(
        "{providers} providers in one row: probably a hospital or many practices; they count as {MOST_PROVIDERS}"
    )
}

fn sent_or_none(sent: u32) -> String {
    if sent == 0 { "none".to_owned() } else { grouped(sent as usize) }
}

/// Writes "40 a year", and "less than one a year" where that rounds to nothing.
fn a_year(rate: f64) -> String {
    if rate < 1.0 {
        "less than one a year".to_owned()
    } else {
        format!("{} a year", grouped(whole(rate) as usize))
    }
}

fn about(number: f64) -> String {
    format!("about {}", grouped(whole(number) as usize))
}

fn about_a_year(rate: f64) -> String {
    if rate < 1.0 { a_year(rate) } else { format!("about {}", a_year(rate)) }
}

/// Puts a horizon in words: whole weeks where it has some.
fn ahead(days: u32) -> String {
    match days {
        1 => "day".to_owned(),
        14.. => counted((days as usize + 3) / 7, "week", "weeks"),
        _ => counted(days as usize, "day", "days"),
    }
}

fn referrals_sent(number: u32) -> String {
    counted(number as usize, "referral", "referrals")
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
        last: None,
        chance: 0.62,
        usual_chance: 0.97,
        horizon_days: 91,
    };

    #[test]
    fn what_may_come_back_is_told_as_a_difference() {
        let recovery = |sent, expected| ScoreFact::Recovery { sent, expected }.to_string();
        assert_eq!(
            recovery(52.0, 40.4),
            "about 12 a year fewer than in the last 12 months: some may come back"
        );
        assert_eq!(recovery(15.0, 14.6), "hardly fewer than in the last 12 months");
        assert_eq!(recovery(365.0, 357.0), "hardly fewer than in the last 12 months");
    }

    fn retention(silence: Silence) -> String {
        ScoreFact::Retention { silence: Some(silence) }.to_string()
    }

    #[test]
    fn a_silence_is_told_beside_the_usual_rhythm() {
        let last = Some("2025-12-30".parse().unwrap());
        let texts = [
            SILENCE,
            Silence { last, ..SILENCE },
            Silence { last, silent_days: 5, ..SILENCE },
            Silence { last, chance: 0.96, usual_chance: 0.99, silent_days: 1, horizon_days: 1, ..SILENCE },
            Silence { chance: 0.94, silent_days: 0, ..SILENCE },
            Silence { last, rhythm: Rhythm::Changed, chance: 0.01, ..SILENCE },
            Silence { rhythm: Rhythm::NoneYet { referrals: 1 }, last, silent_days: 90, ..SILENCE },
        ];
        let said = [
            "usually every 9 days, silent 31 days: 60 % chance of a referral in the next 13 weeks, usually almost certain",
            "silent since 30 December, usually every 9 days: 60 % chance of a referral in the next 13 weeks, usually almost certain",
            "usually every 9 days, silent 5 days: 60 % chance of a referral in the next 13 weeks, usually almost certain",
            "usually every 9 days, the last one on 30 December: a referral in the next day is almost certain",
            "usually every 9 days, the last one on the last day known: 95 % chance of a referral in the next 13 weeks, usually almost \
             certain",
            "last referral on 30 December: hardly any chance of a referral in the next 13 weeks, usually almost certain",
            "1 referral so far, none since 30 December: 60 % chance of a referral in the next 13 weeks",
        ];
        for (silence, said) in texts.into_iter().zip(said) {
            assert_eq!(retention(silence), said);
        }
    }

    #[test]
    fn rhythms_read_as_people_count() {
        let cases = [
            (Rhythm::NoneYet { referrals: 1 }, "1 referral so far"),
            (Rhythm::Daily { a_week: 6.6 }, "usually 7 a week"),
            (Rhythm::Every { days: 35.0, batch: 20.1 }, "usually every 35 days, about 20 at a time"),
            (Rhythm::Every { days: 100.0, batch: 1.0 }, "usually every 3 months"),
            (Rhythm::Every { days: 370.0, batch: 1.0 }, "usually once a year"),
            (Rhythm::Every { days: 800.0, batch: 1.0 }, "usually every 2 years"),
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
            fact(Some(43), 1_220.0, 0.4),
            format!(
                "{sent}; could send about 1,220, by its own record or the best quarter of practices like it"
            )
        );
        assert_eq!(
            fact(Some(40), 42.0, 0.4),
            "sent 40 in the last 12 months, 40 a year expected; could send about 42, by its own record or the best quarter of \
             practices like it"
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
