//! Settings of a book: `rounds.toml` in its folder, which says what the command line would say each time.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::CommandFactory;
use rounds::{Error, ErrorKind};

use super::arguments::{self, Arguments};

/// The file's name.
pub(crate) const FILE: &str = "rounds.toml";

/// Tables of the file that say how the book is written.
pub(crate) const OF_BOOKS: [&str; 3] = ["columns", "words", "dates"];

/// Commands that take the settings of a plan.
const PLANS: [&str; 2] = ["plan", "capacity"];

/// The command that proves a plan, and the settings of a book that count for it: all others stand in the plan.
const PROOF: &str = "verify";
const OF_PROOFS: [&str; 8] =
    ["accept-unread", "buffer", "dates", "home", "lead-days", "map", "threads", "travel"];

/// The command that finds times to offer beside a plan, and the settings of a book that count for it.
const OFFER: &str = "slots";
const OF_OFFERS: [&str; 6] = ["accept-unread", "dates", "home", "map", "threads", "travel"];

/// Settings of which only one holds.
const EITHER: [&str; 2] = ["floor", "fill-days"];

/// Its one table.
const TABLE: &str = "settings";

/// Puts the settings of the book before the options that were typed, so that those win.
///
/// # Errors
/// [`ErrorKind::Setting`] where the file is no TOML, or names a setting or a table that there is not.
pub(crate) fn with_settings(typed: Vec<OsString>) -> Result<Vec<OsString>, Error> {
    let at = command_at(&typed);
    let command = at.and_then(|at| typed.get(at));
    let some = command.and_then(counting);
    let is_plan = some.is_some() || command.is_none_or(|word| PLANS.iter().any(|name| word == name));
    let path = path_of(&folder(&typed));
    if !is_plan || !path.is_file() {
        return Ok(typed);
    }
    let unread =
        |error| Error::new(ErrorKind::Setting, format!("cannot read {}", path.display())).because(error);
    let text = std::fs::read_to_string(&path).map_err(|error: std::io::Error| unread(error))?;
    let counts = |name: &str| some.is_none_or(|some| some.contains(&name));
    let options = options(&text, &path, &typed, counts)?;
    let until = at.map_or(1, |at| at + 1).min(typed.len());
    let (before, after) = typed.split_at(until);
    Ok(before.iter().cloned().chain(options).chain(after.iter().cloned()).collect())
}

/// Returns where the settings of a book stand: in its folder, or beside a database under its name, as `book.toml` beside `book.sqlite`.
pub(crate) fn path_of(book: &Path) -> PathBuf {
    if is_database(book) { book.with_extension("toml") } else { book.join(FILE) }
}

/// Tells a database by the ending of its name.
pub(crate) fn is_database(book: &Path) -> bool {
    let ending = book.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    !book.is_dir() && ["sqlite", "sqlite3", "db"].contains(&ending.as_str())
}

/// Lists the settings that count for a command which takes only some of them.
fn counting(command: &OsString) -> Option<&'static [&'static str]> {
    match command.to_str()? {
        PROOF => Some(&OF_PROOFS),
        OFFER => Some(&OF_OFFERS),
        _ => None,
    }
}

/// Finds the command among the words typed: the first word that names one and is not the value of an option.
fn command_at(typed: &[OsString]) -> Option<usize> {
    let command = Arguments::command();
    let is_command = |at: &usize| command.get_subcommands().any(|it| typed[*at] == it.get_name());
    let is_value = |at: &usize| at.checked_sub(1).is_some_and(|before| takes_value(&command, &typed[before]));
    (1..typed.len()).find(|at| is_command(at) && !is_value(at))
}

/// Tells whether a word is an option, of any command, that the next word is the value of.
fn takes_value(command: &clap::Command, word: &OsString) -> bool {
    let all = || std::iter::once(command).chain(command.get_subcommands());
    let Some(name) = word.to_str().and_then(|word| word.strip_prefix("--")) else { return false };
    all()
        .flat_map(clap::Command::get_arguments)
        .any(|argument| argument.get_long() == Some(name) && argument.get_action().takes_values())
}

/// Finds the folder of the book.
fn folder(typed: &[OsString]) -> PathBuf {
    let words = typed.iter().map(|word| word.to_string_lossy());
    let mut words = words.skip_while(|word| word != "--book" && !word.starts_with("--book="));
    match words.next() {
        Some(word) if word.starts_with("--book=") => PathBuf::from(&word["--book=".len()..]),
        Some(_) => words.next().map_or_else(PathBuf::new, |path| PathBuf::from(path.as_ref())),
        None => arguments::sample("sample"),
    }
}

/// Turns the table `[settings]` into options.
fn options(
    text: &str,
    path: &Path,
    typed: &[OsString],
    counts: impl Fn(&str) -> bool,
) -> Result<Vec<OsString>, Error> {
    let refused = |text: String| Error::new(ErrorKind::Setting, format!("{}: {text}", path.display()));
    let file: toml::Table = text.parse().map_err(|error| refused(fault(text, &error)))?;
    let is_table = |name: &str| name == TABLE || OF_BOOKS.contains(&name);
    if let Some(other) = file.keys().find(|name| !is_table(name)) {
        let tables = OF_BOOKS.join("], [");
        return Err(refused(format!(
            "{other} stands outside of the tables that there are: [{TABLE}], [{tables}]"
        )));
    }
    let settings = match file.get(TABLE) {
        None => return Ok(Vec::new()),
        Some(toml::Value::Table(settings)) => settings,
        Some(_) => return Err(refused("`settings` must be a table: [settings]".into())),
    };
    let known = known();
    let mut options = Vec::new();
    for (name, value) in settings {
        if !known.contains(name) {
            return Err(refused(format!("there is no setting {name}; there are {}", known.join(", "))));
        }
        if counts(name) && (!EITHER.contains(&name.as_str()) || !typed.iter().any(is_either)) {
            options.extend(option(name, value));
        }
    }
    Ok(options)
}

/// Says what is wrong with the text, and in which line.
fn fault(text: &str, error: &toml::de::Error) -> String {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    format!("line {}: {}", before.matches('\n').count() + 1, error.message())
}

/// Lists the options of a plan that a file may set.
fn known() -> Vec<String> {
    let command = Arguments::command();
    let names = command.get_arguments().filter_map(|argument| argument.get_long());
    names.filter(|name| !["book", "help", "version"].contains(name)).map(str::to_owned).collect()
}

fn is_either(word: &OsString) -> bool {
    let word = word.to_string_lossy();
    EITHER
        .iter()
        .any(|name| word.strip_prefix("--").is_some_and(|typed| typed.split('=').next() == Some(name)))
}

/// Writes one setting as it would be typed.
fn option(name: &str, value: &toml::Value) -> Option<OsString> {
    let text = match value {
        toml::Value::Boolean(false) => return None,
        toml::Value::Boolean(true) => return Some(format!("--{name}").into()),
        toml::Value::String(text) => text.clone(),
        value => value.to_string(),
    };
    Some(format!("--{name}={text}").into())
}
