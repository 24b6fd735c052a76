//! What first visits brought, as values.

use serde::Serialize;

use crate::effect::did::figure::EffectFigure;
use crate::effect::did::note::DidNote;
use crate::effect::did::pretest::{NoPreTest, PreTest};
use crate::first_visits::periods::PeriodLength;
use crate::forecast::numeric::normal::NINETEEN_OF_TWENTY;
use crate::model::time::Date;

/// The answer to a book.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum FirstVisitAnswer {
    /// There is something to compare.
    Compared(Box<FirstVisitEffect>),
    /// There is not.
    Refused(FirstVisitRefusal),
}

/// Why first visits of a book cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum FirstVisitRefusal {
    /// The history is too short.
    TooFewPeriods {
        /// How many whole periods it has.
        found: usize,
        /// How many it needs.
        needed: usize,
    },
    /// Too few practices were visited for the first time.
    TooFewFirstVisits {
        /// How many were.
        found: usize,
        /// How many have to be.
        needed: usize,
    },
    /// Too few practices have not been visited at all.
    TooFewOthers {
        /// How many have not.
        found: usize,
        /// How many have to be.
        needed: usize,
    },
    /// No period has a figure, since the covariates of the practices cannot be compared.
    NoFigure,
}

/// What first visits brought, in referrals a practice and period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FirstVisitEffect {
    /// The first day of the history that is used.
    pub from: Date,
    /// Its last day.
    pub until: Date,
    /// How long a period is.
    pub period: PeriodLength,
    /// How many there are.
    pub periods: usize,
    /// How many practices stand on each side.
    pub practices: FirstVisitCounts,
    /// The average over the practices visited first, and over their periods from the first visit on.
    pub overall: EffectInterval,
    /// What can be said of it.
    pub verdict: EffectVerdict,
    /// By periods since the first visit, compared with the last period before it.
    pub by_time: Vec<EffectAtTime>,
    /// Whether practices visited first and others went the same way before.
    pub trends_before: TrendsBefore,
    /// The naive figure.
    pub before_after: BeforeAfter,
    /// What a reader should know.
    pub notes: Vec<FirstVisitNote>,
}

/// How many practices stand on each side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct FirstVisitCounts {
    /// Visited for the first time within the history.
    pub first_visited: usize,
    /// Not visited at all.
    pub not_visited: usize,
    /// Left out: visited before the second period of the history, or perhaps before the log began.
    pub visited_before: usize,
}

/// An effect with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct EffectInterval {
    /// Referrals a practice and period.
    pub effect: f64,
    /// Its standard error; `None` where nothing varies.
    pub standard_error: Option<f64>,
    /// The lower end.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
}

impl EffectInterval {
    /// Makes the interval of a figure; `None` where there is no effect.
    pub(crate) fn of(figure: EffectFigure) -> Option<Self> {
        let (effect, standard_error) = (figure.effect?, figure.standard_error);
        let end = |sign: f64| standard_error.map(|error| effect + sign * NINETEEN_OF_TWENTY * error);
        Some(Self { effect, standard_error, low: end(-1.0), high: end(1.0) })
    }

    /// Says what can be said.
    pub(crate) fn verdict(&self, trends_before: &TrendsBefore) -> EffectVerdict {
        match (self.low, self.high) {
            _ if trends_before.are_apart() => EffectVerdict::NotComparable,
            (Some(low), _) if low > 0.0 => EffectVerdict::MoreReferrals,
            (_, Some(high)) if high < 0.0 => EffectVerdict::FewerReferrals,
            _ => EffectVerdict::NotMeasurable,
        }
    }
}

/// What the interval of an effect says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EffectVerdict {
    /// The interval lies above 0.
    MoreReferrals,
    /// It lies below 0.
    FewerReferrals,
    /// It holds 0, or there is none: these data show no effect, and do not show that there is none.
    NotMeasurable,
    /// Practices visited first did not go the way of the others before. Whatever the interval says, it is no effect of visits.
    NotComparable,
}

/// Whether practices visited first and others went the same way before the first visit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(tag = "test", rename_all = "snake_case")]
pub enum TrendsBefore {
    /// A joint test that they did.
    Tested(PreTest),
    /// There is no test.
    NotTested {
        /// Why not.
        reason: NoPreTest,
    },
}

/// A smaller chance of a test says that trends differ.
const SIGNIFICANT: f64 = 0.05;

impl TrendsBefore {
    /// Keeps a test, or why there is none.
    pub(crate) fn of(test: Result<PreTest, NoPreTest>) -> Self {
        match test {
            Ok(test) => Self::Tested(test),
            Err(reason) => Self::NotTested { reason },
        }
    }

    /// Tells whether they went another way: the chance of the test is below 5 %.
    #[must_use]
    pub fn are_apart(&self) -> bool {
        matches!(self, Self::Tested(test) if test.p_value < SIGNIFICANT)
    }
}

/// The effect so many periods after the first visit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct EffectAtTime {
    /// Periods since that of the first visit, which is 0; below 0 before.
    pub periods_since: i64,
    /// How many practices visited first have such a period.
    pub practices: usize,
    /// The effect.
    #[serde(flatten)]
    pub interval: EffectInterval,
}

/// What a naive look says: the mean after the first visit less the mean before, of the same practices.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BeforeAfter {
    /// Referrals a practice and period before.
    pub before: f64,
    /// Referrals a practice and period from the first visit on.
    pub after: f64,
    /// The difference.
    pub change: f64,
    /// What it mixes with the effect.
    pub reasons: Vec<ChangeReason>,
}

/// What a difference of before and after mixes with the effect of visits.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum ChangeReason {
    /// Practices that nobody visited changed, too: trend and season.
    OthersChanged {
        /// By so many referrals a practice, over the same periods.
        change: f64,
    },
    /// Practices were picked when fewer referrals came than usual. They would have come back without a visit.
    PickedInADip {
        /// So many fewer in the last period before, compared with others.
        below: f64,
    },
    /// Practices were picked when more referrals came than usual.
    PickedOnARise {
        /// So many more in the last period before, compared with others.
        above: f64,
    },
}

/// What a reader of an effect should know.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "note", rename_all = "snake_case")]
pub enum FirstVisitNote {
    /// The number of providers of some practices is not known: they count as having the median.
    ProvidersFilled {
        /// How many practices.
        practices: usize,
    },
    /// Specialties of few practices are compared as one group with the largest one. A name without letters is a specialty that
    /// the book does not state.
    SpecialtiesTogether {
        /// Those of few practices.
        specialties: Vec<String>,
        /// The largest one, where one has enough practices on both sides.
        largest: Option<String>,
    },
    /// Referrals are totals of periods, spread over their days.
    TotalsSpread,
    /// Some cohorts and periods have no figure.
    FiguresMissing {
        /// How many.
        cells: usize,
    },
    /// What the comparison itself has to say.
    Comparison(DidNote),
}
