//! Practices that others displace: nothing fits as it is, `by` makes room, and every limit and change is exact (D12).

use rounds::model::*;
use rounds::plan::{DayChange, DayLimit, Disposition, Status, StopKind};

use crate::day::{MIDNIGHT, Minute, ROUND_THE_CLOCK, Span};
use crate::faults::Faults;
use crate::trial::Trial;
use crate::world::{Force, World};

/// Tests a practice that is displaced.
pub fn test(_: &World, fate: &Disposition, trials: &[Trial], faults: &mut Faults) {
    let Status::Displaced { day, by, promised, binding, changes, .. } = &fate.status else { return };
    let open: Vec<Date> =
        trials.iter().filter(|it| it.least_drive(it.usual()).is_some()).map(|it| it.date).collect();
    faults.claim("displaced: no free place", open.is_empty(), || format!("{fate:?}, {open:?}"));
    let Some(trial) = trials.iter().find(|it| it.date == *day) else {
        return faults.claim("displaced: day", false, || format!("{fate:?}"));
    };
    let kind = if *promised { "displaced by promises" } else { "displaced by others" };
    faults.claim(kind, gives_way(trial, by, *promised), || format!("{fate:?}"));
    if *promised {
        let others = trials.iter().any(|trial| runs(trial, false).any(|run| trial.fits_instead(run)));
        faults.claim("displaced by promises: nobody else gives way", !others, || format!("{fate:?}"));
    }
    test_binding(trial, binding, fate, faults);
    for change in changes {
        let (date, kind) = told(change);
        let trial = trials.iter().find(|it| it.date == date);
        let lets_in = |less: u32| trial.is_some_and(|trial| opens(trial, change, less));
        faults.claim(kind, lets_in(0), || format!("{change:?} of {fate:?}"));
        faults.claim("one less is too little", !lets_in(1), || format!("{change:?} of {fate:?}"));
    }
}

/// Lists the runs of stops that may give way: chosen ones; or those that are no appointments, at least one of them promised.
fn runs<'a>(trial: &'a Trial, promised: bool) -> impl Iterator<Item = std::ops::Range<usize>> + 'a {
    let count = trial.stops.len();
    let all = (0..count).flat_map(move |from| (from + 1..=count).map(move |to| from..to));
    all.filter(move |run| {
        let kinds = || trial.stops[run.clone()].iter().map(|stop| stop.kind);
        let has_promised = kinds().any(|kind| kind == StopKind::MustVisit);
        has_promised == promised && kinds().all(|kind| kind != StopKind::Appointment)
    })
}

fn gives_way(trial: &Trial, by: &[PracticeId], promised: bool) -> bool {
    let is_by = |run: &std::ops::Range<usize>| trial.stops[run.clone()].iter().map(|it| &it.practice).eq(by);
    runs(trial, promised).find(is_by).is_some_and(|run| trial.fits_instead(run))
}

/// Which limits of a day are lifted.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Lifted {
    visits: bool,
    driving: bool,
    hours: bool,
}

impl Lifted {
    fn set(bits: u32) -> Self {
        Self { visits: bits & 1 != 0, driving: bits & 2 != 0, hours: bits & 4 != 0 }
    }

    fn size(self) -> u32 {
        u32::from(self.visits) + u32::from(self.driving) + u32::from(self.hours)
    }

    /// Lifts these limits, with other hours.
    fn force(self, trial: &Trial, hours: Span) -> Force {
        let usual = trial.usual();
        Force {
            hours,
            lunch_hours: hours,
            most_stops: usual.most_stops.filter(|_| !self.visits),
            most_drive: usual.most_drive.filter(|_| !self.driving),
            ..usual
        }
    }

    /// Returns the least driving without these limits: in any hours, or where lunch stands in the way then, in hours just long enough.
    fn least_drive(self, trial: &Trial) -> Option<Minute> {
        let drive = |hours: Span| trial.least_drive(self.force(trial, hours));
        if !self.hours {
            return drive(trial.hours);
        }
        drive(ROUND_THE_CLOCK).or_else(|| {
            let short = self.short(trial)?;
            let ends =
                [earlier(trial.hours, short), later(trial.hours, short), longer(trial.hours, short / 2)];
            ends.into_iter().filter_map(drive).min()
        })
    }

    /// Finds by how many minutes the hours are too short: at one end, or at both alike where neither alone is enough.
    fn short(self, trial: &Trial) -> Option<Minute> {
        let fits = |hours: Span| trial.least_drive(self.force(trial, hours)).is_some();
        let one_end =
            |minutes: &Minute| fits(earlier(trial.hours, *minutes)) || fits(later(trial.hours, *minutes));
        let both = |minutes: &Minute| fits(longer(trial.hours, *minutes));
        let all = 1..=MIDNIGHT;
        all.clone().find(one_end).or_else(|| all.clone().find(both).map(|each| 2 * each))
    }
}

fn test_binding(trial: &Trial, binding: &[DayLimit], fate: &Disposition, faults: &mut Faults) {
    let enough = (1..8).map(Lifted::set).filter(|set| set.least_drive(trial).is_some());
    let least = enough.map(Lifted::size).min();
    let set = Lifted {
        visits: binding.iter().any(|it| matches!(it, DayLimit::Visits { .. })),
        driving: binding.iter().any(|it| matches!(it, DayLimit::Driving { .. })),
        hours: binding.iter().any(|it| matches!(it, DayLimit::Minutes { .. })),
    };
    let what = || format!("{fate:?}, {least:?} limits are enough");
    let Some(least) = least else {
        return faults.claim("binding: hours of practices", *binding == [DayLimit::Hours], what);
    };
    let drive = set.least_drive(trial);
    let size = usize::try_from(least).unwrap();
    faults.claim(
        "binding: a smallest set",
        drive.is_some() && set.size() == least && binding.len() == size,
        what,
    );
    for limit in binding {
        let (kind, is_true) = is_exact(trial, set, drive, limit);
        faults.claim(kind, is_true, what);
    }
}

fn is_exact(trial: &Trial, set: Lifted, drive: Option<Minute>, limit: &DayLimit) -> (&'static str, bool) {
    let usual = trial.usual();
    let agreed = trial.stops.iter().filter(|it| it.kind == StopKind::Appointment).count();
    match limit {
        DayLimit::Visits { limit } => {
            let most = usual.most_stops.map(|most| most.max(agreed));
            ("binding: visits", most == Some(*limit as usize))
        }
        DayLimit::Driving { limit, needed } => {
            let most = trial.rules(usual).most_drive;
            let is_true = (most, drive) == (Some(limit.0.into()), Some(needed.0.into()));
            ("binding: driving", is_true)
        }
        DayLimit::Minutes { short } => {
            let least = set.short(trial);
            ("binding: minutes", least == Some(short.0.into()))
        }
        DayLimit::Hours => ("binding: hours of practices", false),
    }
}

fn earlier(hours: Span, minutes: Minute) -> Span {
    Span { from: (hours.from - minutes).max(0), ..hours }
}

fn later(hours: Span, minutes: Minute) -> Span {
    Span { to: (hours.to + minutes).min(MIDNIGHT), ..hours }
}

fn longer(hours: Span, minutes: Minute) -> Span {
    later(earlier(hours, minutes), minutes)
}

fn told(change: &DayChange) -> (Date, &'static str) {
    match change {
        DayChange::StartEarlier { day, .. } => (*day, "change: start earlier"),
        DayChange::EndLater { day, .. } => (*day, "change: end later"),
        DayChange::MoreVisits { day, .. } => (*day, "change: more visits"),
        DayChange::MoreDriving { day, .. } => (*day, "change: more driving"),
    }
}

/// Tells whether a change lets the visit in, if it is smaller by some.
fn opens(trial: &Trial, change: &DayChange, less: u32) -> bool {
    let usual = trial.usual();
    let minutes = |it: &Minutes| Minute::from(it.0) - Minute::from(less);
    let within = |hours: Span| Force { hours, lunch_hours: hours, ..usual };
    let force = match change {
        DayChange::StartEarlier { minutes: by, .. } => within(earlier(trial.hours, minutes(by))),
        DayChange::EndLater { minutes: by, .. } => within(later(trial.hours, minutes(by))),
        DayChange::MoreVisits { limit, .. } => Force { most_stops: Some((limit - less) as usize), ..usual },
        DayChange::MoreDriving { limit, .. } => Force { most_drive: Some(minutes(limit)), ..usual },
    };
    trial.least_drive(force).is_some()
}
