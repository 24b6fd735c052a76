//! The files of an import: where they come from, and how they come into the folder of a book without anything being lost.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rounds::ingest::{self, BookFile, Settings, Survey, SurveyedTable};
use rounds::model::{IssueCode, LiaisonId, Location, Table};
use rounds::{Error, ErrorKind};

use crate::settings::is_database;
use crate::{database, files};

/// The folder of the book that keeps what an import replaces.
const REPLACED: &str = "replaced";

/// A file to import.
pub(crate) struct Source {
    pub(crate) path: PathBuf,
    pub(crate) file: BookFile,
}

/// Reads the files that are named, and those in the folders that are named.
pub(crate) fn sources(paths: &[PathBuf]) -> Result<Vec<Source>, Error> {
    let mut all = Vec::new();
    for path in paths {
        if path.is_dir() {
            let mut inside = files::tables_in(path)?;
            inside.sort();
            all.extend(inside);
        } else {
            all.push(path.clone());
        }
    }
    let sources = all.iter().map(|path| source(path)).collect::<Result<Vec<_>, _>>()?;
    Ok(sources.into_iter().flatten().collect())
}

/// Reads a file; a database and a JSON document are a file for each of their tables.
fn source(path: &Path) -> Result<Vec<Source>, Error> {
    let parts = |files: Vec<BookFile>| {
        files.into_iter().map(|file| Source { path: path.join(&file.name), file }).collect::<Vec<_>>()
    };
    if is_database(path) {
        return database::files(path).map(parts);
    }
    let file = files::book_file(path)?;
    if file.bytes.trim_ascii_start().starts_with(b"{") {
        let tables = ingest::text_files(vec![file], &Settings::default())?;
        return Ok(parts(tables.into_iter().map(|(_, file)| file).collect()));
    }
    Ok(vec![Source { path: path.to_owned(), file }])
}

/// Lists the files of sources.
pub(crate) fn files(sources: &[Source]) -> Vec<BookFile> {
    sources.iter().map(|source| source.file.clone()).collect()
}

/// Lists all headers of sources.
pub(crate) fn headers(sources: &[Source], settings: &Settings) -> Result<Vec<String>, Error> {
    let survey = ingest::survey(files(sources), settings)?;
    let of = |table: SurveyedTable| {
        let found = table.columns.into_iter().map(|column| column.header);
        found.chain(table.unused).chain(table.periods).chain(table.numbers).collect::<Vec<_>>()
    };
    Ok(survey.tables.into_iter().flat_map(of).collect())
}

/// Takes columns that look like patient data out of what is imported: a file that has one becomes a CSV file for each of its tables.
pub(crate) fn without_patients(
    sources: Vec<Source>,
    survey: &Survey,
    settings: &Settings,
) -> Result<Vec<Source>, Error> {
    let of_patients = survey.issues.iter().filter(|issue| issue.code == IssueCode::PatientColumn);
    let tables: BTreeSet<Table> = of_patients.map(|issue| issue.table).collect();
    let mut kept = Vec::new();
    for source in sources {
        if tables_in(survey, &source.file.name).iter().any(|table| tables.contains(table)) {
            let parts = ingest::text_files(vec![source.file], settings)?;
            let part = |(_, file): (_, BookFile)| Source { path: source.path.join(&file.name), file };
            kept.extend(parts.into_iter().map(part));
        } else {
            kept.push(source);
        }
    }
    Ok(kept)
}

/// Copies every file that holds a table. What it takes the place of is kept.
pub(crate) fn copy(folder: &Path, survey: &Survey, sources: &[Source]) -> Result<(), Error> {
    fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
    let new: BTreeSet<Table> = survey.tables.iter().map(|table| table.table).collect();
    let copies = copies(folder, survey, sources);
    one_source_each(&copies)?;
    let is_itself = |(source, target): &(&Source, PathBuf)| same_file(&source.path, target);
    for old in files::paths_in(folder)? {
        let replaced = copies.iter().find(|(_, target)| *target == old);
        match replaced {
            Some(copy) if is_itself(copy) => {}
            Some(_) => keep(folder, &old)?,
            None => make_room(folder, &old, &new)?,
        }
    }
    for (source, target) in copies.iter().filter(|copy| !is_itself(copy)) {
        fs::write(target, &source.file.bytes).map_err(|error| failed(target, error))?;
        say!("{} is now {}.", source.path.display(), target.display());
    }
    Ok(())
}

/// Refuses two files that would become one.
fn one_source_each(copies: &[(&Source, PathBuf)]) -> Result<(), Error> {
    let mut targets = BTreeSet::new();
    let twice = copies.iter().find(|(_, target)| !targets.insert(target.clone()));
    let Some((source, target)) = twice else { return Ok(()) };
    let text = format!(
        "{} and another file would both become {}; import one of them, or give them other names",
        source.path.display(),
        target.display()
    );
    Err(Error::new(ErrorKind::Input, text))
}

fn same_file(a: &Path, b: &Path) -> bool {
    matches!((fs::canonicalize(a), fs::canonicalize(b)), (Ok(a), Ok(b)) if a == b)
}

/// Moves a file of the book aside.
fn keep(folder: &Path, old: &Path) -> Result<(), Error> {
    let kept = free_name(&folder.join(REPLACED), old)?;
    fs::rename(old, &kept).map_err(|error| failed(&kept, error))?;
    say!("{} was there before and is kept as {}.", old.display(), kept.display());
    Ok(())
}

/// Lists the files that hold a table, with the names that they get: a CSV file is called after its table.
fn copies<'a>(folder: &Path, survey: &Survey, sources: &'a [Source]) -> Vec<(&'a Source, PathBuf)> {
    let mut copies = Vec::new();
    for source in sources {
        let tables = tables_in(survey, &source.file.name);
        let is_csv = source
            .path
            .extension()
            .is_some_and(|ending| ["csv", "tsv", "txt"].iter().any(|it| ending.eq_ignore_ascii_case(it)));
        match tables.first() {
            Some(table) if is_csv => copies.push((source, folder.join(format!("{table}.csv")))),
            Some(_) => copies.push((source, folder.join(&source.file.name))),
            None => say!("{} holds no table and is not copied.", source.path.display()),
        }
    }
    copies
}

/// Lists the tables that a file of the import holds.
fn tables_in(survey: &Survey, file: &str) -> Vec<Table> {
    let is_from = |source: &str| source == file || source.starts_with(&format!("{file}, "));
    survey.tables.iter().filter(|table| is_from(&table.source)).map(|table| table.table).collect()
}

/// Lists the tables that a file of the book holds.
fn tables_of(file: BookFile) -> Result<Vec<Table>, Error> {
    let survey = ingest::survey(vec![file], &Settings::default())?;
    Ok(survey.tables.into_iter().map(|table| table.table).collect())
}

/// Moves a file of the book aside where new files hold all its tables.
fn make_room(folder: &Path, old: &Path, new: &BTreeSet<Table>) -> Result<(), Error> {
    let tables = tables_of(files::book_file(old)?)?;
    let (shared, others): (Vec<Table>, Vec<Table>) =
        tables.into_iter().partition(|table| new.contains(table));
    let Some(shared) = shared.first() else { return Ok(()) };
    if let Some(other) = others.first() {
        let text = format!(
            "{} holds {shared}, which are imported anew, and {other}, which are not. Take the sheet of {shared} out of it first",
            old.display()
        );
        return Err(Error::new(ErrorKind::Input, text));
    }
    keep(folder, old)
}

/// Finds a name in a folder that no file has.
fn free_name(folder: &Path, path: &Path) -> Result<PathBuf, Error> {
    fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let numbered = (1_u32..).map(|number| folder.join(format!("{number}-{name}")));
    Ok(numbered.into_iter().find(|path| !path.exists()).unwrap_or_else(|| folder.join(name)))
}

/// Writes the homes that were typed as a table of liaisons; one that is there stays.
pub(crate) fn write_homes(folder: &Path, homes: &BTreeMap<LiaisonId, Location>) -> Result<(), Error> {
    let path = folder.join("liaisons.csv");
    if path.exists() {
        remark!(
            "{} is there already, so the homes that were typed are not noted; write them into it.",
            path.display()
        );
        return Ok(());
    }
    fs::write(&path, homes_table(homes)?.bytes).map_err(|error| failed(&path, error))?;
    say!("The homes are now {}.", path.display());
    Ok(())
}

/// Writes homes as a table of liaisons.
pub(crate) fn homes_table(homes: &BTreeMap<LiaisonId, Location>) -> Result<BookFile, Error> {
    let unwritable =
        |error: csv::Error| Error::new(ErrorKind::Output, "the homes cannot be written").because(error);
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(["liaison_id", "name", "home_lat", "home_lon"]).map_err(unwritable)?;
    for (id, home) in homes {
        let (lat, lon) = (home.lat().to_string(), home.lon().to_string());
        table.write_record([id.as_str(), id.as_str(), &lat, &lon]).map_err(unwritable)?;
    }
    let bytes = table.into_inner().map_err(|error| unwritable(error.into_error().into()))?;
    Ok(BookFile { name: "liaisons.csv".to_owned(), bytes })
}

fn failed(path: &Path, error: std::io::Error) -> Error {
    Error::new(ErrorKind::Output, format!("cannot write {}", path.display())).because(error)
}
