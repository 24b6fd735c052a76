//! Stable codes of findings. `docs/issues.md` explains each.

use std::fmt;

use serde::Serialize;

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

            /// Returns the code as it is printed.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// Says what it means, in a sentence.
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
    /// The practice, the physician or the event has no place.
    NoPlace = "I020",
    /// The practice has no coordinates; its place is the middle of its ZIP code or city.
    NearPlace = "I021",
    /// The place of a practice or a home cannot be right, or is too far away for a day.
    UnlikelyPlace = "I022",
    /// Two practices have the same name at the same place.
    EnteredTwice = "I023",
    /// A practice and a liaison have the same identifier.
    AmbiguousPlace = "I024",
    /// Two places stand in several rows of the travel table.
    PairTwice = "I025",
    /// A drive does not fit the straight line between its places.
    DoubtfulDrive = "I026",
    /// Nobody reads the table, the column or the field.
    Unused = "I027",
    /// The identifier was cut off by a spreadsheet.
    CutIdentifier = "I028",
    /// The row names something that stands in no other table.
    UnknownEntry = "I029",
    /// The header looks like patient data, so nothing of the column is read.
    PatientColumn = "I030",
}

impl fmt::Display for IssueCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
