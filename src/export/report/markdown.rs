//! The report as Markdown, for wikis, chats and mails.

use crate::export::report::compose::compose;
use crate::export::report::content::{ReportBlock, ReportCell, ReportRow, ReportTable, Tile};
use crate::export::report::extras::ReportExtras;
use crate::export::wording::text::{and_more, printable};
use crate::model::book::Book;
use crate::report::compile::WeekReport;

/// Writes the report as Markdown with tables (GitHub Flavored Markdown). Charts are left out; their tables are there. Long lists
/// show their beginning.
#[must_use]
pub fn report_markdown(book: &Book, report: &WeekReport, extras: &ReportExtras) -> String {
    let content = compose(book, report, extras);
    let mut parts = vec![format!("# {}", plain(&content.title)), plain(&content.period)];
    parts.extend(content.notes.iter().map(|note| format!("> {}", plain(note))));
    parts.push(content.tiles.iter().map(tile).collect::<Vec<_>>().join("\n"));
    for section in &content.sections {
        parts.push(format!("## {}", plain(section.heading)));
        parts.extend(section.blocks.iter().flat_map(|it| block(it, section.heading)));
    }
    parts.join("\n\n") + "\n"
}

fn tile(it: &Tile) -> String {
    format!("- **{}: {}** ({})", plain(&it.label), plain(&it.value), plain(&it.detail))
}

/// Lists the paragraphs of a block below a heading.
fn block(block: &ReportBlock, heading: &str) -> Vec<String> {
    match block {
        ReportBlock::Text(text) => vec![plain(text)],
        ReportBlock::List(lines) => {
            let line = |line: &String| format!("- {}", plain(line));
            vec![lines.iter().map(line).collect::<Vec<_>>().join("\n")]
        }
        ReportBlock::Table(table) => self::table(table, heading),
        ReportBlock::Chart(chart) => chart.table.as_ref().map_or_else(Vec::new, |it| table(it, heading)),
    }
}

/// Lists the paragraphs of a table: its name where the heading says another one, its rows, and how many are left out.
fn table(table: &ReportTable, heading: &str) -> Vec<String> {
    let (rows, hidden) = table.shown();
    let is_number = |at: usize| rows.iter().any(|row| row.cells.get(at).is_some_and(ReportCell::is_number));
    let rule = (0..table.columns.len()).map(|at| if is_number(at) { "---:" } else { "---" }.to_owned());
    let mut lines = vec![line(table.columns.iter().map(|column| plain(column))), line(rule)];
    lines.extend(rows.iter().map(row));
    let name = (table.name != heading).then(|| format!("**{}**", plain(table.name)));
    let mut parts: Vec<String> = name.into_iter().chain([lines.join("\n")]).collect();
    parts.extend((hidden > 0).then(|| plain(&and_more(hidden))));
    parts
}

fn row(row: &ReportRow) -> String {
    let bold = |text: String| if row.is_sum && !text.is_empty() { format!("**{text}**") } else { text };
    line(row.cells.iter().map(|cell| bold(plain(&cell.to_words()))))
}

fn line(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}

/// Writes a text so that it is no markup.
fn plain(text: &str) -> String {
    let mut out = String::new();
    for letter in printable(text).chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '~') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}
