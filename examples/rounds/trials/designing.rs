//! `rounds trial design`: who rests, and what that can show.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use rounds::trial::{self, TrialDesign};
use rounds::{Error, ErrorKind, export};

use super::documents;
use crate::arguments::BookArguments;
use crate::outputs::file;
use crate::outputs::inputs::Inputs;
use crate::trial_arguments::TrialDesignArguments;
use crate::{Outcome, files, findings};

/// The rests beside a design, by the columns that such a file begins with.
const RESTS: (&str, &str) = ("rests.csv", "practice_id,from,until,trial");

pub(crate) fn run(book: &BookArguments, arguments: &TrialDesignArguments) -> Outcome {
    let inputs = Inputs::of_book(&book.book).and(book.travel.as_ref());
    documents::check(&arguments.out, &inputs, documents::DESIGN)?;
    let rests = beside(&arguments.out);
    if !arguments.write_book {
        documents::check(&rests, &inputs, RESTS.1)?;
    }
    let files::Opened { book: opened, as_of, issues, .. } = files::open(book)?;
    findings::summarise(&issues);
    let design = files::pool(book)?.install(|| trial::design(&opened, as_of, &arguments.config()))?;
    say!("{}", export::trial_design_text(&design));
    if let Some(text) = export::trial_refusal(&design).filter(|_| !arguments.anyway) {
        return Err(Error::new(ErrorKind::Setting, text).into());
    }
    write(&design, book, arguments, &rests)?;
    Ok(ExitCode::SUCCESS)
}

/// Names the file of rests beside a design.
fn beside(out: &Path) -> PathBuf {
    out.with_file_name(RESTS.0)
}

fn write(
    design: &TrialDesign,
    book: &BookArguments,
    arguments: &TrialDesignArguments,
    rests: &Path,
) -> Result<(), Error> {
    let _ = book;
    let mut table = Vec::new();
    export::rests_csv(design, &mut table)?;
    file::write(&arguments.out, (export::json_text(design)? + "\n").as_bytes())?;
    file::write(rests, &table)?;
    say!("Written to {} and {}. Put the rests into the book, so that plans keep them.", arguments.out.display(), rests.display());
    Ok(())
}
