//! What can be wrong with a table, a row or a value, with the figures that tell it.

use crate::model::drive_doubt::DriveDoubt;
use crate::model::id::PracticeId;
use crate::model::issue_code::IssueCode;
use crate::model::location::LocationError;
use crate::model::practice::CadenceError;
use crate::model::time::{Date, TimeWindow};
use crate::model::time_text::ParseTimeError;
use crate::model::units::Minutes;

/// What is wrong. Every [`IssueCode`] has one variant or a few.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Finding {
    /// The table has no rows.
    EmptyTable {
        /// Whether it has a header at least.
        has_header: bool,
    },
    /// The header lacks columns that the table needs.
    MissingColumn {
        /// The columns.
        missing: Vec<&'static str>,
        /// The header of the file, cut where it is too long to be shown.
        header: String,
    },
    /// The file is not UTF-8.
    Encoding {
        /// The encoding that it was read in.
        read_as: &'static str,
    },
    /// The row cannot be read, or not all of it.
    MalformedRow(RowFault),
    /// A field is empty that must have a value.
    MissingValue,
    /// A field is not the kind of value that the column holds.
    UnreadableValue(ValueFault),
    /// A number is out of its range.
    OutOfRange(RangeFault),
    /// A place is far from the practices, and near them with latitude and longitude swapped.
    SwappedCoordinates,
    /// Several headers stand for one column.
    AmbiguousColumn {
        /// The header that counts: the first of them.
        header: String,
    },
    /// The identifier stands in another row, too.
    DuplicateId {
        /// The row that is kept.
        kept_row: u64,
    },
    /// Nothing in another table has the identifier.
    UnknownEntry,
    /// The row names a practice that is not in the book.
    UnknownPractice,
    /// The row of a travel file names neither a practice nor a liaison.
    UnknownPlace,
    /// The row names a liaison who is not in the book.
    UnknownLiaison,
    /// The practice names an owner who is not in the book.
    UnknownOwner,
    /// The visit was made by a liaison who is not in the book.
    UnknownVisitor,
    /// A window does not close after it opens.
    ClosesBeforeOpening,
    /// The last day comes before the first.
    EndsBeforeStart,
    /// The date is later than the day of planning.
    FutureDate {
        /// The practice that the row is about.
        practice: PracticeId,
        /// The day of planning.
        as_of: Date,
    },
    /// The same row stands in the table twice.
    DuplicateRow {
        /// The row that is kept.
        kept_row: u64,
    },
    /// The liaison works on no day.
    NoWorkingDay {
        /// The liaison's name.
        liaison: String,
    },
    /// No liaison has the skills that the practice asks for.
    NobodyHasSkills,
    /// The practice has no place.
    NoPlace,
    /// What a row says of a place leads to none.
    PlaceNotFound,
    /// A physician has no place to set out from.
    NoPlaceToSetOut,
    /// The place of the practice is the middle of an area.
    NearPlace {
        /// The area, such as `ZIP 04401`.
        area: String,
    },
    /// The place cannot be right, or nobody could go there.
    UnlikelyPlace(PlaceDoubt),
    /// Another practice has the same name at the same place.
    EnteredTwice {
        /// The practice of the row.
        practice: PracticeId,
        /// The other one.
        other: PracticeId,
        /// Its row.
        other_row: u64,
    },
    /// Nobody reads a table of this name, or another table was read in its place.
    UnusedTable {
        /// What it is called.
        name: String,
        /// How many rows it has.
        rows: usize,
    },
    /// Nobody reads a column of this name.
    UnusedColumn {
        /// The column that may be meant, if one is close.
        meant: Option<&'static str>,
    },
    /// The header looks like patient data.
    PatientColumn,
    /// The identifier was written as `2.07E+09` by a spreadsheet, and its last digits are lost.
    CutIdentifier,
    /// The row of a travel file names a place by an identifier that a practice and a liaison have.
    AmbiguousPlace,
    /// The row of a travel file is about two places that another row is about, too.
    PairTwice {
        /// The first of the rows.
        first_row: u64,
    },
    /// A drive does not fit its places.
    DoubtfulDrive(DriveDoubt),
}

/// Why a place is doubtful.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum PlaceDoubt {
    /// It is far from the practices, and among them with the other sign: a minus is missing, or too many.
    WrongSign,
    /// No liaison lives so near that a day would do.
    FarFromHomes {
        /// Kilometres to the nearest home.
        kilometres: u32,
    },
    /// No practice is so near to a home that a day would do.
    FarFromPractices {
        /// Kilometres to the nearest practice.
        kilometres: u32,
    },
    /// It is far from the middle of any ZIP code.
    FarFromZips {
        /// Kilometres to the nearest one.
        kilometres: u32,
    },
}

/// Why a row cannot be read, or not all of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum RowFault {
    /// The row has more fields than the header.
    TooManyFields {
        /// Fields of the row.
        fields: usize,
        /// Fields of the header.
        header: usize,
    },
    /// The row has fewer fields than the header.
    TooFewFields {
        /// Fields of the row.
        fields: usize,
        /// Fields of the header.
        header: usize,
    },
    /// The row has fewer fields than the header and runs over several lines, as after a quote that is never closed.
    OpenQuote {
        /// Fields of the row.
        fields: usize,
        /// Fields of the header.
        header: usize,
        /// Lines that the row runs over.
        lines: usize,
    },
    /// The CSV reader refuses the row, for the reason that it gives.
    Csv(String),
    /// The row runs over several lines, as a quote in it is never closed or closed in the middle of a field.
    UnsoundQuotes {
        /// Lines that the row runs over.
        lines: usize,
    },
    /// The row is the total of those above it.
    Total,
    /// The row of a JSON document is no object.
    NotAnObject,
    /// The table of a JSON document is no array.
    NotAnArray,
}

/// Why a field cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ValueFault {
    /// It is not a number.
    NotANumber,
    /// It is a number with a fraction.
    NotWhole,
    /// It is an amount of money with a part of a cent.
    NotCents,
    /// It is no date or no time of day.
    NotATime(ParseTimeError),
    /// A word in it is no day of the week.
    NotAWeekday(String, ParseTimeError),
    /// A word in it is no window of hours.
    NotHours(String),
    /// It is a week or a month where a day is needed.
    NotADay,
    /// It is none of the words that the column knows.
    NotAmong(Vec<&'static str>),
}

/// How a number is out of its range.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum RangeFault {
    /// It is not between two numbers.
    NotBetween {
        /// The least it may be.
        least: u32,
        /// The most it may be.
        most: u32,
    },
    /// It is no latitude or no longitude.
    NotOnEarth(LocationError),
    /// Lunch does not fit in its window.
    LunchTooLong {
        /// How long lunch is.
        minutes: Minutes,
        /// When it may be taken.
        window: TimeWindow,
    },
    /// The days are no cadence.
    NotACadence(CadenceError),
    /// Days around a target are given, and the target is not.
    NoCadenceTarget,
    /// It is no travel time.
    NotATravelTime,
    /// It is no distance.
    NotADistance,
}

impl Finding {
    /// Returns the code that programs know it by.
    #[must_use]
    pub fn code(&self) -> IssueCode {
        match self {
            Self::EmptyTable { .. } => IssueCode::EmptyTable,
            Self::MissingColumn { .. } => IssueCode::MissingColumn,
            Self::Encoding { .. } => IssueCode::Encoding,
            Self::MalformedRow(_) => IssueCode::MalformedRow,
            Self::MissingValue => IssueCode::MissingValue,
            Self::UnreadableValue(_) => IssueCode::UnreadableValue,
            Self::OutOfRange(_) => IssueCode::OutOfRange,
            Self::SwappedCoordinates => IssueCode::SwappedCoordinates,
            Self::AmbiguousColumn { .. } => IssueCode::AmbiguousColumn,
            Self::DuplicateId { .. } => IssueCode::DuplicateId,
            Self::UnknownEntry => IssueCode::UnknownEntry,
            Self::UnknownPractice | Self::UnknownPlace => IssueCode::UnknownPractice,
            Self::UnknownLiaison | Self::UnknownOwner | Self::UnknownVisitor => IssueCode::UnknownLiaison,
            Self::ClosesBeforeOpening => IssueCode::ClosesBeforeOpening,
            Self::EndsBeforeStart => IssueCode::EndsBeforeStart,
            Self::FutureDate { .. } => IssueCode::FutureDate,
            Self::DuplicateRow { .. } => IssueCode::DuplicateRow,
            Self::NoWorkingDay { .. } => IssueCode::NoWorkingDay,
            Self::NobodyHasSkills => IssueCode::NobodyHasSkills,
            Self::NoPlace | Self::PlaceNotFound | Self::NoPlaceToSetOut => IssueCode::NoPlace,
            Self::NearPlace { .. } => IssueCode::NearPlace,
            Self::UnlikelyPlace(_) => IssueCode::UnlikelyPlace,
            Self::EnteredTwice { .. } => IssueCode::EnteredTwice,
            Self::UnusedTable { .. } | Self::UnusedColumn { .. } => IssueCode::Unused,
            Self::PatientColumn => IssueCode::PatientColumn,
            Self::CutIdentifier => IssueCode::CutIdentifier,
            Self::AmbiguousPlace => IssueCode::AmbiguousPlace,
            Self::PairTwice { .. } => IssueCode::PairTwice,
            Self::DoubtfulDrive(_) => IssueCode::DoubtfulDrive,
        }
    }
}

impl From<RowFault> for Finding {
    fn from(fault: RowFault) -> Self {
        Self::MalformedRow(fault)
    }
}

impl From<DriveDoubt> for Finding {
    fn from(doubt: DriveDoubt) -> Self {
        Self::DoubtfulDrive(doubt)
    }
}

impl From<ValueFault> for Finding {
    fn from(fault: ValueFault) -> Self {
        Self::UnreadableValue(fault)
    }
}

impl From<RangeFault> for Finding {
    fn from(fault: RangeFault) -> Self {
        Self::OutOfRange(fault)
    }
}
