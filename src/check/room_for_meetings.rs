//! Whether a plan has room for one more meeting, with everything that is agreed and all its meetings where they are.

use crate::check::active::ActiveRules;
use crate::check::case::Case;
use crate::check::frame::{DayFrame, Terms};
use crate::check::hours::Stretch;
use crate::check::possible::Question;
use crate::check::provider_days::{self, ProviderDays, SeenMeeting};
use crate::check::trial::{self, VisitCall};
use crate::check::wishes::WishedMeeting;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::location::Location;
use crate::model::provider::Provider;
use crate::model::time::Date;

/// Tells whether a wish that no rule forbids could be fulfilled beside all else; chosen visits would give way.
pub(crate) fn has_place(case: &Case, wish: &WishedMeeting) -> bool {
    let Some(practice) = case.book.practice_index(&wish.wish.practice) else { return false };
    let Some((liaison, place)) = case.covers(practice).zip(case.place(practice)) else { return false };
    let frozen = case.plan.replan.as_ref().and_then(|replan| replan.frozen_until);
    let may_change = |date: &Date| frozen.is_none_or(|frozen| *date > frozen);
    let question = Question::meeting(case, practice, wish);
    let all = provider_days::gathered(case);
    let open = |day: i64| question.blocks(liaison, day).is_empty();
    let mut days = case.dates().filter(|(day, date)| may_change(date) && open(*day));
    days.any(|(_, date)| fits(case, wish, (liaison, practice, place), date, &all))
}

fn fits(
    case: &Case,
    wish: &WishedMeeting,
    (liaison, practice, place): (LiaisonIndex, PracticeIndex, Location),
    date: Date,
    all: &ProviderDays,
) -> bool {
    let Some(frame) = DayFrame::new(case, liaison, date, &Terms::USUAL) else { return false };
    let length = i64::from(wish.wish.minutes.0);
    let free: Vec<Stretch> =
        wish.providers.iter().flat_map(|it| free_starts(case, it, date, (place, length), all)).collect();
    let call = VisitCall::meeting(case, practice, wish, date, &frame, ActiveRules::ALL).within(&free);
    let kept: Vec<VisitCall> = frame.kept.iter().map(VisitCall::kept).collect();
    trial::inserted(case, &frame, &kept, &call).is_some()
}

/// Lists when one more meeting of a physician may start on a date. Days with several times away, of which one is used, are left out.
fn free_starts(
    case: &Case,
    provider: &Provider,
    date: Date,
    (place, length): (Location, i64),
    all: &ProviderDays,
) -> Vec<Stretch> {
    let away = provider_days::away(provider, date);
    let day = all.get(&(&provider.id, date)).map_or(&[][..], Vec::as_slice);
    if !is_within_limit(case, provider, date, all) || away.len() > 1 && !day.is_empty() {
        return Vec::new();
    }
    away.into_iter().flat_map(|(window, base)| gaps(case, window, base, day, place, length)).collect()
}

fn is_within_limit(case: &Case, provider: &Provider, date: Date, all: &ProviderDays) -> bool {
    let week = date.monday();
    let mine = all.iter().filter(|((id, on), _)| **id == provider.id && on.monday() == week);
    let planned: usize = mine.map(|(_, day)| day.len()).sum();
    let had = provider_days::had(case, &provider.id, week);
    provider.per_week.is_none_or(|most| planned as u64 + had < u64::from(most))
}

/// Lists the starts between the meetings of a time away.
fn gaps(
    case: &Case,
    window: Stretch,
    base: Location,
    day: &[SeenMeeting],
    place: Location,
    length: i64,
) -> Vec<Stretch> {
    let (mut free, mut here) = (window.0, base);
    let mut starts = Vec::new();
    let mut add = |free: i64, from: Location, due: i64, to: Location| {
        if let Some((there, on)) = case.drive(from, place).zip(case.drive(place, to)) {
            starts.push((free + there, due - on - length));
        }
    };
    for seen in day {
        let Some(next) = seen.place else { return Vec::new() };
        add(free, here, seen.stop.start.minutes().into(), next);
        (free, here) = (seen.stop.end.minutes().into(), next);
    }
    add(free, here, window.1, base);
    starts.retain(|(first, last)| first <= last);
    starts
}
