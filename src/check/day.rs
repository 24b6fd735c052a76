//! One liaison's day: hours, drives, times and limits.

use crate::check::case::Case;
use crate::check::detail::ViolationDetail;
use crate::check::frame::{DayFrame, Terms, moment, window};
use crate::check::hours::{self, Stretch};
use crate::check::report::{About, Report};
use crate::check::seen_day::{Gap, SeenDay};
use crate::check::{exceptions, pause};
use crate::model::index::LiaisonIndex;
use crate::model::location::Location;
use crate::model::time::TimeOfDay;
use crate::model::units::Minutes;
use crate::plan::engagement::Engagement;
use crate::plan::event_stop::EventStop;
use crate::plan::itinerary::{DayPlan, Stop};
use crate::plan::leg::Leg;

/// Checks one day.
pub(crate) fn check(case: &Case, liaison: LiaisonIndex, day: &DayPlan, report: &mut Report) {
    let id = &case.book.liaisons()[liaison.get()].id;
    let about = About { liaison: Some(id), date: Some(day.date), practice: None };
    let engagements = day.engagements();
    report.require(!engagements.is_empty(), about, || ViolationDetail::EmptyDay);
    let usual = DayFrame::of(case, liaison, day.date, Some(day), &Terms::USUAL);
    let frame = usual.or_else(|| DayFrame::of_events(case, liaison, day).filter(|_| day.stops.is_empty()));
    let buffers = buffers(case, engagements.len(), frame.as_ref());
    let seen = SeenDay { case, liaison, day, about, engagements, buffers };
    seen.drives(report);
    let gaps = seen.gaps();
    seen.sequence(&gaps, report);
    match frame {
        None => report.add(about, ViolationDetail::DayOff),
        Some(frame) => {
            seen.hours(&frame, report);
            seen.limits(&frame, report);
            seen.no_idle_ends(&gaps, report);
            pause::check(&seen, &frame, &gaps, report);
            exceptions::check(&seen, &frame, report);
        }
    }
}

/// Lists what is kept free after each stop and event: the usual, but for appointments that the next one follows sooner.
fn buffers(case: &Case, engagements: usize, frame: Option<&DayFrame>) -> Vec<i64> {
    let mut buffers = vec![i64::from(case.rules.buffer.0); engagements];
    for kept in frame.iter().flat_map(|frame| &frame.kept) {
        buffers[kept.at] = kept.buffer;
    }
    buffers
}

impl SeenDay<'_> {
    /// Checks that the day lies in the hours, and beyond them only for appointments.
    fn hours(&self, frame: &DayFrame, report: &mut Report) {
        let Some(hours) = window(frame.hours) else { return };
        let (depart, back) = (self.day.depart, self.day.back);
        let away = (i64::from(depart.minutes()), i64::from(back.minutes()));
        let kept = frame.span.0 <= away.0 && away.1 <= frame.span.1;
        report.require(kept, self.about, || ViolationDetail::AwayOutsideHours { depart, back, hours });
        let stops = self.engagements.iter().enumerate();
        for (at, stop) in stops.filter_map(|(at, it)| Some((at, it.stop()?))) {
            let is_agreed = frame.kept.iter().any(|kept| kept.at == at);
            let (start, end) = (stop.start, stop.end);
            let inside = is_agreed || hours.opens() <= start && end <= hours.closes();
            let detail = || ViolationDetail::WorksOutsideHours { start, end, hours };
            report.require(inside, self.at(stop), detail);
            let (from, to) = (i64::from(start.minutes()), i64::from(end.minutes()));
            let works = |window: &Stretch| window.0 <= from && to <= window.1;
            let at_work = is_agreed || !inside || frame.windows.iter().any(works);
            report.require(at_work, self.at(stop), || ViolationDetail::WorksInBreak {
                start,
                end,
                windows: frame.windows.iter().filter_map(|&it| window(it)).collect(),
            });
        }
    }

    /// Checks that nobody leaves home earlier, or comes back later, than the stops ask for.
    fn no_idle_ends(&self, gaps: &[Gap], report: &mut Report) {
        let pause = |gap: &Gap| {
            let lunch = self.day.lunch.map_or((0, 0), hours::stretch);
            (lunch.1.min(gap.to) - lunch.0.max(gap.from)).max(0)
        };
        let is_idle = |gap: &&Gap| gap.to - gap.from > gap.drive + pause(gap);
        let ends = gaps.first().into_iter().chain(gaps.last());
        let (depart, back) = (self.day.depart, self.day.back);
        report.require(ends.filter(is_idle).count() == 0, self.about, || ViolationDetail::IdleEnd {
            depart,
            back,
        });
    }

    fn limits(&self, frame: &DayFrame, report: &mut Report) {
        let person = &self.case.book.liaisons()[self.liaison.get()];
        let stops = self.day.stops.len();
        let limit = person.max_stops;
        let few = self.engagements.len() as u64 <= frame.most_stops;
        report.require(few, self.about, || ViolationDetail::TooManyStops { stops, limit });
        if let Some(limit) = person.max_drive {
            let drive = self.day.drive();
            let short = i64::from(drive.0) <= frame.most_drive;
            report.require(short, self.about, || ViolationDetail::TooMuchDriving { drive, limit });
        }
    }

    /// Checks every leg, from home round to home.
    fn drives(&self, report: &mut Report) {
        let home = self.case.book.liaisons()[self.liaison.get()].home;
        let mut here = Some(home);
        for engagement in &self.engagements {
            let (about, there) = match engagement {
                Engagement::Stop(stop) => (self.at(stop), self.visited(stop, report)),
                Engagement::Event(event) => (self.about, self.venue(event, home)),
            };
            self.leg(here.zip(there), engagement.leg(), about, report);
            here = there;
        }
        self.leg(here.map(|here| (here, home)), self.day.way_home, self.about, report);
    }

    /// Returns where a stop is.
    fn visited(&self, stop: &Stop, report: &mut Report) -> Option<Location> {
        let about = About { practice: Some(&stop.practice), ..self.about };
        let practice = self.case.book.practice(&stop.practice);
        let there = practice.and_then(|practice| practice.location);
        report.require(practice.is_some(), about, || ViolationDetail::UnknownPractice);
        report.require(practice.is_none() || there.is_some(), about, || ViolationDetail::NoPlace);
        report.require(stop.start < stop.end, about, || ViolationDetail::EndsBeforeItStarts);
        there
    }

    /// Returns where an event is.
    fn venue(&self, event: &EventStop, home: Location) -> Option<Location> {
        self.case.event(&event.event).map(|event| event.place.unwrap_or(home))
    }

    fn leg(&self, way: Option<(Location, Location)>, stated: Leg, about: About, report: &mut Report) {
        let Some((from, to)) = way else { return };
        let drive = self.case.facts.travel.drive(from, to);
        let actual = drive.map(|drive| Leg { drive: drive.time.to_minutes_up(), distance: drive.distance });
        report.require(actual == Some(stated), about, || match actual {
            Some(actual) => ViolationDetail::WrongDrive { actual: actual.drive, stated: stated.drive },
            None => ViolationDetail::NoWay,
        });
    }

    /// Lists the gaps from leaving home to the first stop or event, between them, and from the last to being home.
    fn gaps(&self) -> Vec<Gap> {
        let mut gaps = Vec::with_capacity(self.engagements.len() + 1);
        let mut free = i64::from(self.day.depart.minutes());
        for (it, buffer) in self.engagements.iter().zip(&self.buffers) {
            let (to, drive) = (i64::from(it.start().minutes()), i64::from(it.leg().drive.0));
            gaps.push(Gap { from: free, to, drive });
            free = i64::from(it.end().minutes()) + buffer;
        }
        let (to, drive) = (i64::from(self.day.back.minutes()), i64::from(self.day.way_home.drive.0));
        gaps.push(Gap { from: free, to, drive });
        gaps
    }

    fn sequence(&self, gaps: &[Gap], report: &mut Report) {
        for (position, gap) in gaps.iter().enumerate() {
            let stop = self.engagements.get(position).and_then(|it| it.stop());
            let about = stop.map_or(self.about, |stop| self.at(stop));
            let (free, expected): (TimeOfDay, TimeOfDay) = (moment(gap.from), moment(gap.to));
            let drive = Minutes(u32::try_from(gap.drive).unwrap_or(u32::MAX));
            let in_time = gap.from.saturating_add(gap.drive) <= gap.to;
            report.require(in_time, about, || ViolationDetail::Late { free, drive, expected });
        }
    }
}
