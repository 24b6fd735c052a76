//! The calls to make, as the page lists them.

use serde::Serialize;

use crate::export::lookup::Lookup;
use crate::export::wording::calls;
use crate::plan::call::Call;

/// A line of the list of calls.
#[derive(Serialize)]
pub(crate) struct CallView {
    by: String,
    practice: String,
    phone: Option<String>,
    liaison: String,
    visit: String,
    others: Option<String>,
}

impl CallView {
    pub(crate) fn new(lookup: &Lookup, call: &Call) -> Self {
        Self {
            by: call.call_by.to_words(),
            practice: lookup.practice_name(&call.practice).to_owned(),
            phone: lookup.practice(&call.practice).and_then(|practice| practice.phone.clone()),
            liaison: lookup.liaison_name(&call.liaison).to_owned(),
            visit: calls::visit(call),
            others: calls::others(call),
        }
    }
}
