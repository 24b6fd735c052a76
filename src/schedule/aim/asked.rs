//! What each practice of a liaison asks for, before any price is known.

use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::liaison::Liaison;
use crate::model::location::Location;
use crate::model::practice::{AccessPolicy, Cadence, Practice};
use crate::model::time::{Date, TimeWindow};
use crate::plan::goodwill::Goodwill;
use crate::schedule::aim::access::LearnedAccess;
use crate::schedule::aim::prices::{Claim, Resources};
use crate::schedule::aim::rhythm::RhythmRules;
use crate::schedule::config::ScheduleConfig;
use crate::score::scores::Scores;

/// Stops that share the drive from home and back.
const STOPS_A_DAY: f64 = 8.0;

/// Nearest practices that a drive to a practice is reckoned from.
const NEAREST: usize = 3;

/// What the aims of one liaison are made of.
pub(crate) struct AimSources<'a> {
    pub(crate) book: &'a Book,
    pub(crate) scores: &'a Scores,
    pub(crate) travel: &'a dyn TravelTimes,
    pub(crate) config: &'a ScheduleConfig,
    /// When somebody is met.
    pub(crate) access: &'a LearnedAccess,
    /// The first day planned.
    pub(crate) start: Date,
}

/// One practice, before any price is known.
pub(crate) struct Asked<'a> {
    pub(crate) index: PracticeIndex,
    practice: &'a Practice,
    pub(crate) goodwill: Goodwill,
    takes: Resources,
    pub(crate) cadence: Cadence,
    /// Whether the liaison can visit at all, in a usual week.
    is_possible: bool,
}

impl AimSources<'_> {
    /// States what each of the practices that a liaison covers asks for.
    pub(crate) fn asked(&self, liaison: LiaisonIndex, covered: &[PracticeIndex]) -> Vec<Asked<'_>> {
        let person = &self.book.liaisons()[liaison.get()];
        let one = |&index: &PracticeIndex| {
            let practice = &self.book.practices()[index.get()];
            let score = &self.scores.practices[index.get()];
            let access = self.mean_access(person, index);
            Asked {
                index,
                practice,
                goodwill: Goodwill { per_day: score.visit.a_day(), tau: score.visit.tau_days.max(1.0) },
                takes: self.takes(person, practice, covered, access),
                cadence: practice.cadence_in(score.tier),
                is_possible: self.is_possible(liaison, index),
            }
        };
        covered.iter().map(one).collect()
    }

    /// Returns the mean chance that a visit meets somebody, over the days of four weeks on which practice and liaison are at work.
    fn mean_access(&self, person: &Liaison, index: PracticeIndex) -> f64 {
        let works = |date: &Date| person.hours.contains_key(&date.weekday());
        let is_open = |date: &Date| !self.book.visiting_hours(index, *date).is_empty();
        let month: Vec<Date> = (0..28).map(|day| self.start.plus_days(day)).collect();
        let mut days: Vec<Date> = month.iter().copied().filter(|it| works(it) && is_open(it)).collect();
        if days.is_empty() {
            days = month;
        }
        let chances = days.iter().map(|&date| self.access.on(self.book, index, date));
        chances.sum::<f64>() / days.len() as f64
    }

    /// Tells whether the liaison could visit in some week of four: what they never can takes none of their time.
    fn is_possible(&self, liaison: LiaisonIndex, index: PracticeIndex) -> bool {
        let (person, practice) = (&self.book.liaisons()[liaison.get()], &self.book.practices()[index.get()]);
        let drive = |from, to| self.travel.drive(from, to).map(|drive| drive.time.to_minutes_up().0);
        let around = |place| drive(person.home, place).zip(drive(place, person.home));
        let Some((there, back)) = practice.location.and_then(around) else { return false };
        let is_near = person.max_drive.is_none_or(|most| there.saturating_add(back) <= most.0);
        let may = practice.access != AccessPolicy::NoSee
            && person.max_stops > 0
            && self.book.has_skills(liaison, index) == Some(true);
        let opens = |day| self.is_open(person, index, [there, back], self.start.plus_days(day));
        is_near && may && (0..28).any(opens)
    }

    /// Tells whether a visit fits into the liaison's usual hours and the practice's on a day, after the drive there and before that back.
    fn is_open(&self, person: &Liaison, index: PracticeIndex, [there, back]: [u32; 2], date: Date) -> bool {
        let Some(hours) = person.hours.get(&date.weekday()) else { return false };
        let minutes = self.book.practices()[index.get()].visit_minutes.0;
        let fits = |open: TimeWindow| {
            let from = open.opens().minutes().max(hours.opens().minutes().saturating_add(there));
            let until = open.closes().minutes().min(hours.closes().minutes().saturating_sub(back));
            from.saturating_add(minutes) <= until
        };
        let open = self.book.visiting_hours(index, date);
        open.into_iter().any(|open| hours.windows().filter_map(|it| it.intersection(open)).any(fits))
    }

    /// Reckons what it takes to meet somebody at a practice: the visit, its buffer, the way from practices nearby, and a share
    /// of the way from home and back.
    fn takes(
        &self,
        person: &Liaison,
        practice: &Practice,
        covered: &[PracticeIndex],
        access: f64,
    ) -> Resources {
        const FAR: f64 = 1e4;
        let here = practice.location;
        let minutes = |from: Option<Location>, to: Option<Location>| {
            let drive = from.zip(to).and_then(|(from, to)| self.travel.drive(from, to));
            drive.map_or(FAR, |it| f64::from(it.time.to_minutes_up().0))
        };
        let others = covered.iter().map(|other| &self.book.practices()[other.get()]);
        let others = others.filter(|other| other.id != practice.id);
        let mut near: Vec<f64> = others.map(|other| minutes(other.location, here)).collect();
        near.sort_unstable_by(f64::total_cmp);
        near.truncate(NEAREST);
        let near = near.iter().sum::<f64>() / near.len().max(1) as f64;
        let home = Some(person.home);
        let home = minutes(home, here) + minutes(here, home);
        let drive = near + home / STOPS_A_DAY.min(f64::from(person.max_stops.max(1)));
        let visit = f64::from(practice.visit_minutes.0 + self.config.rules.buffer.0);
        Resources { minutes: (visit + drive) / access, stops: 1.0 / access, drive: drive / access }
    }
}

impl Asked<'_> {
    /// States what the practice asks for, without promises and maxima: nothing where no visit is possible.
    pub(crate) fn claim(&self) -> Claim {
        let goodwill = Goodwill { per_day: 0.0, ..self.goodwill };
        Claim {
            goodwill: if self.is_possible { self.goodwill } else { goodwill },
            takes: self.takes,
            shortest: f64::from(self.cadence.min()),
            promise: None,
            longest: None,
        }
    }

    /// Tells whether a person set the cadence and it can be kept. One that only comes from the tier is no promise.
    pub(crate) fn is_promised(&self) -> bool {
        self.is_possible && self.practice.cadence.is_some()
    }

    /// States what its cadence, or that of its tier, asks of the rhythm.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole days of a cadence")]
    pub(crate) fn rules(&self, claim: &Claim) -> RhythmRules {
        let promise = claim.promise.map(|(_, goodwill)| (self.cadence.target(), goodwill));
        let set = self.is_promised().then_some(self.cadence.max());
        RhythmRules {
            shortest: self.cadence.min(),
            promise,
            longest: set.or(claim.longest.map(|it| it as u32)),
        }
    }
}
