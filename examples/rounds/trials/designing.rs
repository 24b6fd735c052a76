//! `rounds trial design`: who rests, and what that can show.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use rounds::model::{Book, Rest};
use rounds::trial::{self, TrialDesign};
use rounds::{Error, ErrorKind, export};

use super::documents;
use crate::arguments::BookArguments;
use crate::outputs::file;
use crate::outputs::inputs::Inputs;
use crate::trial_arguments::TrialDesignArguments;
use crate::{Outcome, files, findings, log};

/// The rests beside a design, by the columns that such a file begins with.
const RESTS: (&str, &str) = ("rests.csv", "practice_id,from,until,trial");

pub(crate) fn run(book: &BookArguments, arguments: &TrialDesignArguments) -> Outcome {
    let inputs = Inputs::of_book(&book.book).and(book.travel.as_ref());
    documents::check(&arguments.out, &inputs, documents::DESIGN)?;
    if arguments.out.exists() {
        let text = format!(
            "{} holds a design already, and a design is kept until its trial is read; name another file with --out",
            arguments.out.display()
        );
        return Err(Error::new(ErrorKind::Output, text).into());
    }
    let rests = beside(&arguments.out);
    if arguments.write_book {
        log::check_rests(book)?;
    } else {
        documents::check(&rests, &inputs, RESTS.1)?;
    }
    let files::Opened { book: opened, as_of, issues, .. } = files::open(book)?;
    findings::summarise(&issues);
    check_name(&opened, arguments.name.trim())?;
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
    let out = &arguments.out;
    file::write(out, (export::json_text(design)? + "\n").as_bytes())?;
    if arguments.write_book {
        let rows: Vec<Rest> = design.rests().collect();
        let table = log::add_rests(book, &rows)?;
        say!(
            "Written to {}. Added to {table} of the book: {} rests, which plans keep from now on.",
            out.display(),
            rows.len()
        );
        return Ok(());
    }
    let mut table = Vec::new();
    export::rests_csv(design, &mut table)?;
    file::write(rests, &table)?;
    say!(
        "Written to {} and {}. Put the rests into the book, so that plans keep them.",
        out.display(),
        rests.display()
    );
    Ok(())
}

/// Refuses a name that rests of the book bear already: a second lot would let others rest as well.
fn check_name(book: &Book, name: &str) -> Result<(), Error> {
    if book.rests().iter().any(|rest| rest.trial == name) {
        let text = format!("the book has rests of {name} already; take another name with --name");
        return Err(Error::new(ErrorKind::Setting, text));
    }
    Ok(())
}
