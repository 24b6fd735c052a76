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

    /// Writes a file before it is put in place. A name may lead into a folder, as in `changes/L1.ics`.
    pub(crate) fn write(&self, name: &str, content: &[u8]) -> io::Result<()> {
        let path = self.temporary.join("new").join(name);
        make_folder_of(&path)?;
        fs::write(path, content)
    }

    /// Puts the files in place and takes the stale ones away. Where one step fails, all before it are taken back.
    pub(crate) fn put_in_place(self, names: &[String], stale: &[String]) -> Result<(), (PathBuf, io::Error)> {
        let result = self.exchange(names, stale);
        for name in names.iter().chain(stale).filter(|name| name.contains('/')) {
            // Only a folder that is empty now goes.
            let _ = self.target.join(name).parent().map(fs::remove_dir);
        }
        result
    }

    fn exchange(&self, names: &[String], stale: &[String]) -> Result<(), (PathBuf, io::Error)> {
        let mut moves = Vec::new();
        for name in names.iter().chain(stale) {
            let (old, place) = (self.temporary.join("old").join(name), self.target.join(name));
            if fs::symlink_metadata(&place).is_ok() {
                moved(&mut moves, place, old)?;
            }
        }
        let new = |name: &String| self.temporary.join("new").join(name);
        names.iter().try_for_each(|name| moved(&mut moves, new(name), self.target.join(name)))
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
    if let Err(error) = make_folder_of(&to).and_then(|()| fs::rename(&from, &to)) {
        moves.iter().rev().for_each(|(from, to)| _ = fs::rename(to, from));
        return Err((to, error));
    }
    moves.push((from, to));
    Ok(())
}

/// Makes the folder of a file, where it is missing.
fn make_folder_of(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
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
