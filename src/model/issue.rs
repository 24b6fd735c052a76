//! Issues: what is wrong with a row, and what happened to it. `export` says it in English.

use std::fmt;

use serde::Serialize;

use crate::model::finding::Finding;
use crate::model::issue_code::IssueCode;

/// One finding. The run goes on; [`Issue::consequence`] says what happened to the row.
///
/// Printed, it is a line for people. As JSON it has the keys `table`, `row`, `code`, `column`, `value`, `what`, `advice`
/// and `consequence`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
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
    /// What is wrong, with its figures.
    pub finding: Finding,
    /// What happened to the row.
    pub consequence: Consequence,
}

impl Issue {
    /// Makes an issue about a whole table.
    #[must_use]
    pub fn new(table: Table, finding: Finding, consequence: Consequence) -> Self {
        Self { table, row: None, code: finding.code(), column: None, value: None, finding, consequence }
    }

    /// Returns the same issue, about one row.
    #[must_use]
    pub fn at(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }

    /// Returns the same issue, about one column.
    #[must_use]
    pub fn in_column(mut self, column: &str) -> Self {
        self.column = Some(column.to_owned());
        self
    }

    /// Returns the same issue, about what stands in one column.
    #[must_use]
    pub fn about(self, column: &str, value: &str) -> Self {
        Self { value: Some(value.to_owned()), ..self.in_column(column) }
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
    /// Busy times.
    Busy,
    /// Holidays.
    Holidays,
    /// Must-visits.
    MustVisits,
    /// People at practices.
    Contacts,
    /// What practices wait for or complain of.
    OpenIssues,
    /// Talking points.
    Topics,
    /// Talking points that practices have heard.
    HeardTopics,
    /// What was promised to practices.
    FollowUps,
    /// Material to hand out.
    Materials,
    /// How much material liaisons have.
    Stock,
    /// Material that was left at practices.
    LeftMaterials,
    /// Our physicians.
    Providers,
    /// When our physicians can be away.
    ProviderHours,
    /// Meetings of our physicians with practices that are wished for.
    Introductions,
    /// Events.
    Events,
    /// Days in which practices rest by lot.
    Rests,
    /// Travel times.
    Travel,
    /// The book as a whole, where no table of it is meant.
    Book,
}

impl Table {
    /// Returns the file name without ending, and the key in a JSON document.
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
            Self::Busy => "busy",
            Self::Holidays => "holidays",
            Self::MustVisits => "must_visits",
            Self::Contacts => "contacts",
            Self::OpenIssues => "open_issues",
            Self::Topics => "topics",
            Self::HeardTopics => "heard_topics",
            Self::FollowUps => "followups",
            Self::Materials => "collateral",
            Self::Stock => "stock",
            Self::LeftMaterials => "left_collateral",
            Self::Providers => "providers",
            Self::ProviderHours => "provider_hours",
            Self::Introductions => "introductions",
            Self::Events => "events",
            Self::Rests => "rests",
            Self::Travel => "travel",
            Self::Book => "book",
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
