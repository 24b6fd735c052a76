//! The sheet of the people at practices, with links to write to them. The library for workbooks knows no links that call.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::export::links::mail_link;
use crate::export::lookup::Lookup;
use crate::export::plan::xlsx::cell::Cell;
use crate::export::plan::xlsx::formats::Formats;
use crate::export::plan::xlsx::sheet::{SheetColumn, WorkbookSheet};
use crate::export::units::Units;
use crate::export::wording::workbook;
use crate::model::contact::Contact;

/// How many letters wide the columns may be.
const MOST: [usize; 8] = [12, 30, 22, 24, 22, 20, 32, 24];

/// Fills the sheet: a row a person, by practice.
pub(crate) fn sheet(lookup: &Lookup, formats: &Formats) -> Result<Worksheet, XlsxError> {
    let mut sheet = WorkbookSheet::new(workbook::PEOPLE, formats)?;
    let columns: Vec<SheetColumn> =
        workbook::OF_PEOPLE.into_iter().zip(MOST).map(|(heading, most)| SheetColumn(heading, most)).collect();
    sheet.headings(&columns, Units::default())?;
    for practice in lookup.book.practices() {
        lookup.people(&practice.id).iter().try_for_each(|contact| sheet.row(row(lookup, contact)))?;
    }
    sheet.filtered()?;
    sheet.finished(workbook::PEOPLE)
}

fn row<'a>(lookup: &Lookup<'a>, contact: &'a Contact) -> Vec<Cell<'a>> {
    let fate = lookup.plan.disposition(&contact.practice);
    let liaison = fate.and_then(|fate| fate.liaison.as_ref());
    vec![
        Cell::text(contact.practice.as_str()),
        Cell::text(lookup.practice_name(&contact.practice)),
        Cell::maybe(liaison.map(|id| lookup.liaison_name(id))),
        Cell::text(&contact.name),
        Cell::maybe(contact.role.as_deref()),
        Cell::maybe(contact.phone.as_deref()),
        mail(contact.mail.as_deref()),
        Cell::maybe(contact.best_time.as_deref()),
    ]
}

/// Makes a link of a mail address, or shows the text alone where it is none.
fn mail(text: Option<&str>) -> Cell<'_> {
    let Some(text) = text else { return Cell::Empty };
    mail_link(text).map_or(Cell::text(text), |link| Cell::Link(link, text.into()))
}
