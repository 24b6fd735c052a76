//! Which of the liaisons' edits are made within a limit for all of them.

use crate::plan::replan::EditLimit;
use crate::schedule::replan::edits::Step;

/// The steps of one liaison, in the order in which they have to be made.
#[derive(Debug)]
pub(crate) struct EditPath {
    pub(crate) steps: Vec<Step>,
    /// Referrals in one unit of the search.
    pub(crate) unit: f64,
    /// What a visit costs, in units of the search.
    pub(crate) visit: f64,
}

impl EditPath {
    /// Returns what a step gains, in referrals.
    pub(crate) fn gain(&self, at: usize) -> f64 {
        self.steps[at].gain as f64 * self.unit
    }

    /// Returns what a step gains for each edit, in referrals.
    fn rate(&self, at: usize) -> f64 {
        self.gain(at) / self.steps[at].edits.max(1) as f64
    }

    /// Counts the first steps that each gain at least this share of what a visit costs.
    fn worth_making(&self, share: f64) -> usize {
        let least = share * self.visit * self.unit;
        (0..self.steps.len()).take_while(|&at| self.rate(at) >= least).count()
    }
}

/// How many steps each liaison makes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct EditChoice {
    pub(crate) steps: Vec<usize>,
    pub(crate) edits: usize,
    /// What they gain, in referrals.
    pub(crate) gain: f64,
}

/// Budgets up to which every smaller one is looked at, too.
const LOOKED_AT: usize = 64;

/// Chooses the steps to make.
pub(crate) fn choose(all: &[EditPath], limit: EditLimit) -> EditChoice {
    match limit {
        EditLimit::AtMost(most) => within(all, most as usize),
        EditLimit::Gain(share) => EditChoice::of(all, all.iter().map(|it| it.worth_making(share)).collect()),
    }
}

/// Chooses steps of so many edits at most. No more edits than needed are made, and a greater budget never gives less.
fn within(all: &[EditPath], most: usize) -> EditChoice {
    let budgets = (0..=most.min(LOOKED_AT)).chain([most]);
    let choices = budgets.map(|budget| greedy(all, budget));
    let better = |best: EditChoice, next: EditChoice| if next.gain > best.gain { next } else { best };
    choices.reduce(better).unwrap_or_else(|| EditChoice::of(all, vec![0; all.len()]))
}

/// Makes the step that gains most for each edit, as long as one is within the budget.
fn greedy(all: &[EditPath], budget: usize) -> EditChoice {
    let mut taken = vec![0; all.len()];
    let mut left = budget;
    loop {
        let next = |(at, steps): (usize, &EditPath)| {
            let step = steps.steps.get(taken[at]).filter(|step| step.edits <= left)?;
            Some((steps.rate(taken[at]), std::cmp::Reverse(at), step.edits))
        };
        let order = |a: &(f64, std::cmp::Reverse<usize>, usize),
                     b: &(f64, std::cmp::Reverse<usize>, usize)| {
            a.0.total_cmp(&b.0).then(a.1.cmp(&b.1))
        };
        let Some((_, std::cmp::Reverse(at), edits)) = all.iter().enumerate().filter_map(next).max_by(order)
        else {
            return EditChoice::of(all, taken);
        };
        taken[at] += 1;
        left -= edits;
    }
}

impl EditChoice {
    fn of(all: &[EditPath], steps: Vec<usize>) -> Self {
        let made = || all.iter().zip(&steps);
        let edits = |(all, &made): (&EditPath, &usize)| {
            all.steps[..made].iter().map(|step| step.edits).sum::<usize>()
        };
        let gain = |(all, &made): (&EditPath, &usize)| (0..made).map(|at| all.gain(at)).sum::<f64>();
        Self { edits: made().map(edits).sum(), gain: made().map(gain).sum(), steps }
    }
}
