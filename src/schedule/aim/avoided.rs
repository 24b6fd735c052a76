//! Which hours are avoided: those in which the log says with some certainty that far fewer visits meet somebody.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::model::book::Book;
use crate::model::index::PracticeIndex;
use crate::model::meeting_chances::MeetingChances;
use crate::model::part_of_day::PartOfDay;
use crate::model::practice::AccessPolicy;
use crate::model::time::Date;
use crate::model::weekday::Weekday;
use crate::routing::model::problem::{Time, Window};
use crate::schedule::aim::access::{LearnedAccess, PracticeHours, minutes, without};
use crate::schedule::horizon::Horizon;
use crate::schedule::visit_needs::VisitNeeds;
use crate::schedule::work_day::starts;
use crate::schedule::work_day::{cut, window};
use crate::score::access::access_model::AccessModel;

/// Hours are kept whose chance is at least this share of the best hours of their weekday.
const KEPT_SHARE: f64 = 0.8;

/// Minutes of starts that are left on each day to each liaison who had as many before.
const LEAST_LEFT: Time = 60;

/// Learns from the log when practices can be met. O(visits + practices * days * liaisons).
pub(crate) fn learn(book: &Book, horizon: &Horizon, needs: &[VisitNeeds]) -> LearnedAccess {
    let model = AccessModel::new(book, horizon.as_of);
    let chances: Vec<MeetingChances> =
        book.practice_indices().map(|practice| model.chances(practice)).collect();
    let wishes = book.introductions().iter().filter(|it| it.met.is_none());
    let wishes: BTreeSet<PracticeIndex> = wishes.filter_map(|it| book.practice_index(&it.practice)).collect();
    let of = |practice: PracticeIndex| {
        let asked = Asking { book, horizon, model: &model, practice, chances: chances[practice.get()] };
        asked.avoided()
    };
    let free = |practice: &PracticeIndex| {
        let calls = book.practices()[practice.get()].access == AccessPolicy::AppointmentOnly;
        !calls && !wishes.contains(practice) && needs[practice.get()].is_free()
    };
    let practices: Vec<PracticeIndex> = book.practice_indices().filter(free).collect();
    let avoided: Vec<Vec<PracticeHours>> = practices.into_par_iter().map(of).collect();
    LearnedAccess::new(chances, avoided.into_iter().flatten().collect())
}

/// A practice of which it is asked when it is hardly met.
struct Asking<'a> {
    book: &'a Book,
    horizon: &'a Horizon,
    model: &'a AccessModel,
    practice: PracticeIndex,
    chances: MeetingChances,
}

impl Asking<'_> {
    /// Lists the parts of weekdays that are avoided.
    fn avoided(&self) -> Vec<PracticeHours> {
        let of = |weekday: Weekday| {
            let poor = self.poor(weekday);
            let is_enough =
                poor.is_empty() || self.dates(weekday).all(|date| self.leaves_enough(date, &poor));
            poor.into_iter().filter(move |_| is_enough).map(move |part| (self.practice, weekday, part))
        };
        Weekday::ALL.into_iter().flat_map(of).collect()
    }

    fn dates(&self, weekday: Weekday) -> impl Iterator<Item = Date> {
        self.horizon.dates().map(|(_, date)| date).filter(move |date| date.weekday() == weekday)
    }

    fn starts(&self, date: Date) -> Vec<Window> {
        let length = self.book.practices()[self.practice.get()].visit_minutes.0;
        starts(self.book.visiting_hours(self.practice, date), length.into())
    }

    /// Lists the parts of a weekday that are credibly poorer than its best one, in practices alike, and by a fifth here.
    fn poor(&self, weekday: Weekday) -> Vec<PartOfDay> {
        let all: Vec<Window> = self.dates(weekday).flat_map(|date| self.starts(date)).collect();
        let is_open = |part: &PartOfDay| minutes(&without(&all, *part)) < minutes(&all);
        let open: Vec<PartOfDay> = PartOfDay::ALL.into_iter().filter(is_open).collect();
        let chance = |part: PartOfDay| self.chances.at(weekday, part);
        let best = open.iter().copied().max_by(|a, b| chance(*a).total_cmp(&chance(*b)));
        let Some(best) = best else { return Vec::new() };
        let is_poor = |part: &PartOfDay| {
            chance(*part) < KEPT_SHARE * chance(best)
                && self.model.difference(self.practice, (weekday, best), (weekday, *part)).low > 0.0
        };
        open.into_iter().filter(is_poor).collect()
    }

    /// Tells whether a date leaves an hour of starts to everybody who had one before.
    fn leaves_enough(&self, date: Date, poor: &[PartOfDay]) -> bool {
        let all = self.starts(date);
        let left = poor.iter().fold(all.clone(), |left, part| without(&left, *part));
        let length = Time::from(self.book.practices()[self.practice.get()].visit_minutes.0);
        let within = |starts: &[Window], hours: &[Window]| minutes(&cut(starts, hours, length));
        let enough = |before: Time, after: Time| after >= before.min(LEAST_LEFT);
        let liaisons = self.book.liaison_indices().filter_map(|it| self.book.work_hours(it, date));
        enough(minutes(&all), minutes(&left))
            && liaisons.into_iter().all(|hours| {
                let hours: Vec<Window> = hours.windows().map(window).collect();
                enough(within(&all, &hours), within(&left, &hours))
            })
    }
}
