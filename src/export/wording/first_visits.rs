//! What first visits brought, in words.

use crate::effect::did::note::DidNote;
use crate::effect::did::pretest::NoPreTest;
use crate::export::wording::numbers::{self, counted, fixed, grouped};
use crate::first_visits::answer::{
    ChangeReason, EffectInterval, EffectVerdict, FirstVisitCounts, FirstVisitEffect, FirstVisitNote,
    FirstVisitRefusal, TrendsBefore,
};
use crate::first_visits::periods::PeriodLength;

/// Returns what a period is called: one, many.
fn names(period: PeriodLength) -> [&'static str; 2] {
    match period {
        PeriodLength::Months => ["month", "months"],
        PeriodLength::FourWeeks => ["four weeks", "periods of four weeks"],
    }
}

/// Says what was compared, in lines.
pub(crate) fn compared(effect: &FirstVisitEffect) -> [String; 2] {
    let [_, many] = names(effect.period);
    let FirstVisitCounts { first_visited, not_visited, visited_before } = effect.practices;
    let periods = grouped(effect.periods);
    [
        format!(
            "{} visited for the first time from {} to {} ({periods} {many}), beside {} not visited.",
            counted(first_visited, "practice", "practices"),
            effect.from,
            effect.until,
            grouped(not_visited)
        ),
        format!(
            "{} left out: visited before the second period of the history, or perhaps before the log began.",
            counted(visited_before, "practice is", "practices are")
        ),
    ]
}

/// Says what first visits brought.
pub(crate) fn overall(effect: &FirstVisitEffect) -> String {
    let [one, _] = names(effect.period);
    let interval = interval(&effect.overall);
    match effect.verdict {
        EffectVerdict::NotMeasurable => {
            let why = match effect.overall.standard_error {
                Some(_) => "The interval holds 0.",
                None => "The figure has no interval, since nothing varies.",
            };
            format!("Not measurable with this data: {interval} referrals a practice and {one}. {why}")
        }
        EffectVerdict::NotComparable => format!(
            "Not comparable: practices visited first and others went different ways before. What would be \
             {interval} referrals a practice and {one} is no effect of visits."
        ),
        EffectVerdict::MoreReferrals => {
            format!("First visits brought {interval} referrals a practice and {one} more.")
        }
        EffectVerdict::FewerReferrals => {
            format!("After first visits {interval} referrals came a practice and {one}: fewer, not more.")
        }
    }
}

/// Writes an effect with its interval.
pub(crate) fn interval(effect: &EffectInterval) -> String {
    let figure = signed(effect.effect);
    match (effect.low, effect.high) {
        (Some(low), Some(high)) => format!("{figure} (95 % from {} to {})", signed(low), signed(high)),
        _ => figure,
    }
}

/// Writes a number of referrals with its sign.
fn signed(number: f64) -> String {
    numbers::signed(2, number)
}

/// Says whether practices went the same way before.
pub(crate) fn trends(trends: &TrendsBefore) -> String {
    match trends {
        TrendsBefore::NotTested { reason } => {
            let why = match reason {
                NoPreTest::NoPeriodBefore => "too few periods lie before",
                NoPreTest::DependentEffects => {
                    "the figures before depend on each other, as they do with few first visits"
                }
            };
            format!("Whether they went the same way before cannot be tested: {why}.")
        }
        TrendsBefore::Tested(test) if trends.are_apart() => format!(
            "Before their first visit they did not go the way of the others (p = {}). Do not trust the figure.",
            fixed(3, test.p_value)
        ),
        TrendsBefore::Tested(test) => format!(
            "Before their first visit nothing shows that they went another way than the others (p = {}).",
            fixed(3, test.p_value)
        ),
    }
}

/// Says what a look at before and after finds.
pub(crate) fn before_after(effect: &FirstVisitEffect) -> String {
    let naive = &effect.before_after;
    format!(
        "Before and after alone would say {}: {} before, {} after. That is no effect of visits:",
        signed(naive.change),
        fixed(2, naive.before),
        fixed(2, naive.after)
    )
}

/// Says why before and after are no effect.
pub(crate) fn reason(reason: &ChangeReason) -> String {
    match reason {
        ChangeReason::OthersChanged { change } => {
            format!("practices that nobody visited changed by {}, by trend and season", signed(*change))
        }
        ChangeReason::PickedInADip { below } => format!(
            "they were first visited when {} fewer came than usual, and would have come back by themselves",
            fixed(2, *below)
        ),
        ChangeReason::PickedOnARise { above } => format!(
            "they were first visited when {} more came than usual, which would not have lasted",
            fixed(2, *above)
        ),
    }
}

/// What the figures rest on.
pub(crate) const ASSUMPTION: &str = "Nobody drew lots here. The figure is an effect of visits only if practices \
     visited first would have gone the way of the others. A test by lot tells more.";

/// The columns of the table by time.
pub(crate) const COLUMNS: [&str; 4] = ["since", "practices", "effect", "95 % interval"];

/// Says why first visits cannot be compared.
pub(crate) fn refusal(refusal: &FirstVisitRefusal) -> String {
    match refusal {
        FirstVisitRefusal::TooFewPeriods { found, needed } => {
            format!("The history has {found} whole periods; {needed} are needed to compare first visits.")
        }
        FirstVisitRefusal::TooFewFirstVisits { found, needed } => format!(
            "{} visited for the first time within the log; {needed} are needed for a figure.",
            counted(*found, "practice was", "practices were")
        ),
        FirstVisitRefusal::TooFewOthers { found, needed } => format!(
            "{} not been visited; {needed} are needed to compare with.",
            counted(*found, "practice has", "practices have")
        ),
        FirstVisitRefusal::NoFigure => {
            "Practices visited first and others are too different to be compared.".to_owned()
        }
    }
}

/// Says what a reader should know.
pub(crate) fn note(note: &FirstVisitNote) -> String {
    match note {
        FirstVisitNote::ProvidersFilled { practices } => format!(
            "{} no number of providers: the median stands in.",
            counted(*practices, "practice has", "practices have")
        ),
        FirstVisitNote::SpecialtiesTogether { specialties, largest } => {
            let names: Vec<&str> = specialties.iter().map(|name| specialty(name)).collect();
            let with = largest.as_deref().map(|name| format!(" with {}", specialty(name)));
            format!(
                "Compared as one group{}, since few practices have these specialties: {}.",
                with.unwrap_or_default(),
                names.join(", ")
            )
        }
        FirstVisitNote::TotalsSpread => "Referrals are totals of periods, spread over their days.".to_owned(),
        FirstVisitNote::FiguresMissing { cells } => {
            format!("{} of first visits and periods have no figure.", counted(*cells, "pair", "pairs"))
        }
        FirstVisitNote::Comparison(note) => comparison(note),
    }
}

/// Names a specialty that may not be stated.
fn specialty(name: &str) -> &str {
    if name.is_empty() { "those without a specialty" } else { name }
}

fn comparison(note: &DidNote) -> String {
    match note {
        DidNote::AlreadyTreated { units } => {
            format!(
                "{} left out: visited in the first period already.",
                counted(*units, "practice is", "practices are")
            )
        }
        DidNote::NobodyNeverTreated { .. } => "Every practice was visited in the end.".to_owned(),
        DidNote::Incomplete { units } => {
            format!("{} left out: periods are missing.", counted(*units, "practice is", "practices are"))
        }
        DidNote::Unbalanced { missing_rows } => {
            format!("{} of practices and periods are missing.", counted(*missing_rows, "row", "rows"))
        }
        DidNote::SmallCohort { units, .. } => format!(
            "In one period only {} visited first: its figure alone says little.",
            counted(*units, "practice was", "practices were")
        ),
    }
}
