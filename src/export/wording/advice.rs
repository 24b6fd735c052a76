//! What to do about findings.

use crate::export::wording::drive_doubts;
use crate::export::wording::text::capitalised;
use crate::model::finding::{Finding, PlaceDoubt, RangeFault, RowFault, ValueFault};
use crate::model::issue::{Issue, Table};

impl Issue {
    /// Says what to do about it.
    #[must_use]
    pub fn advice(&self) -> String {
        match &self.finding {
            Finding::MissingColumn { missing, .. } => map_column(self.table, missing),
            Finding::MalformedRow(fault) => row_advice(fault).to_owned(),
            Finding::UnreadableValue(fault) => value_advice(fault),
            Finding::OutOfRange(fault) => range_advice(fault).to_owned(),
            Finding::ClosesBeforeOpening => window_advice(self.table).to_owned(),
            finding => plain_advice(finding).to_owned(),
        }
    }
}

/// Says how to map the first of some missing columns.
fn map_column(table: Table, missing: &[&str]) -> String {
    let first = missing.first().copied().unwrap_or_default();
    format!(
        "Rename the column, or map it: --map {table}.{first}=HEADER, where HEADER is what the file calls it."
    )
}

fn row_advice(fault: &RowFault) -> &'static str {
    match fault {
        RowFault::TooManyFields { .. } => "Put text that holds a comma in double quotes.",
        RowFault::TooFewFields { .. } => "Check whether the line was cut off.",
        RowFault::OpenQuote { .. } | RowFault::UnsoundQuotes { .. } => {
            "A double quote is probably opened and never closed."
        }
        RowFault::Csv(_) | RowFault::NotAnObject => "Correct the row.",
        RowFault::Total => "There is nothing to do.",
        RowFault::NotAnArray => "Write it as [{ ... }, { ... }].",
    }
}

fn value_advice(fault: &ValueFault) -> String {
    match fault {
        ValueFault::NotANumber => "Write it with digits and a decimal point.".to_owned(),
        ValueFault::NotWhole => "Round it.".to_owned(),
        ValueFault::NotCents => "Round it to whole cents.".to_owned(),
        ValueFault::NotATime(error) | ValueFault::NotAWeekday(_, error) => {
            format!("{}.", capitalised(&error.to_string()))
        }
        ValueFault::NotADay => "Write the day, such as 2026-01-31.".to_owned(),
        ValueFault::NotHours(_) => "Write hours as 8:30-16:30.".to_owned(),
        ValueFault::NotAmong(words) => {
            let words = words.join(", ");
            format!("Write one of {words}, or say in rounds.toml, under [words], which of them is meant.")
        }
    }
}

fn range_advice(fault: &RangeFault) -> &'static str {
    match fault {
        RangeFault::NotBetween { .. } => "Correct the number.",
        RangeFault::NotOnEarth(_) => "Correct it; latitude and longitude may be swapped.",
        RangeFault::LunchTooLong { .. } => "Shorten lunch_minutes, or move lunch_start and lunch_end apart.",
        RangeFault::NotACadence(_) | RangeFault::NoCadenceTarget => {
            "Correct the days, or leave all three empty to use the tier's."
        }
        RangeFault::NotATravelTime => "Correct it; write forbidden where there is no way.",
        RangeFault::NotADistance => "Correct it, or leave it empty.",
    }
}

/// Says what to do about a window that does not close after it opens, and what counts until then.
fn window_advice(table: Table) -> &'static str {
    match table {
        Table::Liaisons => {
            "Check the two times. Work past midnight cannot be planned; until then the usual times count."
        }
        Table::Events | Table::ProviderHours => {
            "Check the two times; what goes on past midnight needs two rows."
        }
        _ => {
            "Check the two times; hours past midnight need two rows. A practice without rows has the usual hours."
        }
    }
}

/// Says what to do about findings without figures that the advice needs.
fn plain_advice(finding: &Finding) -> &'static str {
    match finding {
        Finding::EmptyTable { .. } => "Export it again, or remove the file if there is nothing to say.",
        Finding::Encoding { .. } => "Save it as \"CSV UTF-8\", and check names with accents.",
        Finding::MissingValue => "Fill it in.",
        Finding::SwappedCoordinates => "Swap the two values.",
        Finding::AmbiguousColumn { .. } => "Give every column its own header.",
        Finding::DuplicateId { .. } => "Give every row its own identifier, or remove the double.",
        Finding::UnknownEntry => "Add it to its table, or correct the identifier.",
        Finding::UnknownPractice => "Add the practice, or correct the identifier.",
        Finding::UnknownPlace => "Use the identifiers of the practices and liaisons tables.",
        Finding::UnknownLiaison => "Add the liaison, or correct the identifier.",
        Finding::UnknownOwner => "Name a liaison of the liaisons table, or leave the field empty.",
        Finding::UnknownVisitor => "Add the liaison if they still work for the programme.",
        Finding::EndsBeforeStart => "Check the two dates.",
        Finding::FutureDate { .. } => "Correct the date, or plan from a later day.",
        Finding::DuplicateRow { .. } => "Remove the double.",
        Finding::NoWorkingDay { .. } => "Give at least one working day with hours.",
        Finding::NobodyHasSkills => "Add the skills to a liaison, or remove them here.",
        Finding::UnusedTable { .. } => "Call it by the name of the table that it is, or remove it.",
        Finding::UnusedColumn { .. } => "Rename it, map it, or remove it.",
        Finding::CutIdentifier => "Format the column as text before exporting, and export it again.",
        Finding::NoPlace | Finding::PlaceNotFound | Finding::NoPlaceToSetOut => {
            "Give coordinates, a ZIP code or a city with its state."
        }
        Finding::PatientColumn => {
            "Take the column out of the file. If it holds no patient data, give it another header."
        }
        Finding::NearPlace { .. } => "Give coordinates for exact drives.",
        Finding::UnlikelyPlace(PlaceDoubt::WrongSign) => {
            "Check whether a minus is missing: west and south are negative."
        }
        Finding::UnlikelyPlace(_) => "Check the coordinates.",
        Finding::EnteredTwice { .. } => "If they are one, remove the double and give its rows to the other.",
        Finding::AmbiguousPlace => "Write practice: or home: before it.",
        Finding::PairTwice { .. } => "Remove the row that is wrong.",
        Finding::DoubtfulDrive(doubt) => drive_doubts::advice(doubt),
        Finding::ClosesBeforeOpening
        | Finding::MissingColumn { .. }
        | Finding::MalformedRow(_)
        | Finding::UnreadableValue(_)
        | Finding::OutOfRange(_) => "",
    }
}
