//! Settles how the fields of every column are to be read, before any of them is.

use crate::error::{Error, ErrorKind};
use crate::ingest::column::Kind;
use crate::ingest::header::Header;
use crate::ingest::schema;
use crate::ingest::sheet::Sheet;
use crate::ingest::spelling::conventions::DecimalSign;
use crate::ingest::spelling::dates::DateOrder;
use crate::ingest::spelling::proofs::{DateEvidence, DecimalEvidence};
use crate::model::issue::Table;

/// A sheet with the places of its columns.
pub(crate) type Opened = (Sheet, Header);

/// What the fields of one sheet prove, column by column.
struct SheetEvidence {
    dates: Vec<(&'static str, usize, DateEvidence)>,
    numbers: Vec<(usize, DecimalEvidence)>,
}

/// Finds out how dates and numbers of every column are written, and notes it in the headers. Reads all rows once.
///
/// # Errors
/// [`ErrorKind::Input`] where dates can be read in two ways, no column of the book shows in which, and nobody says it.
pub(crate) fn settle(opened: &mut [Opened], stated: Option<DateOrder>) -> Result<(), Error> {
    let all: Vec<SheetEvidence> = opened.iter().map(|(sheet, header)| gather(sheet, header)).collect();
    let order = stated.or(of_the_book(&all));
    for ((sheet, header), evidence) in opened.iter_mut().zip(all) {
        for (column, at, dates) in &evidence.dates {
            let order = dates.proven().or(order);
            if let (None, Some(field)) = (order, dates.in_doubt()) {
                return Err(in_doubt(sheet, column, field));
            }
            // `at` is a place in the header.
            header.conventions[*at].dates = order.unwrap_or(DateOrder::MonthFirst);
            header.conventions[*at].months = sheet.table() == Table::Referrals
                && dates.holds_months(sheet.header().get(*at).map_or("", String::as_str));
        }
        set_marks(header, &evidence.numbers);
    }
    Ok(())
}

/// A column, and one of its dates.
pub(crate) type Doubt = Option<(&'static str, String)>;

/// Returns the order of dates that the tables prove, and for each of them a date that can be read in two ways all the same.
pub(crate) fn orders(opened: &[Opened], stated: Option<DateOrder>) -> (Option<DateOrder>, Vec<Doubt>) {
    let all: Vec<SheetEvidence> = opened.iter().map(|(sheet, header)| gather(sheet, header)).collect();
    let order = stated.or(of_the_book(&all));
    let doubt = |evidence: &SheetEvidence| {
        let open = |(column, _, dates): &(_, _, DateEvidence)| Some((*column, dates.in_doubt()?.to_owned()));
        evidence.dates.iter().find_map(open).filter(|_| order.is_none())
    };
    let doubts = all.iter().map(doubt).collect();
    (order, doubts)
}

/// Returns the order that the columns of the book prove, where they agree.
fn of_the_book(all: &[SheetEvidence]) -> Option<DateOrder> {
    let mut proven: Vec<DateOrder> =
        all.iter().flat_map(|sheet| &sheet.dates).filter_map(|(_, _, dates)| dates.proven()).collect();
    proven.sort_unstable();
    proven.dedup();
    if let [only] = proven[..] { Some(only) } else { None }
}

/// Notes the decimal mark of every column of numbers: its own, else that of the sheet.
fn set_marks(header: &mut Header, numbers: &[(usize, DecimalEvidence)]) {
    let sheet =
        numbers.iter().fold(DecimalEvidence::default(), |all, (_, column)| all.join(*column)).proven();
    for (at, column) in numbers {
        // `at` is a place in the header.
        header.conventions[*at].decimal = column.proven().or(sheet).unwrap_or(DecimalSign::Point);
    }
}

/// Looks at all fields of the columns that hold dates or numbers.
fn gather(sheet: &Sheet, header: &Header) -> SheetEvidence {
    let of = |kind: Kind| {
        let columns = schema::columns(sheet.table()).iter().filter(move |column| column.kind == kind);
        columns.filter_map(|column| Some((column.name, header.position(column.name)?)))
    };
    let dates = of(Kind::Date).map(|(name, at)| (name, at, DateEvidence::default()));
    let numbers = of(Kind::Number).map(|(_, at)| at).chain(header.extra().iter().copied());
    let mut evidence = SheetEvidence {
        dates: dates.collect(),
        numbers: numbers.map(|at| (at, DecimalEvidence::default())).collect(),
    };
    for (_, record) in sheet.records() {
        let Ok(record) = record else { continue };
        let field = |at: usize| record.get(at).unwrap_or_default().trim();
        evidence.dates.iter_mut().for_each(|(_, at, dates)| dates.add(field(*at)));
        evidence.numbers.iter_mut().for_each(|(at, numbers)| numbers.add(field(*at)));
    }
    evidence
}

/// Says that dates can be read in two ways.
fn in_doubt(sheet: &Sheet, column: &str, field: &str) -> Error {
    let text = format!(
        "the dates of {} can be read in two ways: {column} = {field:?} may begin with the month or with the day, \
         and no date of the book shows which. Say it with --dates mdy or --dates dmy",
        sheet.table()
    );
    Error::new(ErrorKind::Input, text)
}
