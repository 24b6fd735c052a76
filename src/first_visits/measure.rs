//! The effect of first visits in a book.

use crate::effect::did::aggregate::{AggregateKind, DidAggregate, DidAggregateRow};
use crate::effect::did::design::{BasePeriod, ControlGroup, DidDesign, DidMethod};
use crate::effect::did::estimate::DidEstimate;
use crate::effect::panel::{Panel, PanelColumns, Sampling};
use crate::error::Error;
use crate::first_visits::answer::{
    EffectAtTime, EffectInterval, FirstVisitAnswer, FirstVisitEffect, FirstVisitNote, FirstVisitRefusal,
    TrendsBefore,
};
use crate::first_visits::before_after::before_after;
use crate::first_visits::covariates::covariates;
use crate::first_visits::periods::PeriodLength;
use crate::first_visits::practices::ComparedPractices;
use crate::model::book::Book;
use crate::model::time::Date;

const FEWEST_PERIODS: usize = 6;
const FEWEST_PRACTICES: usize = 20;
/// How many periods before the first visit are tested for equal trends.
const TESTED_BEFORE: i64 = 6;

/// Says what first visits to practices brought, in referrals a practice and period.
///
/// Method: the differences in differences of Callaway & Sant'Anna 2021 (doi:10.1016/j.jeconom.2020.12.001). A practice is
/// treated from the period on in which somebody there was first met. It is compared with practices not visited by
/// then. The changes of those are predicted from the number of providers and the specialty by a linear regression. A
/// model of who is visited would need more first visits a period than books have. Each practice counts once, over
/// its periods since the first visit. O(periods^2 x practices).
///
/// Limits: practices are visited for reasons that nobody wrote down. The figure is an effect only if they would have gone
/// the way of the others. [`FirstVisitEffect::trends_before`] tests that for the time before. Where they did not, the verdict is
/// [`EffectVerdict::NotComparable`](crate::first_visits::EffectVerdict::NotComparable). A lot tells more.
///
/// # Errors
/// None is known: rows of a book fit each other. An error of the comparison would be passed on.
pub fn first_visit_effect(book: &Book, as_of: Date, length: PeriodLength) -> Result<FirstVisitAnswer, Error> {
    let compared = ComparedPractices::new(book, as_of, length);
    let (span, refusal) = (compared.grid.span(), refusal(&compared));
    let (Some(span), None) = (span, refusal) else {
        let too_short = FirstVisitRefusal::TooFewPeriods { found: 0, needed: FEWEST_PERIODS };
        return Ok(FirstVisitAnswer::Refused(refusal.unwrap_or(too_short)));
    };
    let (covariates, mut notes) = covariates(book, &compared.practices);
    if compared.are_totals {
        notes.push(FirstVisitNote::TotalsSpread);
    }
    let panel = Panel::new(&columns(&compared, &covariates), Sampling::SameUnits)?;
    let estimate = DidEstimate::new(&panel, DESIGN)?;
    Ok(match answer(&compared, span, length, &estimate, notes) {
        Some(effect) => FirstVisitAnswer::Compared(Box::new(effect)),
        None => FirstVisitAnswer::Refused(FirstVisitRefusal::NoFigure),
    })
}

const DESIGN: DidDesign = DidDesign {
    control: ControlGroup::NotYetTreated,
    method: DidMethod::OutcomeRegression,
    base: BasePeriod::Universal,
    anticipation: 0,
};

fn refusal(compared: &ComparedPractices) -> Option<FirstVisitRefusal> {
    let (periods, counts) = (compared.grid.len(), compared.counts);
    if periods < FEWEST_PERIODS {
        return Some(FirstVisitRefusal::TooFewPeriods { found: periods, needed: FEWEST_PERIODS });
    }
    if counts.first_visited < FEWEST_PRACTICES {
        let found = counts.first_visited;
        return Some(FirstVisitRefusal::TooFewFirstVisits { found, needed: FEWEST_PRACTICES });
    }
    let is_few = counts.not_visited < FEWEST_PRACTICES;
    is_few.then_some(FirstVisitRefusal::TooFewOthers { found: counts.not_visited, needed: FEWEST_PRACTICES })
}

/// Writes the practices as rows of a panel, one a practice and period.
fn columns(compared: &ComparedPractices, covariates: &[Vec<f64>]) -> PanelColumns {
    let mut columns =
        PanelColumns { covariates: vec![Vec::new(); covariates.len()], ..PanelColumns::default() };
    for (at, practice) in compared.practices.iter().enumerate() {
        for (period, referrals) in (0_i64..).zip(&practice.referrals) {
            columns.unit.push(at as u64);
            columns.period.push(period);
            columns.first_treated.push(practice.first_visit.and_then(|first| i64::try_from(first).ok()));
            columns.outcome.push(*referrals);
            let values = covariates.iter().map(|column| column[at]);
            columns.covariates.iter_mut().zip(values).for_each(|(column, value)| column.push(value));
        }
    }
    columns
}

fn answer(
    compared: &ComparedPractices,
    (from, until): (Date, Date),
    period: PeriodLength,
    estimate: &DidEstimate,
    mut notes: Vec<FirstVisitNote>,
) -> Option<FirstVisitEffect> {
    let overall = EffectInterval::of(estimate.aggregate(AggregateKind::Group).overall)?;
    let by_time = estimate.aggregate(AggregateKind::Dynamic);
    if by_time.left_out > 0 {
        notes.push(FirstVisitNote::FiguresMissing { cells: by_time.left_out });
    }
    notes.extend(estimate.notes.iter().map(|note| FirstVisitNote::Comparison(*note)));
    let periods = compared.grid.len();
    let trends_before = TrendsBefore::of(estimate.pretest_of_times(&by_time, -TESTED_BEFORE..0));
    Some(FirstVisitEffect {
        from,
        until,
        period,
        periods,
        practices: compared.counts,
        overall,
        verdict: overall.verdict(&trends_before),
        by_time: rows(compared, &by_time),
        trends_before,
        before_after: before_after(&compared.practices, periods),
        notes,
    })
}

fn rows(compared: &ComparedPractices, by_time: &DidAggregate) -> Vec<EffectAtTime> {
    let periods = i64::try_from(compared.grid.len()).unwrap_or(i64::MAX);
    let has = |first: usize, since: i64| {
        i64::try_from(first).is_ok_and(|first| (0..periods).contains(&first.saturating_add(since)))
    };
    let firsts = || compared.practices.iter().filter_map(|practice| practice.first_visit);
    let row = |row: &DidAggregateRow| {
        let practices = firsts().filter(|first| has(*first, row.at)).count();
        Some(EffectAtTime { periods_since: row.at, practices, interval: EffectInterval::of(row.figure)? })
    };
    by_time.rows.iter().filter_map(row).collect()
}
