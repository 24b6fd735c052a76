//! The files that a run reads, which it must not write over.

use std::fs;
use std::path::{Path, PathBuf};

use rounds::ingest;

/// Endings of files that may hold tables.
pub(crate) const TABLES: [&str; 7] = ["csv", "tsv", "xlsx", "xlsm", "xlsb", "xls", "ods"];

/// The settings of a book, in its folder.
const SETTINGS: &str = "rounds.toml";

/// Files that a run reads, by the one path that each really has.
#[derive(Debug, Default, Clone)]
pub(crate) struct Inputs {
    files: Vec<PathBuf>,
    /// The folder of the book: a file that is put there may become a part of the book.
    folder: Option<PathBuf>,
}

impl Inputs {
    /// Finds the files of a book: a single one, or those of its folder that hold tables or settings.
    pub(crate) fn of_book(book: &Path) -> Self {
        if !book.is_dir() {
            let beside = book.parent().unwrap_or(Path::new("")).join(SETTINGS);
            let own = book.with_extension("toml");
            return Self::default().and(Some(book)).and(Some(beside)).and(Some(own));
        }
        let entries = fs::read_dir(book).into_iter().flatten().flatten();
        let files = entries.map(|entry| entry.path()).filter(|path| is_of_a_book(path));
        Self { folder: fs::canonicalize(book).ok(), ..Self::default() }.and_all(files)
    }

    /// Adds a file, where there is one.
    pub(crate) fn and(self, path: Option<impl AsRef<Path>>) -> Self {
        self.and_all(path)
    }

    fn and_all(mut self, paths: impl IntoIterator<Item = impl AsRef<Path>>) -> Self {
        // What has no real path is not there, and cannot be written over.
        self.files.extend(paths.into_iter().filter_map(|path| fs::canonicalize(path).ok()));
        self
    }

    /// Tells whether a path leads to one of the files, also where a file system takes `A` and `a` for the same.
    pub(crate) fn hold(&self, path: &Path) -> bool {
        let Ok(path) = fs::canonicalize(path) else { return false };
        self.files.iter().any(|input| *input == path || lower(input) == lower(&path))
    }

    /// Tells whether a file at this path would be read as a part of the book.
    pub(crate) fn would_grow(&self, path: &Path) -> bool {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let is_there = self.folder.is_some() && fs::canonicalize(folder).ok() == self.folder;
        is_there && is_of_a_book(path)
    }
}

fn lower(path: &Path) -> String {
    path.to_string_lossy().to_lowercase()
}

/// Tells whether a book takes a file for tables or settings, by its name.
fn is_of_a_book(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    name == SETTINGS || (TABLES.contains(&ending.as_str()) && ingest::is_table_file(&name))
}
