//! Every English sentence, heading and label, made from typed facts: one file a topic.

pub(crate) mod backtests;
#[cfg(feature = "ics")]
pub(crate) mod calendars;
pub(crate) mod capacities;
pub(crate) mod comparisons;
pub(crate) mod dispositions;
pub(crate) mod drive_doubts;
pub(crate) mod exceptions;
pub(crate) mod faults;
pub(crate) mod findings;
pub(crate) mod forecasts;
pub(crate) mod moves;
pub(crate) mod numbers;
pub(crate) mod places;
pub(crate) mod plan_text;
pub(crate) mod proofs;
pub(crate) mod score_text;
pub(crate) mod scores;
pub(crate) mod stop_reasons;
pub(crate) mod stops;
pub(crate) mod territories;
pub(crate) mod territory_text;
pub(crate) mod text;
pub(crate) mod violations;
#[cfg(feature = "xlsx")]
pub(crate) mod workbook;
