//! What makes a [`Problem`] impossible to pose, each with an error that says where and what to do.

use super::problem::{Client, Demand, Problem, Recurrence, Shift, Time, Travel, Value, Window};
use crate::{Error, ErrorKind};

/// Moments and spans must lie within plus or minus this: sums of a few of them fit 32 bits, and no shift is long enough
/// for a leg of [`UNREACHABLE`](super::UNREACHABLE).
pub const HORIZON: Time = (1 << 27) - 1;
/// Most planning days.
pub const MAX_DAYS: u32 = 1 << 16;
/// Most sites, shifts, and clients.
pub const MAX_COUNT: usize = 1 << 24;
/// Greatest worth of one visit.
pub const MAX_VALUE: Value = 1 << 40;
/// Greatest price of one unit of travel.
pub const MAX_WEIGHT: Value = 1 << 20;

impl Problem {
    /// Checks that the parts fit together. The search calls it first, so a caller need not.
    ///
    /// # Errors
    /// [`ErrorKind::Problem`] names the first shift or client that contradicts the documentation of its type.
    pub fn validate(&self) -> Result<(), Error> {
        if let Some(text) = self.size_fault() {
            return fault(text);
        }
        if let Travel::Matrix { sites, table } = &self.travel
            && sites.checked_mul(*sites) != Some(table.len())
        {
            return fault(format!(
                "the travel table has {} entries, {sites} sites need {sites} x {sites}",
                table.len()
            ));
        }
        if !(0..=MAX_WEIGHT).contains(&self.travel_weight) {
            return fault(format!(
                "the travel weight {} is not within 0 to {MAX_WEIGHT}",
                self.travel_weight
            ));
        }
        for (index, shift) in self.shifts.iter().enumerate() {
            self.shift_fault(shift).map_or(Ok(()), |text| fault(format!("shift {index}: {text}")))?;
        }
        for (index, client) in self.clients.iter().enumerate() {
            self.client_fault(client).map_or(Ok(()), |text| fault(format!("client {index}: {text}")))?;
        }
        Ok(())
    }

    fn size_fault(&self) -> Option<String> {
        let counts = [self.travel.sites(), self.shifts.len(), self.clients.len()];
        if self.days > MAX_DAYS || counts.into_iter().any(|count| count > MAX_COUNT) {
            let [sites, shifts, clients] = counts;
            return Some(format!(
                "{} days, {sites} sites, {shifts} shifts and {clients} clients: at most {MAX_DAYS} days and {MAX_COUNT} \
                 of each of the others can be planned",
                self.days
            ));
        }
        None
    }

    pub(super) fn shift_fault(&self, shift: &Shift) -> Option<String> {
        let sites = self.travel.sites();
        if shift.day >= self.days {
            return Some(format!("day {} is beyond the {} planning days", shift.day, self.days));
        }
        if shift.start >= sites || shift.end >= sites {
            return Some(format!("starts at site {} and ends at site {} of {sites}", shift.start, shift.end));
        }
        if let Some(text) = window_fault(shift.window) {
            return Some(text);
        }
        if let Some(pause) = shift.pause {
            if let Some(text) = window_fault(pause.window) {
                return Some(format!("its pause: {text}"));
            }
            if pause.duration < 0 || pause.duration > pause.window.close - pause.window.open {
                return Some(format!("a pause of {} does not fit its window", pause.duration));
            }
        }
        let limits = [shift.max_duration, shift.max_travel, shift.capacity];
        limits
            .into_iter()
            .flatten()
            .find(|limit| *limit < 0)
            .map(|limit| format!("a limit of {limit} is negative"))
    }

    pub(super) fn client_fault(&self, client: &Client) -> Option<String> {
        let sites = self.travel.sites();
        if client.site >= sites {
            return Some(format!("site {} is beyond the {sites} sites", client.site));
        }
        if !(0..=HORIZON).contains(&client.service) {
            return Some(format!("a service of {} is not within 0 to {HORIZON}", client.service));
        }
        if !(0..=MAX_VALUE).contains(&client.load) {
            return Some(format!("a load of {} is not within 0 to {MAX_VALUE}", client.load));
        }
        if client.windows.len() > self.days as usize {
            return Some(format!("windows for {} days, there are {}", client.windows.len(), self.days));
        }
        for (day, windows) in client.windows.iter().enumerate() {
            if let Some(text) = windows.iter().find_map(|&window| window_fault(window)) {
                return Some(format!("day {day}: {text}"));
            }
            if windows.windows(2).any(|pair| pair[0].close >= pair[1].open) {
                return Some(format!("day {day}: its windows are not sorted and disjoint"));
            }
        }
        if let Some(shifts) = &client.shifts {
            if shifts.windows(2).any(|pair| pair[0] >= pair[1]) {
                return Some("its allowed shifts are not sorted".into());
            }
            if let Some(shift) = shifts.last().filter(|shift| **shift >= self.shifts.len()) {
                return Some(format!("allowed shift {shift} is beyond the {} shifts", self.shifts.len()));
            }
        }
        self.demand_fault(&client.demand)
    }

    fn demand_fault(&self, demand: &Demand) -> Option<String> {
        match demand {
            Demand::Required => None,
            Demand::Optional { prize } => value_fault(*prize),
            Demand::Periodic { patterns } => self.patterns_fault(patterns),
            Demand::Recurring(recurrence) => self.recurrence_fault(recurrence),
        }
    }

    fn patterns_fault(&self, patterns: &[Vec<u32>]) -> Option<String> {
        if patterns.is_empty() || patterns.iter().any(Vec::is_empty) {
            return Some("needs at least one pattern, and each at least one day".into());
        }
        if patterns.iter().any(|days| days.windows(2).any(|pair| pair[0] >= pair[1])) {
            return Some("the days of a pattern are not sorted".into());
        }
        let beyond = patterns.iter().flatten().find(|day| **day >= self.days)?;
        Some(format!("a pattern visits on day {beyond} of {}", self.days))
    }

    fn recurrence_fault(&self, recurrence: &Recurrence) -> Option<String> {
        let days = self.days as usize;
        if recurrence.min_gap == 0 {
            return Some("the fewest days between visits must be at least 1".into());
        }
        if recurrence.known_gap.len() != days || recurrence.day_value.len() != days {
            return Some(format!("known gaps and values must be given for each of the {days} days"));
        }
        if recurrence.gap_share.is_empty() || recurrence.gap_share.windows(2).any(|pair| pair[0] > pair[1]) {
            return Some("the share of worth by gap must be given and never decrease".into());
        }
        if recurrence.gap_share.last().is_some_and(|share| *share > 1 << 16) {
            return Some("a share of worth is above 65,536, the whole".into());
        }
        recurrence.day_value.iter().find_map(|value| value_fault(*value))
    }
}

fn window_fault(window: Window) -> Option<String> {
    let Window { open, close } = window;
    (open > close || open < -HORIZON || close > HORIZON)
        .then(|| format!("the window {open} to {close} is reversed or beyond {HORIZON}"))
}

fn value_fault(value: Value) -> Option<String> {
    (!(0..=MAX_VALUE).contains(&value)).then(|| format!("a worth of {value} is not within 0 to {MAX_VALUE}"))
}

fn fault<T>(text: String) -> Result<T, Error> {
    Err(Error::new(ErrorKind::Problem, text))
}
