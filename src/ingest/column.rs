//! One column of a table, and what it holds.

/// One column of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    /// Its name in the header and in a JSON document.
    pub name: &'static str,
    /// A row cannot be used without it.
    pub needed: bool,
    /// What it holds.
    pub kind: Kind,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Text as it is, or text of a form that leaves no doubt.
    Text,
    /// Days, and perhaps weeks or months.
    Date,
    /// Numbers, degrees among them.
    Number,
    /// One of a few words.
    Word,
}

/// Makes a column of text that a row cannot do without.
pub(crate) const fn needed(name: &'static str) -> Column {
    Column { name, needed: true, kind: Kind::Text }
}

/// Makes a column of text that may be empty.
pub(crate) const fn text(name: &'static str) -> Column {
    Column { name, needed: false, kind: Kind::Text }
}

impl Column {
    /// Returns the same column, of another kind.
    pub(crate) const fn of(self, kind: Kind) -> Self {
        Self { name: self.name, needed: self.needed, kind }
    }
}
