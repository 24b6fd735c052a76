//! Whether a visit is possible with some rules in force, and every smallest set of rules that forbids it.

use rounds::model::*;
use rounds::plan::Rule;

use crate::contacts::Contacts;
use crate::day::{Call, DayRules, ROUND_THE_CLOCK};
use crate::world::{Agreed, Force, World};

/// The rules that can be left out of account. The first six are a matter of minutes, the others of days.
pub const RULES: [Rule; 14] = [
    Rule::VisitingHours,
    Rule::WorkingHours,
    Rule::Lunch,
    Rule::MaxDrive,
    Rule::MaxStops,
    Rule::FixedVisits,
    Rule::TimeOff,
    Rule::Holidays,
    Rule::NoVisitors,
    Rule::Skills,
    Rule::MinGap,
    Rule::LeadTime,
    Rule::MustVisitDates,
    Rule::Rest,
];

/// How many sets of rules that are a matter of minutes there are.
const SETS_OF_MINUTES: usize = 1 << 6;

/// Some of [`RULES`], a bit for each.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Rules(pub usize);

impl Rules {
    pub const ALL: Self = Self((1 << RULES.len()) - 1);
    pub const NONE: Self = Self(0);

    pub fn of(rules: &[Rule]) -> Self {
        rules.iter().fold(Self::NONE, |set, rule| Self(set.0 | Self::bit(*rule)))
    }

    fn bit(rule: Rule) -> usize {
        1 << RULES.iter().position(|it| *it == rule).unwrap()
    }

    pub fn has(self, rule: Rule) -> bool {
        self.0 & Self::bit(rule) != 0
    }

    pub fn without(self, rule: Rule) -> Self {
        Self(self.0 & !Self::bit(rule))
    }

    fn is_within(self, other: Self) -> bool {
        self.0 & other.0 == self.0
    }

    fn names(self) -> Vec<Rule> {
        let mut names: Vec<Rule> = RULES.into_iter().filter(|rule| self.has(*rule)).collect();
        names.sort_unstable();
        names
    }
}

/// One visit that is asked about.
pub struct Question<'a> {
    pub world: &'a World<'a>,
    pub liaison: LiaisonIndex,
    pub practice: PracticeIndex,
    pub promise: Option<&'a MustVisit>,
    pub contacts: &'a Contacts,
}

/// The answer for every set of rules, day by day.
pub struct Answers {
    days: Vec<DayAnswers>,
}

struct DayAnswers {
    date: Date,
    /// Rules that forbid the day by themselves: where appointments count, and where they do not.
    forbidden: [Rules; 2],
    /// By set of the first six rules: whether the visit fits.
    fits: Vec<bool>,
}

impl Question<'_> {
    /// Finds the first day after the plan, of half a year that leaves time to call, and the liaison's last working day for the call.
    pub fn next_call(&self) -> Option<(Date, Date)> {
        let world = self.world;
        let first = world.callable(self.practice)?.max(world.plan.end().plus_days(1));
        let days = (0..=26 * 7).map(|more| first.plus_days(more));
        let may_be = |date: &Date| self.forbidden(*date, true) == Rules::NONE && self.fits(*date, Rules::ALL);
        days.filter(may_be).find_map(|date| Some((date, self.call_by(date)?)))
    }

    /// Finds the last day on which somebody at work has time to call for a visit.
    fn call_by(&self, visit: Date) -> Option<Date> {
        let world = self.world;
        let mut day = visit.plus_days(-i64::from(world.lead_days(self.practice)));
        while day >= world.plan.as_of {
            if world.hours(self.liaison, day).is_some() {
                return Some(day);
            }
            day = day.plus_days(-1);
        }
        None
    }

    /// Asks about every day and every set of rules.
    pub fn ask(&self) -> Answers {
        let day = |date| DayAnswers {
            date,
            forbidden: [true, false].map(|fixed| self.forbidden(date, fixed)),
            fits: (0..SETS_OF_MINUTES).map(|rules| self.fits(date, Rules(rules))).collect(),
        };
        Answers { days: self.world.dates().map(day).collect() }
    }

    /// Lists the rules that forbid a day whatever its hours.
    fn forbidden(&self, date: Date, fixed: bool) -> Rules {
        let (world, practice) = (self.world, self.world.practice(self.practice));
        let callable = world.callable(self.practice).filter(|_| self.promise.is_none());
        let promised = |it: &MustVisit| (it.from..=it.until).contains(&date);
        let forbidden = [
            (Rule::TimeOff, world.is_off(self.liaison, date)),
            (Rule::Holidays, world.is_holiday(date)),
            (Rule::NoVisitors, practice.access == AccessPolicy::NoSee),
            (Rule::Skills, !practice.skills.is_subset(&world.person(self.liaison).skills)),
            (Rule::MinGap, !self.contacts.keeps_distance(date, fixed)),
            (Rule::LeadTime, callable.is_some_and(|callable| date < callable)),
            (Rule::MustVisitDates, !self.promise.is_none_or(promised)),
            (Rule::Rest, self.promise.is_none() && world.rests(self.practice, date)),
        ];
        let forbidden: Vec<Rule> = forbidden.into_iter().filter(|it| it.1).map(|it| it.0).collect();
        Rules::of(&forbidden)
    }

    /// Tells whether the visit fits into a day, at any place between its appointments.
    fn fits(&self, date: Date, rules: Rules) -> bool {
        let world = self.world;
        let weekday = world.weekday_hours(self.liaison, date);
        let hours = if rules.has(Rule::WorkingHours) { weekday } else { Some(ROUND_THE_CLOCK) };
        let Some(hours) = hours else { return false };
        let agreed = world.agenda(self.liaison, date);
        let usual = world.usual(self.liaison, date, hours);
        let force = Force {
            hours,
            date,
            breaks: rules.has(Rule::WorkingHours),
            lunch_hours: weekday.unwrap_or(hours),
            lunch: rules.has(Rule::Lunch),
            most_stops: usual.most_stops.filter(|_| rules.has(Rule::MaxStops)),
            most_drive: usual.most_drive.filter(|_| rules.has(Rule::MaxDrive)),
        };
        let office = world.office_hours(self.practice, date);
        let open = if rules.has(Rule::VisitingHours) { office } else { vec![ROUND_THE_CLOCK] };
        let visit = world.chosen_call(self.liaison, self.practice, open, force);
        // What appointments make of a day stays, even where they take no time.
        let day = world.rules(self.liaison, &agreed, force);
        let fits = |beside: &[Agreed]| fits_beside(world, &day, beside, &visit);
        fits(&agreed) || !rules.has(Rule::FixedVisits) && fits(&[])
    }
}

/// Tells whether a visit fits at some place between appointments.
fn fits_beside(world: &World, day: &DayRules, agreed: &[Agreed], visit: &Call) -> bool {
    let calls: Vec<Call> = agreed.iter().map(Agreed::call).collect();
    (0..=calls.len()).any(|at| {
        let mut order = calls.clone();
        order.insert(at, visit.clone());
        day.drive(&order, |from, to| world.road(from, to)).is_some()
    })
}

impl DayAnswers {
    fn is_possible(&self, active: Rules) -> bool {
        let forbidden = self.forbidden[usize::from(!active.has(Rule::FixedVisits))];
        forbidden.0 & active.0 == 0 && self.fits[active.0 % SETS_OF_MINUTES]
    }
}

impl Answers {
    /// Tells whether the visit is possible with these rules in force.
    pub fn is_possible(&self, active: Rules) -> bool {
        self.days.iter().any(|day| day.is_possible(active))
    }

    /// Lists the days on which it is possible with these rules in force.
    pub fn days(&self, active: Rules) -> Vec<Date> {
        self.days.iter().filter(|day| day.is_possible(active)).map(|day| day.date).collect()
    }

    /// Lists all smallest sets of rules that forbid the visit whatever else is in force, the shortest first; none where it is
    /// possible. Whoever wants the visit has to lift a rule of each of them.
    pub fn reasons(&self, active: Rules) -> Vec<Vec<Rule>> {
        if self.is_possible(active) {
            return Vec::new();
        }
        if !self.is_possible(Rules::NONE) {
            return vec![vec![Rule::NoRoad]];
        }
        let forbids = self.forbidding(active);
        let mut sets: Vec<Rules> = (0..=Rules::ALL.0).map(Rules).filter(|it| it.is_within(active)).collect();
        sets.sort_by_key(|it| it.0.count_ones());
        let mut found: Vec<Rules> = Vec::new();
        for set in sets {
            if forbids[set.0] && !found.iter().any(|smaller| smaller.is_within(set)) {
                found.push(set);
            }
        }
        let mut reasons: Vec<Vec<Rule>> = found.into_iter().map(Rules::names).collect();
        reasons.sort_by_key(|it| (it.len(), it.clone()));
        reasons
    }

    /// Tells for every set of rules whether it forbids the visit, whichever rules beside it are in force.
    fn forbidding(&self, active: Rules) -> Vec<bool> {
        let mut forbids: Vec<bool> =
            (0..=Rules::ALL.0).map(|set| !self.is_possible(Rules(set & active.0))).collect();
        for set in (0..=Rules::ALL.0).rev() {
            forbids[set] = forbids[set] && (0..RULES.len()).all(|at| forbids[set | 1 << at]);
        }
        forbids
    }
}
