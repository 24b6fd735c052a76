//! Labels: ways from the shift's start to a candidate, grown along time, and from a candidate to the shift's end, grown
//! against it.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::super::clock::{AFTER, BEFORE, Moments};
use super::super::go_on::GoOn;
use super::super::problem::Value;
use super::super::windows::NEVER;
use super::look::{Direction, Look, early};
use super::set::Set;

/// The labels of one direction.
#[derive(Debug, Clone, Default)]
pub(super) struct Labels {
    all: Vec<Label>,
    /// By candidate: the labels that stand there, the highest gain first.
    fronts: Vec<Vec<Mark>>,
    queue: BinaryHeap<Reverse<(i32, u32)>>,
    /// Whether a label grew no more because it had many more stops than there are candidates: then labels bound nothing, since it may
    /// have beaten shorter ones.
    pub(super) capped: bool,
    /// Work done so far, in steps to a candidate.
    pub(super) work: u64,
}

/// A way between an end of the shift and a candidate.
#[derive(Debug, Clone, Copy)]
struct Label {
    candidate: u32,
    parent: u32,
    /// Forward, when the candidate is left; backward, the latest start there, negative: less is better.
    moments: Moments,
    gain: Value,
    travel: i64,
    load: i64,
    stops: usize,
    /// Whom it remembers to have visited, and may not visit again.
    memory: Set,
    /// Whether a better label has taken its place.
    beaten: bool,
}

/// What labels of one candidate are compared by.
#[derive(Debug, Clone, Copy)]
struct Mark {
    moments: Moments,
    gain: Value,
    memory: Set,
    label: u32,
}

impl Label {
    /// The label that stands for the end of the shift where this look's direction starts.
    fn start(look: &Look<'_>) -> Self {
        Self {
            candidate: START,
            parent: START,
            moments: look.start(),
            gain: 0,
            travel: 0,
            load: 0,
            stops: 0,
            memory: Set::default(),
            beaten: false,
        }
    }

    fn mark(&self, label: u32) -> Mark {
        Mark { moments: self.moments, gain: self.gain, memory: self.memory, label }
    }
}

impl Mark {
    /// Whether whoever continues the other could continue this one and gain no less.
    #[inline]
    fn is_as_good_as(&self, other: &Self) -> bool {
        self.gain >= other.gain
            && self.moments[AFTER] <= other.moments[AFTER]
            && self.moments[BEFORE] <= other.moments[BEFORE]
            && self.memory.is_within(&other.memory)
    }

    /// Whether a label of the opposite direction at the same candidate can continue this one.
    #[inline]
    fn meets(&self, other: &Self, service: i32, at: usize) -> bool {
        let in_time = |state: usize| {
            self.moments[state] < NEVER
                && other.moments[state] < NEVER
                && self.moments[state] + other.moments[state] <= service
        };
        (in_time(AFTER) || in_time(BEFORE)) && self.memory.has_only_in_common(&other.memory, at)
    }
}

/// Stands for the end of the shift that labels start from.
const START: u32 = u32::MAX;

/// Stops that a label may have beyond the number of candidates. Only where visits and ways take next to no time are there more.
const SPARE_STOPS: usize = 64;

/// Labels kept of a candidate: rarely as many.
const MOST_OF_A_CANDIDATE: usize = 4096;

/// Labels after which a pass is cut short, to bound its memory to some 25 MB.
const MOST: usize = 1 << 18;

/// Comparisons that take as long as one step to a next candidate.
const COMPARISONS: usize = 8;

impl Labels {
    /// Grows all labels that can become a route worth enough, the earliest first, as long as it may go on and neither works more
    /// than `limit` nor holds too many. Those of the opposite direction, if there are any, tell how much a label can still gain.
    /// False if cut short.
    pub(super) fn grow(
        &mut self,
        look: &Look<'_>,
        opposite: Option<&Self>,
        limit: u64,
        go_on: &GoOn<'_>,
    ) -> bool {
        self.clear(look.candidates.len());
        let limit = self.work.saturating_add(limit);
        let mut next = Some((Label::start(look), START));
        while let Some((label, index)) = next {
            let before = self.work;
            if !label.beaten {
                self.grow_from(look, opposite, &label, index);
            }
            if self.all.len() > MOST || self.work > limit || !go_on.after((self.work - before) as usize) {
                return false;
            }
            next = self.queue.pop().map(|Reverse((_, index))| (self.all[index as usize], index));
        }
        true
    }

    fn clear(&mut self, candidates: usize) {
        self.all.clear();
        self.queue.clear();
        self.capped = false;
        self.fronts.iter_mut().for_each(Vec::clear);
        self.fronts.resize_with(self.fronts.len().max(candidates), Vec::new);
    }

    fn grow_from(&mut self, look: &Look<'_>, opposite: Option<&Self>, label: &Label, index: u32) {
        let is_capped = label.stops >= look.candidates.len() + SPARE_STOPS;
        self.capped |= is_capped;
        if is_capped || label.stops >= look.duty.max_stops {
            return;
        }
        self.work += look.candidates.len() as u64;
        let around = look.instance.legs.around(look.site(label.candidate));
        for at in 0..look.candidates.len() {
            if label.memory.has(at) {
                continue;
            }
            let next = &look.candidates[at];
            let (travel, moments) = look.step(label.moments, around, next);
            if label.load + next.load > look.duty.capacity || !look.ends_in_time(next.site, moments) {
                continue;
            }
            let grown = Label {
                candidate: at as u32,
                parent: index,
                moments,
                gain: label.gain + next.gain - look.instance.weight * i64::from(travel),
                travel: label.travel + i64::from(travel),
                load: label.load + next.load,
                stops: label.stops + 1,
                memory: label.memory.and(&next.remembers).with(at),
                beaten: false,
            };
            if opposite.is_none_or(|opposite| self.promises(look, opposite, &grown)) {
                self.keep(grown);
            }
        }
    }

    /// Whether a label of the opposite direction can continue this one to a route worth enough.
    fn promises(&mut self, look: &Look<'_>, opposite: &Self, label: &Label) -> bool {
        let at = label.candidate as usize;
        let (front, candidate) = (&opposite.fronts[at], &look.candidates[at]);
        let enough = front.partition_point(|other| label.gain + other.gain - candidate.gain > look.least);
        let mark = label.mark(START);
        let met = front[..enough].iter().position(|other| mark.meets(other, candidate.service, at));
        self.work += (met.unwrap_or(enough) / COMPARISONS) as u64;
        met.is_some()
    }

    /// Keeps a label unless another at the same candidate is as good or there are too many; those that are no better leave.
    fn keep(&mut self, label: Label) {
        let front = &mut self.fronts[label.candidate as usize];
        let mark = label.mark(self.all.len() as u32);
        let behind = front.partition_point(|other| other.gain >= mark.gain);
        self.work += (front.len() / COMPARISONS) as u64;
        if front.len() >= MOST_OF_A_CANDIDATE
            || front[..behind].iter().any(|other| other.is_as_good_as(&mark))
        {
            return;
        }
        let all = &mut self.all;
        let mut place = 0;
        front.retain(|other| {
            place += 1;
            let beaten = place > behind && mark.is_as_good_as(other);
            all[other.label as usize].beaten |= beaten;
            !beaten
        });
        front.insert(behind, mark);
        self.queue.push(Reverse((early(label.moments), mark.label)));
        self.all.push(label);
    }

    /// The labels that make a route worth enough, by what it is worth; of equals the first is greater.
    pub(super) fn better(&self, look: &Look<'_>) -> BinaryHeap<(Value, Reverse<u32>)> {
        let ends = self.all.iter().zip(0..).filter_map(|(label, index)| {
            let last = i64::from(look.last_leg(look.candidates[label.candidate as usize].site));
            let value = label.gain - look.instance.weight * last;
            (value > look.least && label.travel + last <= look.duty.max_travel)
                .then_some((value, Reverse(index)))
        });
        ends.collect()
    }

    /// The candidates of a label's route in the order of visits.
    pub(super) fn way(&self, look: &Look<'_>, label: u32) -> Vec<u32> {
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
