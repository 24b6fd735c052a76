//! One walker: ruin and recreate under simulated annealing, a pure function of (draft, seed, walker, epoch).

use super::draft::Draft;
use super::instance::Instance;
use super::problem::Value;
use super::random::{Stream, halved};
use super::recreate::Recreate;
use super::ruin::Ruin;
use super::snapshot::{Grade, Snapshot};
use super::solution::StepStatistics;

/// First and last temperature, in units of what a visit contributes to the objective.
const HOT: f64 = 3.0;
const COLD: f64 = 0.01;
/// What leaving out a required client costs at first, in the same unit.
const LEFT_OUT: Value = 20;
/// What it can come to cost, in the same unit.
const MOST_LEFT_OUT: Value = 1000 * LEFT_OUT;

/// A draft on its way, and the best it has been.
#[derive(Debug, Clone)]
pub(super) struct Walker<'a> {
    pub(super) draft: Draft<'a>,
    pub(super) best: Snapshot,
    pub(super) step: StepStatistics,
    ruin: Ruin,
    recreate: Recreate,
    /// What a visit contributes to the objective, at least 1.
    unit: Value,
}

impl<'a> Walker<'a> {
    /// A walker at the start routes, as far as they fit, and the rest inserted greedily.
    pub(super) fn new(instance: &'a Instance<'a>, start: &[Vec<usize>], stream: &mut Stream) -> Self {
        let mut draft = Draft::new(instance);
        let mut recreate = Recreate::new(instance);
        super::start::restore(&mut draft, start);
        recreate.fill(&mut draft, stream);
        let unit = unit(&draft);
        for client in 0..instance.visitors.len() as u32 {
            if instance.visitors[client as usize].required {
                draft.set_penalty(client, LEFT_OUT * unit);
            }
        }
        draft.mark();
        let best = Snapshot::of(&draft);
        let step = StepStatistics { name: "strings", tried: 0, kept: 0, bests: 0 };
        Self { draft, best, step, ruin: Ruin::default(), recreate, unit }
    }

    /// Some iterations at the temperature that belongs to this part of the budget.
    pub(super) fn run(&mut self, iterations: u64, used: f64, stream: &mut Stream) {
        let temperature = HOT * halved(used * (HOT / COLD).log2()) * self.unit as f64;
        for _ in 0..iterations {
            self.iterate(temperature, stream);
        }
    }

    /// Starts again from another walker's draft.
    pub(super) fn adopt(&mut self, draft: &Draft<'a>) {
        let penalties = std::mem::take(&mut self.draft.penalties);
        self.draft = draft.clone();
        for (client, &penalty) in penalties.iter().enumerate() {
            self.draft.set_penalty(client as u32, penalty);
        }
        self.draft.mark();
        self.best.note_all();
    }

    fn iterate(&mut self, temperature: f64, stream: &mut Stream) {
        let before = self.draft.score();
        self.draft.mark();
        self.ruin.run(&mut self.draft, stream);
        self.recreate.run(&mut self.draft, &self.ruin.clients, stream);
        self.step.tried += 1;
        let allowance = (temperature * stream.exponential()) as Value;
        if self.draft.score() < before - allowance {
            self.draft.rollback();
        } else {
            self.keep();
        }
        self.raise_penalties(stream);
    }

    fn keep(&mut self) {
        self.step.kept += 1;
        self.best.note(self.draft.touched());
        if Grade::of(&self.draft) > self.best.grade {
            self.best.take(&self.draft);
            self.step.bests += 1;
        }
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

/// What a visit contributes to the objective of this draft, in absolute terms and at least 1; small enough that the
/// charges for all clients together fit 64 bits.
fn unit(draft: &Draft<'_>) -> Value {
    let size = draft.totals.value + draft.instance.weight * draft.totals.travel;
    let most = (1 << 61) / (MOST_LEFT_OUT * draft.instance.visitors.len().max(1) as Value);
    (size / draft.totals.visits.max(1) as Value).clamp(1, most)
}
