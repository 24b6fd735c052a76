//! Labels: ways from the shift's start to a candidate, grown along time, and from a candidate to the shift's
//! end, grown against it.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::routing::model::problem::Value;
use crate::routing::model::tuning::Tuning;
use crate::routing::operators::labelling::bucket::{Bucket, LabelState};
use crate::routing::operators::labelling::extension::{Direction, LabelProblem, early};
use crate::routing::operators::labelling::ng_memory::NgMemory;
use crate::routing::support::cancellation::StopCheck;

/// The labels of one direction.
#[derive(Debug, Clone)]
pub(crate) struct Labels {
    /// Labels after which a pass is cut short.
    most: usize,
    /// Comparisons that take as long as one step to a client.
    comparisons: usize,
    all: Vec<Label>,
    /// By candidate: the labels that stand there.
    buckets: Vec<Bucket>,
    /// Whom labels may go to.
    targets: Vec<ExtensionTarget>,
    queue: BinaryHeap<Reverse<(i32, u32)>>,
    /// Whether a label grew no more because it had many more stops than there are candidates: then labels
    /// bound nothing, since it may have beaten shorter ones.
    pub(crate) capped: bool,
    /// Work done so far, in steps to a candidate.
    pub(crate) work: u64,
}

/// A way between an end of the shift and a candidate.
#[derive(Debug, Clone, Copy)]
struct Label {
    candidate: u32,
    parent: u32,
    mark: LabelState,
    travel: i64,
    load: i64,
    stops: usize,
    /// Whether a better label has taken its place.
    beaten: bool,
}

/// A candidate that labels may go to.
#[derive(Debug, Clone, Copy)]
struct ExtensionTarget {
    candidate: u32,
    site: u32,
    /// The most that can still be gained there and after.
    promised: Value,
    /// Who of the opposite direction there was the last to continue a label.
    last: usize,
}

impl Label {
    /// Returns the label that stands for the end of the shift where this look's direction starts.
    fn start(look: &LabelProblem<'_>) -> Self {
        Self {
            candidate: START,
            parent: START,
            mark: LabelState { gain: 0, moments: look.start(), memory: NgMemory::default() },
            travel: 0,
            load: 0,
            stops: 0,
            beaten: false,
        }
    }
}

/// Stands for the end of the shift that labels start from.
const START: u32 = u32::MAX;

impl Labels {
    /// Makes a pass without labels.
    pub(crate) fn new(tuning: &Tuning) -> Self {
        Self {
            most: tuning.labelling_most_labels,
            comparisons: tuning.labelling_comparisons,
            all: Vec::new(),
            buckets: Vec::new(),
            targets: Vec::new(),
            queue: BinaryHeap::new(),
            capped: false,
            work: 0,
        }
    }

    /// Begins a pass with the labels one step from the shift's end. Labels of the opposite direction, if
    /// there are any, tell how much a label can still gain.
    pub(crate) fn begin(&mut self, look: &LabelProblem<'_>, opposite: Option<&Self>) {
        self.clear(look.candidates.len());
        self.aim(look, opposite);
        self.grow_from(look, opposite, &Label::start(look), START);
    }

    /// Grows all labels that can become a route worth enough, the earliest first, as long as it may go on,
    /// there are not too many and work is below its limit. False if cut short: it can go on another time.
    pub(crate) fn grow(
        &mut self,
        look: &LabelProblem<'_>,
        opposite: Option<&Self>,
        limit: u64,
        stop_check: &StopCheck<'_>,
    ) -> bool {
        while let Some(Reverse((_, index))) = self.queue.pop() {
            let (label, before) = (self.all[index as usize], self.work);
            if !label.beaten {
                self.grow_from(look, opposite, &label, index);
            }
            if self.is_full() || self.work > limit || !stop_check.allows((self.work - before) as usize) {
                return false;
            }
        }
        true
    }

    /// Tells whether there are so many labels that the pass is cut short.
    pub(crate) fn is_full(&self) -> bool {
        self.all.len() > self.most
    }

    fn clear(&mut self, candidates: usize) {
        self.all.clear();
        self.queue.clear();
        self.capped = false;
        self.buckets.iter_mut().for_each(Bucket::clear);
        self.buckets.resize_with(self.buckets.len().max(candidates), Bucket::default);
    }

    /// Lists whom labels may go to: where labels of the opposite direction stand, if there are any.
    fn aim(&mut self, look: &LabelProblem<'_>, opposite: Option<&Self>) {
        self.targets.clear();
        for (next, at) in look.candidates.iter().zip(0..) {
            let most =
                opposite.map_or(Some(Value::MAX / 2), |opposite| opposite.buckets[at as usize].highest());
            if let Some(promised) = most {
                self.targets.push(ExtensionTarget { candidate: at, site: next.site, promised, last: 0 });
            }
        }
    }

    fn grow_from(&mut self, look: &LabelProblem<'_>, opposite: Option<&Self>, label: &Label, index: u32) {
        let is_capped = label.stops >= look.candidates.len() + look.data.tuning.labelling_spare_stops;
        self.capped |= is_capped;
        if is_capped || label.stops >= look.shift.max_stops {
            return;
        }
        self.work += self.targets.len() as u64;
        let around = look.data.travel.around(look.site(label.candidate));
        let mut targets = std::mem::take(&mut self.targets);
        for target in &mut targets {
            let at = target.candidate as usize;
            let travel = look.travel(around, target.site);
            let gain = label.mark.gain - look.data.weight * i64::from(travel);
            if gain.saturating_add(target.promised) <= look.least || label.mark.memory.has(at) {
                continue;
            }
            let next = &look.candidates[at];
            let moments = look.step(label.mark.moments, travel, next);
            if label.load + next.load > look.shift.capacity || !look.ends_in_time(next.site, moments) {
                continue;
            }
            let memory = label.mark.memory.and(&next.remembers).with(at);
            let mark = LabelState { gain: gain + next.gain, moments, memory };
            if self.is_wanted(look, opposite, target, &mark) {
                self.keep(Label {
                    candidate: at as u32,
                    parent: index,
                    mark,
                    travel: label.travel + i64::from(travel),
                    load: label.load + next.load,
                    stops: label.stops + 1,
                    beaten: false,
                });
            }
        }
        self.targets = targets;
    }

    /// Tells whether no label at a candidate is as good, and one of the opposite direction, if there are any,
    /// can continue this one to a route worth enough.
    fn is_wanted(
        &mut self,
        look: &LabelProblem<'_>,
        opposite: Option<&Self>,
        target: &mut ExtensionTarget,
        mark: &LabelState,
    ) -> bool {
        let at = target.candidate as usize;
        let bucket = &self.buckets[at];
        let (beaten, mut among) = bucket.beats(mark);
        let mut wanted = !beaten && bucket.len() < look.data.tuning.labelling_client_labels;
        if let (true, Some(opposite)) = (wanted, opposite) {
            let (continued, others) = opposite.buckets[at].continues(look, at, mark, &mut target.last);
            (wanted, among) = (continued, among + others);
        }
        self.work += (among / self.comparisons) as u64;
        wanted
    }

    /// Keeps a label; those at the same candidate that are no better leave.
    fn keep(&mut self, label: Label) {
        let (bucket, all) = (&mut self.buckets[label.candidate as usize], &mut self.all);
        let index = all.len() as u32;
        self.work += (bucket.len() / self.comparisons) as u64;
        bucket.add(&label.mark, index, |other| all[other as usize].beaten = true);
        self.queue.push(Reverse((early(label.mark.moments), index)));
        all.push(label);
    }

    /// Returns the labels that make a route worth enough, by what it is worth; of equals the first is
    /// greater.
    pub(crate) fn better(&self, look: &LabelProblem<'_>) -> BinaryHeap<(Value, Reverse<u32>)> {
        let ends = self.all.iter().zip(0..).filter_map(|(label, index)| {
            let last = i64::from(look.last_leg(look.candidates[label.candidate as usize].site));
            let value = label.mark.gain - look.data.weight * last;
            (value > look.least && label.travel + last <= look.shift.max_travel)
                .then_some((value, Reverse(index)))
        });
        ends.collect()
    }

    /// Returns the candidates of a label's route in the order of visits.
    pub(crate) fn way(&self, look: &LabelProblem<'_>, label: u32) -> Vec<u32> {
        let mut way = Vec::new();
        let mut at = label;
        while let Some(label) = self.all.get(at as usize) {
            way.push(label.candidate);
            at = label.parent;
        }
        if look.direction == Direction::Forward {
            way.reverse();
        }
        way
    }
}
