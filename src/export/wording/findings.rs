//! Issues and findings as sentences: what is wrong, what happened to the row, and what to do about it.

use std::fmt::{self, Display, Formatter};

use serde::{Serialize, Serializer};

#[cfg(any(feature = "html", feature = "xlsx"))]
use crate::export::wording::numbers::counted;
use crate::export::wording::numbers::grouped;
#[cfg(any(feature = "html", feature = "xlsx"))]
use crate::ingest::count::TableCount;
use crate::model::finding::{Finding, PlaceDoubt, RangeFault, RowFault, ValueFault};
use crate::model::issue::{Consequence, Issue, Table};
use crate::model::issue_code::IssueCode;

impl Display for Issue {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.table)?;
        if let Some(row) = self.row {
            write!(f, " row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", {column}")?;
        }
        if let Some(value) = &self.value {
            write!(f, " = {value:?}")?;
        }
        write!(f, ": {}. {} {}", self.finding, self.consequence, self.advice())
    }
}

impl Serialize for Issue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        IssueInWords {
            table: self.table,
            row: self.row,
            code: self.code,
            column: self.column.as_deref(),
            value: self.value.as_deref(),
            what: self.finding.to_string(),
            advice: self.advice(),
            consequence: self.consequence,
        }
        .serialize(serializer)
    }
}

/// An issue as programs read it.
#[derive(Serialize)]
struct IssueInWords<'a> {
    table: Table,
    row: Option<u64>,
    code: IssueCode,
    column: Option<&'a str>,
    value: Option<&'a str>,
    what: String,
    advice: String,
    consequence: Consequence,
}

impl Display for Consequence {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::RowLeftOut => "The row is left out.",
            Self::ValueLeftOut => "The value counts as empty.",
            Self::Kept => "It is used as it is.",
            Self::TableLeftOut => "The table is left out.",
        })
    }
}

/// What is wrong, as a clause.
impl Display for Finding {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingColumn { missing, header } => {
                write!(f, "it lacks {}; its header is {header}", missing.join(", "))
            }
            Self::Encoding { read_as } => write!(f, "the file is not UTF-8; it was read as {read_as}"),
            Self::MalformedRow(fault) => fault.fmt(f),
            Self::UnreadableValue(fault) => fault.fmt(f),
            Self::OutOfRange(fault) => fault.fmt(f),
            Self::AmbiguousColumn { header } => {
                write!(f, "several headers are called {header:?}; the first of them counts")
            }
            Self::DuplicateId { kept_row } => write!(f, "the identifier already stands in row {kept_row}"),
            Self::FutureDate { practice, as_of } => {
                write!(f, "the row of {practice} is later than {as_of}, the day of planning")
            }
            Self::DuplicateRow { kept_row } => write!(f, "the same row already stands in row {kept_row}"),
            Self::NoWorkingDay { liaison } => {
                write!(f, "{liaison} works on no day, so nothing can be planned")
            }
            Self::UnusedTable { name, rows } => {
                write!(f, "nobody reads the table {name:?}, which has {rows} rows")
            }
            Self::UnusedColumn { meant: Some(column) } => {
                write!(f, "nobody reads this column; is {column} meant?")
            }
            Self::NearPlace { area } => write!(f, "the place is the middle of {area}"),
            Self::UnlikelyPlace(doubt) => doubt.fmt(f),
            Self::EnteredTwice { practice, other, other_row } => {
                write!(f, "{other} (row {other_row}) and {practice} have the same name at the same place")
            }
            Self::PairTwice { first_row } => {
                write!(f, "row {first_row} is about the same two places already; the slower drive counts")
            }
            Self::DoubtfulDrive(doubt) => doubt.fmt(f),
            plain => f.write_str(plain_clause(plain)),
        }
    }
}

/// Says what is wrong where no figure tells it.
fn plain_clause(finding: &Finding) -> &'static str {
    match finding {
        Finding::EmptyTable { has_header: false } | Finding::MissingValue => "it is empty",
        Finding::EmptyTable { has_header: true } => "it has a header and no rows",
        Finding::SwappedCoordinates => {
            "it is far from the practices, and near them with latitude and longitude swapped"
        }
        Finding::UnknownEntry => "no row of the other table has this identifier",
        Finding::UnknownPractice => "no practice has this identifier",
        Finding::UnknownPlace => "neither a practice nor a liaison has this identifier",
        Finding::UnknownLiaison => "no liaison has this identifier",
        Finding::UnknownOwner => "no liaison has this identifier; the practice counts as unowned",
        Finding::UnknownVisitor => "no liaison has this identifier; the visit still counts for the practice",
        Finding::ClosesBeforeOpening => "it does not close after it opens",
        Finding::EndsBeforeStart => "the last day comes before the first",
        Finding::NobodyHasSkills => "no liaison has these skills, so nobody can be sent",
        Finding::UnusedColumn { .. } => "nobody reads this column",
        Finding::CutIdentifier => "a spreadsheet has cut off the last digits of this identifier",
        Finding::NoPlace => "the practice has no place, so it cannot be planned",
        Finding::PlaceNotFound => "no place is known for it",
        Finding::NoPlaceToSetOut => {
            "the physician has no place to set out from, so no meeting can be planned"
        }
        Finding::PatientColumn => "the header looks like patient data, so nothing of the column is read",
        Finding::AmbiguousPlace => "a practice and a liaison have this identifier; the practice is meant",
        // These are told with their figures.
        Finding::MissingColumn { .. }
        | Finding::Encoding { .. }
        | Finding::MalformedRow(_)
        | Finding::UnreadableValue(_)
        | Finding::OutOfRange(_)
        | Finding::AmbiguousColumn { .. }
        | Finding::DuplicateId { .. }
        | Finding::FutureDate { .. }
        | Finding::DuplicateRow { .. }
        | Finding::NoWorkingDay { .. }
        | Finding::UnusedTable { .. }
        | Finding::NearPlace { .. }
        | Finding::UnlikelyPlace(_)
        | Finding::EnteredTwice { .. }
        | Finding::PairTwice { .. }
        | Finding::DoubtfulDrive(_) => "",
    }
}

impl Display for PlaceDoubt {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongSign => {
                f.write_str("it is far from the practices, and among them with the other sign")
            }
            Self::FarFromHomes { kilometres } => {
                write!(f, "the nearest home of a liaison is {} km away", grouped(*kilometres as usize))
            }
            Self::FarFromPractices { kilometres } => {
                write!(f, "the nearest practice is {} km away", grouped(*kilometres as usize))
            }
            Self::FarFromZips { kilometres } => {
                write!(f, "the nearest ZIP code is {} km away", grouped(*kilometres as usize))
            }
        }
    }
}

impl Display for RowFault {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooManyFields { fields, header } => f.write_str(&field_counts(*fields, *header)),
            Self::TooFewFields { fields, header } => {
                write!(f, "{}; the missing ones count as empty", field_counts(*fields, *header))
            }
            Self::OpenQuote { fields, header, lines } => {
                let counts = field_counts(*fields, *header);
                write!(f, "{counts}, and it runs over {lines} lines, which are lost")
            }
            Self::Csv(reason) => f.write_str(reason),
            Self::UnsoundQuotes { lines } => {
                write!(f, "a quote is opened and not closed, and {lines} lines are lost")
            }
            Self::Total => f.write_str("it is the total of the rows above it"),
            Self::NotAnObject => f.write_str("it is no object with fields"),
            Self::NotAnArray => f.write_str("it is no array of objects"),
        }
    }
}

fn field_counts(fields: usize, header: usize) -> String {
    format!("it has {fields} fields and the header {header}")
}

impl Display for ValueFault {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotANumber => f.write_str("it is not a number"),
            Self::NotWhole => f.write_str("it is not a whole number"),
            Self::NotCents => f.write_str("it is not a whole number of cents"),
            Self::NotATime(_) => f.write_str("it cannot be read"),
            Self::NotAWeekday(word, _) => write!(f, "{word:?} is no day of the week"),
            Self::NotHours(text) => write!(f, "{text:?} are no hours"),
            Self::NotADay => f.write_str("it is a week or a month, and a day is needed"),
            Self::NotAmong(_) => f.write_str("it is not one of the words for this column"),
        }
    }
}

impl Display for RangeFault {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotBetween { least, most } => write!(f, "it is not between {least} and {most}"),
            Self::NotOnEarth(error) => error.fmt(f),
            Self::LunchTooLong { minutes, window } => {
                let (opens, closes) = (window.opens(), window.closes());
                write!(f, "{} minutes do not fit between {opens} and {closes}", minutes.0)
            }
            Self::NotACadence(error) => error.fmt(f),
            Self::NoCadenceTarget => {
                f.write_str("cadence_min and cadence_max mean nothing without cadence_target")
            }
            Self::NotATravelTime => f.write_str("a travel time must be a number, 0 or more"),
            Self::NotADistance => f.write_str("a distance must be a number, 0 or more"),
        }
    }
}

/// Says of each table that lost rows how many are used.
#[cfg(any(feature = "html", feature = "xlsx"))]
pub(crate) fn left_out(read: &[TableCount]) -> Vec<String> {
    let sentence = |it: &TableCount| {
        let (used, rows) = (grouped(it.used), counted(it.rows, "row", "rows"));
        let lost = grouped(it.rows - it.used);
        format!("{used} of {rows} of {} used; {lost} left out, see findings.csv.", it.table)
    };
    read.iter().filter(|it| it.used < it.rows).map(sentence).collect()
}
