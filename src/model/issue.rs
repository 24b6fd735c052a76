//! Findings about rows: what is wrong, where, and what to do about it.

use std::fmt;

use serde::Serialize;

/// One finding. The run goes on; [`Issue::consequence`] says what happened to the row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Issue {
    /// The table it is about.
    pub table: Table,
    /// Line in the file, or position counted from 1; `None` where the whole table is meant.
    pub row: Option<u64>,
    /// A stable code for programs; docs/issues.md explains each.
    pub code: IssueCode,
    /// The column, if one is to blame.
    pub column: Option<String>,
    /// What stands there.
    pub value: Option<String>,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub advice: String,
    /// What happened to the row.
    pub consequence: Consequence,
}

impl Issue {
    /// A finding about a whole table.
    #[must_use]
    pub fn new(code: IssueCode, table: Table, consequence: Consequence, what: impl Into<String>) -> Self {
        let what = what.into();
        Self { table, row: None, code, column: None, value: None, what, advice: String::new(), consequence }
    }

    /// The same finding, about one row.
    #[must_use]
    pub fn at(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }

    /// Names the column to blame and what stands there.
    pub fn about(&mut self, column: &str, value: &str) -> &mut Self {
        self.column = Some(column.to_owned());
        self.value = Some(value.to_owned());
        self
    }

    /// Says what to do about it.
    pub fn advise(&mut self, advice: &str) -> &mut Self {
        advice.clone_into(&mut self.advice);
        self
    }
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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
        write!(f, ": {}. {} {}", self.what, self.consequence, self.advice)
    }
}

/// What happened to a row with a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Consequence {
    /// The row is not used.
    RowLeftOut,
    /// The row is used as if the field were empty.
    ValueLeftOut,
    /// The row (or table) is used as it is.
    Kept,
    /// The whole table is not used.
    TableLeftOut,
}

impl fmt::Display for Consequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::RowLeftOut => "The row is left out.",
            Self::ValueLeftOut => "The value counts as empty.",
            Self::Kept => "It is used as it is.",
            Self::TableLeftOut => "The table is left out.",
        })
    }
}

/// The tables of a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Table {
    /// Practices.
    Practices,
    /// Liaisons.
    Liaisons,
    /// Referrals.
    Referrals,
    /// Visits.
    Visits,
    /// Opening hours.
    Hours,
    /// Appointments.
    Appointments,
    /// Time off.
    TimeOff,
    /// Holidays.
    Holidays,
    /// Must-visits.
    MustVisits,
    /// Travel times.
    Travel,
}

impl Table {
    /// The file name without ending, and the key in a JSON document.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Practices => "practices",
            Self::Liaisons => "liaisons",
            Self::Referrals => "referrals",
            Self::Visits => "visits",
            Self::Hours => "hours",
            Self::Appointments => "appointments",
            Self::TimeOff => "time_off",
            Self::Holidays => "holidays",
            Self::MustVisits => "must_visits",
            Self::Travel => "travel",
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal),+ $(,)?) => {
        /// Stable codes of findings.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[non_exhaustive]
        pub enum IssueCode {
            $($(#[doc = $doc])+ #[serde(rename = $code)] $name,)+
        }

        impl IssueCode {
            /// Every code, in order.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The code as it is printed.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// What it means, in a sentence.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc),+).trim_ascii()),+ }
            }
        }
    };
}

codes! {
    /// The table is empty or has a header and no rows.
    EmptyTable = "I001",
    /// A column that the table needs is missing.
    MissingColumn = "I002",
    /// The file is not UTF-8; it was read in another encoding.
    Encoding = "I003",
    /// The row has more or fewer fields than the header, or is no row at all.
    MalformedRow = "I004",
    /// A field that must have a value is empty.
    MissingValue = "I005",
    /// A field is not the kind of value that the column holds.
    UnreadableValue = "I006",
    /// A number is out of its range.
    OutOfRange = "I007",
    /// Latitude and longitude look swapped.
    SwappedCoordinates = "I008",
    /// Several headers stand for the same column.
    AmbiguousColumn = "I009",
    /// The identifier stands in more than one row.
    DuplicateId = "I010",
    /// The row names a practice that is not in the book.
    UnknownPractice = "I011",
    /// The row names a liaison who is not in the book.
    UnknownLiaison = "I012",
    /// The window closes before it opens.
    ClosesBeforeOpening = "I013",
    /// The last day comes before the first.
    EndsBeforeStart = "I014",
    /// The date is later than the day of planning.
    FutureDate = "I015",
    /// The same row stands in the table twice.
    DuplicateRow = "I016",
    /// The liaison works on no day.
    NoWorkingDay = "I017",
    /// No liaison has the skills that the practice asks for.
    NobodyHasSkills = "I019",
}

impl fmt::Display for IssueCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
