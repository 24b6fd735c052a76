//! `rounds trial`: what visits bring, by lot.

mod designing;
pub(crate) mod documents;
mod reading;

use crate::Outcome;
use crate::arguments::BookArguments;
use crate::trial_arguments::{TrialArguments, TrialCommand};

pub(crate) fn run(book: &BookArguments, arguments: &TrialArguments) -> Outcome {
    match &arguments.what {
        TrialCommand::Design(design) => designing::run(book, design),
        TrialCommand::Read(read) => reading::run(book, read),
    }
}
