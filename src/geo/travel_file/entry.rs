//! What one row of a travel file says.

use crate::geo::travel_file::columns::{TravelColumn, TravelColumns};
use crate::geo::travel_file::place_names::{DriveEnd, PlaceNames};
use crate::model::finding::{Finding, RangeFault, RowFault, ValueFault};
use crate::model::issue::{Consequence, Issue, Table};
use crate::model::location::Location;
use crate::model::units::Metres;

/// The word that says that there is no way.
const FORBIDDEN: &str = "forbidden";

const YES: [&str; 6] = ["yes", "y", "true", "1", "x", FORBIDDEN];
const NO: [&str; 5] = ["", "no", "n", "false", "0"];

/// What one row says of a pair of places.
#[derive(Debug)]
pub(crate) struct Entry {
    /// The row in the file.
    pub(crate) row: u64,
    /// The places by their names.
    pub(crate) ends: (DriveEnd, DriveEnd),
    /// Where they are.
    pub(crate) from: Location,
    pub(crate) to: Location,
    /// How long the drive takes; `None` where there is no way.
    pub(crate) time: Option<GivenTime>,
    /// How far it is, if the row says so.
    pub(crate) metres: Option<GivenDistance>,
}

/// A time as a row gives it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct GivenTime {
    pub(crate) seconds: f64,
    /// How many seconds one of its unit are: 1 or 60.
    pub(crate) unit: f64,
}

/// A distance as a row gives it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct GivenDistance {
    pub(crate) metres: f64,
    /// How many metres one of its unit are.
    pub(crate) unit: f64,
}

/// One row under reading.
pub(crate) struct TravelRow<'a> {
    pub(crate) columns: &'a TravelColumns,
    pub(crate) names: &'a PlaceNames<'a>,
    pub(crate) row: u64,
    pub(crate) fields: &'a [String],
}

impl TravelRow<'_> {
    /// Reads the row; what is wrong with values that it can do without goes to `issues`.
    ///
    /// # Errors
    /// Why the row cannot be used.
    pub(crate) fn entry(&self, header: usize, issues: &mut Vec<Issue>) -> Result<Entry, Issue> {
        let fields = self.fields.iter().rposition(|field| !field.is_empty()).map_or(0, |last| last + 1);
        if fields > header {
            return Err(left_out(RowFault::TooManyFields { fields, header }.into()));
        }
        let (start, from) = self.place(TravelColumn::From)?;
        let (end, to) = self.place(TravelColumn::To)?;
        let time = if self.is_forbidden(issues) { None } else { Some(self.time()?) };
        Ok(Entry { row: self.row, ends: (start, end), from, to, time, metres: self.metres(issues) })
    }

    /// Returns what the row says in a column.
    pub(crate) fn text(&self, column: TravelColumn) -> &str {
        self.columns.text(self.fields, column)
    }

    fn place(&self, column: TravelColumn) -> Result<(DriveEnd, Location), Issue> {
        let name = self.text(column);
        if name.is_empty() {
            return Err(left_out(Finding::MissingValue).in_column(column.name()));
        }
        let unknown = || left_out(Finding::UnknownPlace).about(column.name(), name);
        let nowhere = || left_out(Finding::NoPlace).about(column.name(), name);
        let end = self.names.find(name).ok_or_else(unknown)?;
        Ok((end, self.names.location(end).ok_or_else(nowhere)?))
    }

    fn is_forbidden(&self, issues: &mut Vec<Issue>) -> bool {
        let times = [TravelColumn::Seconds, TravelColumn::Minutes];
        let word = self.text(TravelColumn::Forbidden).to_lowercase();
        if !NO.contains(&&*word) && !YES.contains(&&*word) {
            let finding = ValueFault::NotAmong(vec!["yes", "no"]).into();
            let issue = Issue::new(Table::Travel, finding, Consequence::ValueLeftOut);
            issues.push(issue.about(FORBIDDEN, self.text(TravelColumn::Forbidden)).at(self.row));
        }
        YES.contains(&&*word) || times.into_iter().any(|time| self.text(time).eq_ignore_ascii_case(FORBIDDEN))
    }

    /// Reads the time: in seconds, or in minutes where the row has no seconds.
    fn time(&self) -> Result<GivenTime, Issue> {
        let is_given = |column: &TravelColumn| !self.text(*column).is_empty();
        let column = [TravelColumn::Seconds, TravelColumn::Minutes].into_iter().find(is_given);
        let Some(column) = column else {
            let has_seconds = self.columns.has(TravelColumn::Seconds);
            let empty = if has_seconds { TravelColumn::Seconds } else { TravelColumn::Minutes };
            return Err(left_out(Finding::MissingValue).in_column(empty.name()));
        };
        let (text, unit) = (self.text(column), if column == TravelColumn::Minutes { 60.0 } else { 1.0 });
        let wrong = |finding| left_out(finding).about(column.name(), text);
        let number = self.columns.mark(column).number(text);
        let seconds = number.ok_or_else(|| wrong(ValueFault::NotANumber.into()))? * unit;
        let is_time = (0.0..=f64::from(u32::MAX)).contains(&seconds);
        if is_time { Ok(GivenTime { seconds, unit }) } else { Err(wrong(RangeFault::NotATravelTime.into())) }
    }

    /// Reads the distance, if the row gives one.
    fn metres(&self, issues: &mut Vec<Issue>) -> Option<GivenDistance> {
        let units = [
            (TravelColumn::Metres, 1.0),
            (TravelColumn::Kilometres, 1000.0),
            (TravelColumn::Miles, Metres::OF_A_MILE),
        ];
        let (column, unit) = units.into_iter().find(|(column, _)| !self.text(*column).is_empty())?;
        let number = self.columns.mark(column).number(self.text(column));
        let fault: Finding = match number.map(|number| number * unit) {
            Some(metres) if (0.0..=f64::from(u32::MAX)).contains(&metres) => {
                return Some(GivenDistance { metres, unit });
            }
            Some(_) => RangeFault::NotADistance.into(),
            None => ValueFault::NotANumber.into(),
        };
        let issue = Issue::new(Table::Travel, fault, Consequence::ValueLeftOut);
        issues.push(issue.about(column.name(), self.text(column)).at(self.row));
        None
    }
}

/// Reports a row that cannot be used.
pub(crate) fn left_out(finding: Finding) -> Issue {
    Issue::new(Table::Travel, finding, Consequence::RowLeftOut)
}
