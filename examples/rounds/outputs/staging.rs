//! Files on their way into a folder: all of them get there, or none.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A folder beside the files to be replaced, on the same file system, that is gone in the end.
#[derive(Debug)]
pub(crate) struct Staging {
    target: PathBuf,
    /// Folders that were made for the target, the innermost first; empty ones go in the end.
    made: Vec<PathBuf>,
    temporary: PathBuf,
}

impl Staging {
    /// Makes the target, where it is missing, and the folder for the files on their way.
    pub(crate) fn begin(target: &Path) -> io::Result<Self> {
        let made = missing(target);
        fs::create_dir_all(target)?;
        let temporary = target.join(format!(".rounds-unfinished-{}", std::process::id()));
        let staging = Self { target: target.to_owned(), made, temporary };
        fs::create_dir_all(staging.temporary.join("new"))?;
        fs::create_dir_all(staging.temporary.join("old"))?;
        Ok(staging)
    }

    /// Returns where a file is written to before it is put in place.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.temporary.join("new").join(name)
    }

    /// Puts the files in place and takes the stale ones away. Where one step fails, all before it are taken back.
    pub(crate) fn put_in_place(self, names: &[String], stale: &[String]) -> Result<(), (PathBuf, io::Error)> {
        let mut moves = Vec::new();
        for name in names.iter().chain(stale) {
            let (old, place) = (self.temporary.join("old").join(name), self.target.join(name));
            if fs::symlink_metadata(&place).is_ok() {
                moved(&mut moves, place, old)?;
            }
        }
        names.iter().try_for_each(|name| moved(&mut moves, self.path(name), self.target.join(name)))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // Nothing can be done about what stays.
        let _ = fs::remove_dir_all(&self.temporary);
        self.made.iter().for_each(|folder| _ = fs::remove_dir(folder));
    }
}

/// Moves a file and remembers it; takes all moves back where it fails.
fn moved(
    moves: &mut Vec<(PathBuf, PathBuf)>,
    from: PathBuf,
    to: PathBuf,
) -> Result<(), (PathBuf, io::Error)> {
    if let Err(error) = fs::rename(&from, &to) {
        moves.iter().rev().for_each(|(from, to)| _ = fs::rename(to, from));
        return Err((to, error));
    }
    moves.push((from, to));
    Ok(())
}

/// Lists the folders of a path that are not there, the innermost first.
fn missing(path: &Path) -> Vec<PathBuf> {
    path.ancestors()
        .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists())
        .map(Path::to_owned)
        .collect()
}

/// Checks that files can be written to a folder, and leaves nothing there.
pub(crate) fn probe(target: &Path) -> io::Result<()> {
    Staging::begin(target).map(drop)
}
