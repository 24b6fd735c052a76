//! How rests by lot are written in the file that holds them.

use crate::error::Error;
use crate::ingest::rows;
use crate::ingest::table_form::TableForm;
use crate::model::rest::Rest;

impl TableForm {
    /// Writes the fields of a rest by lot, in the order of the columns.
    ///
    /// # Errors
    /// [`ErrorKind::Setting`](crate::ErrorKind::Setting) where the file lacks a column for what the rest says.
    pub fn rest(&self, rest: &Rest) -> Result<Vec<String>, Error> {
        let (from, until) = (self.date("from", rest.from), self.date("until", rest.until));
        let practice = rest.practice.as_str();
        let said = [("practice_id", practice), ("from", &from), ("until", &until), ("trial", &rest.trial)];
        self.if_read(self.fields(&said)?, rows::rest, rest)
    }
}
