//! A table as text: a header and rows of fields, whatever format it came in.

use csv::StringRecord;

use crate::model::finding::RowFault;
use crate::model::issue::Table;

/// The text of one table.
#[derive(Debug)]
pub(crate) struct Sheet {
    table: Table,
    label: String,
    header: Vec<String>,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Csv { text: String, delimiter: u8 },
    Parsed(Vec<Result<StringRecord, RowFault>>),
}

impl Sheet {
    /// Takes a CSV file. The fields may be parted by commas, semicolons or tabs: the header shows which.
    pub(crate) fn from_csv(table: Table, text: String) -> Self {
        let delimiter = delimiter_of(&text);
        let header = reader(&text, delimiter).headers().map(fields).unwrap_or_default();
        Self { table, label: format!("{table}.csv"), header, content: Content::Csv { text, delimiter } }
    }

    /// Takes rows that were parsed already, in the order of `header`; an `Err` says why a row is none.
    pub(crate) fn from_rows(
        table: Table,
        header: Vec<String>,
        rows: Vec<Result<StringRecord, RowFault>>,
    ) -> Self {
        Self { table, label: ["the table", table.name()].join(" "), header, content: Content::Parsed(rows) }
    }

    /// Returns which table it is.
    pub(crate) fn table(&self) -> Table {
        self.table
    }

    /// Returns what people know the table by.
    pub(crate) fn label(&self) -> &str {
        &self.label
    }

    /// Returns the names of the columns.
    pub(crate) fn header(&self) -> &[String] {
        &self.header
    }

    /// Writes the header for people to read, cut where it gets too long for that.
    pub(crate) fn header_list(&self) -> String {
        let list = self.header.join(", ");
        let cut: String = list.chars().take(400).collect();
        if cut.len() < list.len() { cut + "..." } else { list }
    }

    /// Lists the rows with their line in the file, or their position counted from 1.
    pub(crate) fn records(&self) -> Box<dyn Iterator<Item = (u64, Result<StringRecord, RowFault>)> + '_> {
        match &self.content {
            Content::Csv { text, delimiter } => {
                let mut lines = Lines { text: text.as_bytes(), seen: 0, line: 1 };
                Box::new(reader(text, *delimiter).into_records().map(move |record| {
                    lines.move_to(record.as_ref().ok().and_then(StringRecord::position));
                    (lines.line, record.map_err(|error| RowFault::Csv(error.to_string())))
                }))
            }
            Content::Parsed(rows) => Box::new((1..).zip(rows.iter().cloned())),
        }
    }

    /// Tells whether there are no rows.
    pub(crate) fn is_empty(&self) -> bool {
        self.records().next().is_none()
    }
}

/// Counts lines up to the start of a record. The CSV reader's own count stands before the blank lines that it skips, and
/// between the two characters of a line's end where there are two.
struct Lines<'a> {
    text: &'a [u8],
    seen: usize,
    line: u64,
}

impl Lines<'_> {
    /// Moves on to the record that the reader found after `position`.
    fn move_to(&mut self, position: Option<&csv::Position>) {
        let found = position.and_then(|position| usize::try_from(position.byte()).ok());
        let after = found.unwrap_or(self.seen).clamp(self.seen, self.text.len());
        // `after` lies within the text and not before what was seen.
        let ends = self.text[after..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let start = after + ends.count();
        self.line += self.text[self.seen..start].iter().map(|&byte| u64::from(byte == b'\n')).sum::<u64>();
        self.seen = start;
    }
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes())
}

/// Finds the separator that the first line has most of; a comma in doubt.
fn delimiter_of(text: &str) -> u8 {
    let first = text.trim_start().lines().next().unwrap_or_default();
    let count = |delimiter: u8| first.bytes().filter(|&byte| byte == delimiter).count();
    // `max_by_key` keeps the last of equals, so the comma stands last.
    [b'\t', b';', b','].into_iter().max_by_key(|&delimiter| count(delimiter)).unwrap_or(b',')
}

fn fields(record: &StringRecord) -> Vec<String> {
    record.iter().map(|field| field.trim().to_owned()).collect()
}
