//! One walker: small changes under simulated annealing, a pure function of its own state and (seed, walker, epoch).

use crate::random::Stream;
use crate::routing::model::problem::Value;
use crate::routing::model::solution::StepStatistics;
use crate::routing::operators::close_route::close;
use crate::routing::operators::ejection::Replace;
use crate::routing::operators::greedy_insertion::Recreate;
use crate::routing::operators::labelling::rewrite::Rewrite;
use crate::routing::operators::local_search::descent::Descent;
use crate::routing::operators::local_search::{change_days, two_opt_star};
use crate::routing::operators::open_route::open;
use crate::routing::operators::split_route::split;
use crate::routing::operators::srex::recombine;
use crate::routing::operators::string_removal::Ruin;
use crate::routing::search::cooling::{CHEAP_UNTIL, Heat};
use crate::routing::state::best::{Grade, Snapshot};
use crate::routing::state::solution::Draft;
use crate::routing::support::cancellation::GoOn;
use crate::routing::support::fixed_point::Share;

/// One in how many steps puts an absent client, if there is one, in the place of others.
const REPLACE: usize = 2;
/// One in how many steps opens an unused shift: for an absent client, if there is one, or for any.
const OPEN_FOR_ABSENT: usize = 2;
const OPEN_FOR_ANY: usize = 10;
/// One in how many of the other steps splits a route, and one in how many of the rest closes a shift, while some shift is unused.
/// Where everybody is visited, ten times as many splits and five times as many closings made plans of 1,000 clients dearer.
const SPLIT: usize = 100;
const SPLIT_WHERE_ABSENT: usize = 10;
const CLOSE: usize = 100;
const CLOSE_WHERE_ABSENT: usize = 20;
/// One in how many steps that tear out strings tries to let the torn routes exchange their tails: where nobody is absent, and
/// where more is won by who is visited.
const CROSS: usize = 2;
const CROSS_WHERE_ABSENT: usize = 10;
/// Iterations, for each visit, between two descents.
const DESCEND_EVERY: u64 = 10;
/// What each look at a route counts at least, as work of rewriting.
const LOOK: u64 = 1000;
/// Work that rewriting may do for each iteration where there is a single route: about as much as the iteration
/// itself. Among several routes most is won between them: the share falls with their third power. It is done in the cold part
/// of a cooling, where routes are good: the better a route, the fewer labels are left that could beat it.
const REWRITING: u64 = 400;
/// The part of a cooling after which routes are rewritten: travel counts for all it costs by then, as rewriting takes for granted.
const REWRITE_FROM: f64 = CHEAP_UNTIL;
/// What leaving out a required client costs at first, in units of what a visit contributes to the objective.
const LEFT_OUT: Value = 20;
/// What it can come to cost, in the same unit.
const MOST_LEFT_OUT: Value = 1000 * LEFT_OUT;

/// A draft on its way, and the best it has been.
#[derive(Debug, Clone)]
pub(crate) struct Walker<'a> {
    pub(crate) draft: Draft<'a>,
    pub(crate) best: Snapshot,
    ruin: Ruin,
    replace: Replace,
    rewrite: Rewrite,
    recreate: Recreate,
    descent: Descent,
    /// What each [`Step`] did.
    steps: [StepStatistics; Step::NAMES.len()],
    /// Iterations until the next descent.
    until_descent: u64,
    /// Work that rewriting may do.
    rewrite_allowance: u64,
    /// What a visit contributes to the objective, at least 1.
    unit: Value,
    heat: Heat,
}

/// A step that a walker takes.
#[derive(Debug, Clone, Copy)]
enum Step {
    Strings,
    Tails,
    Replacement,
    Opening,
    Splitting,
    Closing,
    ChangeOfDays,
    Rewriting,
    Recombination,
}

impl Step {
    /// What statistics call the steps, in their order.
    const NAMES: [&str; 9] = [
        "strings",
        "tails",
        "replace",
        "open",
        "split",
        "close",
        "change of days",
        "rewrite",
        "recombination",
    ];
}

impl<'a> Walker<'a> {
    /// A walker at the start routes, the rest inserted greedily.
    pub(crate) fn new(start: &Draft<'a>, stream: &mut Stream, go_on: &GoOn<'_>) -> Self {
        let instance = start.instance;
        let mut recreate = Recreate::new(instance);
        let mut draft = first(start, &mut recreate, stream, go_on);
        let unit = unit(&draft);
        for client in 0..instance.visitors.len() as u32 {
            if instance.visitors[client as usize].required {
                draft.set_penalty(client, LEFT_OUT * unit);
            }
        }
        draft.mark();
        Self {
            best: Snapshot::of(&draft),
            ruin: Ruin::default(),
            replace: Replace::default(),
            rewrite: Rewrite::default(),
            recreate,
            descent: Descent::new(instance.visitors.len()),
            steps: Step::NAMES.map(StepStatistics::new),
            until_descent: 0,
            rewrite_allowance: 0,
            unit,
            heat: Heat::of(&draft),
            draft,
        }
    }

    /// Some iterations at the temperature that belongs to this part of a cooling, as long as it may go on. How many there were.
    pub(crate) fn run(&mut self, iterations: u64, cooled: f64, stream: &mut Stream, go_on: &GoOn<'_>) -> u64 {
        let temperature = self.heat.at(cooled);
        self.draft.price = self.heat.price(cooled);
        for done in 0..iterations {
            if !go_on.after(1) {
                return done;
            }
            self.iterate(temperature, stream, go_on);
        }
        let routes = self.draft.used.items().len().max(1) as u64;
        self.rewrite_allowance += iterations * REWRITING / routes.saturating_pow(3);
        self.until_descent = self.until_descent.saturating_sub(iterations);
        if self.until_descent == 0 {
            self.descend(cooled, stream, go_on);
            self.until_descent = DESCEND_EVERY * self.draft.totals.visits as u64;
        }
        iterations
    }

    /// Goes on from a copy of another walker's draft: with some routes of its own, unless these make it worse.
    pub(crate) fn meet(&mut self, mut child: Draft<'a>, stream: &mut Stream, go_on: &GoOn<'_>) {
        for (client, &penalty) in self.draft.penalties.iter().enumerate() {
            child.set_penalty(client as u32, penalty);
        }
        child.mark();
        let before = child.score();
        recombine(&mut child, &self.draft, &mut self.recreate, stream, go_on);
        self.steps[Step::Recombination as usize].tried += 1;
        if child.score() < before {
            child.rollback();
        } else {
            self.steps[Step::Recombination as usize].kept += 1;
        }
        child.mark();
        self.draft = child;
        self.best.note_all();
        self.steps[Step::Recombination as usize].bests += u64::from(self.note_best());
    }

    /// What each step did.
    pub(crate) fn statistics(&self) -> impl Iterator<Item = &StepStatistics> {
        self.steps.iter().chain(&self.descent.steps)
    }

    fn iterate(&mut self, temperature: f64, stream: &mut Stream, go_on: &GoOn<'_>) {
        let before = self.draft.score();
        self.draft.mark();
        let step = self.change(stream, go_on);
        let step = step as usize;
        self.steps[step].tried += 1;
        let allowance = (temperature * stream.exponential()) as Value;
        if self.draft.score() < before - allowance {
            self.draft.rollback();
        } else {
            self.steps[step].kept += 1;
            self.best.note(self.draft.touched());
            self.steps[step].bests += u64::from(self.note_best());
        }
        self.raise_penalties(stream);
    }

    /// Changes the draft, and tells by which step.
    fn change(&mut self, stream: &mut Stream, go_on: &GoOn<'_>) -> Step {
        let absent = !self.draft.absent.items().is_empty();
        if let Some(step) = self.change_shifts(absent, stream, go_on) {
            return step;
        }
        if absent && stream.below(REPLACE) == 0 {
            self.replace.run(&mut self.draft, stream);
            if !self.draft.touched().is_empty() {
                self.recreate.run(&mut self.draft, &self.replace.clients, stream, go_on);
                return Step::Replacement;
            }
        }
        self.ruin.run(&mut self.draft, stream);
        let cross_every = if absent { CROSS_WHERE_ABSENT } else { CROSS };
        let crossed = stream.below(cross_every) == 0
            && two_opt_star::cross(&mut self.draft, &self.ruin.gaps, stream, go_on);
        self.recreate.run(&mut self.draft, &self.ruin.clients, stream, go_on);
        if crossed { Step::Tails } else { Step::Strings }
    }

    /// Now and then uses one shift more or less, if there are unused ones.
    fn change_shifts(&mut self, absent: bool, stream: &mut Stream, go_on: &GoOn<'_>) -> Option<Step> {
        let (draft, recreate) = (&mut self.draft, &mut self.recreate);
        if draft.used.items().len() == draft.routes.len() {
            return None;
        }
        let mut every =
            |absent_every, any_every| stream.below(if absent { absent_every } else { any_every }) == 0;
        let [opens, splits, closes] = [
            every(OPEN_FOR_ABSENT, OPEN_FOR_ANY),
            every(SPLIT_WHERE_ABSENT, SPLIT),
            every(CLOSE_WHERE_ABSENT, CLOSE),
        ];
        if opens && open(draft, &mut self.ruin, recreate, stream, go_on) {
            return Some(Step::Opening);
        }
        if splits && split(draft, recreate, stream, go_on) {
            return Some(Step::Splitting);
        }
        (closes && close(draft, recreate, stream, go_on)).then_some(Step::Closing)
    }

    /// Descends from where the draft stands: exchanges near every client, and new days for clients that have a choice.
    fn descend(&mut self, cooled: f64, stream: &mut Stream, go_on: &GoOn<'_>) {
        let kept: Vec<u64> = self.descent.steps.iter().map(|step| step.kept).collect();
        let rewritten = self.steps[Step::Rewriting as usize].kept;
        self.draft.mark();
        self.descent.run(&mut self.draft, go_on);
        if self.draft.instance.problem.days > 1 {
            change_days::improve(
                &mut self.draft,
                &mut self.recreate,
                &mut self.steps[Step::ChangeOfDays as usize],
                stream,
                go_on,
            );
        }
        self.draft.mark();
        if cooled >= REWRITE_FROM {
            self.rewrite(stream, go_on);
        }
        self.best.note_all();
        if self.note_best() {
            let gained = self.descent.steps.iter_mut().zip(kept).filter(|(step, kept)| step.kept > *kept);
            gained.for_each(|(step, _)| step.bests += 1);
            self.steps[Step::Rewriting as usize].bests +=
                u64::from(self.steps[Step::Rewriting as usize].kept > rewritten);
        }
    }

    /// Rewrites random routes, as far as the allowance goes.
    fn rewrite(&mut self, stream: &mut Stream, go_on: &GoOn<'_>) {
        while go_on.now() && !self.draft.absent.items().is_empty() {
            let used = self.draft.used.items();
            let Some(&route) = used.get(stream.below(used.len())) else { return };
            let spent = self.rewrite.work() + LOOK * self.steps[Step::Rewriting as usize].tried;
            let allowance = self.rewrite_allowance.saturating_sub(spent);
            if allowance < self.rewrite.needs(&self.draft, route) {
                return;
            }
            let least = self.least();
            self.steps[Step::Rewriting as usize].tried += 1;
            if self.rewrite.run(&mut self.draft, route, least, allowance, stream, go_on) {
                self.steps[Step::Rewriting as usize].kept += 1;
            }
            self.draft.mark();
        }
    }

    /// What a rewritten route must make the draft worth more than: where it is the only one, more than the best so far.
    fn least(&self) -> Value {
        let is_alone = self.draft.used.items().len() == 1;
        let all_served = self.draft.totals.unserved == 0 && self.best.grade.served.0 == 0;
        if is_alone && all_served { self.best.grade.objective } else { self.draft.score() }
    }

    /// Copies the draft if it is the best so far.
    fn note_best(&mut self) -> bool {
        let better = Grade::of(&self.draft) > self.best.grade;
        if better {
            self.best.take(&self.draft);
        }
        better
    }

    /// Required clients that stay out become dearer, so that the search makes room for them.
    fn raise_penalties(&mut self, stream: &mut Stream) {
        let absent = self.draft.absent.items();
        if self.draft.totals.unserved == 0 || absent.is_empty() {
            return;
        }
        let client = absent[stream.below(absent.len())];
        if self.draft.instance.visitors[client as usize].required {
            let most = MOST_LEFT_OUT * self.unit;
            let penalty = self.draft.penalties[client as usize] + 1 + self.unit / 10;
            self.draft.set_penalty(client, penalty.min(most));
        }
    }
}

/// The start routes filled up greedily: with whom is worth its travel, or with everybody who fits,
/// whichever is better. The second leaves it to the search whom to drop, where clients far away are worth the journey
/// only together.
fn first<'a>(start: &Draft<'a>, recreate: &mut Recreate, stream: &mut Stream, go_on: &GoOn<'_>) -> Draft<'a> {
    let mut filled = |price: Share| {
        let mut draft = start.clone();
        recreate.fill(&mut draft, price, stream, go_on);
        draft
    };
    let (worth, full) = (filled(Share::WHOLE), filled(Share::NONE));
    if Grade::of(&full) > Grade::of(&worth) { full } else { worth }
}

/// What a visit contributes to the objective of this draft, in absolute terms and at least 1; small enough that the
/// charges for all clients together fit 64 bits.
fn unit(draft: &Draft<'_>) -> Value {
    let size = draft.totals.value + draft.instance.weight * draft.totals.travel;
    let most = (1 << 61) / (MOST_LEFT_OUT * draft.instance.visitors.len().max(1) as Value);
    (size / draft.totals.visits.max(1) as Value).clamp(1, most)
}
