//! What the program says and exits with where it could not go on.

use std::error::Error;

use rounds::ErrorKind;

/// It could not go on.
const FAILED: u8 = 1;
/// The command line is wrong; clap exits with the same.
const WRONG_ARGUMENTS: u8 = 2;

/// It was stopped before it had a result; shells say the same of a program that Ctrl-C ends.
const STOPPED: u8 = 130;

/// Some arguments are known to be wrong only once the book is read, such as a liaison whom it does not know.
pub(crate) fn code(error: &(dyn Error + 'static)) -> u8 {
    match error.downcast_ref().map(rounds::Error::kind) {
        Some(ErrorKind::Setting) => WRONG_ARGUMENTS,
        Some(ErrorKind::Cancelled) => STOPPED,
        _ => FAILED,
    }
}

/// An error with its causes.
pub(crate) fn chain(error: &dyn Error) -> String {
    let causes = std::iter::successors(error.source(), |&cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}
