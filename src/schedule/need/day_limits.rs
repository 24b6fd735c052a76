//! What a liaison's days have room for, the roomiest first, and how many of them some work needs.

use crate::model::index::LiaisonIndex;
use crate::schedule::plan_basis::PlanBasis;
use crate::schedule::relaxed::Relaxed;
use crate::schedule::work_day::WorkDay;

/// The limits of the working days up to some day.
#[derive(Debug, Clone)]
pub(crate) struct DayLimits {
    /// The last day.
    pub(crate) until: i64,
    pub(crate) work_days: usize,
    /// Days with an appointment.
    agreed: usize,
    /// Most visits, minutes away without the pause, and minutes of driving.
    stops: Vec<i64>,
    minutes: Vec<i64>,
    drive: Vec<i64>,
}

impl DayLimits {
    /// Takes in the days up to one of them.
    pub(crate) fn new(basis: &PlanBasis, liaison: LiaisonIndex, until: i64) -> Self {
        let agenda = basis.agendas.of(liaison);
        let day = |(day, date)| WorkDay::new(basis.book, liaison, (day, date), agenda.on(day), Relaxed::NONE);
        let dates = || basis.horizon.dates().filter(|(day, _)| i64::from(*day) <= until);
        let days: Vec<WorkDay> = dates().filter_map(day).filter(WorkDay::has_time_for_visits).collect();
        let stops = |day: &WorkDay| day.shift.max_stops.and_then(|most| i64::try_from(most).ok());
        let minutes = |day: &WorkDay| {
            let window = day.shift.window;
            window.close - window.open - day.shift.pause.as_ref().map_or(0, |pause| pause.duration)
        };
        let drive = |day: &WorkDay| day.shift.max_travel.unwrap_or(minutes(day));
        Self {
            until,
            work_days: days.len(),
            agreed: dates().filter(|(day, _)| agenda.on(*day).is_some_and(|it| it.stops() > 0)).count(),
            stops: descending(days.iter().map(|day| stops(day).unwrap_or(i64::from(u32::MAX)))),
            minutes: descending(days.iter().map(minutes)),
            drive: descending(days.iter().map(drive)),
        }
    }

    /// Counts the hours of all these days.
    pub(crate) fn hours(&self) -> f64 {
        self.minutes.iter().sum::<i64>() as f64 / 60.0
    }

    /// Counts the fewest days for so many visits of so many minutes in all, with so many minutes of driving: one more than there are
    /// where they have no room.
    pub(crate) fn fewest(&self, visits: usize, minutes: i64, drive: i64) -> usize {
        let visits = i64::try_from(visits).unwrap_or(i64::MAX);
        let fewest = [
            prefix(&self.stops, visits),
            prefix(&self.minutes, minutes.saturating_add(drive)),
            prefix(&self.drive, drive),
        ];
        fewest.into_iter().fold(self.agreed, usize::max)
    }
}

fn descending(numbers: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut numbers: Vec<i64> = numbers.collect();
    numbers.sort_unstable_by_key(|&number| std::cmp::Reverse(number));
    numbers
}

/// Counts how many numbers, from the first on, it takes to reach an amount: one more than there are where all do not.
fn prefix(numbers: &[i64], amount: i64) -> usize {
    let mut left = amount;
    for (at, number) in numbers.iter().enumerate() {
        if left <= 0 {
            return at;
        }
        left -= number;
    }
    numbers.len() + usize::from(left > 0)
}
