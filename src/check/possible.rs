//! Whether a visit is possible at all, beside nothing but appointments, and which sets of rules forbid it.
//!
//! Every set of rules that can matter is tried, smaller ones first. What depends on the time of the day is worked out once for each
//! day and each set of the eight rules that it depends on.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::check::active::ActiveRules;
use crate::check::case::Case;
use crate::check::frame::{DayFrame, Terms};
use crate::check::hours::{self, of_weekday};
use crate::check::promise::PromisedVisit;
use crate::check::trial::{self, VisitCall};
use crate::check::wishes::{WishedMeeting, days_to_arrange};
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::practice::AccessPolicy;
use crate::model::time::Date;
use crate::plan::disposition::{Rule, RuleSet, Status};

/// The rules that decide at what time of a day a visit fits.
const OF_THE_TIME: [Rule; 8] = [
    Rule::VisitingHours,
    Rule::WorkingHours,
    Rule::Lunch,
    Rule::MaxDrive,
    Rule::MaxStops,
    Rule::FixedVisits,
    Rule::ProviderHours,
    Rule::ProviderLimit,
];

/// A visit of which it is asked whether it is possible.
pub(crate) struct Question<'a> {
    case: &'a Case<'a>,
    practice: PracticeIndex,
    promise: Option<&'a PromisedVisit>,
    meeting: Option<&'a WishedMeeting<'a>>,
    is_tight: bool,
}

impl<'a> Question<'a> {
    pub(crate) fn chosen(case: &'a Case<'a>, practice: PracticeIndex) -> Self {
        Self { case, practice, promise: None, meeting: None, is_tight: false }
    }

    /// Asks for a meeting with one of our physicians; it may come as close to other visits as it has to.
    pub(crate) fn meeting(case: &'a Case<'a>, practice: PracticeIndex, wish: &'a WishedMeeting<'a>) -> Self {
        Self { case, practice, promise: None, meeting: Some(wish), is_tight: true }
    }

    pub(crate) fn promised(case: &'a Case<'a>, practice: PracticeIndex, promise: &'a PromisedVisit) -> Self {
        let strict = Self { case, practice, promise: Some(promise), meeting: None, is_tight: false };
        Self { is_tight: strict.is_too_close(), ..strict }
    }

    /// Tells whether the visit is possible on no day that keeps its distance from visits that are no stops. Whoever promised such a
    /// visit makes it closer to them.
    fn is_too_close(&self) -> bool {
        self.case.covers(self.practice).is_none_or(|liaison| !is_possible(self, liaison))
    }

    /// Lists the sets of rules each of which forbids any visit on a day, whatever its time.
    pub(crate) fn blocks(&self, liaison: LiaisonIndex, day: i64) -> Vec<ActiveRules> {
        let (case, date) = (self.case, self.case.date(day));
        let (person, practice) = (&case.book.liaisons()[liaison.get()], case.practice(self.practice));
        let outside = self.promise.is_some_and(|promise| !promise.holds(day))
            || self.meeting.is_some_and(|wish| !wish.asks_for(case, day));
        let too_soon = self.is_too_soon(day);
        let single = [
            (case.book.is_off(&person.id, date), Rule::TimeOff),
            (case.book.holidays().contains_key(&date), Rule::Holidays),
            (of_weekday(case.book, person, date).is_empty(), Rule::WorkingHours),
            (practice.access == AccessPolicy::NoSee, Rule::NoVisitors),
            (case.book.has_skills(liaison, self.practice) != Some(true), Rule::Skills),
            (too_soon, Rule::LeadTime),
            (outside, Rule::MustVisitDates),
            (!self.is_tight && self.is_near_met(day), Rule::MinGap),
            (self.is_chosen() && case.book.is_resting(self.practice, date), Rule::Rest),
        ];
        let pair = !self.is_tight && self.is_near_agreed(day);
        let pair = pair.then(|| ActiveRules::from_iter([Rule::MinGap, Rule::FixedVisits]));
        single.into_iter().filter(|it| it.0).map(|it| ActiveRules::NONE.with(it.1)).chain(pair).collect()
    }

    /// Tells whether nobody asked for the visit.
    fn is_chosen(&self) -> bool {
        self.promise.is_none() && self.meeting.is_none()
    }

    /// Tells whether there is no time any more to call ahead of a chosen visit, or to arrange a meeting.
    fn is_too_soon(&self, day: i64) -> bool {
        let case = self.case;
        if self.meeting.is_some() {
            return day < case.day(case.plan.as_of) + days_to_arrange(case, self.practice);
        }
        self.promise.is_none() && case.callable(self.practice).is_some_and(|callable| day < callable)
    }

    fn min(&self) -> i64 {
        self.case.cadence(self.practice).min().into()
    }

    /// Tells whether a day is too close to the last visit, or to a promise that waits.
    fn is_near_met(&self, day: i64) -> bool {
        let met = self.case.last_met(self.practice).is_some_and(|met| (day - met).abs() < self.min());
        met || self.is_near_waiting(day)
    }

    /// Tells whether a day is too close before a promise that waits until the plan has ended.
    fn is_near_waiting(&self, day: i64) -> bool {
        let waiting = self.case.promises(self.practice).iter().filter(|promise| promise.waits());
        waiting.into_iter().any(|promise| day < promise.from && promise.until - day < self.min())
    }

    fn is_near_agreed(&self, day: i64) -> bool {
        self.case.agreed(self.practice).iter().any(|agreed| (day - agreed).abs() < self.min())
    }

    /// Tells whether a liaison could make the visit on a day, in the plan or after it.
    fn is_open(&self, liaison: LiaisonIndex, day: i64, date: Date) -> bool {
        self.blocks(liaison, day).is_empty() && self.fits(liaison, date, ActiveRules::ALL)
    }

    /// Tells whether a visit fits between the kept appointments of a day.
    fn fits(&self, liaison: LiaisonIndex, date: Date, active: ActiveRules) -> bool {
        let day_rules = [Rule::TimeOff, Rule::Holidays, Rule::NoVisitors];
        let active = day_rules.into_iter().fold(active, ActiveRules::without);
        let terms = Terms { active, ..Terms::USUAL };
        let Some(frame) = DayFrame::new(self.case, liaison, date, &terms) else { return false };
        let call = match self.meeting {
            Some(wish) => VisitCall::meeting(self.case, self.practice, wish, date, &frame, active),
            None => VisitCall::visit(self.case, self.practice, date, &frame, active),
        };
        // Whether a meeting is possible is asked before any other is chosen.
        let kept = frame.kept.iter().filter(|kept| self.meeting.is_none() || !kept.is_meeting);
        let kept: Vec<VisitCall> = kept.map(VisitCall::kept).collect();
        trial::inserted(self.case, &frame, &kept, &call).is_some()
    }
}

/// Lists the days, by number, on which a promise can be kept.
pub(crate) fn days_of(case: &Case, practice: PracticeIndex, promise: &PromisedVisit) -> Vec<i64> {
    let question = Question::promised(case, practice, promise);
    let liaison = case.covers(practice);
    liaison.map_or_else(Vec::new, |liaison| {
        days(&question, liaison).into_iter().map(|date| case.day(date)).collect()
    })
}

/// Tells whether a promise may be kept closer to visits that are no stops than the cadence allows.
pub(crate) fn is_tight(case: &Case, practice: PracticeIndex, promise: &PromisedVisit) -> bool {
    Question::promised(case, practice, promise).is_tight
}

/// Finds the first day of the plan, or after it, that keeps its distance from all visits that are no stops.
pub(crate) fn first_rested(case: &Case, practice: PracticeIndex) -> i64 {
    let question = Question::chosen(case, practice);
    let known = case.agreed(practice).iter().copied().chain(case.last_met(practice));
    let waiting = case.promises(practice).iter().map(|promise| promise.from);
    let latest = known.chain(waiting).max().unwrap_or(0).max(0);
    let rested = |day: &i64| !question.is_near_met(*day) && !question.is_near_agreed(*day);
    (0..=latest + question.min()).find(rested).unwrap_or(latest)
}

/// Lists the days on which a liaison could make the visit.
pub(crate) fn days(question: &Question, liaison: LiaisonIndex) -> Vec<Date> {
    let case = question.case;
    case.dates().filter(|&(day, date)| question.is_open(liaison, day, date)).map(|(_, date)| date).collect()
}

/// Tells whether a liaison could make the visit on some day.
pub(crate) fn is_possible(question: &Question, liaison: LiaisonIndex) -> bool {
    question.case.dates().any(|(day, date)| question.is_open(liaison, day, date))
}

/// Finds the first day after the plan for which a liaison has time to call, and the last working day for that call.
pub(crate) fn next_call(question: &Question, liaison: LiaisonIndex) -> Option<(Date, Date)> {
    let (case, practice) = (question.case, question.practice);
    let lead = i64::from(case.days_to_call(practice)?);
    let works = |date: &Date| !hours::working(case.book, liaison, *date, ActiveRules::ALL).is_empty();
    let call_by = |visit: Date| {
        let latest = visit.plus_days(-lead);
        let ago = 0..=latest.days_since(case.plan.as_of);
        ago.map(|ago| latest.plus_days(-ago)).find(works)
    };
    let first = case.callable(practice)?.max(case.days);
    let days = (first..=first + i64::from(Status::CALL_DAYS)).map(|day| (day, case.date(day)));
    let mut open = days.filter(|&(day, date)| question.is_open(liaison, day, date));
    open.find_map(|(_, date)| Some((date, call_by(date)?)))
}

/// Lists all smallest sets of rules that forbid the visit to a liaison, sorted by size; none where it is possible.
pub(crate) fn reasons(question: &Question, liaison: LiaisonIndex) -> Vec<RuleSet> {
    if question.case.place(question.practice).is_none() {
        return vec![vec![Rule::NoPlace]];
    }
    if is_possible(question, liaison) {
        return Vec::new();
    }
    let table = DayTable::new(question, liaison);
    if !table.is_possible(ActiveRules::NONE) {
        return vec![vec![Rule::NoRoad]];
    }
    let subsets = table.relevant().subsets();
    let possible: Vec<ActiveRules> = subsets.iter().copied().filter(|set| table.is_possible(*set)).collect();
    let mut found: Vec<ActiveRules> = Vec::new();
    for set in subsets {
        let is_known = found.iter().any(|smaller| set.holds_all(*smaller));
        if !is_known && !possible.iter().any(|larger| larger.holds_all(set)) {
            found.push(set);
        }
    }
    let mut reasons: Vec<RuleSet> = found.into_iter().map(ActiveRules::rules).collect();
    reasons.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    reasons
}

/// What forbids a visit on each day of the plan.
struct DayTable<'a> {
    question: &'a Question<'a>,
    liaison: LiaisonIndex,
    days: Vec<(Date, Vec<ActiveRules>)>,
    fits: RefCell<BTreeMap<(usize, ActiveRules), bool>>,
}

impl<'a> DayTable<'a> {
    fn new(question: &'a Question<'a>, liaison: LiaisonIndex) -> Self {
        let days = question.case.dates().map(|(day, date)| (date, question.blocks(liaison, day))).collect();
        Self { question, liaison, days, fits: RefCell::default() }
    }

    /// Gathers the rules that can make a difference on some day.
    fn relevant(&self) -> ActiveRules {
        let blocks = self.days.iter().flat_map(|(_, blocks)| blocks).flat_map(|block| block.rules());
        let person = &self.question.case.book.liaisons()[self.liaison.get()];
        let without = |rule| match rule {
            Rule::Lunch => person.lunch.is_none(),
            Rule::MaxDrive => person.max_drive.is_none(),
            Rule::ProviderHours | Rule::ProviderLimit => self.question.meeting.is_none(),
            _ => false,
        };
        let of_the_time = OF_THE_TIME.into_iter().filter(|&rule| !without(rule));
        Rule::RELAXABLE.into_iter().collect::<ActiveRules>().both(blocks.chain(of_the_time).collect())
    }

    /// Tells whether the visit is possible on some day with these rules alone.
    fn is_possible(&self, active: ActiveRules) -> bool {
        let of_the_time = active.both(OF_THE_TIME.into_iter().collect());
        self.days.iter().enumerate().any(|(at, (date, blocks))| {
            !blocks.iter().any(|block| active.holds_all(*block)) && self.fits(at, *date, of_the_time)
        })
    }

    fn fits(&self, at: usize, date: Date, active: ActiveRules) -> bool {
        if let Some(&known) = self.fits.borrow().get(&(at, active)) {
            return known;
        }
        let fits = self.question.fits(self.liaison, date, active);
        self.fits.borrow_mut().insert((at, active), fits);
        fits
    }
}
