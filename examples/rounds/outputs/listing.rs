//! The list of the files that the program wrote into a folder: these alone it replaces or removes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

/// The list's name.
pub(crate) const FILE: &str = "written-by-rounds.txt";

/// Its first line.
const TITLE: &str =
    "rounds wrote these files and replaces them when it runs again, as long as they are unchanged.";

/// What the program wrote into a folder, by name.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Listing(BTreeMap<String, Written>);

/// How a file was written.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Written {
    /// By which command.
    command: String,
    /// What its content amounts to.
    digest: String,
}

impl Listing {
    /// Reads the list of a folder; an empty one where there is none.
    pub(crate) fn read(folder: &Path) -> Self {
        let text = fs::read_to_string(folder.join(FILE)).unwrap_or_default();
        let entry = |line: &str| {
            let mut words = line.splitn(3, ' ');
            let (digest, command, name) = (words.next()?, words.next()?, words.next()?);
            let written = Written { command: command.to_owned(), digest: digest.to_owned() };
            Some((name.to_owned(), written))
        };
        let known = text.strip_prefix(TITLE).unwrap_or_default();
        Self(known.lines().filter_map(entry).collect())
    }

    /// Notes that a command wrote a file.
    pub(crate) fn add(&mut self, name: &str, command: &str, content: &[u8]) {
        let written = Written { command: command.to_owned(), digest: digest(content) };
        self.0.insert(name.to_owned(), written);
    }

    /// Takes out, and returns, the files that a command wrote before and that are not among `kept`.
    pub(crate) fn take_stale(&mut self, command: &str, kept: impl Fn(&str) -> bool) -> Vec<String> {
        let is_stale = |name: &str, it: &Written| it.command == command && !kept(name);
        let stale = self.0.iter().filter(|(name, it)| is_stale(name, it));
        let stale: Vec<String> = stale.map(|(name, _)| name.clone()).collect();
        self.0.retain(|name, _| !stale.contains(name));
        stale
    }

    /// Tells whether a file of the folder is as the program wrote it: a plain file with the same content.
    pub(crate) fn wrote(&self, folder: &Path, name: &str) -> bool {
        let Some(written) = self.0.get(name) else { return false };
        let path = folder.join(name);
        fs::symlink_metadata(&path).is_ok_and(|it| it.is_file())
            && fs::read(&path).is_ok_and(|content| digest(&content) == written.digest)
    }

    /// Tells whether the list names a file.
    pub(crate) fn names(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Writes the list as a text.
    pub(crate) fn to_text(&self) -> String {
        let line = |(name, it): (&String, &Written)| format!("{} {} {name}\n", it.digest, it.command);
        let lines: Vec<String> = self.0.iter().map(line).collect();
        format!("{TITLE}\n{}", lines.concat())
    }
}

/// Returns what a content amounts to, in 16 digits.
fn digest(content: &[u8]) -> String {
    hex(&Sha256::digest(content), 8)
}

/// Writes the first bytes in hexadecimal digits.
pub(crate) fn hex(bytes: &[u8], count: usize) -> String {
    bytes.iter().take(count).fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}
