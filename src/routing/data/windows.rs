//! Opening hours as the search reads them: each distinct list of windows is kept once.

use rustc_hash::FxHashMap;

use crate::routing::model::problem::{Problem, Time, Window};
use crate::routing::support::cancellation::StopCheck;

/// A moment later than any other; sums of a few moments with it still fit.
pub(crate) const NEVER: i32 = 1 << 30;

/// Names a list of windows; [`WindowTable::CLOSED`] is the empty one.
pub(crate) type WindowList = u32;

#[derive(Debug, Clone, Copy)]
struct WindowRange {
    open: i32,
    close: i32,
    first: u32,
    count: u32,
}

/// The distinct lists of windows of a problem, and which one holds for a client on a day.
#[derive(Debug)]
pub(crate) struct WindowTable {
    days: usize,
    lists: Vec<WindowRange>,
    windows: Vec<(i32, i32)>,
    by_client_and_day: Vec<WindowList>,
}

impl WindowTable {
    pub(crate) const CLOSED: WindowList = 0;

    /// The lists of a problem; `None` where it may not go on.
    pub(crate) fn new(problem: &Problem, stop_check: &StopCheck<'_>) -> Option<Self> {
        let days = problem.days as usize;
        let closed = WindowRange { open: NEVER, close: -NEVER, first: 0, count: 0 };
        let mut table =
            Self { days, lists: vec![closed], windows: Vec::new(), by_client_and_day: Vec::new() };
        let mut known: FxHashMap<&[Window], WindowList> = FxHashMap::default();
        for client in &problem.clients {
            if !stop_check.allows(days) {
                return None;
            }
            for day in 0..days {
                let windows = client.windows.get(day).map_or(&[][..], Vec::as_slice);
                let list = if windows.is_empty() {
                    Self::CLOSED
                } else {
                    *known.entry(windows).or_insert_with(|| table.add(windows))
                };
                table.by_client_and_day.push(list);
            }
        }
        Some(table)
    }

    fn add(&mut self, windows: &[Window]) -> WindowList {
        let first = self.windows.len();
        self.windows.extend(windows.iter().map(|window| (narrow(window.open), narrow(window.close))));
        let added = &self.windows[first..];
        self.lists.push(WindowRange {
            open: added[0].0,
            close: added[added.len() - 1].1,
            first: first as u32,
            count: added.len() as u32,
        });
        self.lists.len() as WindowList - 1
    }

    #[inline]
    pub(crate) fn of(&self, client: u32, day: u32) -> WindowList {
        self.by_client_and_day[client as usize * self.days + day as usize]
    }

    /// The earliest and the latest moment of a list.
    #[inline]
    pub(crate) fn hull(&self, list: WindowList) -> (i32, i32) {
        let span = self.lists[list as usize];
        (span.open, span.close)
    }

    /// The earliest moment of a list that is not before `moment`, or [`NEVER`].
    #[inline]
    pub(crate) fn not_before(&self, list: WindowList, moment: i32) -> i32 {
        let span = self.lists[list as usize];
        if moment > span.close {
            NEVER
        } else if moment <= span.open {
            span.open
        } else if span.count == 1 {
            moment
        } else {
            let later = self.windows_of(span).iter().find(|window| moment <= window.1);
            later.map_or(NEVER, |window| moment.max(window.0))
        }
    }

    /// The latest moment of a list that is not after `moment`, or `-NEVER`.
    #[inline]
    pub(crate) fn not_after(&self, list: WindowList, moment: i32) -> i32 {
        let span = self.lists[list as usize];
        if moment < span.open {
            -NEVER
        } else if moment >= span.close {
            span.close
        } else if span.count == 1 {
            moment
        } else {
            let earlier = self.windows_of(span).iter().rev().find(|window| moment >= window.0);
            earlier.map_or(-NEVER, |window| moment.min(window.1))
        }
    }

    /// Whether a list is open without a gap from `open` to `close`.
    pub(crate) fn covers(&self, list: WindowList, open: i32, close: i32) -> bool {
        let span = self.lists[list as usize];
        self.windows_of(span).iter().any(|window| window.0 <= open && close <= window.1)
    }

    /// The moments at which the windows of a list open.
    pub(crate) fn openings(&self, list: WindowList) -> impl Iterator<Item = i32> {
        self.windows_of(self.lists[list as usize]).iter().map(|window| window.0)
    }

    fn windows_of(&self, span: WindowRange) -> &[(i32, i32)] {
        &self.windows[span.first as usize..(span.first + span.count) as usize]
    }
}

/// A validated moment or span in 32 bits.
pub(crate) fn narrow(moment: Time) -> i32 {
    moment.clamp(-Time::from(NEVER), Time::from(NEVER)) as i32
}
