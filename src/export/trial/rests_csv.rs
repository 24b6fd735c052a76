//! The rests of a trial as rows of a book's table `rests`.

use std::io::Write;

use crate::error::Error;
use crate::export::table::{CsvTable, number, text};
use crate::trial::design::TrialDesign;

/// The columns of the table `rests`.
const HEADER: [&str; 4] = ["practice_id", "from", "until", "trial"];

/// Writes one row a rest: who rests, the first and the last day, and the name of the trial.
///
/// # Errors
/// [`ErrorKind::Output`](crate::ErrorKind::Output) when writing fails.
pub fn rests_csv(design: &TrialDesign, writer: impl Write) -> Result<(), Error> {
    let mut table = CsvTable::new(writer, &HEADER)?;
    for (practice, block) in design.rests() {
        let days = [number(block.from), number(block.until)];
        let mut cells = vec![text(practice.as_str())];
        cells.extend(days);
        cells.push(text(&design.name));
        table.row(cells)?;
    }
    table.finish()
}
