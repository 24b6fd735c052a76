//! What words of somebody else's system mean in ours.

use std::collections::BTreeMap;

use crate::error::{Error, ErrorKind};
use crate::ingest::cell::normal;
use crate::ingest::column::Kind;
use crate::ingest::columns;
use crate::ingest::schema;
use crate::model::issue::Table;

/// Meanings of words in the columns that hold one of a few: `outcome`, `tier`, `access`, `locked`, and those of topics and events.
///
/// ```
/// use rounds::ingest::Words;
/// let words = Words::default().with("visits.outcome", "Spoke w/ MD", "seen")?;
/// assert!(Words::default().with("visits.date", "today", "seen").is_err());
/// # Ok::<(), rounds::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words(BTreeMap<(Table, &'static str), BTreeMap<String, String>>);

impl Words {
    /// Returns the same words, and one more: in `table.column`, `word` means `meaning`. An empty meaning says nothing.
    ///
    /// # Errors
    /// [`ErrorKind::Setting`] where there is no such column, or it does not hold words.
    pub fn with(mut self, column: &str, word: &str, meaning: &str) -> Result<Self, Error> {
        let (table, column) = columns::in_table(column)?;
        let holds_words = schema::columns(table).iter().any(|it| it.name == column && it.kind == Kind::Word);
        if !holds_words {
            return Err(Error::new(
                ErrorKind::Setting,
                format!("{table}.{column} does not hold one of a few words, so words have no meaning there"),
            ));
        }
        let meanings = self.0.entry((table, column)).or_default();
        meanings.insert(normal(word).collect(), meaning.trim().to_owned());
        Ok(self)
    }

    /// Returns the meaning of a word in a column, if somebody stated it.
    pub(crate) fn meaning(&self, table: Table, column: &'static str, word: &str) -> Option<&str> {
        let meanings = self.0.get(&(table, column))?;
        meanings.get(&normal(word).collect::<String>()).map(String::as_str)
    }
}
