//! The folder that answers are written to.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use rounds::Error;

use super::inputs::Inputs;
use super::listing::{self, Listing};
use super::staging::{self, Staging};
use super::{failed, refused};

/// A folder that may be written to. Nothing in it changes before [`Folder::finish`].
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    command: &'static str,
    inputs: Inputs,
    listing: Listing,
    /// What waits to be put in place.
    waiting: Vec<(String, Vec<u8>)>,
}

impl Folder {
    /// Checks, before any work, that a command may write these files to a folder.
    ///
    /// # Errors
    /// Where the path is no folder or cannot be written to; where a file would be written over one that is read, or over one
    /// that the program did not write.
    pub(crate) fn checked(
        path: &Path,
        command: &'static str,
        inputs: Inputs,
        names: &[&str],
    ) -> Result<Self, Error> {
        if path.exists() && !path.is_dir() {
            return Err(refused(format!("{} is a file; name a folder with --out", path.display())));
        }
        let listing = Listing::read(path);
        let folder = Self { path: path.to_owned(), command, inputs, listing, waiting: Vec::new() };
        folder.expect(names.iter().copied())?;
        staging::probe(path).map_err(|error| failed(path, error))?;
        Ok(folder)
    }

    /// Checks that further files may be written, whose names only the book tells.
    ///
    /// # Errors
    /// As [`Folder::checked`].
    pub(crate) fn expect<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> Result<(), Error> {
        names.into_iter().try_for_each(|name| self.may_write(name))
    }

    fn may_write(&self, name: &str) -> Result<(), Error> {
        let path = self.path.join(name);
        let why = if self.inputs.hold(&path) {
            "would be written over, but this run reads it. Name another folder with --out"
        } else if self.inputs.would_grow(&path) {
            "would become a part of the book, since it lies in its folder. Name another folder with --out"
        } else if fs::symlink_metadata(&path).is_err() || self.listing.wrote(&self.path, name) {
            return Ok(());
        } else if self.listing.names(name) {
            "has changed since rounds wrote it. Move it away, or name another folder with --out"
        } else {
            "is there already, and rounds did not write it. Move it away, or name another folder with --out"
        };
        Err(refused(format!("{} {why}", path.display())))
    }

    /// Takes a file, which waits to be put in place.
    ///
    /// # Errors
    /// Those of `content`.
    pub(crate) fn write(
        &mut self,
        name: &str,
        content: impl FnOnce(&mut dyn Write) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut bytes = Vec::new();
        content(&mut bytes)?;
        self.write_bytes(name, bytes);
        Ok(())
    }

    /// Takes the content of a file, which waits to be put in place.
    pub(crate) fn write_bytes(&mut self, name: &str, content: impl Into<Vec<u8>>) {
        self.waiting.push((name.to_owned(), content.into()));
    }

    /// Puts all files in place, and takes away those that the command wrote before and does not write any more.
    ///
    /// # Errors
    /// Where a file cannot be written. The folder is then as it was.
    pub(crate) fn finish(mut self) -> Result<(), Error> {
        self.expect(self.waiting.iter().map(|(name, _)| name.as_str()))?;
        let stale = self.stale();
        for (name, content) in &self.waiting {
            self.listing.add(name, self.command, content);
        }
        self.waiting.push((listing::FILE.to_owned(), self.listing.to_text().into_bytes()));
        self.put_in_place(&stale)
    }

    /// Lists the files of an earlier run that nobody has touched since, and forgets them.
    fn stale(&mut self) -> Vec<String> {
        let before = self.listing.clone();
        let is_kept = |name: &str| self.waiting.iter().any(|(waiting, _)| waiting == name);
        let mut stale = self.listing.take_stale(self.command, is_kept);
        stale.retain(|name| before.wrote(&self.path, name) && !self.inputs.hold(&self.path.join(name)));
        stale
    }

    fn put_in_place(&self, stale: &[String]) -> Result<(), Error> {
        let staging = Staging::begin(&self.path).map_err(|error| failed(&self.path, error))?;
        for (name, content) in &self.waiting {
            staging.write(name, content).map_err(|error| failed(&self.path.join(name), error))?;
        }
        let names: Vec<String> = self.waiting.iter().map(|(name, _)| name.clone()).collect();
        staging.put_in_place(&names, stale).map_err(|(path, error)| failed(&path, error))
    }
}
