//! A single file that is written.

use std::fs;

use crate::outputs::file;
use crate::outputs::inputs::Inputs;
use crate::{Scratch, names_in};

const COLUMNS: &str = "practice_id,name,";

#[test]
fn a_file_of_somebody_else_is_not_written_over() {
    let scratch = Scratch::new("file");
    let book = Inputs::of_book(&scratch.0);
    let check =
        |name: &str| file::check(&scratch.0.join(name), &book, COLUMNS).map_err(|error| error.to_string());
    assert_eq!(check("new.csv"), Ok(()));
    for (name, text) in
        [("old.csv", "practice_id,name,x\n"), ("marked.csv", "\u{feff}practice_id,name,x"), ("empty", "")]
    {
        scratch.file(name, text);
        assert_eq!(check(name), Ok(()), "{name}");
    }
    scratch.file("budget.csv", "month,sum\n");
    assert!(check("budget.csv").unwrap_err().contains("rounds did not write it"));
    assert!(check("").unwrap_err().contains("is a folder; name a file"));
    assert!(check("no/such.csv").unwrap_err().contains("there is no folder"));
}

#[test]
fn a_file_of_the_book_is_not_written_over() {
    let scratch = Scratch::new("file-of-book");
    let path = scratch.file("practices.csv", "practice_id,name,lat\n");
    let book = Inputs::of_book(&scratch.0);
    let refused = file::check(&path, &book, COLUMNS).unwrap_err();
    assert!(refused.to_string().contains("this run reads it"), "{refused}");
}

#[test]
fn a_file_is_written_as_a_whole() {
    let scratch = Scratch::new("whole");
    let path = scratch.file("scores.csv", "old");
    file::write(&path, b"new").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
    assert_eq!(names_in(&scratch.0), ["scores.csv"]);
    assert!(file::write(&scratch.0.join("no/such.csv"), b"new").is_err());
}
