//! What visits are worth, worked out a second time from what `BestRhythm` and `Goodwill` say of themselves.

use crate::model::index::PracticeIndex;
use crate::model::part_of_day::PartOfDay;
use crate::model::practice::Cadence;
use crate::model::time::{Date, TimeOfDay, TimeWindow};
use crate::routing::model::problem::Day;
use crate::schedule::liaison_problem::LiaisonProblem;
use crate::score::access::access_model::AccessModel;

/// A practice never visited counts as one not visited for so many days.
const LONGEST: u32 = 3_650;

/// What visits to one practice are worth in a plan, in referrals.
#[derive(Debug)]
pub(super) struct Definition {
    tau: f64,
    /// Extra referrals a day just after a visit, for gaps shorter than the rhythm and for others.
    per_day: [f64; 2],
    /// What a visit costs that meets somebody, its share of the drive included.
    cost: f64,
    /// What the time at the practice costs.
    price: f64,
    /// Days from one visit to the next.
    pub(super) gap: u32,
    longest: Option<u32>,
    /// By day: chance that a visit meets somebody.
    pub(super) access: Vec<f64>,
    /// Days from the last visit to the first day planned.
    last: u32,
    /// Days planned.
    days: u32,
    /// Days of fixed visits.
    fixed: Vec<Day>,
}

impl Definition {
    /// Finds the best rhythm by trying every gap; `None` where no visit ever pays, or none is possible.
    pub(super) fn new(problem: &LiaisonProblem, practice: PracticeIndex) -> Option<Self> {
        let (aim, needs) = (&problem.aim, &problem.basis.needs[practice.get()]);
        let at = problem.covered.iter().position(|it| *it == practice)?;
        let (claim, target, prices) = (&aim.claims[at], aim.targets[at], &aim.prices);
        if claim.goodwill.per_day <= 0.0 && claim.promise.is_none() {
            return None;
        }
        let known = &problem.basis.book.practices()[practice.get()];
        let minutes = f64::from(known.visit_minutes.0 + problem.basis.rules.buffer.0);
        let tier = claim.longest.map(|longest| format!("{longest:.0}").parse().unwrap());
        let stands_for = claim.promise.map_or(0.0, |(_, goodwill)| goodwill.per_day);
        let takes = &claim.takes;
        let it = Self {
            tau: claim.goodwill.tau,
            per_day: [claim.goodwill.per_day.max(stands_for); 2],
            cost: prices.minute * takes.minutes + prices.stop * takes.stops + prices.drive * takes.drive,
            price: prices.minute * minutes + prices.stop,
            gap: 0,
            longest: known.cadence.map(Cadence::max).or(tier),
            access: access(problem, practice),
            last: needs.last_visit.map_or(LONGEST, |last| days_before(problem, last)),
            days: problem.basis.horizon.days,
            fixed: needs.appointments.iter().filter_map(|&day| Day::try_from(day).ok()).collect(),
        };
        let best =
            (needs.cadence.min()..=LONGEST).max_by(|a, b| it.rate(1, *a).total_cmp(&it.rate(1, *b)))?;
        it.settle(best, known.cadence.map(|_| target))
    }

    /// Puts a promise in the place of a gap that would be shorter, and a maximum in that of one that would be longer.
    fn settle(mut self, best: u32, promised: Option<u32>) -> Option<Self> {
        let pays = self.rate(1, best) > 0.0;
        self.gap = best;
        match (promised, self.longest) {
            (Some(target), _) if pays && best < target => {
                self.gap = target;
                self.per_day[0] = self.best_every(target);
            }
            (_, Some(longest)) if !pays || best > longest => {
                self.gap = longest;
                self.per_day = [self.best_every(longest); 2];
            }
            _ if !pays => return None,
            _ => {}
        }
        Some(self)
    }

    /// The extra referrals a day of which a gap is the best: it is due just when waiting one day more earns no more than the
    /// mean of a day, `H'(g) = (H(g) - cost) / g`.
    fn best_every(&self, gap: u32) -> f64 {
        let (gap, left) = (f64::from(gap), (-f64::from(gap) / self.tau).exp());
        self.cost / (self.tau * (1.0 - left) - gap * left)
    }

    fn harvest(&self, side: usize, gap: u32) -> f64 {
        self.per_day[side] * self.tau * (1.0 - (-f64::from(gap) / self.tau).exp())
    }

    /// What visits every so many days earn a day.
    fn rate(&self, side: usize, gap: u32) -> f64 {
        (self.harvest(side, gap) - self.cost) / f64::from(gap)
    }

    /// What a gap that a visit ends brings more than the rhythm in as many days.
    pub(super) fn closed(&self, gap: u32) -> f64 {
        let side = usize::from(gap >= self.gap);
        let rhythm = self.rate(side, self.gap) * f64::from(gap);
        self.harvest(side, gap) - rhythm - self.overdue(gap)
    }

    fn open(&self, gap: u32) -> f64 {
        if gap <= self.gap { 0.0 } else { self.closed(gap) - self.cost }
    }

    /// What waiting beyond the longest gap costs; it says nothing of those who were never visited.
    fn overdue(&self, gap: u32) -> f64 {
        let Some(longest) = self.longest.filter(|it| *it < gap && gap < LONGEST) else { return 0.0 };
        let over = f64::from(gap) / f64::from(longest) - 1.0;
        10.0 * self.cost * if over < 1.0 { over.powi(2) } else { 2.0 * over - 1.0 }
    }

    /// What the gaps are worth where somebody is met on these days.
    fn gaps(&self, met: &[Day]) -> f64 {
        let mut days = [met, &self.fixed].concat();
        days.sort_unstable();
        let Some((first, rest)) = days.split_first() else { return self.open(self.last + self.days) };
        let (mut from, mut worth) = (*first, self.closed(self.last + first));
        for &day in rest {
            worth += self.closed(day - from);
            from = day;
        }
        worth + self.open(self.days - from)
    }

    /// What planned visits are worth beside none: the mean over who is met, less the time they take.
    pub(super) fn worth(&self, days: &[Day]) -> f64 {
        let mean = |set: usize| {
            let is_met = |at: &usize| set >> at & 1 == 1;
            let access = |at: usize| self.access[days[at] as usize];
            let chances = (0..days.len()).map(|at| if is_met(&at) { access(at) } else { 1.0 - access(at) });
            let met: Vec<Day> = (0..days.len()).filter(is_met).map(|at| days[at]).collect();
            chances.product::<f64>() * self.gaps(&met)
        };
        let mean: f64 = (0..1_usize << days.len()).map(mean).sum();
        mean - self.gaps(&[]) - self.price * days.len() as f64
    }
}

/// The mean chance of each day over the minutes in which a visit may start, one by one.
fn access(problem: &LiaisonProblem, practice: PracticeIndex) -> Vec<f64> {
    let book = problem.basis.book;
    let model = AccessModel::new(book, problem.basis.scores.as_of);
    let length = book.practices()[practice.get()].visit_minutes.0;
    let on = |(_, date): (Day, Date)| {
        let open = book.visiting_hours(practice, date);
        let fits =
            |it: &TimeWindow, start| it.opens().minutes() <= start && start + length <= it.closes().minutes();
        let starts = (0..24 * 60).filter(|&start| open.iter().any(|it| fits(it, start)));
        let mut parts: Vec<PartOfDay> =
            starts.map(|start| PartOfDay::of(TimeOfDay::from_minutes(start))).collect();
        if parts.is_empty() {
            parts = PartOfDay::ALL.to_vec();
        }
        let chance = |part: &PartOfDay| model.interval(practice, date.weekday(), *part).chance.max(0.1);
        parts.iter().map(chance).sum::<f64>() / parts.len() as f64
    };
    problem.basis.horizon.dates().map(on).collect()
}

fn days_before(problem: &LiaisonProblem, last: Date) -> u32 {
    u32::try_from(problem.basis.horizon.start.days_since(last)).unwrap()
}
