//! The choice of what a liaison keeps of everything agreed for a day: as much as can be kept.

use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::model::calendar::Appointment;
use crate::model::event::Event;
use crate::model::id::PracticeId;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::location::Location;
use crate::model::units::Minutes;
use crate::plan::disposition::{Clash, Missed, Rule, RuleSet};
use crate::plan::itinerary::StopKind;
use crate::plan::missed_event::MissedEvent;
use crate::plan::visit_plan::PlanRules;
use crate::routing::model::problem::{Day, Time};
use crate::schedule::agreed::{Agreed, AgreedAs, AgreedDay};
use crate::schedule::clock::moment;
use crate::schedule::drives::drive;
use crate::schedule::meetings::agreed_meeting::AgreedMeeting;

/// Minutes of a day.
pub(crate) const MIDNIGHT: Time = 24 * 60;

/// Something that cannot be kept.
pub(crate) enum LostAgreement {
    Appointment(usize, Missed),
    Event(MissedEvent),
}

/// The choice of what is kept on one day.
pub(crate) struct DayChoice<'a> {
    pub(crate) book: &'a Book,
    pub(crate) travel: &'a dyn TravelTimes,
    pub(crate) rules: PlanRules,
    pub(crate) meetings: &'a [AgreedMeeting],
    pub(crate) liaison: LiaisonIndex,
    pub(crate) home: Location,
    pub(crate) day: Day,
}

impl DayChoice<'_> {
    /// Keeps as many as can be kept, and says of each other one why not.
    pub(crate) fn choose(&self, all: &[AgreedAs]) -> (AgreedDay, Vec<LostAgreement>) {
        let (mut possible, mut lost) = (Vec::new(), Vec::new());
        for &what in all {
            match self.obstacles(what) {
                reasons if reasons.is_empty() => possible.extend(self.agreed(what)),
                reasons => lost.extend(self.lost(what, reasons, None)),
            }
        }
        possible.sort_by_key(|it| (it.start, it.what));
        // Meetings were chosen beside all that is kept without them.
        let (meetings, others): (Vec<Agreed>, Vec<Agreed>) =
            possible.iter().partition(|it| matches!(it.what, AgreedAs::Meeting(_)));
        let mut kept = self.most(&others);
        for other in others.iter().filter(|it| !kept.iter().any(|kept| kept.what == it.what)) {
            let clash = kept.iter().find(|kept| self.clash(kept, other));
            let clash = clash.and_then(|kept| self.clash_with(kept, other));
            lost.extend(self.lost(other.what, vec![vec![Rule::FixedVisits]], clash));
        }
        kept.extend(meetings);
        kept.sort_by_key(|it| (it.start, it.what));
        (self.day(kept), lost)
    }

    /// Lists everything that keeps the liaison from something, whatever else is on that day.
    fn obstacles(&self, what: AgreedAs) -> Vec<RuleSet> {
        match what {
            AgreedAs::Appointment(number) => self.of_appointment(&self.book.appointments()[number]),
            AgreedAs::Event(number) => self.of_event(&self.book.events()[number]),
            AgreedAs::Meeting(_) => Vec::new(),
        }
    }

    fn of_appointment(&self, it: &Appointment) -> Vec<RuleSet> {
        let person = &self.book.liaisons()[self.liaison.get()];
        let place = self.book.practice(&it.practice).and_then(|practice| practice.location);
        let obstacles = [
            (place.is_none(), Rule::NoPlace),
            (place.is_some_and(|place| !self.is_in_reach(times(it), place)), Rule::NoRoad),
            (self.book.free_hours(person, it.date).is_none(), Rule::WorkingHours),
            (self.book.is_off(&person.id, it.date), Rule::TimeOff),
            (self.book.holidays().contains_key(&it.date), Rule::Holidays),
        ];
        alone(&obstacles)
    }

    fn of_event(&self, it: &Event) -> Vec<RuleSet> {
        let person = &self.book.liaisons()[self.liaison.get()];
        let place = it.place.unwrap_or(self.home);
        let obstacles = [
            (!self.is_in_reach(span(it), place), Rule::NoRoad),
            (self.book.is_off(&person.id, it.date), Rule::TimeOff),
        ];
        alone(&obstacles)
    }

    /// Tells whether there is a road there and back, and time for it on the same day.
    fn is_in_reach(&self, (start, end): (Time, Time), place: Location) -> bool {
        let there = drive(self.travel, self.home, place);
        let back = drive(self.travel, place, self.home);
        let in_time = |(there, back)| start >= there && end + self.buffer() + back <= MIDNIGHT;
        there.zip(back).is_some_and(in_time)
    }

    fn agreed(&self, what: AgreedAs) -> Option<Agreed> {
        let (practice, place, (start, end)) = match what {
            AgreedAs::Appointment(number) => {
                let it = &self.book.appointments()[number];
                (self.known(&it.practice), self.place(&it.practice)?, times(it))
            }
            AgreedAs::Event(number) => {
                let it = &self.book.events()[number];
                let practice = it.practice.as_ref().and_then(|id| self.known(id));
                (practice, it.place.unwrap_or(self.home), span(it))
            }
            AgreedAs::Meeting(number) => {
                let it = &self.meetings[number];
                let place = self.book.practices()[it.practice.get()].location?;
                (Some(it.practice), place, (it.start, it.end))
            }
        };
        let (buffer, is_lunch) = (self.buffer(), self.is_lunch(what));
        Some(Agreed { what, day: self.day, practice, place, is_lunch, start, end, buffer, way: 0 })
    }

    /// Tells whether it is a meal that is long enough within the liaison's time for lunch.
    fn is_lunch(&self, what: AgreedAs) -> bool {
        let AgreedAs::Event(number) = what else { return false };
        let event = &self.book.events()[number];
        self.book.liaisons()[self.liaison.get()].lunch.is_some_and(|lunch| event.counts_as(lunch))
    }

    fn known(&self, practice: &PracticeId) -> Option<PracticeIndex> {
        self.book.practice_index(practice)
    }

    fn place(&self, practice: &PracticeId) -> Option<Location> {
        self.book.practice(practice)?.location
    }

    /// Finds as many as leave time for the drive from each to the next, in order of time.
    ///
    /// The longest path over pairs that can follow each other: O(agreed²).
    fn most(&self, possible: &[Agreed]) -> Vec<Agreed> {
        let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(possible.len());
        for (at, it) in possible.iter().enumerate() {
            let before = (0..at).filter(|&other| !self.clash(&possible[other], it));
            let longest = before.max_by_key(|&other| (best[other].0, std::cmp::Reverse(other)));
            best.push((1 + longest.map_or(0, |other| best[other].0), longest));
        }
        let mut at = (0..best.len()).max_by_key(|&at| (best[at].0, std::cmp::Reverse(at)));
        let mut chosen = Vec::new();
        while let Some(here) = at {
            chosen.push(possible[here]);
            at = best[here].1;
        }
        chosen.reverse();
        chosen
    }

    /// Tells whether there is no time to drive from one to the other.
    fn clash(&self, a: &Agreed, b: &Agreed) -> bool {
        let (first, second) = if (a.start, a.what) <= (b.start, b.what) { (a, b) } else { (b, a) };
        let drive = drive(self.travel, first.place, second.place);
        first.start == second.start || drive.is_none_or(|drive| first.end + drive > second.start)
    }

    /// Says which appointment stands in the way; an event has no practice to name.
    fn clash_with(&self, kept: &Agreed, lost: &Agreed) -> Option<Clash> {
        let (first, second) = if kept.start <= lost.start { (kept, lost) } else { (lost, kept) };
        let drive = drive(self.travel, first.place, second.place).unwrap_or(MIDNIGHT);
        let practice = kept.practice.filter(|_| !kept.is_event())?;
        Some(Clash {
            practice: self.book.practices()[practice.get()].id.clone(),
            start: moment(kept.start),
            end: moment(kept.end),
            drive: Minutes(u32::try_from(drive).unwrap_or(u32::MAX)),
        })
    }

    fn lost(&self, what: AgreedAs, reasons: Vec<RuleSet>, clash: Option<Clash>) -> Option<LostAgreement> {
        match what {
            AgreedAs::Appointment(number) => {
                let it = &self.book.appointments()[number];
                let (kind, start, clash) = (StopKind::Appointment, Some(it.start), clash);
                let missed = Missed { kind, date: it.date, start, from: None, reasons, clash };
                Some(LostAgreement::Appointment(number, missed))
            }
            AgreedAs::Event(number) => {
                let it = &self.book.events()[number];
                let liaison = self.book.liaisons()[self.liaison.get()].id.clone();
                Some(LostAgreement::Event(MissedEvent {
                    event: it.id.clone(),
                    liaison,
                    date: it.date,
                    reasons,
                }))
            }
            AgreedAs::Meeting(_) => None,
        }
    }

    /// Works out buffers, drives, and when the liaison has to be away.
    fn day(&self, mut visits: Vec<Agreed>) -> AgreedDay {
        let way = |from, to| drive(self.travel, from, to).unwrap_or(0);
        let mut here = self.home;
        for it in &mut visits {
            it.way = way(here, it.place);
            here = it.place;
        }
        for at in 1..visits.len() {
            let left = visits[at].start - visits[at].way - visits[at - 1].end;
            visits[at - 1].buffer = left.min(self.buffer());
        }
        let back = way(here, self.home);
        let drive = visits.iter().map(|it| it.way).sum::<Time>() + back;
        let leave = visits.first().map_or(0, |it| it.start - it.way);
        let home = visits.last().map_or(0, |it| it.end + it.buffer + back);
        AgreedDay { visits, drive, span: (leave, home) }
    }

    fn buffer(&self) -> Time {
        self.rules.buffer.0.into()
    }
}

/// Lists the rules that hold, each by itself.
fn alone(obstacles: &[(bool, Rule)]) -> Vec<RuleSet> {
    obstacles.iter().filter(|(holds, _)| *holds).map(|(_, rule)| vec![*rule]).collect()
}

fn times(it: &Appointment) -> (Time, Time) {
    let start = Time::from(it.start.minutes());
    (start, start + Time::from(it.minutes.0))
}

/// Returns when a liaison is busy with an event, from its preparation on.
fn span(it: &Event) -> (Time, Time) {
    let (opens, closes) = (it.window.opens().minutes(), it.window.closes().minutes());
    (Time::from(opens) - Time::from(it.prepare.0), Time::from(closes) + Time::from(it.clear.0))
}
