//! The journal of the log: what was added to which file, so that half a step is never taken for a whole one.
//!
//! A step is one line. It is on the disk before any file of the book changes. A line that says `done` follows when the files are on the
//! disk, and only then does the step count.

use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use rounds::{Error, ErrorKind};
use serde::{Deserialize, Serialize};

/// Its name, which no table has.
pub(crate) const FILE: &str = "log-journal.jsonl";

/// Rows that were added to a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Piece {
    /// The name of the file.
    pub(crate) file: String,
    /// How long the file was before.
    pub(crate) at: usize,
    /// The header, where the file is new.
    pub(crate) header: String,
    /// The rows with their line ends.
    pub(crate) rows: String,
}

/// Rows that are taken out of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Removal {
    /// Where they begin now.
    at: usize,
    /// How long the file is before.
    length: usize,
    /// What was added once.
    piece: Piece,
}

/// A line of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub(crate) enum Step {
    /// Rows are to be added.
    Add { id: u64, pieces: Vec<Piece> },
    /// What a step has added is to be taken back.
    Undo { id: u64, of: u64, removals: Vec<Removal> },
    /// All of a step has happened.
    Done { id: u64 },
    /// A step was begun, and nothing of it counts.
    Dropped { id: u64 },
}

/// What the journal says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Journal {
    steps: Vec<Step>,
}

impl Piece {
    /// Returns what is written at the end of the file.
    pub(crate) fn text(&self) -> String {
        format!("{}{}", self.header, self.rows)
    }

    /// Returns the file as it was before, where it ends with this piece or with a part of it. A disk that lost power may hold zeros in
    /// the place of what was written last.
    fn cut_off(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let (before, tail) = bytes.split_at_checked(self.at)?;
        let text = self.text();
        let is_part = tail.iter().zip(text.bytes()).all(|(found, written)| *found == written || *found == 0);
        (!tail.is_empty() && tail.len() <= text.len() && is_part).then(|| before.to_vec())
    }

    /// Finds where the rows stand now: where they were written, or else as whole lines further up or down.
    fn found_in(&self, bytes: &[u8]) -> Option<usize> {
        let (rows, written) = (self.rows.as_bytes(), self.at + self.header.len());
        if bytes.get(written..).is_some_and(|rest| rest.starts_with(rows)) {
            return Some(written);
        }
        let is_line = |at: &usize| *at == 0 || matches!(bytes.get(at - 1), Some(b'\n' | b'\r'));
        let starts = (0..bytes.len()).rev().filter(is_line);
        starts.into_iter().find(|at| bytes[*at..].starts_with(rows))
    }

    /// Plans to take the rows out of a file.
    pub(crate) fn removal(&self, bytes: &[u8]) -> Option<Removal> {
        let at = self.found_in(bytes)?;
        Some(Removal { at, length: bytes.len(), piece: self.clone() })
    }
}

impl Removal {
    /// Returns the file without the rows; nothing where that has happened already. A file of which only our header is left is empty.
    fn without(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let end = self.at + self.piece.rows.len();
        let is_before = bytes.len() == self.length && bytes.get(self.at..end)? == self.piece.rows.as_bytes();
        let left = is_before.then(|| [&bytes[..self.at], &bytes[end..]].concat())?;
        let is_bare = !self.piece.header.is_empty() && left == self.piece.header.as_bytes();
        Some(if is_bare { Vec::new() } else { left })
    }
}

impl Journal {
    /// Reads the journal; a line without an end was never finished and does not count.
    pub(crate) fn parse(text: &str) -> Result<Self, serde_json::Error> {
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        let steps = whole.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
        Ok(Self { steps })
    }

    /// Returns the step that was begun and of which nobody knows how far it got.
    pub(crate) fn pending(&self) -> Option<&Step> {
        self.steps.last().filter(|step| matches!(step, Step::Add { .. } | Step::Undo { .. }))
    }

    /// Names the files that the pending step is about.
    pub(crate) fn pending_files(&self) -> Vec<String> {
        match self.pending() {
            Some(Step::Add { pieces, .. }) => pieces.iter().map(|piece| piece.file.clone()).collect(),
            Some(Step::Undo { removals, .. }) => {
                removals.iter().map(|removal| removal.piece.file.clone()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Returns what a file is meant to hold while a step is pending: an addition does not count yet, and a removal counts already.
    /// Nothing where the file is so.
    pub(crate) fn settled(&self, file: &str, bytes: &[u8]) -> Option<Vec<u8>> {
        match self.pending()? {
            Step::Add { pieces, .. } => pieces.iter().find(|piece| piece.file == file)?.cut_off(bytes),
            Step::Undo { removals, .. } => {
                removals.iter().find(|removal| removal.piece.file == file)?.without(bytes)
            }
            _ => None,
        }
    }

    /// Returns the line that ends the pending step.
    pub(crate) fn settlement(&self) -> Option<Step> {
        match *self.pending()? {
            Step::Add { id, .. } => Some(Step::Dropped { id }),
            Step::Undo { id, .. } => Some(Step::Done { id }),
            _ => None,
        }
    }

    /// Returns the number of the next step.
    pub(crate) fn next_id(&self) -> u64 {
        1 + self.steps.iter().map(Step::id).max().unwrap_or(0)
    }

    /// Returns the last addition that was made and not taken back.
    pub(crate) fn last_addition(&self) -> Option<(u64, &[Piece])> {
        let is_done = |id: u64| self.steps.contains(&Step::Done { id });
        let undone = |of: u64| {
            self.steps
                .iter()
                .any(|step| matches!(step, Step::Undo { id, of: it, .. } if *it == of && is_done(*id)))
        };
        self.steps.iter().rev().find_map(|step| match step {
            Step::Add { id, pieces } if is_done(*id) && !undone(*id) => Some((*id, pieces.as_slice())),
            _ => None,
        })
    }

    /// Notes a step.
    pub(crate) fn push(&mut self, step: Step) {
        self.steps.push(step);
    }
}

impl Step {
    fn id(&self) -> u64 {
        match self {
            Self::Add { id, .. } | Self::Undo { id, .. } | Self::Done { id } | Self::Dropped { id } => *id,
        }
    }

    /// Writes the step to the end of the journal, and waits until it is on the disk. A line that was never finished is cut off first.
    pub(crate) fn write(&self, mut file: &std::fs::File) -> Result<(), std::io::Error> {
        let mut text = Vec::new();
        file.seek(SeekFrom::Start(0))?;
        file.read_to_end(&mut text)?;
        let whole = text.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        if whole < text.len() {
            file.set_len(whole as u64)?;
        }
        file.seek(SeekFrom::End(0))?;
        let line = serde_json::to_string(self)? + "\n";
        file.write_all(line.as_bytes())?;
        file.sync_all()
    }
}

/// Says that the journal cannot be read.
pub(crate) fn damaged(folder: &Path, error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    let path = folder.join(FILE);
    let text = format!(
        "{} cannot be read, so nothing is logged: move it away, and look whether the last rows of visits.csv are whole",
        path.display()
    );
    Error::new(ErrorKind::Input, text).because(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(at: usize) -> Piece {
        Piece { file: "visits.csv".into(), at, header: String::new(), rows: "P1,seen\n".into() }
    }

    fn begun(at: usize) -> Journal {
        Journal { steps: vec![Step::Add { id: 1, pieces: vec![piece(at)] }] }
    }

    #[test]
    fn any_part_of_an_unfinished_row_is_cut_off_and_nothing_else() {
        let before = b"id,outcome\nP0,seen\n";
        for length in 1..=8 {
            let torn = [&before[..], &b"P1,seen\n"[..length]].concat();
            assert_eq!(begun(19).settled("visits.csv", &torn).as_deref(), Some(&before[..]), "{length}");
        }
        for whole in
            [&before[..], b"id,outcome\nP0,seen\nP9,seen\n", b"id,outcome\nP0,seen\nP1,seen\nP2,seen\n", b""]
        {
            assert_eq!(begun(19).settled("visits.csv", whole), None);
        }
        assert_eq!(begun(19).settled("must_visits.csv", before), None);
    }

    #[test]
    fn a_finished_row_counts() {
        let mut journal = begun(0);
        journal.push(Step::Done { id: 1 });
        assert_eq!((journal.settled("visits.csv", b"P1,seen\n"), journal.next_id()), (None, 2));
        assert_eq!(journal.last_addition(), Some((1, &[piece(0)][..])));
        let removal = piece(0).removal(b"P0,seen\nP1,seen\nP2,seen\n").unwrap();
        journal.push(Step::Undo { id: 2, of: 1, removals: vec![removal] });
        assert_eq!(
            journal.settled("visits.csv", b"P0,seen\nP1,seen\nP2,seen\n").as_deref(),
            Some(&b"P0,seen\nP2,seen\n"[..])
        );
        assert_eq!(journal.settled("visits.csv", b"P0,seen\nP2,seen\n"), None);
        journal.push(Step::Done { id: 2 });
        assert_eq!(journal.last_addition(), None);
    }

    #[test]
    fn a_line_without_an_end_does_not_count() {
        let line = serde_json::to_string(&Step::Done { id: 7 }).unwrap();
        assert_eq!(Journal::parse(&line).unwrap(), Journal::default());
        assert_eq!(Journal::parse(&format!("{line}\n{line}")).unwrap().steps.len(), 1);
        assert!(Journal::parse("half\n").is_err());
    }
}
