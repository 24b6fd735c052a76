//! The labels that stand at one candidate, in an order that lets few be looked at to find one to compare another with.

use crate::routing::data::propagation::{AFTER, BEFORE, Moments};
use crate::routing::data::windows::NEVER;
use crate::routing::model::problem::Value;
use crate::routing::operators::labelling::extension::LabelProblem;
use crate::routing::operators::labelling::ng_memory::NgMemory;

/// Labels of one candidate, the highest gain first: mostly they are also in the order of time, the latest first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bucket {
    gains: Vec<Value>,
    entries: Vec<BucketEntry>,
}

/// What labels are compared by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LabelState {
    pub(crate) gain: Value,
    /// Forward, when the candidate is left; backward, the latest start there, negative: less is better.
    pub(crate) moments: Moments,
    /// Whom the label remembers to have visited, and may not visit again.
    pub(crate) memory: NgMemory,
}

#[derive(Debug, Clone, Copy)]
struct BucketEntry {
    moments: Moments,
    /// The earliest moments up to here: if they are too late, so is everybody who gains more.
    earliest: Moments,
    memory: NgMemory,
    label: u32,
}

/// Whether a label was found, and among how many.
type Found = (bool, usize);

impl BucketEntry {
    /// Whether it is in time and remembers none of these.
    #[inline]
    fn suits(&self, none_of: &NgMemory, in_time: impl Fn(&Moments) -> bool) -> bool {
        in_time(&self.moments) && self.memory.is_apart_from(none_of)
    }
}

impl Bucket {
    pub(crate) fn len(&self) -> usize {
        self.gains.len()
    }

    /// The highest gain of a label here.
    pub(crate) fn highest(&self) -> Option<Value> {
        self.gains.first().copied()
    }

    pub(crate) fn clear(&mut self) {
        self.gains.clear();
        self.entries.clear();
    }

    /// Whether a label here is as good: whoever continues the other could continue this one and gain no less.
    pub(crate) fn beats(&self, mark: &LabelState) -> Found {
        let behind = self.gains.partition_point(|gain| *gain >= mark.gain);
        let (found, among) =
            self.find(behind, &mark.memory.others(), |moments| is_no_later(*moments, mark.moments));
        (found.is_some(), among)
    }

    /// Whether a label here, at candidate `at`, can continue one of the opposite direction to a route worth enough. Who did so the
    /// last time is looked at first.
    pub(crate) fn continues(
        &self,
        look: &LabelProblem<'_>,
        at: usize,
        mark: &LabelState,
        last: &mut usize,
    ) -> Found {
        let candidate = &look.candidates[at];
        let missing = look.least + candidate.gain - mark.gain;
        let shared = mark.memory.without(at);
        let room =
            mark.moments.map(|moment| if moment < NEVER { candidate.service - moment } else { -NEVER });
        let in_time = |moments: &Moments| moments[AFTER] <= room[AFTER] || moments[BEFORE] <= room[BEFORE];
        let is_enough = self.gains.get(*last).is_some_and(|gain| *gain > missing);
        if is_enough && self.entries[*last].suits(&shared, in_time) {
            return (true, 1);
        }
        let enough = self.gains.partition_point(|gain| *gain > missing);
        let (found, among) = self.find(enough, &shared, in_time);
        *last = found.unwrap_or(*last);
        (found.is_some(), among)
    }

    /// The last of the first `count` labels that is in time and remembers none of these, and how many were looked at.
    #[inline]
    fn find(
        &self,
        count: usize,
        none_of: &NgMemory,
        in_time: impl Fn(&Moments) -> bool,
    ) -> (Option<usize>, usize) {
        for (at, stand) in self.entries[..count].iter().enumerate().rev() {
            if !in_time(&stand.earliest) {
                return (None, count - at);
            }
            if stand.suits(none_of, &in_time) {
                return (Some(at), count - at);
            }
        }
        (None, count)
    }

    /// Adds a label. Those that gain less and are no better leave, and are told.
    pub(crate) fn add(&mut self, mark: &LabelState, label: u32, mut beaten: impl FnMut(u32)) {
        let behind = self.gains.partition_point(|gain| *gain >= mark.gain);
        let mut kept = behind;
        for at in behind..self.len() {
            let stand = self.entries[at];
            if is_no_later(mark.moments, stand.moments) && mark.memory.is_within(&stand.memory) {
                beaten(stand.label);
            } else {
                (self.gains[kept], self.entries[kept]) = (self.gains[at], stand);
                kept += 1;
            }
        }
        self.gains.truncate(kept);
        self.entries.truncate(kept);
        self.insert(behind, mark, label);
    }

    fn insert(&mut self, at: usize, mark: &LabelState, label: u32) {
        let LabelState { gain, moments, memory } = *mark;
        let earliest = at.checked_sub(1).map_or([NEVER; 2], |before| self.entries[before].earliest);
        self.gains.insert(at, gain);
        self.entries.insert(at, BucketEntry { moments, earliest, memory, label });
        for BucketEntry { earliest, .. } in &mut self.entries[at..] {
            *earliest = [earliest[BEFORE].min(moments[BEFORE]), earliest[AFTER].min(moments[AFTER])];
        }
    }
}

#[inline]
fn is_no_later(one: Moments, other: Moments) -> bool {
    one[AFTER] <= other[AFTER] && one[BEFORE] <= other[BEFORE]
}
