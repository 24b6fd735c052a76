//! Whether a visit is possible at all: on some day, beside the liaison's appointments and nothing else.

use crate::model::index::{LiaisonIndex, PracticeIndex, ProviderIndex};
use crate::model::location::Location;
use crate::model::practice::AccessPolicy;
use crate::model::provider::Introduction;
use crate::model::time::{Date, TimeWindow};
use crate::plan::disposition::Rule;
use crate::routing::model::problem::{Client, Day, Demand, Problem, Time, Travel, Window};
use crate::routing::model::timetable::timetable_of_valid;
use crate::schedule::agreed::AgreedDay;
use crate::schedule::meetings::calendars::has_room_in_week;
use crate::schedule::meetings::{provider_day, wish};
use crate::schedule::plan_basis::PlanBasis;
use crate::schedule::relaxed::Relaxed;
use crate::schedule::visit_needs::{Promise, VisitNeeds};
use crate::schedule::work_day::{WorkDay, cut, starts};

/// One visit that is asked about.
#[derive(Clone, Copy)]
pub(crate) struct VisitQuestion<'a> {
    pub(crate) basis: &'a PlanBasis<'a>,
    /// Who would go.
    pub(crate) liaison: LiaisonIndex,
    pub(crate) practice: PracticeIndex,
    pub(crate) purpose: VisitPurpose<'a>,
}

/// What a visit is for.
#[derive(Clone, Copy)]
pub(crate) enum VisitPurpose<'a> {
    /// It is chosen for its worth.
    Worth,
    /// It keeps a promise.
    Promise(Promise),
    /// One of these physicians comes along, as it is wished for.
    Meeting {
        /// The wish.
        wish: &'a Introduction,
        /// Those of the specialty.
        providers: &'a [ProviderIndex],
    },
}

impl VisitQuestion<'_> {
    /// Returns what the practice asks for.
    pub(crate) fn needs(&self) -> &VisitNeeds {
        &self.basis.needs[self.practice.get()]
    }

    /// Tells whether it can be made on some day, some rules left out.
    pub(crate) fn is_possible(&self, relaxed: Relaxed) -> bool {
        self.has_skills(relaxed) && self.days().any(|day| self.fits_on(day, relaxed))
    }

    /// Lists the days on which it can be made, some rules left out.
    pub(crate) fn possible_days(&self, relaxed: Relaxed) -> Vec<Day> {
        let days = self.days().filter(|&day| self.has_skills(relaxed) && self.fits_on(day, relaxed));
        days.collect()
    }

    /// Tells whether it can be made on a day, in the plan or after it, with all rules in force.
    pub(crate) fn is_possible_on(&self, day: Day) -> bool {
        self.has_skills(Relaxed::NONE) && self.fits_on(day, Relaxed::NONE)
    }

    fn days(&self) -> std::ops::Range<Day> {
        0..self.basis.horizon.days
    }

    fn date(&self, day: Day) -> Date {
        self.basis.horizon.date(day)
    }

    fn has_skills(&self, relaxed: Relaxed) -> bool {
        relaxed.contains(Rule::Skills)
            || self.basis.book.has_skills(self.liaison, self.practice) == Some(true)
    }

    /// Tells whether it fits into a day beside the appointments of that day, at some place between them.
    fn fits_on(&self, day: Day, relaxed: Relaxed) -> bool {
        if !self.may_fall_on(day, relaxed) {
            return false;
        }
        let agreed = self.basis.agendas.of(self.liaison).on(day);
        let date = self.date(day);
        let Some(work) = WorkDay::new(self.basis.book, self.liaison, (day, date), agreed, relaxed) else {
            return false;
        };
        let starts = work.within_hours(self.starts(date, relaxed), self.minutes());
        let starts = self.with_physician(starts, date, relaxed);
        // What appointments make of a day stays, if they are left out; a detour by them may even be the shorter way.
        let without = || relaxed.contains(Rule::FixedVisits) && self.fits_beside(None, &work, &starts);
        !starts.is_empty() && (self.fits_beside(agreed, &work, &starts) || without())
    }

    /// Tells whether the calendar of the practice allows a visit on a day.
    fn may_fall_on(&self, day: Day, relaxed: Relaxed) -> bool {
        let needs = self.needs();
        let offset = i64::from(day);
        let in_dates = |from: i64, until: i64| {
            relaxed.contains(Rule::MustVisitDates) || (from <= offset && offset <= until)
        };
        let leaves_time = |first: Date| relaxed.contains(Rule::LeadTime) || first <= self.date(day);
        match self.purpose {
            VisitPurpose::Promise(promise) => {
                in_dates(promise.from, promise.until) && needs.keeps_distance(offset, relaxed)
            }
            VisitPurpose::Worth => {
                let is_free = relaxed.contains(Rule::Rest) || !needs.is_resting(offset);
                is_free && leaves_time(needs.reachable) && needs.keeps_distance(offset, relaxed)
            }
            VisitPurpose::Meeting { wish, .. } => {
                let (from, until) = wish::asked(self.basis, wish);
                let arranged = self.date(wish::first_arranged(self.basis, self.practice));
                in_dates(from.into(), until.into()) && leaves_time(arranged)
            }
        }
    }

    /// Lists when a visit may start on a date, so that it ends before the practice closes.
    fn starts(&self, date: Date, relaxed: Relaxed) -> Vec<Window> {
        let (book, practice) = (self.basis.book, &self.basis.book.practices()[self.practice.get()]);
        let holiday = relaxed.keeps(Rule::Holidays) && book.holidays().contains_key(&date);
        let nobody = relaxed.keeps(Rule::NoVisitors) && practice.access == AccessPolicy::NoSee;
        if holiday || nobody {
            return Vec::new();
        }
        let open = if relaxed.contains(Rule::VisitingHours) {
            TimeWindow::between((0, 0), (24, 0)).into_iter().collect()
        } else {
            book.office_hours(self.practice, date)
        };
        let starts = starts(open, self.minutes());
        match self.purpose {
            VisitPurpose::Worth if relaxed.keeps(Rule::VisitingHours) => {
                self.basis.access.without_avoided(self.practice, date.weekday(), starts)
            }
            _ => starts,
        }
    }

    fn minutes(&self) -> Time {
        match self.purpose {
            VisitPurpose::Meeting { wish, .. } => wish.minutes.0.into(),
            _ => self.basis.book.practices()[self.practice.get()].visit_minutes.0.into(),
        }
    }

    /// Cuts starts to those at which a physician can be there, if one has to.
    fn with_physician(&self, starts: Vec<Window>, date: Date, relaxed: Relaxed) -> Vec<Window> {
        let VisitPurpose::Meeting { providers, .. } = self.purpose else { return starts };
        let within_limit = |provider: &&ProviderIndex| {
            relaxed.contains(Rule::ProviderLimit) || has_room_in_week(self.basis, **provider, date.monday())
        };
        let able = providers.iter().filter(within_limit);
        if relaxed.contains(Rule::ProviderHours) {
            return if able.count() > 0 { starts } else { Vec::new() };
        }
        let Some(place) = self.basis.place(self.practice) else { return Vec::new() };
        let free = able.flat_map(|&provider| provider_day::away_times(self.basis, provider, date));
        let free = free.flat_map(|away| provider_day::starts(self.basis, &away, &[], place, self.minutes()));
        let free: Vec<Window> = free.collect();
        let mut both = cut(&starts, &free, 0);
        both.sort_unstable();
        apart(both)
    }

    fn fits_beside(&self, agreed: Option<&AgreedDay>, work: &WorkDay, starts: &[Window]) -> bool {
        let Some(place) = self.basis.place(self.practice) else { return false };
        let agreed = agreed.map_or(&[][..], |it| &it.visits);
        let day = work.shift.day;
        let client = |site, service, starts: Vec<Window>| {
            let mut windows = vec![Vec::new(); day as usize + 1];
            windows[day as usize] = starts;
            Client { site, service, load: 0, windows, shifts: None, demand: Demand::Required }
        };
        let fixed = agreed.iter().enumerate().map(|(at, it)| {
            client(at + 1, it.end - it.start + it.buffer, vec![Window { open: it.start, close: it.start }])
        });
        let mine = agreed.len();
        let service = self.minutes() + Time::from(self.basis.rules.buffer.0);
        let clients = fixed.chain([client(mine + 1, service, starts.to_vec())]).collect();
        let places = [self.basis.home(self.liaison)].into_iter();
        let places = places.chain(agreed.iter().map(|it| it.place)).chain([place]);
        let travel = self.basis.matrix(&places.collect::<Vec<_>>());
        let problem =
            Problem { days: day + 1, travel, shifts: vec![work.shift.clone()], clients, travel_weight: 0 };
        (0..=mine).any(|at| {
            let mut route: Vec<usize> = (0..mine).collect();
            route.insert(at, mine);
            timetable_of_valid(&problem, 0, &route).is_some()
        })
    }
}

/// Joins sorted windows that overlap or touch.
fn apart(windows: Vec<Window>) -> Vec<Window> {
    let mut joined: Vec<Window> = Vec::with_capacity(windows.len());
    for it in windows {
        match joined.last_mut() {
            Some(last) if it.open <= last.close + 1 => last.close = last.close.max(it.close),
            _ => joined.push(it),
        }
    }
    joined
}

impl PlanBasis<'_> {
    /// Lists the minutes of driving between all places.
    pub(crate) fn matrix(&self, places: &[Location]) -> Travel {
        let row = |&from| places.iter().map(move |&to| self.minutes(from, to));
        Travel::Matrix { sites: places.len(), table: places.iter().flat_map(row).collect() }
    }
}
