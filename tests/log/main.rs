//! `rounds log` as people run it: rows that are never lost, never half and never twice.
//!
//! The tests run the program itself. `cargo test` builds it; `cargo build --example rounds` does before `cargo test --test log`.

mod databases;
#[allow(dead_code, reason = "its own tests need a part of it")]
#[path = "../../examples/rounds/log/journal.rs"]
mod journal;
mod matters;
mod rows;
mod sheets;
mod torn;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The table of practices of every book here.
const PRACTICES: &str = "practice_id,name,lat,lon,owner\n\
    P1,Cedar Clinic,38.91,-77.01,L1\nP2,Birch Clinic,38.92,-77.02,L2\nP3,Birch Clinic,38.93,-77.03,\n";
const LIAISONS: &str =
    "liaison_id,name,home_lat,home_lon\nL1,Liaison Alder,38.9,-77.0\nL2,Liaison Elm,38.9,-77.1\n";
const VISITS: &str = "practice_id,liaison_id,date,outcome,note\nP1,L1,2026-01-05,seen,\n";

/// A book of a test's own, which goes with it.
struct Scratch(PathBuf);

impl Scratch {
    /// Makes a book with this table of visits; without one where the text is empty.
    fn new(name: &str, visits: &str) -> Self {
        let path = std::env::temp_dir().join(format!("rounds-log-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("book")).unwrap();
        let scratch = Self(path);
        scratch.write("practices.csv", PRACTICES);
        scratch.write("liaisons.csv", LIAISONS);
        if !visits.is_empty() {
            scratch.write("visits.csv", visits);
        }
        scratch
    }

    fn book(&self) -> PathBuf {
        self.0.join("book")
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.book().join(name), text).unwrap();
    }

    /// The text of a file of the book; empty where there is none.
    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.book().join(name)).unwrap_or_default()
    }

    /// Runs `rounds` on the folder.
    fn rounds(&self, words: &[&str]) -> Answer {
        rounds(&self.book(), words)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What the program said.
#[derive(Debug)]
struct Answer {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Answer {
    #[track_caller]
    fn ok(self) -> String {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.out
    }

    /// Returns what was said where the program ended with this code.
    #[track_caller]
    fn refused(self, code: i32) -> String {
        assert_eq!(self.code, Some(code), "{self:?}");
        self.err
    }
}

impl From<Output> for Answer {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// The program on a book, not yet started.
fn command(book: &Path, words: &[&str]) -> Command {
    // This test lies in target/*/deps, the program in target/*/examples.
    let test = std::env::current_exe().unwrap();
    let program = test.parent().and_then(Path::parent).unwrap().join("examples/rounds");
    let mut command = Command::new(program);
    command.args(words).arg("--book").arg(book);
    command
}

fn rounds(book: &Path, words: &[&str]) -> Answer {
    command(book, words).output().expect("cargo build --example rounds").into()
}

/// Checks that every row of a book is read and nothing is wrong with it.
#[track_caller]
fn is_sound(book: &Path) {
    let said = rounds(book, &["check", "--as-of", "2026-12-31"]).ok();
    assert!(said.contains("No findings."), "{said}");
}
