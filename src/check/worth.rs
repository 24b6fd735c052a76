//! The figures that follow from the scores: tiers, rhythms, what stops bring, what exchanges cost, and what the plan is worth.

use crate::check::answer::{is_beaten, is_withheld, price};
use crate::check::case::{Case, SeenStop};
use crate::check::detail::ViolationDetail;
use crate::check::fault::{ProofFault, ReasonFault, WorthFault};
use crate::check::frame::Terms;
use crate::check::gap_worth::{Figure, GapWorth, chance_on, drive_price, planned_days, share};
use crate::check::possible::first_rested;
use crate::check::reasons::{detour, last_contact};
use crate::check::report::{About, Report};
use crate::check::room::LeftOutVisit;
use crate::model::id::PracticeId;
use crate::model::index::PracticeIndex;
use crate::plan::disposition::{Disposition, Status, VisitRhythm};
use crate::plan::expectations::ExpectedPractice;
use crate::plan::itinerary::StopKind;
use crate::plan::reason::{Occasion, StopFact, StopReason};
use crate::plan::visit_plan::AssumedResponse;

/// Checks every figure of worth, where the caller says what scores and settings make of the book.
pub(crate) fn check(case: &Case, report: &mut Report) {
    let Some(expected) = case.expected() else { return };
    let here = About::default();
    let right = is_response(expected.response, case.plan.response);
    report.require(right, here, || ViolationDetail::WrongWorth(WorthFault::Response));
    let right = plan(case).is_none_or(|worth| worth.is(case.plan.search.worth));
    report.require(right, here, || ViolationDetail::WrongWorth(WorthFault::Plan));
    for fate in &case.plan.dispositions {
        let found = case.book.practice_index(&fate.practice);
        let found = found.and_then(|practice| Some((practice, case.expected_of(practice)?)));
        if let Some((practice, expected)) = found {
            let worths = PracticeWorth { case, practice, fate, expected };
            worths.facts(report);
            worths.stops(report);
            worths.left_out(report);
        }
    }
}

/// Sums what the visits of all practices are worth, less what the driving costs.
fn plan(case: &Case) -> Option<Figure> {
    let mut sum = Figure::default();
    for practice in case.book.practice_indices() {
        let days = planned_days(case, practice);
        if !days.is_empty() {
            sum = sum.plus(GapWorth::new(case, practice)?.worth(&days));
        }
    }
    for (id, day) in case.plan.days() {
        let price = drive_price(case, case.book.liaison_index(id)?)?;
        sum.value -= price * f64::from(day.drive().0);
    }
    Some(sum)
}

/// One practice with what is expected of it.
struct PracticeWorth<'a> {
    case: &'a Case<'a>,
    practice: PracticeIndex,
    fate: &'a Disposition,
    expected: &'a ExpectedPractice,
}

impl PracticeWorth<'_> {
    /// Compares tier, liaison, rhythm and the worth of a first visit.
    fn facts(&self, report: &mut Report) {
        let known = self.case.practice(self.practice);
        let checks = [
            (known.tier.is_some() || self.fate.tier == self.expected.tier, WorthFault::Tier),
            (self.fate.liaison == self.expected.liaison, WorthFault::Liaison),
            (is_rhythm(self.rhythm(), self.fate.rhythm), WorthFault::Rhythm),
            (is_close(self.first_visit(), self.fate.worth), WorthFault::Practice),
        ];
        for (_, fault) in checks.into_iter().filter(|(holds, _)| !holds) {
            report.add(About::practice(&known.id), ViolationDetail::WrongWorth(fault));
        }
    }

    fn rhythm(&self) -> Option<VisitRhythm> {
        let aim = self.expected.aim.filter(|aim| aim.rhythm.pays())?;
        let liaison = self.case.book.liaison_index(self.expected.liaison.as_ref()?)?;
        let contact = self.case.contact(self.practice);
        let next = contact.map_or(0, |contact| contact.saturating_add(i64::from(aim.every))).max(0);
        let an_hour = self.case.expected_liaison(liaison)?.minute * 60.0;
        Some(VisitRhythm { every: aim.every, next: self.case.date(next), an_hour })
    }

    /// Returns what a visit on the first day that keeps its distance, and leaves time to call, brings.
    fn first_visit(&self) -> f64 {
        let case = self.case;
        let rested = first_rested(case, self.practice);
        let day = case.callable(self.practice).map_or(rested, |callable| rested.max(callable));
        self.brings(case.contact(self.practice).map(|contact| day.saturating_sub(contact)))
    }

    /// Returns what a visit so many days after the last one brings if it meets somebody.
    fn brings(&self, gap: Option<i64>) -> f64 {
        self.expected.visit.after(gap.map(|gap| u32::try_from(gap).unwrap_or(0)))
    }

    /// Compares what every stop brings, and why.
    fn stops(&self, report: &mut Report) {
        for (at, seen) in self.case.stops(self.practice).iter().enumerate() {
            let about = About::stop(seen.liaison, seen.date, seen.stop);
            let last = last_contact(self.case, self.practice, at);
            let is_sure = seen.stop.kind.is_agreed() || self.expected.aim.is_none();
            let access = if is_sure { 1.0 } else { chance_on(self.case, self.practice, seen.date) };
            let brings = self.brings(last.map(|last| seen.day - last)) * access;
            let right = is_close(brings, seen.stop.expected_referrals);
            report.require(right, about, || ViolationDetail::WrongWorth(WorthFault::Stop));
            report.require(self.is_chance(seen), about, || ViolationDetail::WrongWorth(WorthFault::Chance));
            let right = self.has_reasons(seen, brings);
            report.require(right, about, || ViolationDetail::WrongReason(ReasonFault::Score));
            let right = self.is_early_rightly(seen);
            report.require(right, about, || ViolationDetail::WrongReason(ReasonFault::Pays));
        }
    }

    /// Tells whether a stop states the chance of its weekday and time. One that somebody has moved by hand need not.
    fn is_chance(&self, seen: &SeenStop) -> bool {
        let stop = seen.stop;
        let right = self.expected.access.at_time(seen.date.weekday(), stop.start);
        match stop.chance_to_meet {
            Some(stated) => !stop.kind.is_agreed() && is_close(right, stated),
            None => stop.kind.is_agreed() || stop.pinned,
        }
    }

    /// Tells whether the reasons are those of the score in proportion, and the calendar's where it belongs.
    fn has_reasons(&self, seen: &SeenStop, brings: f64) -> bool {
        let total: f64 = self.expected.reasons.iter().map(|(_, points)| points).sum();
        let scale = if total > 0.0 { brings / total } else { 0.0 };
        let scores =
            self.expected.reasons.iter().map(|(fact, points)| (StopFact::Score(*fact), points * scale));
        let is_score = |reason: &&StopReason| matches!(reason.fact, StopFact::Score(_));
        let stated = &seen.stop.reasons;
        let same = stated.iter().filter(is_score).map(|it| (it.fact, it.referrals));
        let head = if seen.stop.kind == StopKind::Chosen { stated.last() } else { stated.first() };
        let is_placed = head.is_some_and(|reason| !is_score(&reason));
        is_placed && are_close(&scores.collect::<Vec<_>>(), &same.collect::<Vec<_>>())
    }

    /// Tells whether an early visit says rightly whether it is worth its detour; where rounding decides, either is right.
    fn is_early_rightly(&self, seen: &SeenStop) -> bool {
        let occasion = seen.stop.reasons.iter().find_map(|reason| match reason.fact {
            StopFact::Calendar(timing) => Some(timing.occasion),
            StopFact::Score(_) => None,
        });
        let Some(Occasion::Early { pays, .. }) = occasion else { return true };
        let gain = self.share(seen.day);
        let cost =
            self.case.book.liaison_index(seen.liaison).and_then(|liaison| drive_price(self.case, liaison));
        let Some(((gain, cost), detour)) = gain.zip(cost).zip(detour(self.case, seen)) else { return true };
        let left = gain.less(Figure { value: cost * detour as f64, slack: 0.0 });
        if pays { !left.is_loss() } else { !left.is_gain() }
    }

    /// Returns what the plan gains by the visit on a day.
    fn share(&self, day: i64) -> Option<Figure> {
        share(self.case, self.practice, day)
    }

    /// Checks what is said of a practice that is left out.
    fn left_out(&self, report: &mut Report) {
        let liaison = self.fate.liaison.as_ref().and_then(|id| self.case.book.liaison_index(id));
        let Some(liaison) = liaison.filter(|_| self.case.stops(self.practice).is_empty()) else { return };
        let search = LeftOutVisit { case: self.case, liaison, practice: self.practice };
        let about = About::practice(&self.fate.practice);
        let right = self.pays_rightly();
        report.require(right, about, || ViolationDetail::WrongWorth(WorthFault::Pays));
        let short = self.short(&search);
        let is_awaited = matches!(self.fate.status, Status::AwaitsEdit { .. });
        let right = short.map_or(!is_awaited, |(short, stated)| short.is(stated));
        report.require(right, about, || ViolationDetail::WrongProof(ProofFault::ShortFigure));
        let is_exchange = matches!(self.fate.status, Status::Displaced { promised: false, .. });
        let beaten = right && is_exchange && short.is_some_and(|(cost, _)| is_beaten(&search, cost));
        report.require(!beaten, about, || ViolationDetail::WrongProof(ProofFault::Beaten));
        let withheld = right && self.fate.status == Status::Unknown && is_withheld(&search);
        report.require(!withheld, about, || ViolationDetail::WrongProof(ProofFault::Answer));
    }

    /// Tells whether the status fits to what the best single visit is worth.
    fn pays_rightly(&self) -> bool {
        let Some(worth) = GapWorth::new(self.case, self.practice) else { return true };
        let alone = worth.best_alone();
        let pays = worth.aim().rhythm.pays();
        match self.fate.status {
            Status::Later { .. } => pays && !alone.is_gain(),
            Status::NotWorthTheDrive { .. } if self.fate.rhythm.is_none() => !pays,
            Status::NotWorthTheDrive { .. }
            | Status::Displaced { .. }
            | Status::AwaitsEdit { .. }
            | Status::TooLateToCall { .. }
            | Status::Unknown => pays && !alone.is_loss(),
            _ => true,
        }
    }

    /// Returns what an exchange or a detour really costs beside what is stated; `None` where nothing is stated.
    fn short(&self, search: &LeftOutVisit) -> Option<(Figure, f64)> {
        match &self.fate.status {
            Status::Displaced { day, by, referrals_short, .. } => {
                let cost = self.exchange(search, self.case.day(*day), by)?;
                Some((Figure { value: cost.value.max(0.0), ..cost }, *referrals_short))
            }
            Status::AwaitsEdit { day, by, gain } if by.is_empty() => {
                let day = self.case.day(*day);
                let driving = search.driving(day, &Terms::USUAL)?;
                Some((price(search, day, driving)?, -gain))
            }
            Status::AwaitsEdit { day, by, gain } => {
                Some((self.exchange(search, self.case.day(*day), by)?, -gain))
            }
            Status::NotWorthTheDrive { day, referrals_short, .. } if self.fate.rhythm.is_some() => {
                let day = self.case.day(*day);
                let driving = search.driving(day, &Terms::USUAL)?;
                Some((price(search, day, driving)?, *referrals_short))
            }
            Status::NotWorthTheDrive { referrals_short, .. } => {
                let value = self.expected.aim?.rhythm.shortfall();
                Some((Figure { value, slack: 0.0 }, *referrals_short))
            }
            _ => None,
        }
    }
}

impl PracticeWorth<'_> {
    /// Returns what it costs to put a visit in the place of others.
    fn exchange(&self, search: &LeftOutVisit, day: i64, by: &[PracticeId]) -> Option<Figure> {
        let (place, _) = search.run(day, by)?;
        let mut lost = by.iter().map(|id| share(self.case, self.case.book.practice_index(id)?, day));
        let lost = lost.try_fold(Figure::default(), |sum, lost| Some(sum.plus(lost?)))?;
        let driving = search.driving_in_place(day, place)?;
        Some(lost.plus(price(search, day, driving)?))
    }
}

/// Tells whether visits are assumed to do the same, but for what a setting loses on its way through a file.
fn is_response(one: AssumedResponse, other: AssumedResponse) -> bool {
    let near = |(one, other): (f64, f64)| (one - other).abs() <= 1e-7 * one.abs();
    let range = [(one.most, other.most), (one.least, other.least)];
    let figures = [(one.effect, other.effect), (one.tau_days, other.tau_days)];
    one.measured == other.measured && figures.into_iter().chain(range).all(near)
}

fn is_rhythm(one: Option<VisitRhythm>, other: Option<VisitRhythm>) -> bool {
    let is_same = |one: VisitRhythm, other: VisitRhythm| {
        let near = (one.an_hour - other.an_hour).abs() <= 1e-7 * one.an_hour.abs();
        near && (one.every, one.next) == (other.every, other.next)
    };
    one.zip(other).map_or(one.is_none() && other.is_none(), |(one, other)| is_same(one, other))
}

/// Tells whether two lists of facts and figures agree.
fn are_close(one: &[(StopFact, f64)], other: &[(StopFact, f64)]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a.0 == b.0 && is_close(a.1, b.1))
}

fn is_close(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9 * one.abs().max(1.0)
}
