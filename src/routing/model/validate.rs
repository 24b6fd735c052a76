//! What makes a [`Problem`] impossible to pose, each with an error that says what, where, and what to do.

use rustc_hash::FxHashSet;

use crate::error::{Error, ErrorKind};
use crate::routing::model::demand::{largest_worth, most_visits};
use crate::routing::model::problem::{
    Break, Client, Demand, Problem, Recurrence, RequiredVisit, Shift, Time, Travel, Value, Window,
};
use crate::routing::model::recurrence::CERTAIN;

/// Moments and spans must lie within plus or minus this: sums of a few of them fit 32 bits, and no shift is
/// long enough for a leg of [`UNREACHABLE`](crate::routing::UNREACHABLE).
pub const HORIZON: Time = (1 << 27) - 1;
/// Most planning days, three years: choosing the visits of one [`Demand::Recurring`] takes time in the square
/// of the days.
pub const MAX_DAYS: u32 = 1100;
/// Most sites, shifts, and clients.
pub const MAX_COUNT: usize = 1 << 24;
/// Most clients times planning days: the search keeps a number for each, and nobody has more visits than
/// days.
pub const MAX_CLIENT_DAYS: u64 = 1 << 28;
/// Most distinct lists of [allowed shifts](Client::shifts) times shifts: the search keeps a mark for each.
pub const MAX_ALLOWED: u64 = 1 << 30;
/// Greatest worth of one visit, and greatest load.
pub const MAX_VALUE: Value = 1 << 40;
/// Greatest price of one unit of travel.
pub const MAX_WEIGHT: Value = 1 << 20;
/// What all worth and all priced travel may come to together, and all load: a search adds and subtracts a few
/// such sums.
pub const MAX_SUM: Value = 1 << 60;

impl Problem {
    /// Checks that the parts fit together. The search calls it first, so a caller need not. O(size of the
    /// problem).
    ///
    /// # Errors
    /// [`ErrorKind::Problem`] names the first shift or client (by its position, counted from 0) that
    /// contradicts the documentation of its type, or the number or sum that is too large, and says what to
    /// do.
    pub fn validate(&self) -> Result<(), Error> {
        let fault = self
            .size_fault()
            .or_else(|| self.travel_fault())
            .or_else(|| self.part_fault())
            .or_else(|| self.allowed_fault())
            .or_else(|| self.objective_fault())
            .or_else(|| self.load_fault());
        fault.map_or(Ok(()), |text| Err(Error::new(ErrorKind::Problem, text)))
    }

    fn size_fault(&self) -> Option<String> {
        let days = self.days;
        if days > MAX_DAYS {
            return Some(format!("{days} planning days are more than {MAX_DAYS}; plan a shorter time"));
        }
        let counts =
            [("sites", self.travel.sites()), ("shifts", self.shifts.len()), ("clients", self.clients.len())];
        if let Some((name, count)) = counts.into_iter().find(|(_, count)| *count > MAX_COUNT) {
            return Some(format!("{count} {name} are more than {MAX_COUNT}; plan one region at a time"));
        }
        let clients = self.clients.len() as u64;
        (clients * u64::from(days) > MAX_CLIENT_DAYS).then(|| {
            format!("{clients} clients times {days} days are more than {MAX_CLIENT_DAYS}; plan one region at a time")
        })
    }

    fn travel_fault(&self) -> Option<String> {
        if let Travel::Matrix { sites, table } = &self.travel
            && sites.checked_mul(*sites) != Some(table.len())
        {
            let entries = table.len();
            return Some(format!(
                "the travel table has {entries} entries, but {sites} sites need {sites} x {sites}; give one for every \
                 pair of sites, each way"
            ));
        }
        let action = "choose one in that range, or a coarser unit of worth";
        range_fault("travel_weight", self.travel_weight, MAX_WEIGHT, action)
    }

    fn part_fault(&self) -> Option<String> {
        let shifts = first_fault("shift", &self.shifts, |shift| self.shift_fault(shift));
        shifts.or_else(|| first_fault("client", &self.clients, |client| self.client_fault(client)))
    }

    pub(crate) fn shift_fault(&self, shift: &Shift) -> Option<String> {
        let Shift { max_duration, max_travel, capacity, .. } = *shift;
        let limits = [("max_duration", max_duration), ("max_travel", max_travel), ("capacity", capacity)];
        let limit_fault = |(name, limit): (&str, Option<i64>)| {
            let limit = limit.filter(|limit| *limit < 0)?;
            Some(format!("{name} {limit} is negative; leave it out for no limit"))
        };
        self.day_fault(shift.day)
            .or_else(|| self.site_fault("start", shift.start))
            .or_else(|| self.site_fault("end", shift.end))
            .or_else(|| Some(format!("window: {}", window_fault(shift.window)?)))
            .or_else(|| shift.pause.and_then(pause_fault))
            .or_else(|| limits.into_iter().find_map(limit_fault))
    }

    pub(crate) fn client_fault(&self, client: &Client) -> Option<String> {
        self.site_fault("site", client.site)
            .or_else(|| range_fault("service", client.service, HORIZON, "use a coarser unit of time"))
            .or_else(|| range_fault("load", client.load, MAX_VALUE, "use a coarser unit of load"))
            .or_else(|| self.windows_fault(&client.windows))
            .or_else(|| self.shifts_fault(client.shifts.as_deref()?))
            .or_else(|| self.demand_fault(&client.demand))
    }

    fn day_fault(&self, day: u32) -> Option<String> {
        let days = self.days;
        (day >= days).then(|| {
            format!(
                "day {day} is beyond the {days} planning days, counted from 0; choose an earlier one or plan more days"
            )
        })
    }

    fn site_fault(&self, name: &str, site: usize) -> Option<String> {
        let sites = self.travel.sites();
        (site >= sites).then(|| {
            format!("{name} {site} is beyond the {sites} sites of travel, counted from 0; choose one of them")
        })
    }

    fn windows_fault(&self, windows: &[Vec<Window>]) -> Option<String> {
        if windows.len() > self.days as usize {
            let (given, days) = (windows.len(), self.days);
            return Some(format!(
                "windows are given for {given} days, but there are {days} planning days; drop the others or plan more"
            ));
        }
        first_fault("day", windows, |windows| {
            let pair = |number| neighbours_fault(number, windows[number - 1], windows[number]);
            first_fault("window", windows, |window| window_fault(*window))
                .or_else(|| (1..windows.len()).find_map(pair))
        })
    }

    fn shifts_fault(&self, allowed: &[usize]) -> Option<String> {
        let shifts = self.shifts.len();
        let beyond = || allowed.last().filter(|last| **last >= shifts);
        let text =
            |last| format!("allowed shift {last} is beyond the {shifts} shifts, counted from 0; drop it");
        order_fault("allowed shift", allowed).or_else(|| beyond().map(text))
    }

    fn demand_fault(&self, demand: &Demand) -> Option<String> {
        match demand {
            Demand::Required => None,
            Demand::Optional { prize } => value_fault("prize", *prize),
            Demand::Periodic { patterns } if patterns.is_empty() => {
                Some("no patterns are given; give at least one, or ask for another kind of demand".into())
            }
            Demand::Periodic { patterns } => {
                first_fault("pattern", patterns, |days| self.pattern_fault(days))
            }
            Demand::Recurring(recurrence) => self.recurrence_fault(recurrence),
        }
    }

    fn pattern_fault(&self, days: &[u32]) -> Option<String> {
        if days.is_empty() {
            return Some("it has no days; give it at least one, or leave it out".into());
        }
        order_fault("day", days).or_else(|| self.day_fault(*days.last()?))
    }

    fn recurrence_fault(&self, recurrence: &Recurrence) -> Option<String> {
        let days = self.days as usize;
        if recurrence.min_gap == 0 {
            return Some("min_gap 0 would allow two visits on one day; give at least 1".into());
        }
        let lengths = [
            ("first", recurrence.first.len(), days),
            ("access", recurrence.access.len(), days),
            ("between", recurrence.between.len(), days + 1),
            ("open", recurrence.open.len(), days + 1),
        ];
        if let Some((name, length, wanted)) = lengths.into_iter().find(|(_, length, wanted)| length != wanted)
        {
            return Some(format!(
                "{name} has {length} entries; give {wanted}, as there are {days} planning days"
            ));
        }
        if let Some(above) = recurrence.access.iter().find(|&&chance| chance > CERTAIN) {
            return Some(format!("access {above} is above 65536, a certain meeting; scale the chance"));
        }
        let fixed = || order_fault("fixed", &recurrence.fixed);
        let late = || Some(format!("fixed: {}", self.day_fault(*recurrence.fixed.last()?)?));
        let required = || first_fault("required", &recurrence.required, |it| self.required_fault(it));
        gap_worth_fault(recurrence).or_else(fixed).or_else(late).or_else(required)
    }

    fn required_fault(&self, visit: &RequiredVisit) -> Option<String> {
        let RequiredVisit { from, until, only } = visit;
        if from > until {
            return Some(format!("day {from} to {until} ends before it begins; swap its days"));
        }
        let outside = only.iter().find(|&day| day < from || day > until);
        let outside =
            outside.map(|day| format!("only: day {day} is not one of {from} to {until}; leave it out"));
        self.day_fault(*until).or(outside).or_else(|| order_fault("only", only))
    }

    fn allowed_fault(&self) -> Option<String> {
        let lists: FxHashSet<&[usize]> =
            self.clients.iter().filter_map(|client| client.shifts.as_deref()).collect();
        let (lists, shifts) = (lists.len() as u64, self.shifts.len() as u64);
        (lists * shifts > MAX_ALLOWED).then(|| {
            format!(
                "{lists} distinct lists of allowed shifts times {shifts} shifts are more than {MAX_ALLOWED}; let more \
                 clients share a list, or plan one region at a time"
            )
        })
    }

    fn objective_fault(&self) -> Option<String> {
        let longest = |shift: &Shift| {
            let limits = [shift.max_duration, shift.max_travel].into_iter().flatten();
            i128::from(limits.fold(shift.window.close - shift.window.open, Time::min))
        };
        let travel = i128::from(self.travel_weight) * self.shifts.iter().map(longest).sum::<i128>();
        let worth = self.over_visits(|client| largest_worth(&client.demand));
        (travel + worth > i128::from(MAX_SUM)).then(|| {
            format!(
                "the objective may reach {}, above {MAX_SUM}: {travel} of travel_weight times the longest travel of each \
                 shift, and {worth} of most visits times greatest worth of each client; use a coarser unit of worth (and \
                 a travel_weight to match) or of time",
                travel + worth
            )
        })
    }

    fn load_fault(&self) -> Option<String> {
        let load = self.over_visits(|client| client.load);
        (load > i128::from(MAX_SUM)).then(|| {
            format!("most visits times load of each client sums to {load}, above {MAX_SUM}; use a coarser unit of load")
        })
    }

    /// Returns the sum over all clients of the most visits times `each`.
    fn over_visits(&self, each: impl Fn(&Client) -> i64) -> i128 {
        let sum =
            |client: &Client| i128::from(most_visits(&client.demand, self.days)) * i128::from(each(client));
        self.clients.iter().map(sum).sum()
    }
}

/// Says which gap is worth more, or less, than the search can add up.
fn gap_worth_fault(recurrence: &Recurrence) -> Option<String> {
    let gap = |name: &str, worth: &[Value]| {
        first_fault(name, worth, |&worth| {
            let action = "use a coarser unit of worth";
            (worth.unsigned_abs() > MAX_VALUE.unsigned_abs())
                .then(|| format!("{worth} is not within plus or minus {MAX_VALUE}; {action}"))
        })
    };
    gap("first", &recurrence.first)
        .or_else(|| gap("between", &recurrence.between))
        .or_else(|| gap("open", &recurrence.open))
        .or_else(|| value_fault("price", recurrence.price))
}

fn window_fault(window: Window) -> Option<String> {
    let Window { open, close } = window;
    if open > close {
        return Some(format!("{open} to {close} closes before it opens; swap its ends or leave it out"));
    }
    (open < -HORIZON || close > HORIZON).then(|| {
        format!("{open} to {close} is not within plus or minus {HORIZON}; use a coarser unit of time")
    })
}

/// Says what is wrong with the order of window `number` and the one before it.
fn neighbours_fault(number: usize, before: Window, window: Window) -> Option<String> {
    let action = if window == before {
        "drop one of the two"
    } else if window.open < before.open {
        "sort the windows"
    } else if window.open <= before.close {
        "merge windows that overlap or touch"
    } else {
        return None;
    };
    let (Window { open, close }, Window { open: first, close: last }) = (window, before);
    Some(format!("window {number}, {open} to {close}, follows {first} to {last}; {action}"))
}

fn pause_fault(pause: Break) -> Option<String> {
    let Window { open, close } = pause.window;
    if let Some(text) = window_fault(pause.window) {
        return Some(format!("window of the pause: {text}"));
    }
    let longest = close - open;
    (!(0..=longest).contains(&pause.duration)).then(|| {
        let duration = pause.duration;
        format!("pause of {duration} does not fit its window {open} to {close}; make it 0 to {longest} long")
    })
}

/// Returns the first fault in a list, and where it is.
fn first_fault<T>(name: &str, list: &[T], fault: impl Fn(&T) -> Option<String>) -> Option<String> {
    list.iter().enumerate().find_map(|(number, item)| Some(format!("{name} {number}: {}", fault(item)?)))
}

fn value_fault(name: &str, value: Value) -> Option<String> {
    range_fault(name, value, MAX_VALUE, "leave out what is worth nothing, or use a coarser unit of worth")
}

fn range_fault(name: &str, number: i64, most: i64, action: &str) -> Option<String> {
    (!(0..=most).contains(&number)).then(|| format!("{name} {number} is not within 0 to {most}; {action}"))
}

/// Returns what keeps a list from being strictly ascending.
fn order_fault<T: Copy + PartialOrd + std::fmt::Display>(name: &str, list: &[T]) -> Option<String> {
    let pair = list.windows(2).find(|pair| pair[0] >= pair[1])?;
    Some(if pair[0] > pair[1] {
        format!("{name} {} comes after {}; sort the list", pair[1], pair[0])
    } else {
        format!("{name} {} is given twice; drop one of the two", pair[0])
    })
}
