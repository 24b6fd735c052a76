//! When a liaison works on a weekday.

use serde::{Deserialize, Serialize};

use crate::model::time::{TimeOfDay, TimeWindow};

/// The windows in which a liaison works on a weekday: one, or several with breaks in between.
///
/// Visits lie wholly within a window. A drive may lie in a break.
///
/// ```
/// use rounds::model::{TimeWindow, WorkHours};
/// let window = |opens, closes| TimeWindow::between(opens, closes).unwrap();
/// let hours = WorkHours::new([window((13, 0), (17, 0)), window((8, 0), (9, 30))]).unwrap();
/// assert_eq!(hours.span(), window((8, 0), (17, 0)));
/// assert_eq!(hours.breaks(), [window((9, 30), (13, 0))]);
/// assert_eq!(hours.minutes(), 90 + 240);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "Windows", try_from = "Windows")]
pub struct WorkHours {
    span: TimeWindow,
    /// Within the span, in order, with work before and after each.
    breaks: Vec<TimeWindow>,
}

/// What [`WorkHours`] are written as: a window, or several.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Windows {
    One(TimeWindow),
    Several(Vec<TimeWindow>),
}

/// There is no window at all.
#[derive(Debug, thiserror::Error)]
#[error("working hours need a window at least")]
struct NoWindow;

impl WorkHours {
    /// Makes hours of windows; those that overlap or touch become one. `None` where there are none.
    #[must_use]
    pub fn new(windows: impl IntoIterator<Item = TimeWindow>) -> Option<Self> {
        let mut windows: Vec<TimeWindow> = windows.into_iter().collect();
        windows.sort_unstable();
        let mut windows = windows.into_iter();
        let mut hours = Self::from(windows.next()?);
        windows.for_each(|window| hours.add(window));
        Some(hours)
    }

    /// Adds a window that opens no earlier than the others.
    fn add(&mut self, window: TimeWindow) {
        self.breaks.extend(TimeWindow::new(self.span.closes(), window.opens()));
        let closes = self.span.closes().max(window.closes());
        self.span = TimeWindow::new(self.span.opens(), closes).unwrap_or(self.span);
    }

    /// Returns the time from the first opening to the last closing.
    #[must_use]
    pub fn span(&self) -> TimeWindow {
        self.span
    }

    /// Returns when work begins.
    #[must_use]
    pub fn opens(&self) -> TimeOfDay {
        self.span.opens()
    }

    /// Returns when work ends.
    #[must_use]
    pub fn closes(&self) -> TimeOfDay {
        self.span.closes()
    }

    /// Returns the times without work between two windows, in order.
    #[must_use]
    pub fn breaks(&self) -> &[TimeWindow] {
        &self.breaks
    }

    /// Lists the windows, in order.
    pub fn windows(&self) -> impl Iterator<Item = TimeWindow> {
        let ends = self.breaks.iter().map(|pause| pause.opens()).chain([self.closes()]);
        let starts = [self.opens()].into_iter().chain(self.breaks.iter().map(|pause| pause.closes()));
        starts.zip(ends).filter_map(|(opens, closes)| TimeWindow::new(opens, closes))
    }

    /// Counts the minutes of work, without the breaks.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        self.windows().map(TimeWindow::minutes).sum()
    }

    /// Returns the hours less what is busy; `None` where nothing is left.
    ///
    /// ```
    /// use rounds::model::{TimeWindow, WorkHours};
    /// let window = |opens, closes| TimeWindow::between((opens, 0), (closes, 0)).unwrap();
    /// let hours = WorkHours::from(window(8, 17)).without([window(7, 9), window(11, 13)]).unwrap();
    /// assert_eq!(hours.windows().collect::<Vec<_>>(), [window(9, 11), window(13, 17)]);
    /// assert_eq!(hours.without([window(0, 24)]), None);
    /// ```
    #[must_use]
    pub fn without(&self, busy: impl IntoIterator<Item = TimeWindow>) -> Option<Self> {
        let mut left: Vec<TimeWindow> = self.windows().collect();
        for block in busy {
            left = left.into_iter().flat_map(|window| outside(window, block)).collect();
        }
        Self::new(left)
    }

    /// Returns hours that begin and end at other times, with the same breaks; the span must hold all of them.
    pub(crate) fn stretched(&self, span: TimeWindow) -> Self {
        Self { span, breaks: self.breaks.clone() }
    }
}

/// Lists what of a window lies before and after a block.
fn outside(window: TimeWindow, block: TimeWindow) -> impl Iterator<Item = TimeWindow> {
    let before = TimeWindow::new(window.opens(), window.closes().min(block.opens()));
    let after = TimeWindow::new(window.opens().max(block.closes()), window.closes());
    before.into_iter().chain(after)
}

impl From<TimeWindow> for WorkHours {
    fn from(span: TimeWindow) -> Self {
        Self { span, breaks: Vec::new() }
    }
}

impl From<WorkHours> for Windows {
    fn from(hours: WorkHours) -> Self {
        if hours.breaks.is_empty() { Self::One(hours.span) } else { Self::Several(hours.windows().collect()) }
    }
}

impl TryFrom<Windows> for WorkHours {
    type Error = NoWindow;

    fn try_from(windows: Windows) -> Result<Self, NoWindow> {
        match windows {
            Windows::One(window) => Ok(window.into()),
            Windows::Several(windows) => Self::new(windows).ok_or(NoWindow),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(opens: u16, closes: u16) -> TimeWindow {
        TimeWindow::between((opens, 0), (closes, 0)).unwrap()
    }

    #[test]
    fn windows_that_touch_or_overlap_are_one() {
        let hours = WorkHours::new([window(13, 17), window(8, 10), window(9, 11), window(11, 12)]).unwrap();
        assert_eq!(hours.windows().collect::<Vec<_>>(), [window(8, 12), window(13, 17)]);
        assert_eq!((hours.breaks(), hours.minutes()), (&[window(12, 13)][..], 480));
        let within = WorkHours::new([window(8, 17), window(9, 10)]).unwrap();
        assert_eq!(within, window(8, 17).into());
        assert_eq!(WorkHours::new([]), None);
    }

    #[test]
    fn one_window_is_written_as_before() {
        let one = WorkHours::from(window(8, 12));
        assert_eq!(serde_json::to_string(&one).unwrap(), serde_json::to_string(&window(8, 12)).unwrap());
        let two = WorkHours::new([window(8, 9), window(10, 12)]).unwrap();
        for hours in [one, two] {
            let text = serde_json::to_string(&hours).unwrap();
            assert_eq!(serde_json::from_str::<WorkHours>(&text).unwrap(), hours);
        }
        assert!(serde_json::from_str::<WorkHours>("[]").is_err());
    }
}
