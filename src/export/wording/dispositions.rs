//! What becomes of a practice, as sentences with their proof.

use crate::export::lookup::Lookup;
use crate::export::wording::numbers::{counted, minutes, referrals};
use crate::export::wording::text::{capitalised, list, printable};
use crate::export::wording::{meetings, places, proofs};
use crate::model::id::PracticeId;
use crate::model::time::Date;
use crate::model::units::Minutes;
use crate::plan::disposition::{DayChange, DayLimit, Disposition, Exclusion, Missed, Rule, Status};
use crate::plan::itinerary::StopKind;

/// Why a practice is in the plan or not, with its proof, and which promises to it cannot be kept.
pub(crate) fn answer(lookup: &Lookup, disposition: &Disposition) -> String {
    let missed = disposition.missed.iter().map(|it| missed(lookup, it));
    let wishes = lookup.plan.missed_meetings.iter().filter(|it| it.practice == disposition.practice);
    let wishes = wishes.map(|it| meetings::missed(lookup, it));
    let status = [status(lookup, disposition)].into_iter();
    status.chain(overdue(lookup, disposition)).chain(missed).chain(wishes).collect::<Vec<_>>().join(" ")
}

fn status(lookup: &Lookup, disposition: &Disposition) -> String {
    match &disposition.status {
        Status::Planned { visits } => planned(lookup, disposition, *visits),
        Status::NotDue { from } => not_due(lookup, disposition, *from),
        Status::Later { from } => later(lookup, disposition, *from),
        Status::Displaced { day, by, promised: true, binding, changes, .. } => {
            promised(lookup, *day, by, binding, changes)
        }
        Status::Displaced { day, by, referrals_short, binding, changes, .. } => {
            displaced(lookup, *day, by, *referrals_short, binding, changes)
        }
        Status::NotWorthTheDrive { day, detour, referrals_short } => {
            not_worth_the_drive(lookup, *day, *detour, *referrals_short)
        }
        Status::TooLateToCall { day, call_by } => too_late(*day, *call_by),
        Status::Impossible { reasons, colleague } => {
            let colleague = colleague.as_ref().map(|offer| proofs::colleague(lookup, offer));
            [Some(proofs::forbidden("No day of the plan is possible", reasons)), colleague]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" ")
        }
        Status::Excluded { because: Exclusion::NoSee } => "It receives no liaisons.".to_owned(),
        Status::Excluded { because: Exclusion::NoPlace } => places::NO_PLACE.to_owned(),
        Status::Excluded { because: Exclusion::Rest { until } } => {
            format!("It is rested by lot until {until}.")
        }
        Status::AwaitsEdit { day, by, gain } => awaits_edit(lookup, *day, by, *gain),
        Status::Unknown => {
            "No place was found for it, though no rule forbids it; a longer search may find one.".to_owned()
        }
    }
}

/// That a fixed visit cannot be kept, why, and what to do.
pub(crate) fn missed(lookup: &Lookup, missed: &Missed) -> String {
    let what = fixed_visit(missed);
    if let Some(clash) = &missed.clash {
        return proofs::clash(lookup, &what, clash);
    }
    if missed.reasons.is_empty() {
        return format!(
            "{what} is not in the plan: no place was found beside the other promised visits. A longer search may find one."
        );
    }
    let forbidden = proofs::forbidden(&format!("{what} cannot be kept"), &missed.reasons);
    if missed.reasons.contains(&vec![Rule::NoPlace]) {
        return format!("{forbidden} {}", places::NO_PLACE);
    }
    if missed.kind == StopKind::Appointment {
        format!("{forbidden} Agree on another day.")
    } else {
        forbidden
    }
}

/// Names a fixed visit, at the beginning of a sentence.
fn fixed_visit(missed: &Missed) -> String {
    let date = missed.date.to_words();
    match missed.kind {
        StopKind::Appointment => {
            let at = missed.start.map_or(String::new(), |start| format!(" at {start}"));
            format!("The appointment on {date}{at}")
        }
        StopKind::MustVisit => {
            let from = missed.from.map_or(String::new(), |from| format!("from {} ", from.to_words()));
            format!("The visit promised {from}to {date}")
        }
        StopKind::Chosen | StopKind::Meeting => format!("The visit on {date}"),
    }
}

fn planned(lookup: &Lookup, disposition: &Disposition, visits: u32) -> String {
    let days: Vec<String> = lookup
        .visits(&disposition.practice)
        .iter()
        .map(|visit| format!("{} at {}", visit.date.to_words(), visit.stop.start))
        .collect();
    let visits = counted(visits as usize, "visit", "visits");
    if days.is_empty() { format!("{visits}.") } else { format!("{visits}: {}.", list(&days)) }
}

fn not_due(lookup: &Lookup, disposition: &Disposition, from: Date) -> String {
    let seen =
        disposition.last_visit.map_or(String::new(), |date| format!("Last seen on {}; ", date.to_words()));
    let late = if from <= lookup.plan.end() {
        ", and no day from then to the end of the plan is possible"
    } else {
        ""
    };
    let next = format!("its cadence allows no visit before {}{late}.", from.to_words());
    capitalised(&(seen + &next))
}

/// That the time of a visit is better spent elsewhere for a while.
fn later(lookup: &Lookup, disposition: &Disposition, from: Date) -> String {
    let hour = disposition.rhythm.map_or(String::new(), |rhythm| {
        format!(", where an hour brings {} {}", referrals(rhythm.an_hour), lookup.worth.plain())
    });
    format!("Its turn comes about {}. Until then the time is better spent elsewhere{hour}.", from.to_words())
}

/// That a practice is left out beyond its longest gap, with the price of time that keeps it out. Where its turn comes later, price and
/// day are said already.
fn overdue(lookup: &Lookup, disposition: &Disposition) -> Option<String> {
    let rhythm = disposition.rhythm?;
    let longer = i64::from(disposition.cadence.max()) - i64::from(disposition.cadence.target());
    let since = disposition.last_visit.map(|_| disposition.due.plus_days(longer))?;
    let is_left_out = matches!(
        disposition.status,
        Status::Later { .. } | Status::Displaced { .. } | Status::NotWorthTheDrive { .. }
    );
    let tense = if since <= lookup.plan.as_of { "has been overdue since" } else { "will be overdue from" };
    let every = counted(rhythm.every as usize, "day", "days");
    let pays = match disposition.status {
        Status::Later { .. } => format!("A visit pays every {every}"),
        _ => format!(
            "With the usual drive, and at {} {} an hour, a visit pays every {every}",
            referrals(rhythm.an_hour),
            lookup.worth.plain()
        ),
    };
    (is_left_out && since < lookup.plan.end())
        .then(|| format!("By its cadence it {tense} {}. {pays}.", since.to_words()))
}

/// Who would have to give way, what keeps it out beside them, and what would let it in.
fn displaced(
    lookup: &Lookup,
    day: Date,
    by: &[PracticeId],
    referrals: f64,
    limits: &[DayLimit],
    changes: &[DayChange],
) -> String {
    let names: Vec<String> = by.iter().map(|id| printable(lookup.practice_name(id))).collect();
    let cost = if referrals > 0.0 {
        format!("{} {} less", self::referrals(referrals), lookup.worth.expected())
    } else {
        "no more than now".to_owned()
    };
    let push = format!("it would push out {}, and the plan would be worth {cost}", list(&names));
    let mut text = format!("At its best place, on {}, {push}.", day.to_words());
    for sentence in limits.iter().map(|limit| proofs::limit(*limit)).chain(proofs::changes(changes)) {
        text.push(' ');
        text.push_str(&sentence);
    }
    text
}

/// Which promised visits take its place.
fn promised(
    lookup: &Lookup,
    day: Date,
    by: &[PracticeId],
    limits: &[DayLimit],
    changes: &[DayChange],
) -> String {
    let names: Vec<String> = by.iter().map(|id| printable(lookup.practice_name(id))).collect();
    let place = format!(
        "At its best place, on {}, the visit promised to {} would have to move.",
        day.to_words(),
        list(&names)
    );
    let more = limits.iter().map(|limit| proofs::limit(*limit)).chain(proofs::changes(changes));
    [place].into_iter().chain(more).collect::<Vec<_>>().join(" ")
}

/// That it stays out so that the plan before stays as it is.
fn awaits_edit(lookup: &Lookup, day: Date, by: &[PracticeId], gain: f64) -> String {
    let names: Vec<String> = by.iter().map(|id| printable(lookup.practice_name(id))).collect();
    let place = if names.is_empty() {
        format!("There is room on {}", day.to_words())
    } else {
        format!("On {}, it could take the place of {}", day.to_words(), list(&names))
    };
    let gain = referrals(gain);
    format!(
        "{place}, and the plan would be worth {gain} {} more. The plan before stays as it is; more edits would let it in.",
        lookup.worth.expected()
    )
}

fn not_worth_the_drive(lookup: &Lookup, day: Date, detour: Minutes, short: f64) -> String {
    let place = format!("the shortest detour, {} on {}", minutes(detour), day.to_words());
    let short = if short > 0.0 {
        format!("{} {} more than it gains", referrals(short), lookup.worth.expected())
    } else {
        "as much as it gains".to_owned()
    };
    format!("There is room, but even with {place}, the time of the visit is worth {short}.")
}

/// That nobody can call in time, and what to do for the next visit.
fn too_late(day: Date, call_by: Date) -> String {
    format!("Too late to call for this plan: call by {} for {}.", call_by.to_words(), day.to_words())
}

/// The status in a few words.
pub(crate) fn status_words(status: &Status) -> &'static str {
    match status {
        Status::Planned { .. } => "planned",
        Status::NotDue { .. } => "not due",
        Status::Later { .. } => "later",
        Status::Displaced { .. } => "displaced",
        Status::NotWorthTheDrive { .. } => "not worth the drive",
        Status::TooLateToCall { .. } => "too late to call",
        Status::Impossible { .. } => "impossible",
        Status::Excluded { .. } => "excluded",
        Status::AwaitsEdit { .. } => "awaits an edit",
        Status::Unknown => "unknown",
    }
}
