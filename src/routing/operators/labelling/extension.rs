//! One look at a route: who may be in it, and one step of a label along time or against it.

use crate::routing::data::problem_data::ProblemData;
use crate::routing::data::propagation::{AFTER, BEFORE, Moments, returning, serve, start_by};
use crate::routing::data::shift_data::ShiftData;
use crate::routing::data::travel::Around;
use crate::routing::data::windows::{NEVER, WindowList};
use crate::routing::model::problem::Value;
use crate::routing::operators::labelling::ng_memory::NgMemory;

/// What the labels of one look have in common.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LabelProblem<'a> {
    pub(crate) data: &'a ProblemData<'a>,
    pub(crate) shift: &'a ShiftData,
    pub(crate) candidates: &'a [LabelClient],
    pub(crate) direction: Direction,
    /// Routes count that are worth more than this.
    pub(crate) least: Value,
}

/// A client that the route may visit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LabelClient {
    pub(crate) client: u32,
    pub(crate) site: u32,
    pub(crate) service: i32,
    pub(crate) load: i64,
    pub(crate) list: WindowList,
    /// What a visit adds to the objective, travel not counted.
    pub(crate) gain: Value,
    /// Whom labels that have come here still remember.
    pub(crate) remembers: NgMemory,
}

/// Along time or against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// Moments tell when a candidate is left.
    Forward,
    /// Moments tell by when a service must begin, with the opposite sign: less is better here too.
    Backward,
}

impl Direction {
    pub(crate) fn opposite(self) -> Self {
        match self {
            Self::Forward => Self::Backward,
            Self::Backward => Self::Forward,
        }
    }
}

impl LabelProblem<'_> {
    /// The moments at the end of the shift that labels start from.
    pub(crate) fn start(&self) -> Moments {
        match self.direction {
            Direction::Forward => self.shift.departing(self.shift.open),
            Direction::Backward => negative(returning(self.shift.close)),
        }
    }

    /// Travel of a step to the next site, from the one that `around` belongs to.
    #[inline]
    pub(crate) fn travel(&self, around: Around<'_>, next: u32) -> i32 {
        match self.direction {
            Direction::Forward => around.to(next),
            Direction::Backward => around.from(next),
        }
    }

    /// Moments after a step to the next candidate.
    #[inline]
    pub(crate) fn step(&self, moments: Moments, travel: i32, next: &LabelClient) -> Moments {
        let windows = &self.data.windows;
        match self.direction {
            Direction::Forward => serve(windows, next.list, next.service, self.shift.arrive(moments, travel)),
            Direction::Backward => {
                let depart = self.shift.depart(negative(moments), travel);
                negative(start_by(windows, next.list, next.service, depart))
            }
        }
    }

    /// Whether a label can end here: there is time for the last leg.
    #[inline]
    pub(crate) fn ends_in_time(&self, site: u32, moments: Moments) -> bool {
        if early(moments) >= NEVER {
            return false;
        }
        let last = self.last_leg(site);
        match self.direction {
            Direction::Forward => self.shift.arrive(moments, last)[AFTER] <= self.shift.close,
            Direction::Backward => {
                let first = if self.shift.pause.is_some() { BEFORE } else { AFTER };
                self.shift.depart(negative(moments), last)[first] >= self.shift.open
            }
        }
    }

    /// Travel between a site and the end of the shift that labels grow towards.
    #[inline]
    pub(crate) fn last_leg(&self, site: u32) -> i32 {
        match self.direction {
            Direction::Forward => self.data.travel.between(site, self.shift.end),
            Direction::Backward => self.data.travel.between(self.shift.start, site),
        }
    }

    /// The clients of a way.
    pub(crate) fn clients(&self, way: &[u32]) -> Vec<u32> {
        way.iter().map(|&at| self.candidates[at as usize].client).collect()
    }

    /// The site of a candidate, or of the end of the shift that labels start from.
    pub(crate) fn site(&self, candidate: u32) -> u32 {
        let start = match self.direction {
            Direction::Forward => self.shift.start,
            Direction::Backward => self.shift.end,
        };
        self.candidates.get(candidate as usize).map_or(start, |candidate| candidate.site)
    }
}

/// The better moment of the two states of the pause.
#[inline]
pub(crate) fn early(moments: Moments) -> i32 {
    moments[BEFORE].min(moments[AFTER])
}

#[inline]
fn negative(moments: Moments) -> Moments {
    moments.map(|moment| -moment)
}
