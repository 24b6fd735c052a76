//! The whole workbook.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::brief::team_brief::Briefs;
use crate::error::{Error, ErrorKind};
use crate::export::lookup::Lookup;
use crate::export::plan::xlsx::formats::Formats;
use crate::export::plan::xlsx::names::SheetNames;
use crate::export::plan::xlsx::{assumed, calls, events, findings, liaison, people, practices, stops};
use crate::export::units::Units;
use crate::export::wording::workbook as words;
use crate::ingest::count::TableCount;
use crate::model::book::Book;
use crate::model::issue::Issue;
use crate::model::time::Date;
use crate::plan::call::Call;
use crate::plan::visit_plan::Plan;

/// What a workbook shows beside the plan.
#[derive(Debug, Clone, Copy, Default)]
pub struct WorkbookExtras<'a> {
    /// What is wrong with the book.
    pub findings: &'a [Issue],
    /// What the plan rests on beyond what it says itself, a sentence each: where drives come from, that the data is simulated.
    pub assumed: &'a [String],
    /// Whom to call before a visit.
    pub calls: &'a [Call],
    /// How many rows of each table were used; the sheet of findings names the tables that lost some.
    pub read: &'a [TableCount],
    /// What liaisons take to their visits.
    pub briefs: Option<&'a Briefs>,
    /// The unit of distance.
    pub units: Units,
}

/// Writes the plan as a workbook (.xlsx): a sheet a liaison by day, every stop, every practice with its fate and its reason,
/// the calls to make, the people and the events if there are any, the findings, and what is assumed.
///
/// Dates, times and numbers are real ones. Lists can be filtered. Each sheet prints one page wide on letter paper. A link leads
/// to directions to the address, or to the place where there is no address. Mail addresses are links, too. Text that came with the book never runs as a formula.
/// Equal input gives equal bytes: the date of the document is the first day planned.
///
/// ```no_run
/// # fn write(book: &rounds::model::Book, plan: &rounds::plan::Plan) -> Result<(), Box<dyn std::error::Error>> {
/// use rounds::export::{self, WorkbookExtras};
/// std::fs::write("plan.xlsx", export::workbook(book, plan, &WorkbookExtras::default())?)?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// [`ErrorKind::Output`] when the plan is larger than the format allows: a sheet has 1,048,576 rows at most.
pub fn workbook(book: &Book, plan: &Plan, extras: &WorkbookExtras) -> Result<Vec<u8>, Error> {
    filled(&Lookup::new(book, plan).with_briefs(extras.briefs), extras)
        .map_err(|error| Error::new(ErrorKind::Output, "the workbook could not be written").because(error))
}

fn filled(lookup: &Lookup, extras: &WorkbookExtras) -> Result<Vec<u8>, XlsxError> {
    let (formats, mut names) = (Formats::new(), SheetNames::new());
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(lookup.plan.start)?);
    for itinerary in &lookup.plan.itineraries {
        let name = names.take(lookup.liaison_name(&itinerary.liaison));
        workbook.push_worksheet(liaison::sheet(lookup, itinerary, &name, &formats, extras.units)?);
    }
    workbook.push_worksheet(stops::sheet(lookup, &formats, extras.units)?);
    workbook.push_worksheet(practices::sheet(lookup, &formats)?);
    workbook.push_worksheet(calls::sheet(lookup, extras.calls, &formats)?);
    if !lookup.book.contacts.is_empty() {
        workbook.push_worksheet(people::sheet(lookup, &formats)?);
    }
    if lookup.plan.days().any(|(_, day)| !day.events.is_empty()) {
        workbook.push_worksheet(events::sheet(lookup, &formats, extras.units)?);
    }
    workbook.push_worksheet(findings::sheet(extras.findings, extras.read, &formats)?);
    workbook.push_worksheet(assumed::sheet(lookup, extras.assumed, &formats)?);
    workbook.save_to_buffer()
}

/// Says what the document is. Its date is the first day planned, so that the same plan gives the same bytes.
fn properties(start: Date) -> Result<DocProperties, XlsxError> {
    let [month, day] = [start.month(), start.day()].map(|number| u8::try_from(number).unwrap_or(1));
    let date = ExcelDateTime::from_ymd(u16::try_from(start.year()).unwrap_or(0), month, day);
    let date = date.or_else(|_| ExcelDateTime::from_ymd(1900, 1, 1))?;
    Ok(DocProperties::new().set_title(words::TITLE).set_creation_datetime(&date))
}
