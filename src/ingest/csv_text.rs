//! The rows of a CSV file, numbered as a spreadsheet shows them.

use csv::{ReaderBuilder, StringRecordsIntoIter};

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

    /// Lists the rows. Blank lines are rows that a spreadsheet counts, and line breaks in a field are not.
    pub(crate) fn rows(&self) -> impl Iterator<Item = NumberedRow> + '_ {
        let text = &self.text[self.start..];
        let reader = ReaderBuilder::new()
            .delimiter(self.delimiter)
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        CountedRows { text: text.as_bytes(), rows: reader.into_records(), row: 0 }
    }
}

/// Reads a first line of the form `sep=;`: the separator, and where the next line starts.
fn stated(text: &str) -> Option<(u8, usize)> {
    let line = text.lines().next()?;
    let bare = line.trim().trim_matches('"');
    let separator = bare.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).map(|_| &bare[4..])?;
    let [delimiter] = separator.as_bytes() else { return None };
    let end = text.find('\n').map_or(text.len(), |end| end + 1);
    (delimiter.is_ascii() && *delimiter != b'"').then_some((*delimiter, end))
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

/// Counts rows up to each record.
struct CountedRows<'a> {
    text: &'a [u8],
    rows: StringRecordsIntoIter<&'a [u8]>,
    row: u64,
}

impl Iterator for CountedRows<'_> {
    type Item = NumberedRow;

    fn next(&mut self) -> Option<NumberedRow> {
        let before = self.rows.reader().position().byte();
        let record = self.rows.next()?;
        self.row += 1 + self.blank_lines(usize::try_from(before).unwrap_or(usize::MAX));
        Some((self.row, record.map_err(|error| RowFault::Csv(error.to_string()))))
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
    use csv::StringRecord;

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
    fn the_first_line_may_state_the_separator() {
        assert_eq!(numbers("sep=;\na;b,c\n"), [(1, "a|b,c".to_owned())]);
        assert_eq!(numbers("\"sep=|\"\r\na|b\r\n"), [(1, "a|b".to_owned())]);
        assert_eq!(numbers("sep=\n1,2\n").len(), 2);
    }
}
