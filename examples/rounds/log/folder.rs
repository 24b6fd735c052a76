//! The log in a folder of CSV files.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind as Fault, Read, Write};
use std::path::{Path, PathBuf};

use rounds::ingest::BookFile;
use rounds::{Error, ErrorKind};

use super::journal::{self, Journal, Piece, Step};
use crate::files;

/// A folder that nobody else logs into, and in which no step is pending.
pub(crate) struct FolderLog {
    folder: PathBuf,
    journal: Journal,
    /// The journal, locked as long as it is open.
    file: File,
}

impl FolderLog {
    /// Waits until nobody else logs, and settles a step that was never finished.
    pub(crate) fn open(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(journal::FILE);
        let is_new = !path.exists();
        let options = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let file = options.map_err(|error| failed(&path, error))?;
        file.lock().map_err(|error| failed(&path, error))?;
        if is_new {
            sync_folder(folder)?;
        }
        let mut text = String::new();
        (&file).read_to_string(&mut text).map_err(|error| journal::damaged(folder, error))?;
        let journal = Journal::parse(&text).map_err(|error| journal::damaged(folder, error))?;
        let mut log = Self { folder: folder.to_owned(), journal, file };
        log.settle()?;
        Ok(log)
    }

    /// Lists the files of the book.
    pub(crate) fn files(&self) -> Result<Vec<BookFile>, Error> {
        files::files_in(&self.folder)
    }

    /// Returns how long a file is; 0 where there is none.
    pub(crate) fn length(&self, file: &str) -> Result<usize, Error> {
        self.bytes(file).map(|bytes| bytes.map_or(0, |bytes| bytes.len()))
    }

    /// Tells whether a file may hold a text beside its own: any text where it is UTF-8, and else plain letters where each is one byte.
    pub(crate) fn takes(&self, file: &str, text: &str) -> Result<bool, Error> {
        let bytes = self.bytes(file)?.unwrap_or_default();
        let is_wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
        Ok(std::str::from_utf8(&bytes).is_ok() || (text.is_ascii() && !is_wide))
    }

    /// Adds rows to files: all of them, or none.
    pub(crate) fn add(&mut self, pieces: &[Piece]) -> Result<(), Error> {
        let id = self.journal.next_id();
        self.note(Step::Add { id, pieces: pieces.to_vec() })?;
        if let Err(error) = pieces.iter().try_for_each(|piece| self.append(piece)) {
            self.settle()?;
            return Err(error);
        }
        self.note(Step::Done { id })
    }

    /// Takes back what was added last, and returns it; nothing where nothing is left to take back.
    pub(crate) fn undo(&mut self) -> Result<Option<Vec<Piece>>, Error> {
        let Some((of, pieces)) = self.journal.last_addition() else { return Ok(None) };
        let pieces = pieces.to_vec();
        let mut removals = Vec::new();
        for piece in &pieces {
            let bytes = self.bytes(&piece.file)?.unwrap_or_default();
            removals.push(piece.removal(&bytes).ok_or_else(|| self.changed(piece))?);
        }
        let id = self.journal.next_id();
        self.note(Step::Undo { id, of, removals })?;
        self.settle()?;
        Ok(Some(pieces))
    }

    /// Brings the files into the state that they are meant to have while a step is pending, and ends the step.
    fn settle(&mut self) -> Result<(), Error> {
        let Some(end) = self.journal.settlement() else { return Ok(()) };
        for file in self.journal.pending_files() {
            let bytes = self.bytes(&file)?.unwrap_or_default();
            if let Some(settled) = self.journal.settled(&file, &bytes) {
                self.replace(&file, &bytes, &settled)?;
            }
        }
        self.note(end)
    }

    /// Writes a step into the journal.
    fn note(&mut self, step: Step) -> Result<(), Error> {
        let path = self.folder.join(journal::FILE);
        step.write(&self.file).map_err(|error| failed(&path, error))?;
        self.journal.push(step);
        Ok(())
    }

    /// Writes rows to the end of a file in one go, and waits until they are on the disk.
    fn append(&self, piece: &Piece) -> Result<(), Error> {
        let path = self.folder.join(&piece.file);
        let add = || -> Result<(), std::io::Error> {
            let mut file = OpenOptions::new().append(true).create(piece.at == 0).open(&path)?;
            file.write_all(piece.text().as_bytes())?;
            file.sync_all()
        };
        add().map_err(|error| failed(&path, error))?;
        if piece.at == 0 { sync_folder(&self.folder) } else { Ok(()) }
    }

    /// Gives a file another content: a file that only gets shorter is cut, another one is written anew and put in its place.
    fn replace(&self, name: &str, before: &[u8], after: &[u8]) -> Result<(), Error> {
        let path = self.folder.join(name);
        let change = || -> Result<(), std::io::Error> {
            if after.is_empty() {
                return fs::remove_file(&path);
            }
            if before.starts_with(after) {
                let file = OpenOptions::new().write(true).open(&path)?;
                file.set_len(after.len() as u64)?;
                return file.sync_all();
            }
            let new = self.folder.join(format!(".rounds-unfinished-{name}.tmp"));
            let mut file = File::create(&new)?;
            file.write_all(after)?;
            file.set_permissions(fs::metadata(&path)?.permissions())?;
            file.sync_all()?;
            fs::rename(&new, &path)
        };
        change().map_err(|error| failed(&path, error))?;
        sync_folder(&self.folder)
    }

    fn bytes(&self, file: &str) -> Result<Option<Vec<u8>>, Error> {
        let path = self.folder.join(file);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == Fault::NotFound => Ok(None),
            Err(error) => {
                Err(Error::new(ErrorKind::Input, format!("cannot read {}", path.display())).because(error))
            }
        }
    }

    fn changed(&self, piece: &Piece) -> Error {
        let text = format!(
            "nothing was taken back: {} does not hold these rows as they were logged any more. Take them out by hand:\n{}",
            self.folder.join(&piece.file).display(),
            piece.rows.trim()
        );
        Error::new(ErrorKind::Input, text)
    }
}

/// Waits until nobody logs into a folder that has a log, and keeps others from it as long as the answer is held.
pub(crate) fn locked(folder: &Path) -> Result<Option<FolderLog>, Error> {
    folder.join(journal::FILE).is_file().then(|| FolderLog::open(folder)).transpose()
}

/// The lock under which a book is read, and what its journal says.
pub(crate) struct ReadLock {
    journal: Journal,
    /// Nobody logs as long as this is open.
    _file: Option<File>,
}

impl ReadLock {
    /// Waits until nobody logs into a folder. Where a file system knows no locks, the reading goes on without one.
    pub(crate) fn take(folder: &Path) -> Self {
        let Ok(mut file) = File::open(folder.join(journal::FILE)) else {
            return Self { journal: Journal::default(), _file: None };
        };
        let _ = file.lock_shared();
        let mut text = String::new();
        let journal = match file.read_to_string(&mut text) {
            Ok(_) => Journal::parse(&text).unwrap_or_default(),
            Err(_) => Journal::default(),
        };
        Self { journal, _file: Some(file) }
    }

    /// Returns a file without rows that were never finished; nothing where it holds no others.
    pub(crate) fn settled(&self, file: BookFile) -> Option<BookFile> {
        match self.journal.settled(&file.name, &file.bytes) {
            None => Some(file),
            Some(bytes) if bytes.is_empty() => None,
            Some(bytes) => Some(BookFile { bytes, ..file }),
        }
    }
}

/// Waits until a new name in a folder is on the disk. Windows knows no such wait.
fn sync_folder(folder: &Path) -> Result<(), Error> {
    if cfg!(unix) {
        File::open(folder).and_then(|it| it.sync_all()).map_err(|error| failed(folder, error))?;
    }
    Ok(())
}

fn failed(path: &Path, error: std::io::Error) -> Error {
    Error::new(ErrorKind::Output, format!("cannot write {}", path.display())).because(error)
}
