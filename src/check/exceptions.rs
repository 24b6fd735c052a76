//! The habits of a day that its appointments break: all of them are said, and no others.

use crate::check::active::ActiveRules;
use crate::check::detail::ViolationDetail;
use crate::check::fault::MeetingFault;
use crate::check::frame::{DayFrame, Kept, moment};
use crate::check::hours::{self, Stretch};
use crate::check::report::Report;
use crate::check::seen_day::SeenDay;
use crate::model::index::PracticeIndex;
use crate::model::units::Minutes;
use crate::plan::itinerary::DayException;

/// Checks what a day says about its habits.
pub(crate) fn check(seen: &SeenDay, frame: &DayFrame, report: &mut Report) {
    let actual = actual(seen, frame);
    no_meeting_breaks_habits(seen, frame, &actual, report);
    let same = actual == seen.day.exceptions;
    report.require(same, seen.about, || ViolationDetail::WrongExceptions { actual });
}

/// Checks that the day breaks the same habits as without its meetings, and is no longer for them.
fn no_meeting_breaks_habits(seen: &SeenDay, frame: &DayFrame, actual: &[DayException], report: &mut Report) {
    if !frame.kept.iter().any(|kept| kept.is_meeting) {
        return;
    }
    let Some(bare) = frame.without_meetings(seen.case, seen.liaison, seen.day.date) else { return };
    let works = |kept: &Kept| frame.windows.iter().any(|it| it.0 <= kept.start && kept.end <= it.1);
    let inside = frame.kept.iter().filter(|kept| kept.is_meeting).all(works);
    let no_longer = bare.span.0 <= frame.span.0 && frame.span.1 <= bare.span.1;
    let same = inside && no_longer && self::actual(seen, &bare) == actual;
    report.require(same, seen.about, || ViolationDetail::WrongMeeting(MeetingFault::Habit));
}

/// Lists the habits that the day breaks, in their order.
fn actual(seen: &SeenDay, frame: &DayFrame) -> Vec<DayException> {
    // A day without work has no habits.
    if frame.windows.is_empty() {
        return Vec::new();
    }
    let mut stops: Vec<(&Kept, PracticeIndex)> =
        frame.kept.iter().filter_map(|kept| Some((kept, kept.practice?))).collect();
    stops.sort_by_key(|(kept, _)| kept.at);
    let mut broken = of_the_day(seen, frame);
    broken.extend(stops.iter().filter_map(|&(kept, practice)| short_buffer(seen, kept, practice)));
    broken.extend(beyond_limits(seen, frame));
    broken.extend(stops.iter().filter_map(|&(kept, practice)| in_break(seen, frame, kept, practice)));
    for tell in [outside_visiting_hours, other_owner, skill_missing] {
        let appointments = stops.iter().filter(|(kept, _)| !kept.is_meeting);
        broken.extend(appointments.filter_map(|&(kept, practice)| tell(seen, kept, practice)));
    }
    broken
}

fn of_the_day(seen: &SeenDay, frame: &DayFrame) -> Vec<DayException> {
    let (opens, closes) = (moment(frame.hours.0), moment(frame.hours.1));
    let given_up = frame.usual_lunch.is_some() && frame.lunch.is_none();
    let early = seen.day.depart < opens;
    let late = seen.day.back > closes;
    [
        given_up.then_some(DayException::LunchGivenUp),
        early.then_some(DayException::LeavesEarly { opens }),
        late.then_some(DayException::BackLate { closes }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn short_buffer(seen: &SeenDay, kept: &Kept, practice: PracticeIndex) -> Option<DayException> {
    let is_short = kept.buffer < i64::from(seen.case.rules.buffer.0);
    let left = Minutes(u32::try_from(kept.buffer).unwrap_or(0));
    is_short.then(|| DayException::ShortBuffer { practice: seen.case.practice(practice).id.clone(), left })
}

fn beyond_limits(seen: &SeenDay, frame: &DayFrame) -> Vec<DayException> {
    let person = &seen.case.book.liaisons()[seen.liaison.get()];
    let limit = person.max_stops;
    let visits = (frame.visits() > u64::from(limit)).then_some(DayException::MoreVisits { limit });
    let driving = person.max_drive.filter(|limit| frame.kept_drive > i64::from(limit.0));
    visits.into_iter().chain(driving.map(|limit| DayException::MoreDriving { limit })).collect()
}

fn in_break(seen: &SeenDay, frame: &DayFrame, kept: &Kept, practice: PracticeIndex) -> Option<DayException> {
    let meets = |pair: &[Stretch]| kept.start < pair[1].0 && pair[0].1 < kept.end;
    let practice = seen.case.practice(practice).id.clone();
    frame.windows.windows(2).any(meets).then_some(DayException::InBreak { practice })
}

fn outside_visiting_hours(seen: &SeenDay, kept: &Kept, practice: PracticeIndex) -> Option<DayException> {
    let open = hours::open(seen.case.book, practice, seen.day.date, ActiveRules::ALL);
    let inside = open.iter().any(|(opens, closes)| *opens <= kept.start && kept.end <= *closes);
    let practice = seen.case.practice(practice).id.clone();
    (!inside).then_some(DayException::OutsideVisitingHours { practice })
}

fn other_owner(seen: &SeenDay, _: &Kept, practice: PracticeIndex) -> Option<DayException> {
    let owner = seen.case.book.owner(practice);
    let practice = seen.case.practice(practice).id.clone();
    owner.is_some_and(|owner| owner != seen.liaison).then_some(DayException::OtherOwner { practice })
}

fn skill_missing(seen: &SeenDay, _: &Kept, practice: PracticeIndex) -> Option<DayException> {
    let is_able = seen.case.book.has_skills(seen.liaison, practice) == Some(true);
    let practice = seen.case.practice(practice).id.clone();
    (!is_able).then_some(DayException::SkillMissing { practice })
}
