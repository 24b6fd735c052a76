//! Meetings with our physicians: wished for, in all three calendars, and the other wishes missed for the reasons given.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::case::Case;
use crate::check::detail::ViolationDetail;
use crate::check::fault::MeetingFault;
use crate::check::possible::{self, Question};
use crate::check::provider_days;
use crate::check::report::{About, Report};
use crate::check::room_for_meetings;
use crate::check::wishes::{WishedMeeting, days_to_arrange};
use crate::model::id::{LiaisonId, ProviderId};
use crate::model::time::Date;
use crate::plan::disposition::{Rule, RuleSet};
use crate::plan::itinerary::{Stop, StopKind};
use crate::plan::meeting::Meeting;
use crate::plan::missed_meeting::MissedMeeting;

/// Checks every meeting, every wish, and what is said of wishes that are missed.
pub(crate) fn check(case: &Case, report: &mut Report) {
    let wishes: Vec<WishedMeeting> =
        case.book.introductions().iter().map(|wish| WishedMeeting::new(case, wish)).collect();
    let open: Vec<WishedMeeting> = wishes.into_iter().filter(|wish| wish.is_open(case)).collect();
    let fulfilled = fulfilled(case, &open, report);
    missed(case, &open, &fulfilled, report);
    physicians(case, report);
}

/// A meeting of the plan: who goes, when, and the stop.
type MeetingStop<'a> = (&'a LiaisonId, Date, &'a Stop);

/// Gives every meeting a wish of its own, and checks it against that; tells which wishes have one.
fn fulfilled(case: &Case, open: &[WishedMeeting], report: &mut Report) -> Vec<bool> {
    let stops: Vec<MeetingStop> = case.plan.stops().collect();
    for (liaison, date, stop) in &stops {
        let right = (stop.kind == StopKind::Meeting) == stop.meeting.is_some();
        fault(report, right, About::stop(liaison, *date, stop), MeetingFault::Kind);
    }
    let met: Vec<MeetingStop> = stops.into_iter().filter(|(.., stop)| stop.meeting.is_some()).collect();
    let wishes = matched(case, open, &met);
    for (&(liaison, date, stop), wish) in met.iter().zip(&wishes) {
        let about = About::stop(liaison, date, stop);
        fault(report, wish.is_some(), about, MeetingFault::Unwished);
        if let Some((at, meeting)) = wish.zip(stop.meeting.as_ref()) {
            against_wish(case, &open[at], (liaison, date, stop), meeting, report);
        }
    }
    // One meeting may fulfil several wishes.
    let is_met =
        |wish: &WishedMeeting| met.iter().any(|&(_, date, stop)| wish.is_fulfilled_by(case, date, stop));
    open.iter().map(is_met).collect()
}

/// Matches as many meetings as can be with a wish each that the plan does not call missed, by augmenting paths (Kuhn 1955,
/// doi:10.1002/nav.3800020109).
fn matched(case: &Case, open: &[WishedMeeting], met: &[MeetingStop]) -> Vec<Option<usize>> {
    let mut left: Vec<&MissedMeeting> = case.plan.missed_meetings.iter().collect();
    let mut is_missed = |wish: &WishedMeeting| {
        let at = left.iter().position(|it| is_it(it, wish));
        at.map(|at| left.swap_remove(at)).is_some()
    };
    let asked: Vec<usize> = (0..open.len()).filter(|&at| !is_missed(&open[at])).collect();
    let mut by_wish: BTreeMap<usize, usize> = BTreeMap::new();
    // Wishes for another length come last.
    for any_length in [false, true] {
        let fits = |meeting: usize, wish: usize| {
            let (_, date, stop) = met[meeting];
            let minutes = stop.end.minutes().saturating_sub(stop.start.minutes());
            let is_long = any_length || minutes == open[wish].wish.minutes.0;
            is_long && open[wish].is_fulfilled_by(case, date, stop)
        };
        for meeting in 0..met.len() {
            if !by_wish.values().any(|it| *it == meeting) {
                augment(meeting, &asked, &fits, &mut BTreeSet::new(), &mut by_wish);
            }
        }
    }
    let of = |meeting: usize| by_wish.iter().find(|(_, it)| **it == meeting).map(|(wish, _)| *wish);
    (0..met.len()).map(of).collect()
}

/// Finds a wish for a meeting, and other wishes for those that had it; tells whether there is one.
fn augment(
    meeting: usize,
    asked: &[usize],
    fits: &dyn Fn(usize, usize) -> bool,
    seen: &mut BTreeSet<usize>,
    by_wish: &mut BTreeMap<usize, usize>,
) -> bool {
    for &wish in asked.iter().filter(|&&wish| fits(meeting, wish)) {
        if !seen.insert(wish) {
            continue;
        }
        let holder = by_wish.get(&wish).copied();
        if holder.is_none_or(|holder| augment(holder, asked, fits, seen, by_wish)) {
            by_wish.insert(wish, meeting);
            return true;
        }
    }
    false
}

/// Checks length, notice and the physician's drive of one meeting.
fn against_wish(
    case: &Case,
    wish: &WishedMeeting,
    (liaison, date, stop): (&LiaisonId, Date, &Stop),
    meeting: &Meeting,
    report: &mut Report,
) {
    let about = About::stop(liaison, date, stop);
    let minutes = stop.end.minutes().saturating_sub(stop.start.minutes());
    fault(report, minutes == wish.wish.minutes.0, about, MeetingFault::Length);
    let since = if case.plan.replan.is_some() { stop.since } else { case.plan.as_of };
    let lead = case.book.practice_index(&stop.practice).map(|it| days_to_arrange(case, it));
    let in_time = lead.is_none_or(|lead| since.plus_days(lead) <= date);
    fault(report, in_time, about, MeetingFault::Dates);
    let depart = i64::from(stop.start.minutes()) - i64::from(meeting.leg.drive.0);
    fault(report, depart == i64::from(meeting.depart.minutes()), about, MeetingFault::Drive);
}

fn fault(report: &mut Report, holds: bool, about: About, fault: MeetingFault) {
    report.require(holds, about, || ViolationDetail::WrongMeeting(fault));
}

/// Checks that every open wish has a meeting, or is missed once for the right reasons, and that no other is said to be missed.
fn missed(case: &Case, open: &[WishedMeeting], fulfilled: &[bool], report: &mut Report) {
    let mut told = case.plan.missed_meetings.iter().collect::<Vec<_>>();
    for (wish, _) in open.iter().zip(fulfilled).filter(|(_, fulfilled)| !**fulfilled) {
        let about = About::practice(&wish.wish.practice);
        let found = told.iter().position(|it| is_it(it, wish));
        fault(report, found.is_some(), about, MeetingFault::Lost);
        if let Some(at) = found {
            let missed = told.remove(at);
            let right = missed.reasons == reasons(case, wish)
                && !(missed.reasons.is_empty() && room_for_meetings::has_place(case, wish));
            fault(report, right, about, MeetingFault::Reasons);
        }
    }
    for left in told {
        fault(report, false, About::practice(&left.practice), MeetingFault::Unknown);
    }
}

fn is_it(missed: &MissedMeeting, wish: &WishedMeeting) -> bool {
    let it = wish.wish;
    (&missed.practice, &missed.specialty, &missed.provider, missed.by)
        == (&it.practice, &it.specialty, &it.provider, it.by)
}

/// Finds everything that forbids a meeting, whatever other meetings there are.
fn reasons(case: &Case, wish: &WishedMeeting) -> Vec<RuleSet> {
    let Some(practice) = case.book.practice_index(&wish.wish.practice) else { return Vec::new() };
    if case.place(practice).is_none() {
        return vec![vec![Rule::NoPlace]];
    }
    if wish.providers.is_empty() {
        return vec![vec![Rule::NoProvider]];
    }
    match case.covers(practice) {
        Some(liaison) => possible::reasons(&Question::meeting(case, practice, wish), liaison),
        None => vec![vec![Rule::Skills]],
    }
}

/// Checks the calendars of physicians: where they are, and how many meetings they have in a week.
fn physicians(case: &Case, report: &mut Report) {
    let mut weeks: BTreeMap<(&ProviderId, Date), u64> = BTreeMap::new();
    for ((id, date), day) in provider_days::gathered(case) {
        *weeks.entry((id, date.monday())).or_default() += day.len() as u64;
        let practice = day.first().map(|seen| &seen.stop.practice);
        let about = About { date: Some(date), practice, liaison: None };
        let known = case.book.provider(id);
        fault(report, known.is_some(), about, MeetingFault::Provider);
        let possible = known.is_none_or(|it| provider_days::is_possible(case, it, date, &day));
        fault(report, possible, about, MeetingFault::ProviderHours);
    }
    for ((id, monday), planned) in weeks {
        let most = case.book.provider(id).and_then(|it| it.per_week).map_or(u64::MAX, u64::from);
        let all = planned + provider_days::had(case, id, monday);
        let about = About { date: Some(monday), ..About::default() };
        fault(report, all <= most, about, MeetingFault::ProviderLimit);
    }
}
