//! The rests of a trial as rows of a book's table `rests`.

use std::io::Write;

use crate::error::Error;
use crate::export::table::{CsvTable, number, owned_text};
use crate::trial::design::TrialDesign;

/// The columns of the table `rests`.
const HEADER: [&str; 4] = ["practice_id", "from", "until", "trial"];

/// Writes one row a rest: who rests, the first and the last day, and the name of the trial.
///
/// # Errors
/// [`ErrorKind::Output`](crate::ErrorKind::Output) when writing fails.
pub fn rests_csv(design: &TrialDesign, writer: impl Write) -> Result<(), Error> {
    let mut table = CsvTable::new(writer, &HEADER)?;
    for rest in design.rests() {
        let [from, until] = [rest.from, rest.until].map(number);
        table.row(vec![owned_text(rest.practice.as_str()), from, until, owned_text(&rest.trial)])?;
    }
    table.finish()
}
