//! How often nobody could be met.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::forecast::numeric::normal::{NINETEEN_OF_TWENTY, wilson};
use crate::model::history::Outcome;
use crate::model::id::LiaisonId;
use crate::model::time::Date;
use crate::report::reach::QUARTER;
use crate::report::scope::ReportScope;
use crate::report::week::ReportWeek;
use crate::score::access::access_model::AccessModel;
use crate::score::access::access_report::{AccessReport, HoursDoubt, TimeRecord};
use crate::score::access::visit_counts::is_met;

/// How often nobody could be met: in the week, in the last 13 weeks, and by liaison.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AccessFigures {
    /// In the week.
    pub week: AccessRate,
    /// In the 13 weeks that end with it.
    pub quarter: AccessRate,
    /// Of each liaison of the book, and of whoever else made visits in the 13 weeks, by identifier.
    pub liaisons: Vec<LiaisonAccess>,
    /// The times of the week with visits, as the whole team's log has them up to the week's end; best chance first.
    pub times: Vec<TimeRecord>,
    /// Practices of which the log doubts the hours that the book states, in the order of the book.
    pub doubts: Vec<HoursDoubt>,
}

/// One liaison's figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LiaisonAccess {
    /// Who.
    pub liaison: LiaisonId,
    /// In the week.
    pub week: AccessRate,
    /// In the 13 weeks that end with it.
    pub quarter: AccessRate,
}

/// Visits in vain among those made, with the 95 % interval of their share. There are no shares without a visit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct AccessRate {
    /// Visits that were made: they met somebody, or nobody.
    pub made: u32,
    /// Those of them that met nobody.
    pub in_vain: u32,
    /// Share of visits in vain, 0 to 1.
    pub share: Option<f64>,
    /// Lower end of its interval.
    pub low: Option<f64>,
    /// Upper end of its interval.
    pub high: Option<f64>,
}

impl AccessRate {
    /// Makes the rate of some visits. The interval is Wilson's score interval (Wilson 1927, doi:10.1080/01621459.1927.10502953): it
    /// holds for small counts, and never leaves 0 to 1. It takes visits to be independent of each other.
    ///
    /// ```
    /// use rounds::report::AccessRate;
    /// let rate = AccessRate::new(20, 5);
    /// assert_eq!(rate.share, Some(0.25));
    /// assert!((rate.low.unwrap() - 0.1119).abs() < 1e-4 && (rate.high.unwrap() - 0.4687).abs() < 1e-4);
    /// assert_eq!(AccessRate::new(0, 0).share, None);
    /// ```
    #[must_use]
    pub fn new(made: u32, in_vain: u32) -> Self {
        let in_vain = in_vain.min(made);
        let interval = wilson(in_vain, made, NINETEEN_OF_TWENTY);
        let share = (made > 0).then(|| f64::from(in_vain) / f64::from(made));
        Self { made, in_vain, share, low: interval.map(|it| it.0), high: interval.map(|it| it.1) }
    }

    /// Counts the visits of some days, the last one included.
    fn of(scope: ReportScope, from: Date, until: Date) -> Self {
        let (mut made, mut in_vain) = (0_u32, 0_u32);
        for visit in scope.visits().filter(|it| from <= it.date && it.date <= until) {
            made = made.saturating_add(u32::from(is_met(visit.outcome).is_some()));
            in_vain = in_vain.saturating_add(u32::from(visit.outcome == Outcome::NoAccess));
        }
        Self::new(made, in_vain)
    }
}

impl AccessFigures {
    /// Counts visits in vain up to the last known day of a week.
    pub(crate) fn of(scope: ReportScope, week: ReportWeek) -> Self {
        let quarter = week.until.plus_days(1 - QUARTER);
        let rates = |scope: ReportScope| {
            (AccessRate::of(scope, week.monday, week.until), AccessRate::of(scope, quarter, week.until))
        };
        let of_liaison = |id: &LiaisonId| {
            let (week, quarter) = rates(scope.of(id));
            LiaisonAccess { liaison: id.clone(), week, quarter }
        };
        let recent = scope.visits().filter(|it| quarter <= it.date && it.date <= week.until);
        let known = scope.book.liaisons().iter().map(|it| &it.id).filter(|id| scope.has(id));
        // Whoever has left the book still stands beside their visits.
        let people: BTreeSet<&LiaisonId> = known.chain(recent.map(|it| &it.liaison)).collect();
        let liaisons = people.into_iter().map(of_liaison).collect();
        let (times, doubts) = learned(scope, week.until);
        let (week, quarter) = rates(scope);
        Self { week, quarter, liaisons, times, doubts }
    }
}

/// Reads from the log, up to a day, when the whole team meets people, and which hours of its practices are doubted.
fn learned(scope: ReportScope, until: Date) -> (Vec<TimeRecord>, Vec<HoursDoubt>) {
    let report = AccessReport::new(scope.book, &AccessModel::new(scope.book, until), until);
    let is_in_scope =
        |doubt: &HoursDoubt| scope.book.practice_index(doubt.practice()).is_some_and(|it| scope.owns(it));
    (report.times, report.doubts.into_iter().filter(is_in_scope).collect())
}
