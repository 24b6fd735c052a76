//! The rows of a CSV file, numbered as a spreadsheet shows them.

use csv::{ReaderBuilder, StringRecord, StringRecordsIntoIter};

use crate::ingest::numbered_row::NumberedRow;
use crate::model::finding::RowFault;

/// A CSV file: fields parted by commas, semicolons, tabs or bars.
#[derive(Debug)]
pub(crate) struct CsvText {
    text: String,
    /// Where the rows begin: after a first line such as `sep=;`.
    start: usize,
    delimiter: u8,
}

impl CsvText {
    /// Takes the text of a file and finds out what parts its fields: the first line may say so (`sep=;`), else the line with
    /// most separators among the first shows it.
    pub(crate) fn new(text: String) -> Self {
        if let Some((delimiter, start)) = stated(&text) {
            return Self { text, start, delimiter };
        }
        let delimiter = shown(&text);
        Self { text, start: 0, delimiter }
    }

    /// Returns what parts the fields.
    pub(crate) fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// Returns how lines end, as the first one does; `None` for a text of one line.
    pub(crate) fn line_end(&self) -> Option<&'static str> {
        let at = self.text.find(['\r', '\n'])?;
        let ends = ["\r\n", "\n", "\r"].into_iter();
        ends.clone().find(|end| self.text.get(at..).is_some_and(|rest| rest.starts_with(end)))
    }

    /// Tells whether a row may follow at once: the text is empty, or its last line has an end.
    pub(crate) fn is_ended(&self) -> bool {
        self.text.is_empty() || self.text.ends_with(['\r', '\n'])
    }

    /// Returns the same table with further text after its end.
    pub(crate) fn with(&self, further: &str) -> Self {
        Self { text: format!("{}{further}", self.text), start: self.start, delimiter: self.delimiter }
    }

    /// Lists the rows. Blank lines are rows that a spreadsheet counts, and line breaks in a field are not.
    pub(crate) fn rows(&self) -> impl Iterator<Item = NumberedRow> + '_ {
        let text = &self.text[self.start..];
        let reader = ReaderBuilder::new()
            .delimiter(self.delimiter)
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        CountedRows { text: text.as_bytes(), rows: reader.into_records(), row: 0, delimiter: self.delimiter }
    }
}

/// Reads a first line of the form `sep=;`: the separator, and where the next line starts.
fn stated(text: &str) -> Option<(u8, usize)> {
    let (line, rest) = text.split_at(text.find(['\r', '\n']).unwrap_or(text.len()));
    let bare = line.trim_matches([' ', '"']);
    let separator = bare.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).map(|_| &bare[4..])?;
    let [delimiter] = separator.as_bytes() else { return None };
    let end = if rest.starts_with("\r\n") { 2 } else { rest.len().min(1) };
    (delimiter.is_ascii() && *delimiter != b'"').then_some((*delimiter, line.len() + end))
}

/// Finds the separator that one of the first lines has most of; a comma in doubt.
fn shown(text: &str) -> u8 {
    const LINES: usize = 10;
    let most = |delimiter: u8| {
        let count = |line: &str| line.bytes().filter(|&byte| byte == delimiter).count();
        text.lines().take(LINES).map(count).max().unwrap_or(0)
    };
    let first = text.trim_start().lines().next().unwrap_or_default();
    let in_first = |delimiter: u8| first.bytes().filter(|&byte| byte == delimiter).count();
    // `max_by_key` keeps the last of equals, so the comma stands last.
    let all = [b'|', b'\t', b';', b','];
    all.into_iter().max_by_key(|&delimiter| (in_first(delimiter), most(delimiter))).unwrap_or(b',')
}

/// Refuses a row that runs over several lines because a quote is never closed or closed in the middle of a field, and one of more fields
/// than a spreadsheet has columns.
fn sound(record: StringRecord, raw: &[u8], delimiter: u8) -> Result<StringRecord, RowFault> {
    const MOST_FIELDS: usize = 16_384;
    if record.len() > MOST_FIELDS {
        return Err(RowFault::TooManyFields { fields: record.len(), header: MOST_FIELDS });
    }
    let lines = raw.trim_ascii().split(|byte| *byte == b'\n').count();
    if lines > 1 && raw.contains(&b'"') && !quotes_are_sound(raw.trim_ascii_end(), delimiter) {
        return Err(RowFault::UnsoundQuotes { lines });
    }
    Ok(record)
}

/// Tells whether every quote that opens a field is closed before a separator or at the end of a line.
fn quotes_are_sound(raw: &[u8], delimiter: u8) -> bool {
    let (mut inside, mut at) = (false, 0);
    let mut starts = true;
    while let Some(&byte) = raw.get(at) {
        let next = raw.get(at + 1).copied();
        if inside && byte == b'"' {
            match next {
                Some(b'"') => at += 1,
                Some(b'\r' | b'\n') | None => inside = false,
                Some(other) if other == delimiter => inside = false,
                Some(_) => return false,
            }
        } else if !inside {
            inside = starts && byte == b'"';
            starts = byte == delimiter || byte == b'\n' || byte == b'\r';
        }
        at += 1;
    }
    !inside
}

/// Counts rows up to each record.
struct CountedRows<'a> {
    text: &'a [u8],
    rows: StringRecordsIntoIter<&'a [u8]>,
    row: u64,
    delimiter: u8,
}

impl Iterator for CountedRows<'_> {
    type Item = NumberedRow;

    fn next(&mut self) -> Option<NumberedRow> {
        let before = usize::try_from(self.rows.reader().position().byte()).unwrap_or(usize::MAX);
        let record = self.rows.next()?;
        self.row += 1 + self.blank_lines(before);
        let after = usize::try_from(self.rows.reader().position().byte()).unwrap_or(usize::MAX);
        let raw = self.text.get(before..after.min(self.text.len())).unwrap_or_default();
        Some((
            self.row,
            record
                .map_err(|error| RowFault::Csv(error.to_string()))
                .and_then(|it| sound(it, raw, self.delimiter)),
        ))
    }
}

impl CountedRows<'_> {
    /// Counts the blank lines from a place on, which the reader skips. The place may lie between the two characters that end
    /// the line before.
    fn blank_lines(&self, place: usize) -> u64 {
        let rest = self.text.get(place..).unwrap_or_default();
        let inside = place > 0 && self.text.get(place - 1) == Some(&b'\r') && rest.first() == Some(&b'\n');
        let mut rest = if inside { &rest[1..] } else { rest };
        let mut blank = 0;
        loop {
            rest = match rest {
                [b'\r', b'\n', rest @ ..] | [b'\n' | b'\r', rest @ ..] => rest,
                _ => return blank,
            };
            blank += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<(u64, String)> {
        let rows = CsvText::new(text.to_owned());
        let shown =
            |row: Result<StringRecord, RowFault>| row.map(|row| row.iter().collect::<Vec<_>>().join("|"));
        rows.rows().map(|(number, row)| (number, shown(row).unwrap_or_default())).collect()
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_shows_them() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "1,\"x", "y\"", "", "", "2,z", "3,z", ""].join(end);
            let found: Vec<u64> = numbers(&text).into_iter().map(|(number, _)| number).collect();
            assert_eq!(found, [1, 2, 5, 6], "{end:?}");
        }
        assert_eq!(numbers("\n\na,b\n1,2\n").first().map(|row| row.0), Some(3));
    }

    #[test]
    fn a_quote_that_is_not_closed_is_seen() {
        for (text, sound) in [
            ("a,b\n1,\"x\ny\"\n2,z\n", true),
            ("a,b\n1,\"x \"\"y\"\"\n, z\"\n", true),
            ("a,b\n1,\"x\n2,y\n3,z\n", false),
            ("a,b\n1,\"x\n2,\"y\n3,z\n", false),
            ("a,b\n1,5\" pipe\n2,y\n", true),
        ] {
            assert_eq!(CsvText::new(text.to_owned()).rows().all(|(_, row)| row.is_ok()), sound, "{text}");
        }
    }

    #[test]
    fn the_first_line_may_state_the_separator() {
        assert_eq!(numbers("sep=;\na;b,c\n"), [(1, "a|b,c".to_owned())]);
        assert_eq!(numbers("\"sep=|\"\r\na|b\r\n"), [(1, "a|b".to_owned())]);
        assert_eq!(numbers("sep=;\ra;b\r1;2\r"), [(1, "a|b".to_owned()), (2, "1|2".to_owned())]);
        assert_eq!(numbers("sep=\t\na\tb\n"), [(1, "a|b".to_owned())]);
        assert_eq!(numbers("sep=\n1,2\n").len(), 2);
    }
}
