//! One liaison's aim: the price of their time, and the best rhythm of every practice they cover.

use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::model::history::Outcome;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::liaison::Liaison;
use crate::model::practice::{AccessPolicy, Cadence, Practice};
use crate::model::time::{Date, TimeWindow};
use crate::schedule::aim::goodwill::Goodwill;
use crate::schedule::aim::prices::{
    Claim, MINUTES, Prices, Resources, balance, bisect, dearest, fits, gain, needed,
};
use crate::schedule::aim::rhythm::{BestRhythm, RhythmRules};
use crate::schedule::config::{FieldTime, ScheduleConfig};
use crate::score::scores::Scores;

/// A promised cadence outbids other visits up to so many times the price of the liaison's time without any promise.
const PROMISE: f64 = 4.0;

/// Share of the gain of full days that the fewest hours keep.
const KEPT: f64 = 0.99;

/// Share of the time within which the longest gaps that only come from tiers are kept: beyond, they cost hours that bring nothing and
/// that others lack.
const ROOMY: f64 = 0.875;

/// The lowest price of time, as a share of what a visit is worth a minute in the mean. Above 0, so that a shorter drive is
/// better than a longer one even where time is plenty.
const LEAST: f64 = 1e-3;

/// Stops that share the drive from home and back.
const STOPS_A_DAY: f64 = 8.0;

/// Nearest practices that a drive to a practice is reckoned from.
const NEAREST: usize = 3;

/// Visits that the mean of the team counts for in the chance to meet somebody.
const PRIOR_VISITS: f64 = 10.0;

/// What a liaison's plan aims at.
#[derive(Debug, Clone)]
pub(crate) struct LiaisonAim {
    /// The practices they cover, ascending, each with its rhythm.
    pub(crate) practices: Vec<(PracticeIndex, PracticeAim)>,
    /// What each of them asks for, in the same order.
    pub(crate) claims: Vec<Claim>,
    /// The rhythm that each cadence aims at, in the same order.
    pub(crate) targets: Vec<u32>,
    /// The longest gap that each cadence allows, in the same order.
    pub(crate) longest: Vec<u32>,
    /// What a usual week has, by day.
    pub(crate) has: Resources,
    /// The prices of full days.
    pub(crate) full: Prices,
    pub(crate) prices: Prices,
    /// Referrals in one unit of the search.
    pub(crate) unit: f64,
}

/// What is aimed at in one practice.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PracticeAim {
    pub(crate) rhythm: BestRhythm,
    /// Days from one visit to the next that there is time for; a promise may stretch beyond its longest gap.
    pub(crate) every: u32,
    /// Chance that a visit meets somebody.
    pub(crate) access: f64,
}

/// What the aims of one liaison are made of.
pub(crate) struct AimSources<'a> {
    pub(crate) book: &'a Book,
    pub(crate) scores: &'a Scores,
    pub(crate) travel: &'a dyn TravelTimes,
    pub(crate) config: &'a ScheduleConfig,
    /// Chance of the whole team to meet somebody.
    pub(crate) access: f64,
    /// The first day planned.
    pub(crate) start: Date,
}

/// Returns the share of visits that met somebody, of all visits of the book up to a day; nine of ten are assumed beforehand.
pub(crate) fn team_access(book: &Book, until: Date) -> f64 {
    let (mut met, mut made) = (0.9 * PRIOR_VISITS, PRIOR_VISITS);
    for practice in book.practice_indices() {
        let (here, all) = met_of(book, practice, until);
        met += here;
        made += all;
    }
    met / made
}

/// Counts the visits that met somebody, and all that tried.
fn met_of(book: &Book, practice: PracticeIndex, until: Date) -> (f64, f64) {
    let visits = || book.visits(practice).iter().filter(|visit| visit.date <= until);
    let met = visits().filter(|visit| visit.outcome.counts_as_visit()).count();
    let vain = visits().filter(|visit| visit.outcome == Outcome::NoAccess).count();
    (met as f64, (met + vain) as f64)
}

impl LiaisonAim {
    /// Finds the aim of one liaison for the practices they cover.
    pub(crate) fn new(sources: &AimSources<'_>, liaison: LiaisonIndex, covered: &[PracticeIndex]) -> Self {
        let person = &sources.book.liaisons()[liaison.get()];
        let has = week_of(person);
        let asked: Vec<Asked<'_>> = sources.asked(liaison, covered);
        let claims: Vec<Claim> = asked.iter().map(Asked::claim).collect();
        let least = least_price(&claims);
        // Whoever has no working hours at all is not short of time: rules, and no price, keep them from visits.
        let room = if has.minutes > 0.0 { has } else { Resources::PLENTY };
        let free = balance(&claims, &room, least);
        let usual = floor(&claims, &room, free, least, sources.config);
        let promised = promises(&asked, &claims, &usual);
        // Where a person says what an hour has to bring, no tier asks for hours that bring less.
        let claims = match sources.config.field_time {
            FieldTime::Floor(_) => promised,
            FieldTime::Auto | FieldTime::Fill => with_maxima(&asked, promised, &room, least),
        };
        let full = balance(&claims, &room, least);
        let prices = floor(&claims, &room, full, least, sources.config);
        Self::at(&asked, claims, has, [full, prices])
    }

    fn at(asked: &[Asked<'_>], claims: Vec<Claim>, has: Resources, [full, prices]: [Prices; 2]) -> Self {
        let aim = |(asked, claim): (&Asked<'_>, &Claim)| {
            let rhythm = BestRhythm::best(asked.goodwill, prices.of(&claim.takes), &asked.rules(claim));
            let every = claim.promise.map_or(rhythm.gap, |_| rhythm.gap.max(claim.whole_gap(&prices)));
            (asked.index, PracticeAim { rhythm, every, access: asked.access })
        };
        let practices: Vec<(PracticeIndex, PracticeAim)> = asked.iter().zip(&claims).map(aim).collect();
        let targets = asked.iter().map(|asked| asked.cadence.target()).collect();
        let longest = asked.iter().map(|asked| asked.cadence.max()).collect();
        let costs: f64 = practices.iter().map(|(_, aim)| aim.rhythm.cost).sum();
        let mean = costs / practices.len().max(1) as f64;
        let unit = if mean > 0.0 { mean / 32_768.0 } else { 1e-6 };
        Self { practices, claims, targets, longest, has, full, prices, unit }
    }

    /// Returns the aim for a practice that the liaison covers.
    pub(crate) fn of(&self, practice: PracticeIndex) -> Option<&PracticeAim> {
        let at = self.practices.binary_search_by_key(&practice, |(practice, _)| *practice).ok()?;
        Some(&self.practices.get(at)?.1)
    }
}

/// One practice, before any price is known.
struct Asked<'a> {
    index: PracticeIndex,
    practice: &'a Practice,
    goodwill: Goodwill,
    takes: Resources,
    access: f64,
    cadence: Cadence,
    /// Whether the liaison can visit at all, in a usual week.
    is_possible: bool,
}

impl AimSources<'_> {
    fn asked(&self, liaison: LiaisonIndex, covered: &[PracticeIndex]) -> Vec<Asked<'_>> {
        let person = &self.book.liaisons()[liaison.get()];
        let one = |&index: &PracticeIndex| {
            let practice = &self.book.practices()[index.get()];
            let score = &self.scores.practices[index.get()];
            let access = self.access_of(index);
            let tier = practice.tier.unwrap_or(score.tier);
            Asked {
                index,
                practice,
                goodwill: Goodwill { per_day: score.visit.a_day(), tau: score.visit.tau_days.max(1.0) },
                takes: self.takes(person, practice, covered, access),
                access,
                cadence: practice.cadence.unwrap_or(tier.cadence()),
                is_possible: self.is_possible(liaison, index),
            }
        };
        covered.iter().map(one).collect()
    }

    /// Tells whether the liaison could visit in some week of four: what they never can takes none of their time.
    fn is_possible(&self, liaison: LiaisonIndex, index: PracticeIndex) -> bool {
        let (person, practice) = (&self.book.liaisons()[liaison.get()], &self.book.practices()[index.get()]);
        let drive = |from, to| self.travel.drive(from, to).map(|drive| drive.time.to_minutes_up().0);
        let there = drive(person.home, practice.location);
        let Some((there, back)) = there.zip(drive(practice.location, person.home)) else { return false };
        let is_near = person.max_drive.is_none_or(|most| there.saturating_add(back) <= most.0);
        let may =
            practice.access != AccessPolicy::NoSee && self.book.has_skills(liaison, index) == Some(true);
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
        self.book.visiting_hours(index, date).into_iter().any(fits)
    }

    /// Returns the chance that a visit meets somebody: the practice's own record, shrunk to the team's.
    fn access_of(&self, practice: PracticeIndex) -> f64 {
        let (met, made) = met_of(self.book, practice, self.scores.as_of);
        ((met + PRIOR_VISITS * self.access) / (made + PRIOR_VISITS)).clamp(0.1, 1.0)
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
        let minutes =
            |from, to| self.travel.drive(from, to).map_or(FAR, |it| f64::from(it.time.to_minutes_up().0));
        let others = covered.iter().map(|other| &self.book.practices()[other.get()]);
        let others = others.filter(|other| other.id != practice.id);
        let mut near: Vec<f64> = others.map(|other| minutes(other.location, here)).collect();
        near.sort_unstable_by(f64::total_cmp);
        near.truncate(NEAREST);
        let near = near.iter().sum::<f64>() / near.len().max(1) as f64;
        let home = minutes(person.home, here) + minutes(here, person.home);
        let drive = near + home / STOPS_A_DAY.min(f64::from(person.max_stops.max(1)));
        let visit = f64::from(practice.visit_minutes.0 + self.config.rules.buffer.0);
        Resources { minutes: (visit + drive) / access, stops: 1.0 / access, drive: drive / access }
    }
}

impl Asked<'_> {
    /// States what the practice asks for, without promises and maxima: nothing where no visit is possible.
    fn claim(&self) -> Claim {
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
    fn is_promised(&self) -> bool {
        self.is_possible && self.practice.cadence.is_some()
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole days of a cadence")]
    fn rules(&self, claim: &Claim) -> RhythmRules {
        let promise = claim.promise.map(|(_, goodwill)| (self.cadence.target(), goodwill));
        let set = self.is_promised().then_some(self.cadence.max());
        RhythmRules {
            shortest: self.cadence.min(),
            promise,
            longest: set.or(claim.longest.map(|it| it as u32)),
        }
    }
}

/// Counts the minutes of a working day without its lunch.
pub(crate) fn without_lunch(person: &Liaison, hours: TimeWindow) -> u32 {
    let lunch = person.lunch.and_then(|lunch| lunch.within(hours)).map_or(0, |lunch| lunch.minutes().0);
    hours.minutes().saturating_sub(lunch)
}

/// Returns what a usual week of a liaison has, by day of the calendar.
fn week_of(person: &Liaison) -> Resources {
    let minutes = |hours: &TimeWindow| f64::from(without_lunch(person, *hours));
    let days = person.hours.len() as f64;
    Resources {
        minutes: person.hours.values().map(minutes).fold(0.0, |sum, day| sum + day) / 7.0,
        stops: days * f64::from(person.max_stops) / 7.0,
        drive: person.max_drive.map_or(f64::INFINITY, |drive| days * f64::from(drive.0) / 7.0),
    }
}

/// Returns the lowest price of a minute.
fn least_price(claims: &[Claim]) -> f64 {
    let worth: f64 = claims.iter().map(|claim| claim.goodwill.full()).sum();
    let minutes: f64 = claims.iter().map(|claim| claim.takes.minutes).sum();
    if worth > 0.0 { LEAST * worth / minutes.max(1.0) } else { 1e-9 }
}

/// Raises the price of a minute to the floor: what a person set, or where the fewest hours keep most of the gain.
fn floor(claims: &[Claim], has: &Resources, full: Prices, least: f64, config: &ScheduleConfig) -> Prices {
    match config.field_time {
        FieldTime::Fill => full,
        FieldTime::Floor(an_hour) => balance(claims, has, least.max(an_hour / 60.0)),
        FieldTime::Auto => fewest_hours(claims, full),
    }
}

/// Raises the price of a minute to where the fewest hours keep most of the gain that there is at the prices of full days. No
/// promise stretches for that.
fn fewest_hours(claims: &[Claim], full: Prices) -> Prices {
    let most = gain(claims, &full);
    let at = |minute: f64| Prices { minute, ..full };
    let stretches = |minute: f64| {
        let longer = |claim: &Claim| claim.gap(&at(minute)) > claim.gap(&full) * 1.0001;
        claims.iter().filter(|claim| claim.promise.is_some()).any(longer)
    };
    let gives_up = |minute: f64| gain(claims, &at(minute)) < KEPT * most || stretches(minute);
    let minute = bisect(full.minute, dearest(claims, MINUTES).max(full.minute), gives_up);
    // The last price that gives up nothing is a hair below.
    let minute = (minute * (1.0 - 1e-9)).max(full.minute);
    if gives_up(minute) { full } else { at(minute) }
}

/// Adds the promised rhythms: at a multiple of the usual price of time a visit is due just after the target.
fn promises(asked: &[Asked<'_>], claims: &[Claim], usual: &Prices) -> Vec<Claim> {
    let promised = |(asked, claim): (&Asked<'_>, &Claim)| {
        let target = f64::from(asked.cadence.target());
        let cost = PROMISE * usual.of(&claim.takes);
        let stands_for = Goodwill::best_every(target, cost, claim.goodwill.tau);
        Claim { promise: asked.is_promised().then_some((target, stands_for)), ..*claim }
    };
    asked.iter().zip(claims).map(promised).collect()
}

/// Keeps the maxima that only come from tiers where all of them fit, beside the promises, and cost next to nothing of the gain.
fn with_maxima(asked: &[Asked<'_>], claims: Vec<Claim>, has: &Resources, least: f64) -> Vec<Claim> {
    let kept = |(asked, claim): (&Asked<'_>, &Claim)| {
        let kept = !asked.is_promised() && claim.goodwill.per_day > 0.0;
        Claim { longest: kept.then_some(f64::from(asked.cadence.max())), ..*claim }
    };
    let with: Vec<Claim> = asked.iter().zip(&claims).map(kept).collect();
    // At a price beyond all bounds everybody is seen as rarely as is allowed; a promise is then its target.
    let rarest = |claim: &Claim| Claim { longest: claim.longest.or(claim.promise.map(|it| it.0)), ..*claim };
    let rarest: Vec<Claim> = with.iter().map(rarest).collect();
    let needs = needed(&rarest, &Prices { minute: 1e12, ..Prices::default() });
    let fits = fits(&needs, has);
    let most = |claims: &[Claim]| gain(claims, &balance(claims, has, least));
    let fits = fits && most(&with) >= KEPT * most(&claims) && leaves_room(&with, has, least);
    if fits { with } else { claims }
}

/// Tells whether the fewest hours that keep most of the gain leave a part of the time free.
fn leaves_room(claims: &[Claim], has: &Resources, least: f64) -> bool {
    let used = needed(claims, &fewest_hours(claims, balance(claims, has, least)));
    used.minutes <= ROOMY * has.minutes && used.stops <= ROOMY * has.stops && used.drive <= ROOMY * has.drive
}
