//! The report as Markdown, for wikis, chats and mails.

use crate::export::report::compose::compose;
use crate::export::report::content::{ReportBlock, ReportContent, ReportRow, ReportTable, Tile};
use crate::export::report::extras::ReportExtras;
use crate::export::wording::text::{and_more, printable};
use crate::model::book::Book;
use crate::report::compile::WeekReport;

/// Writes the report as Markdown with tables (GitHub Flavored Markdown). Charts are left out; their tables are there. Long lists
/// show their beginning.
#[must_use]
pub fn report_markdown(book: &Book, report: &WeekReport, extras: &ReportExtras) -> String {
    let content = compose(book, report, extras);
    let mut out = format!("# {}\n\n{}\n", plain(&content.title), plain(&content.period));
    for note in &content.notes {
        out += &format!("\n> {}\n", plain(note));
    }
    out += &tiles(&content);
    for section in &content.sections {
        out += &format!("\n## {}\n", plain(section.heading));
        section.blocks.iter().for_each(|it| out += &block(it));
    }
    out
}

fn tiles(content: &ReportContent) -> String {
    let line =
        |it: &Tile| format!("- **{}: {}** ({})\n", plain(&it.label), plain(&it.value), plain(&it.detail));
    format!("\n{}", content.tiles.iter().map(line).collect::<String>())
}

fn block(block: &ReportBlock) -> String {
    match block {
        ReportBlock::Text(text) => format!("\n{}\n", plain(text)),
        ReportBlock::List(lines) => {
            format!("\n{}", lines.iter().map(|line| format!("- {}\n", plain(line))).collect::<String>())
        }
        ReportBlock::Table(table) => self::table(table),
        ReportBlock::Chart(chart) => chart.table.as_ref().map_or_else(String::new, table),
    }
}

fn table(table: &ReportTable) -> String {
    let (rows, hidden) = table.shown();
    let head: Vec<String> = table.columns.iter().map(|column| plain(column)).collect();
    let is_number = |at: usize| rows.iter().any(|row| row.cells.get(at).is_some_and(|it| it.is_number()));
    let rule = (0..head.len()).map(|at| if is_number(at) { "---:" } else { "---" });
    let mut out = format!("\n**{}**\n\n", plain(table.name));
    out += &line(head.iter().map(String::as_str));
    out += &line(rule);
    rows.iter().for_each(|it| out += &row(it));
    if hidden > 0 {
        out += &format!("\n{}\n", plain(&and_more(hidden)));
    }
    out
}

fn row(row: &ReportRow) -> String {
    let bold = |text: String| if row.is_sum && !text.is_empty() { format!("**{text}**") } else { text };
    let cells: Vec<String> = row.cells.iter().map(|cell| bold(plain(&cell.to_words()))).collect();
    line(cells.iter().map(String::as_str))
}

fn line<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
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
