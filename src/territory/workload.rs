//! What a practice asks of whoever covers it, and what a liaison has to give.

use crate::model::book::Book;
use crate::model::index::LiaisonIndex;
use crate::model::liaison::{Liaison, Lunch};
use crate::model::practice::{AccessPolicy, Practice};
use crate::model::units::Minutes;
use crate::model::work_hours::WorkHours;
use crate::plan::visit_plan::Plan;
use crate::score::scores::PracticeScore;
use crate::territory::alignment::Programme;

/// What a practice asks for in a year, whoever covers it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Workload {
    /// Visits a year at the target of its cadence; 0 for a practice that receives no liaisons or has no place.
    pub visits: f64,
    /// Hours of those visits, with the buffer after each.
    pub visit_hours: f64,
    /// Referrals a year that it could send; 0 for a practice without a place, which no territory has.
    pub potential: f64,
}

/// Days of a mean year.
const YEAR: f64 = 365.25;

impl Workload {
    /// Works out every practice's, in the book's order: cadence and visit length as [`crate::schedule`] takes
    /// them.
    #[must_use]
    pub fn of(programme: &Programme, buffer: Minutes) -> Vec<Self> {
        let work = |(practice, score): (&Practice, &PracticeScore)| {
            let tier = practice.tier.unwrap_or(score.tier);
            let cadence = practice.cadence.unwrap_or(tier.cadence());
            let visited = practice.access != AccessPolicy::NoSee && practice.location.is_some();
            let visits = if visited { YEAR / f64::from(cadence.target()) } else { 0.0 };
            Self::new(practice, score, visits, buffer)
        };
        programme.book.practices().iter().zip(&programme.scores.practices).map(work).collect()
    }

    /// Works out every practice's, in the book's order, if the weeks of a plan went on all year.
    pub(crate) fn planned(programme: &Programme, plan: &Plan) -> Vec<Self> {
        let mut visits = vec![0.0; programme.book.practices().len()];
        for (_, _, stop) in plan.stops() {
            if let Some(practice) = programme.book.practice_index(&stop.practice) {
                visits[practice.get()] += YEAR / (7.0 * f64::from(plan.weeks.max(1)));
            }
        }
        let practices = programme.book.practices().iter().zip(&programme.scores.practices).zip(visits);
        let work = |((practice, score), visits)| Self::new(practice, score, visits, plan.rules.buffer);
        practices.map(work).collect()
    }

    fn new(practice: &Practice, score: &PracticeScore, visits: f64, buffer: Minutes) -> Self {
        let minutes = f64::from((practice.visit_minutes + buffer).0);
        let potential = practice.location.map_or(0.0, |_| score.potential);
        Self { visits, visit_hours: visits * minutes / 60.0, potential }
    }
}

/// Counts the working minutes of a usual week, without the midday pauses.
pub(crate) fn weekly_minutes(liaison: &Liaison) -> u32 {
    liaison.hours.values().map(|day| day.minutes().saturating_sub(pause(day, liaison.lunch))).sum()
}

/// Returns the pause of a day, where the day reaches far enough into its window to need one.
fn pause(day: &WorkHours, lunch: Option<Lunch>) -> u32 {
    lunch.and_then(|lunch| lunch.on(day)).map_or(0, |lunch| lunch.minutes().0)
}

/// Counts the minutes of the longest working day, breaks included.
pub(crate) fn longest_day(liaison: &Liaison) -> u32 {
    liaison.hours.values().map(|day| day.span().minutes()).max().unwrap_or(0)
}

/// Lists the liaisons who make visits at all.
pub(crate) fn working(book: &Book) -> Vec<LiaisonIndex> {
    let works = |liaison: &Liaison| weekly_minutes(liaison) > 0 && liaison.max_stops > 0;
    book.liaison_indices().filter(|liaison| works(&book.liaisons()[liaison.get()])).collect()
}
