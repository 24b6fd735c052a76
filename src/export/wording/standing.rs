//! What a practice sends, as a colleague would say it.

use crate::export::lookup::Lookup;
use crate::export::wording::days::day;
use crate::export::wording::levels;
use crate::export::wording::numbers::{counted, grouped};
use crate::forecast::numeric::special::whole;
use crate::model::score_fact::{ScoreFact, Silence};
use crate::model::time::Date;
use crate::plan::itinerary::Stop;
use crate::plan::priority::Priority;

/// What a practice sends, in two lengths.
pub(crate) struct Standing {
    pub(crate) full: String,
    pub(crate) short: String,
}

/// Says what a practice sends, or how large it is where the book tells of no referrals; `None` where nothing is known.
pub(crate) fn standing(lookup: &Lookup, stop: &Stop) -> Option<Standing> {
    sending(lookup, stop).or_else(|| sized(lookup, stop))
}

/// Writes "12 providers, Family Medicine", which is what the practice is ranked by.
fn sized(lookup: &Lookup, stop: &Stop) -> Option<Standing> {
    stop.score_facts().find(|fact| matches!(fact, ScoreFact::Size { .. }))?;
    let practice = lookup.practice(&stop.practice)?;
    let providers = practice.providers.map(|number| counted(number as usize, "provider", "providers"));
    let specialty = practice.specialty.as_deref().map(|name| name.trim().to_owned());
    let known: Vec<String> = providers.into_iter().chain(specialty).collect();
    let short = known.first().cloned()?;
    Some(Standing { full: known.join(", "), short })
}

fn sending(lookup: &Lookup, stop: &Stop) -> Option<Standing> {
    let headroom = stop.score_facts().find_map(Headroom::of)?;
    let known_until = lookup.known_until()?;
    let silence = stop.score_facts().find_map(silence);
    let last = silence.map(|silence| known_until.plus_days(-i64::from(silence.silent_days)));
    let last = last.map(|last| day(last, lookup.plan.as_of));
    let (short, rest) = match (headroom.sent, last) {
        (None, _) => ("has not referred yet".to_owned(), headroom.could_send()),
        (Some(0), Some(last)) => (format!("last referral {last}"), None),
        (Some(0), None) => ("none in the last year".to_owned(), None),
        (Some(1), Some(last)) => ("one in the last year".to_owned(), Some(format!("on {last}"))),
        (Some(sent), last) => {
            let silent = last
                .filter(|_| silence.is_some_and(Silence::is_long))
                .map(|last| format!("none since {last}"));
            let first = lookup.first_referral(&stop.practice);
            (sends(sent, first, known_until), silent.or_else(|| outlook(&headroom, stop)))
        }
    };
    let full = rest.map_or_else(|| short.clone(), |rest| format!("{short}, {rest}"));
    Some(Standing { full, short })
}

/// The figures of a headroom that are told.
struct Headroom {
    sent: Option<u32>,
    potential: f64,
}

impl Headroom {
    fn of(fact: &ScoreFact) -> Option<Self> {
        match *fact {
            ScoreFact::Headroom { sent, potential, .. } => Some(Self { sent, potential }),
            _ => None,
        }
    }

    /// Says how much the practice could send, where that is more than it sends.
    fn could_send(&self) -> Option<String> {
        let more = self.potential.round() > f64::from(self.sent.unwrap_or(0));
        more.then(|| format!("could send about {}", grouped(whole(self.potential.round()) as usize)))
    }
}

fn silence(fact: &ScoreFact) -> Option<&Silence> {
    match fact {
        ScoreFact::Retention { silence } => silence.as_ref(),
        _ => None,
    }
}

/// Says how many came within a year, or since the first where that is less.
fn sends(sent: u32, first: Option<Date>, known_until: Date) -> String {
    const A_YEAR: i64 = 330;
    match first {
        Some(first) if known_until.days_since(first) < A_YEAR => {
            format!("sent {sent} since {}", day(first, known_until))
        }
        _ => format!("sends {sent} a year"),
    }
}

/// Says what may become of the referrals: how they changed, or whether they could grow.
fn outlook(headroom: &Headroom, stop: &Stop) -> Option<String> {
    let change = stop.score_facts().find_map(|fact| match fact {
        ScoreFact::Trend(change) => Some(change),
        _ => None,
    });
    let strongest = stop.score_facts().next();
    match (stop.priority(), strongest) {
        _ if change.is_some() => change.map(levels::change_in_short),
        (Some(Priority::Grow), _) | (_, Some(ScoreFact::Headroom { .. })) => headroom.could_send(),
        (_, Some(ScoreFact::Recovery { .. })) => Some("a little fewer lately".to_owned()),
        _ => None,
    }
}
