//! The files that a run reads, which it must not write over.

use std::fs;
use std::path::{Path, PathBuf};

use rounds::model::Table;

/// The tables that a book may have.
const TABLES: [Table; 10] = [
    Table::Practices,
    Table::Liaisons,
    Table::Referrals,
    Table::Visits,
    Table::Hours,
    Table::Appointments,
    Table::TimeOff,
    Table::Holidays,
    Table::MustVisits,
    Table::Travel,
];

/// The settings of a book, in its folder.
const SETTINGS: &str = "rounds";

/// Files that a run reads, by the one path that each really has.
#[derive(Debug, Default, Clone)]
pub(crate) struct Inputs(Vec<PathBuf>);

impl Inputs {
    /// Finds the files of a book: the document itself, or all in its folder that are named like a table.
    pub(crate) fn of_book(book: &Path) -> Self {
        let folder = fs::read_dir(book).into_iter().flatten().flatten().map(|entry| entry.path());
        let files: Vec<PathBuf> = folder.filter(|path| is_of_a_book(path)).collect();
        Self::default().and(Some(book)).and_all(files)
    }

    /// Adds a file, where there is one.
    pub(crate) fn and(self, path: Option<impl AsRef<Path>>) -> Self {
        self.and_all(path)
    }

    fn and_all(mut self, paths: impl IntoIterator<Item = impl AsRef<Path>>) -> Self {
        // What has no real path is not there, and cannot be written over.
        self.0.extend(paths.into_iter().filter_map(|path| fs::canonicalize(path).ok()));
        self
    }

    /// Tells whether a path leads to one of the files, also where a file system takes `A` and `a` for the same.
    pub(crate) fn hold(&self, path: &Path) -> bool {
        let Ok(path) = fs::canonicalize(path) else { return false };
        self.0.iter().any(|input| *input == path || lower(input) == lower(&path))
    }
}

fn lower(path: &Path) -> String {
    path.to_string_lossy().to_lowercase()
}

/// Tells whether a file is named like a table of a book or like its settings, whatever its ending.
fn is_of_a_book(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if rounds::ingest::is_table_file(&name) && path.extension().is_some() {
        return true;
    }
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().to_lowercase()).unwrap_or_default();
    stem == SETTINGS || TABLES.iter().any(|table| stem == table.name())
}
