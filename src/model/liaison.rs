//! A liaison and the limits of a working day.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::model::id::LiaisonId;
use crate::model::location::Location;
use crate::model::time::{TimeOfDay, TimeWindow};
use crate::model::units::Minutes;
use crate::model::weekday::Weekday;
use crate::model::work_hours::WorkHours;

/// A person who visits practices.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Liaison {
    /// The caller's own identifier.
    pub id: LiaisonId,
    /// What people call them.
    pub name: String,
    /// Where each day starts and ends.
    pub home: Location,
    /// Working hours by weekday, one window or several; a weekday that is absent is free.
    pub hours: BTreeMap<Weekday, WorkHours>,
    /// The midday pause, if one is taken.
    pub lunch: Option<Lunch>,
    /// Most visits in a day.
    pub max_stops: u32,
    /// Most driving in a day, if limited.
    pub max_drive: Option<Minutes>,
    /// What the liaison has that some practices ask for.
    pub skills: BTreeSet<String>,
    /// The colleague who stands in while the liaison is away for all days of a plan.
    #[serde(default)]
    pub cover: Option<LiaisonId>,
}

impl Liaison {
    /// Most visits in a day where nothing else is said.
    pub const DEFAULT_MAX_STOPS: u32 = 10;

    /// Makes a liaison with the default week: Monday to Friday 8:30-16:30, lunch between 12 and 1, at most 10 visits a day.
    pub fn new(id: impl Into<LiaisonId>, name: impl Into<String>, home: Location) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            home,
            // The first five are Monday to Friday.
            hours: Weekday::ALL[..5]
                .iter()
                .filter_map(|&day| Some((day, Self::default_day()?.into())))
                .collect(),
            lunch: Lunch::usual(),
            max_stops: Self::DEFAULT_MAX_STOPS,
            max_drive: None,
            skills: BTreeSet::new(),
            cover: None,
        }
    }

    /// Returns 8:30 to 16:30.
    #[must_use]
    pub fn default_day() -> Option<TimeWindow> {
        TimeWindow::between((8, 30), (16, 30))
    }
}

/// A pause of some minutes, taken whole somewhere inside a window, between two visits or on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "LunchParts")]
pub struct Lunch {
    window: TimeWindow,
    minutes: Minutes,
}

/// What a [`Lunch`] is read from.
#[derive(Deserialize)]
struct LunchParts {
    window: TimeWindow,
    minutes: Minutes,
}

impl TryFrom<LunchParts> for Lunch {
    type Error = LunchError;

    fn try_from(parts: LunchParts) -> Result<Self, LunchError> {
        Self::new(parts.window, parts.minutes).ok_or(LunchError)
    }
}

/// The window and the minutes are no [`Lunch`].
#[derive(Debug, thiserror::Error)]
#[error("lunch must fit in its window and last at least a minute")]
struct LunchError;

impl Lunch {
    /// Makes a pause of `minutes` inside `window`; `None` where it does not fit or has no length.
    #[must_use]
    pub fn new(window: TimeWindow, minutes: Minutes) -> Option<Self> {
        (1..=window.minutes()).contains(&minutes.0).then_some(Self { window, minutes })
    }

    /// Returns half an hour between 12 and 1.
    #[must_use]
    pub fn usual() -> Option<Self> {
        Self::new(TimeWindow::between((12, 0), (13, 0))?, Minutes(30))
    }

    /// Returns the window that it lies in.
    #[must_use]
    pub fn window(self) -> TimeWindow {
        self.window
    }

    /// Returns its length.
    #[must_use]
    pub fn minutes(self) -> Minutes {
        self.minutes
    }

    /// Returns the lunch of a day with these working hours: none on half days that leave no room for it in its window.
    ///
    /// ```
    /// use rounds::model::{Lunch, TimeWindow};
    ///
    /// let lunch = Lunch::usual().unwrap();
    /// let hours = |from, until| TimeWindow::between((from, 0), (until, 0)).unwrap();
    /// assert_eq!(lunch.within(hours(8, 16)), Some(lunch));
    /// assert_eq!(lunch.within(hours(8, 12)), None);
    /// ```
    #[must_use]
    pub fn within(self, hours: TimeWindow) -> Option<Self> {
        let room = self.window.intersection(hours).map_or(0, TimeWindow::minutes);
        (room >= self.minutes.0).then_some(self)
    }

    /// Returns the lunch of a day with these working hours, as [`Lunch::within`] its span; a break with as much time in the window
    /// of the lunch counts as lunch.
    ///
    /// ```
    /// use rounds::model::{Lunch, TimeWindow, WorkHours};
    ///
    /// let lunch = Lunch::usual().unwrap();
    /// let window = |from, until| TimeWindow::between((from, 0), (until, 0)).unwrap();
    /// assert_eq!(lunch.on(&WorkHours::new([window(8, 12), window(13, 17)]).unwrap()), None);
    /// assert_eq!(lunch.on(&WorkHours::new([window(8, 10), window(11, 17)]).unwrap()), Some(lunch));
    /// ```
    #[must_use]
    pub fn on(self, hours: &WorkHours) -> Option<Self> {
        let room = |pause: &TimeWindow| self.window.intersection(*pause).map_or(0, TimeWindow::minutes);
        let is_break = hours.breaks().iter().any(|pause| room(pause) >= self.minutes.0);
        self.within(hours.span()).filter(|_| !is_break)
    }

    /// Returns the latest moment it can start.
    #[must_use]
    pub fn latest_start(self) -> TimeOfDay {
        TimeOfDay::from_minutes(self.window.closes().minutes() - self.minutes.0)
    }
}
