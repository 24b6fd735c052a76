//! A folder that is written to.

use std::fs;
use std::path::Path;

use rounds::{Error, ErrorKind};

use crate::outputs::folder::Folder;
use crate::outputs::inputs::Inputs;
use crate::outputs::staging::Staging;
use crate::{Scratch, names_in};

const LIST: &str = "written-by-rounds.txt";

fn checked(path: &Path, inputs: &Inputs, names: &[&str]) -> Result<Folder, Error> {
    Folder::checked(path, "plan", inputs.clone(), names)
}

/// Writes files with these contents to a folder.
fn write(path: &Path, command: &'static str, files: &[(&str, &str)]) -> Result<(), Error> {
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    let mut folder = Folder::checked(path, command, Inputs::default(), &names)?;
    for (name, text) in files {
        folder.write_bytes(name, *text);
    }
    folder.finish()
}

fn refusal(result: Result<impl std::fmt::Debug, Error>) -> String {
    let error = result.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Output);
    error.to_string()
}

#[test]
fn no_file_that_is_read_is_written_over() {
    let scratch = Scratch::new("inputs");
    let practices = scratch.file("book/practices.csv", "practice_id\n");
    let travel = scratch.file("book/far/Plan.JSON", "{}");
    let inputs = Inputs::of_book(&scratch.0.join("book")).and(Some(&travel));
    let refused = refusal(checked(&scratch.0.join("book"), &inputs, &["practices.csv"]));
    assert!(refused.contains("practices.csv") && refused.contains("this run reads it"), "{refused}");
    assert!(refused.contains("--out"), "{refused}");
    let around = scratch.0.join("book/far/../../book");
    assert!(refusal(checked(&around, &inputs, &["practices.csv"])).contains("this run reads it"));
    assert!(
        refusal(checked(&scratch.0.join("book/far"), &inputs, &["Plan.JSON"])).contains("this run reads it")
    );
    assert!(checked(&scratch.0.join("book/out"), &inputs, &["practices.csv"]).is_ok());
    assert_eq!(names_in(practices.parent().unwrap()), ["far", "practices.csv"]);
}

/// A new workbook in the folder of a book is one of its tables at the next run.
#[test]
fn no_file_becomes_a_part_of_the_book() {
    let scratch = Scratch::new("grows");
    scratch.file("export.xlsx", "");
    let inputs = Inputs::of_book(&scratch.0);
    for name in ["plan.xlsx", "practices.csv", "Visits.CSV"] {
        let refused = refusal(checked(&scratch.0, &inputs, &[name]));
        assert!(refused.contains("would become a part of the book"), "{refused}");
    }
    assert!(checked(&scratch.0, &inputs, &["territories.csv", "plan.json"]).is_ok());
    assert!(checked(&scratch.0.join("out"), &inputs, &["plan.xlsx"]).is_ok());
    let alone = Inputs::of_book(&scratch.0.join("export.xlsx"));
    assert!(checked(&scratch.0, &alone, &["plan.xlsx"]).is_ok());
    assert!(refusal(checked(&scratch.0, &alone, &["export.xlsx"])).contains("this run reads it"));
}

#[cfg(unix)]
#[test]
fn a_link_leads_to_the_book_as_well() {
    let scratch = Scratch::new("links");
    let practices = scratch.file("book/practices.csv", "practice_id\n");
    std::os::unix::fs::symlink(scratch.0.join("book"), scratch.0.join("other")).unwrap();
    fs::create_dir(scratch.0.join("out")).unwrap();
    std::os::unix::fs::symlink(&practices, scratch.0.join("out/practices.csv")).unwrap();
    let inputs = Inputs::of_book(&scratch.0.join("other"));
    for folder in ["book", "other", "out"] {
        assert!(refusal(checked(&scratch.0.join(folder), &inputs, &["practices.csv"])).contains("reads it"));
    }
}

/// Where a file system takes `A` and `a` for the same, so does the check; elsewhere it does no harm.
#[test]
fn names_are_compared_without_regard_to_case() {
    let scratch = Scratch::new("case");
    let book = scratch.file("PLAN.JSON", "{}");
    scratch.file("plan.json", "{}");
    let inputs = Inputs::of_book(&book);
    assert!(refusal(checked(&scratch.0, &inputs, &["plan.json"])).contains("reads it"));
}

#[test]
fn what_rounds_did_not_write_stays() {
    let scratch = Scratch::new("foreign");
    scratch.file("stops.csv", "mine");
    let refused = refusal(write(&scratch.0, "plan", &[("stops.csv", "new")]));
    assert!(refused.contains("rounds did not write it"), "{refused}");
    scratch.file("plan.json/inside", "mine");
    assert!(refusal(write(&scratch.0, "plan", &[("plan.json", "new")])).contains("did not write it"));
    assert_eq!((scratch.text("stops.csv"), scratch.text("plan.json/inside")), ("mine".into(), "mine".into()));
    let path = scratch.file("taken", "mine");
    assert!(refusal(write(&path, "plan", &[("stops.csv", "new")])).contains("is a file; name a folder"));
    assert_eq!(names_in(&scratch.0), ["plan.json", "stops.csv", "taken"]);
}

#[test]
fn what_rounds_wrote_is_replaced_unless_somebody_changed_it() {
    let scratch = Scratch::new("again");
    let out = scratch.0.join("a/b/out");
    write(&out, "plan", &[("stops.csv", "first"), ("L1.ics", "one")]).unwrap();
    write(&out, "plan", &[("stops.csv", "second"), ("L1.ics", "two")]).unwrap();
    assert_eq!(scratch.text("a/b/out/stops.csv"), "second");
    assert_eq!(names_in(&out), ["L1.ics", "stops.csv", LIST]);
    scratch.file("a/b/out/L1.ics", "with notes");
    let refused = refusal(write(&out, "plan", &[("stops.csv", "third"), ("L1.ics", "three")]));
    assert!(refused.contains("L1.ics has changed since rounds wrote it"), "{refused}");
    assert_eq!(scratch.text("a/b/out/L1.ics"), "with notes");
}

#[test]
fn calendars_of_an_earlier_plan_go_and_nothing_else_does() {
    let scratch = Scratch::new("stale");
    let mine = scratch.file("L9.ics", "mine");
    let files = [("stops.csv", "1"), ("L1.ics", "1"), ("L2.ics", "1"), ("L3.ics", "1")];
    write(&scratch.0, "plan", &files).unwrap();
    write(&scratch.0, "assess", &[("territories.csv", "1")]).unwrap();
    scratch.file("L3.ics", "with notes");
    write(&scratch.0, "plan", &[("stops.csv", "2"), ("L1.ics", "2")]).unwrap();
    assert_eq!(names_in(&scratch.0), ["L1.ics", "L3.ics", "L9.ics", "stops.csv", "territories.csv", LIST]);
    assert_eq!(fs::read_to_string(mine).unwrap(), "mine");
    assert_eq!(scratch.text("L3.ics"), "with notes");
}

#[test]
fn a_folder_within_comes_and_goes_with_its_files() {
    let folder = Scratch::new("within");
    write(&folder.0, "plan", &[("L1.ics", "all"), ("changes/L1.ics", "one"), ("changes/L2.ics", "two")])
        .unwrap();
    assert_eq!(folder.text("changes/L1.ics"), "one");
    write(&folder.0, "plan", &[("L1.ics", "all"), ("changes/L2.ics", "three")]).unwrap();
    assert_eq!(names_in(&folder.0.join("changes")), ["L2.ics"]);
    write(&folder.0, "plan", &[("L1.ics", "all")]).unwrap();
    assert!(!folder.0.join("changes").exists());
}

#[test]
fn a_run_that_fails_leaves_everything_as_it_was() {
    let scratch = Scratch::new("fails");
    let old = [("plan.json", "old"), ("stops.csv", "old"), ("L1.ics", "old")];
    write(&scratch.0, "plan", &old).unwrap();
    let list = scratch.text(LIST);
    let mut folder = checked(&scratch.0, &Inputs::default(), &["plan.json"]).unwrap();
    folder.write("plan.json", |file| file.write_all(b"new").map_err(|_| unreachable!())).unwrap();
    folder.write_bytes("stops.csv", "new");
    // No such folder, but a file: this one cannot be put in place.
    folder.write_bytes("stops.csv/such.csv", "new");
    assert!(refusal(folder.finish()).contains("cannot write"));
    for (name, text) in old {
        assert_eq!(scratch.text(name), text);
    }
    assert_eq!((names_in(&scratch.0).len(), scratch.text(LIST)), (4, list));
}

/// The first file is in its place by the time that the second one fails.
#[test]
fn steps_are_taken_back() {
    let scratch = Scratch::new("back");
    scratch.file("a", "old");
    scratch.file("stale", "old");
    let staging = Staging::begin(&scratch.0).unwrap();
    staging.write("a", b"new").unwrap();
    let names = ["a", "b"].map(str::to_owned);
    assert!(staging.put_in_place(&names, &["stale".to_owned()]).is_err());
    assert_eq!((scratch.text("a"), scratch.text("stale")), ("old".into(), "old".into()));
    assert_eq!(names_in(&scratch.0), ["a", "stale"]);
}

#[test]
fn a_check_leaves_no_trace() {
    let scratch = Scratch::new("trace");
    checked(&scratch.0.join("a/b/out"), &Inputs::default(), &["plan.json"]).unwrap();
    assert_eq!(names_in(&scratch.0), [""; 0]);
    let path = scratch.file("file", "mine");
    assert!(refusal(checked(&path.join("out"), &Inputs::default(), &["plan.json"])).contains("cannot write"));
    let failing = checked(&scratch.0.join("new"), &Inputs::default(), &["plan.json"]).unwrap();
    assert_eq!(failing.finish().map_err(|error| error.to_string()), Ok(()));
    assert_eq!(names_in(&scratch.0), ["file", "new"]);
}
