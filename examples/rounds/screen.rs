//! What the program prints. A reader who has seen enough, as in `rounds plan | head`, ends nothing and is no error.

use std::fmt::Arguments;
use std::io::{self, ErrorKind, Write};
use std::sync::OnceLock;

use rounds::Error;

/// Prints a line of the answer, on standard output.
macro_rules! say {
    ($($text:tt)*) => { $crate::screen::answer(format_args!("{}\n", format_args!($($text)*))) };
}

/// Prints a line beside the answer, on standard error.
macro_rules! remark {
    ($($text:tt)*) => { $crate::screen::aside(format_args!("{}\n", format_args!($($text)*))) };
}

/// Why the answer could not be printed, where that is not because nobody reads it.
static FAILED: OnceLock<io::Error> = OnceLock::new();

/// Prints a part of the answer.
pub(crate) fn answer(text: Arguments<'_>) {
    let printed = io::stdout().lock().write_fmt(text);
    if let Err(error) = printed
        && error.kind() != ErrorKind::BrokenPipe
    {
        // Only the first failure is told.
        let _ = FAILED.set(error);
    }
}

/// Prints beside the answer. There is no place to tell that this fails.
pub(crate) fn aside(text: Arguments<'_>) {
    let _ = io::stderr().lock().write_fmt(text);
}

/// Returns what kept the answer from being printed, such as a full disk.
pub(crate) fn failure() -> Option<Error> {
    let flushed = io::stdout().lock().flush().err().filter(|error| error.kind() != ErrorKind::BrokenPipe);
    let error = FAILED.get().map(ToString::to_string).or_else(|| flushed.map(|error| error.to_string()))?;
    Some(Error::new(rounds::ErrorKind::Output, format!("cannot print the answer: {error}")))
}
