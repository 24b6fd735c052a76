//! A sheet on its way: a row after the other, with widths that fit and a setup for paper.

use rust_xlsxwriter::{DataValidation, Format, IgnoreError, Url, Worksheet, XlsxError};

use crate::export::plan::xlsx::cell::{Cell, LONGEST_LINK, MOST_LINKS, cut, fitting, serial, utf16_length};
use crate::export::plan::xlsx::formats::Formats;
use crate::export::units::Units;
use crate::export::wording::{people, workbook};
use crate::model::time::Date;

/// The sheet of US paper that the workbook is set up for: letter.
const LETTER: u8 = 1;
/// Room for the arrow of a filter and the edges of a cell, in letters.
const EDGES: usize = 3;
/// Most letters of a name at the head of a page: the format ends at 255, and `&` counts twice.
const LONGEST_HEAD: usize = 80;
/// Points of a line, and the most lines that the format lets a row have.
const LINE: f64 = 15.0;
const MOST_LINES: usize = 27;
/// Narrowest column, in letters.
const NARROWEST: usize = 6;

/// A column: its heading, and how many letters wide it may be; longer texts run over several lines.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SheetColumn<'a>(pub(crate) &'a str, pub(crate) usize);

/// A sheet that is being filled.
pub(crate) struct WorkbookSheet<'f> {
    sheet: Worksheet,
    formats: &'f Formats,
    /// How many letters wide each column may be.
    most: Vec<usize>,
    /// How many letters wide each column has to be.
    widths: Vec<usize>,
    /// How many letters wide a row's texts are, by column; they tell how high the row has to be.
    texts: Vec<(u32, Vec<(usize, usize)>)>,
    headings: u32,
    /// The column of outcomes.
    outcome: Option<u16>,
    row: u32,
    links: usize,
}

impl<'f> WorkbookSheet<'f> {
    /// Starts a sheet with a name that the format takes.
    pub(crate) fn new(name: &str, formats: &'f Formats) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        Ok(Self {
            sheet,
            formats,
            most: Vec::new(),
            widths: Vec::new(),
            texts: Vec::new(),
            headings: 0,
            outcome: None,
            row: 0,
            links: 0,
        })
    }

    /// Writes a line in large letters.
    pub(crate) fn title(&mut self, text: &str) -> Result<(), XlsxError> {
        self.line(0, text, &self.formats.title)
    }

    /// Writes a line over as many columns as it needs.
    pub(crate) fn note(&mut self, text: &str) -> Result<(), XlsxError> {
        self.line(0, text, &self.formats.note)
    }

    /// Writes a line that begins in the third column.
    pub(crate) fn remark(&mut self, text: &str) -> Result<(), XlsxError> {
        self.line(2, text, &self.formats.note)
    }

    fn line(&mut self, at: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, at, fitting(text), format)?;
        self.row += 1;
        Ok(())
    }

    /// Writes the headings. They stay in view, and stand on every page of paper together with all above them.
    pub(crate) fn headings(&mut self, columns: &[SheetColumn], units: Units) -> Result<(), XlsxError> {
        for (at, SheetColumn(heading, most)) in (0..).zip(columns) {
            let heading = heading.replace(workbook::UNITS, &units.to_string());
            self.sheet.write_string_with_format(self.row, at, &heading, &self.formats.heading)?;
            // A heading may run over several lines.
            self.widths.push(heading.split(' ').map(str::len).max().unwrap_or(0) + EDGES);
            self.most.push(*most);
        }
        let widths =
            columns.iter().enumerate().map(|(at, SheetColumn(heading, _))| (at, heading.len() + EDGES));
        self.texts.push((self.row, widths.collect()));
        self.sheet.set_freeze_panes(self.row + 1, 0)?;
        self.sheet.set_repeat_rows(0, self.row)?;
        self.headings = self.row;
        self.outcome = (0..).zip(columns).find(|(_, column)| column.0 == workbook::OUTCOME).map(|(at, _)| at);
        self.row += 1;
        Ok(())
    }

    /// Writes a row of cells.
    pub(crate) fn row<'a>(&mut self, cells: impl IntoIterator<Item = Cell<'a>>) -> Result<(), XlsxError> {
        let mut texts = Vec::new();
        for (at, cell) in cells.into_iter().enumerate() {
            if matches!(cell, Cell::Text(_)) && cell.width() > NARROWEST {
                texts.push((at, cell.width()));
            }
            if let Some(width) = self.widths.get_mut(at) {
                *width = (*width).max(cell.width() + EDGES - 1);
            }
            self.cell(u16::try_from(at).unwrap_or(u16::MAX), cell)?;
        }
        self.texts.push((self.row, texts));
        self.row += 1;
        Ok(())
    }

    /// Writes the heading of a day: its date, and a line over as many columns as it needs.
    pub(crate) fn day(&mut self, date: Date, line: &str) -> Result<(), XlsxError> {
        for at in (0..).take(self.most.len()) {
            self.sheet.write_blank(self.row, at, &self.formats.day)?;
        }
        if let Some(width) = self.widths.first_mut() {
            // The date is bold, and so a little wider.
            *width = (*width).max(Cell::Date(date).width() + EDGES);
        }
        match serial(date) {
            Some(days) => self.sheet.write_number_with_format(self.row, 0, days, &self.formats.day_date)?,
            None => self.sheet.write_string_with_format(self.row, 0, date.to_string(), &self.formats.day)?,
        };
        self.sheet.write_string_with_format(self.row, 1, fitting(line), &self.formats.day)?;
        self.row += 1;
        Ok(())
    }

    fn cell(&mut self, at: u16, cell: Cell) -> Result<(), XlsxError> {
        let (row, formats) = (self.row, self.formats);
        match cell {
            Cell::Empty => return Ok(()),
            Cell::Text(text) => return self.text(at, &text, &formats.text),
            Cell::Line(text) => return self.text(at, &text, &formats.line),
            Cell::Link(link, shown) => return self.link(at, &link, &shown),
            Cell::Count(number) => {
                self.sheet.write_number_with_format(row, at, number as f64, &formats.count)?
            }
            Cell::Change(number) => {
                self.sheet.write_number_with_format(row, at, number as f64, &formats.change)?
            }
            Cell::Share(number) => {
                self.sheet.write_number_with_format(row, at, number + 0.0, &formats.share)?
            }
            Cell::Tenths(number) => {
                self.sheet.write_number_with_format(row, at, number + 0.0, &formats.tenths)?
            }
            Cell::Thousandths(number) => {
                self.sheet.write_number_with_format(row, at, number + 0.0, &formats.thousandths)?
            }
            Cell::Time(time) => {
                let share = f64::from(time.minutes()) / 1440.0;
                self.sheet.write_number_with_format(row, at, share, &formats.time)?
            }
            Cell::Date(date) => match serial(date) {
                Some(days) => self.sheet.write_number_with_format(row, at, days, &formats.date)?,
                None => return self.text(at, &date.to_string(), &formats.text),
            },
        };
        Ok(())
    }

    fn text(&mut self, at: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, at, fitting(text), format)?;
        Ok(())
    }

    /// Writes a link, or nothing where the format holds no more or no such long ones.
    fn link(&mut self, at: u16, link: &str, shown: &str) -> Result<(), XlsxError> {
        if self.links == MOST_LINKS || utf16_length(link) > LONGEST_LINK {
            return Ok(());
        }
        self.links += 1;
        let link = Url::new(link).set_text(fitting(shown));
        self.sheet.write_url_with_format(self.row, at, link, &self.formats.link)?;
        Ok(())
    }

    /// Lets readers filter the rows under the headings. Identifiers made of digits are meant to be text.
    pub(crate) fn filtered(&mut self) -> Result<(), XlsxError> {
        let last = u16::try_from(self.most.len()).unwrap_or(u16::MAX).saturating_sub(1);
        let end = self.row.max(self.headings + 1) - 1;
        self.sheet.autofilter(self.headings, 0, end, last)?;
        self.sheet.ignore_error_range(0, 0, end, last, IgnoreError::NumberStoredAsText)?;
        Ok(())
    }

    /// Offers the words for outcomes in the rows under the headings, and takes no others.
    pub(crate) fn offer_outcomes(&mut self) -> Result<(), XlsxError> {
        if self.row <= self.headings + 1 {
            return Ok(());
        }
        let outcomes = DataValidation::new()
            .allow_list_strings(&people::OUTCOMES)?
            .set_error_message(workbook::NOT_AN_OUTCOME)?;
        let Some(at) = self.outcome else { return Ok(()) };
        self.sheet.add_data_validation(self.headings + 1, at, self.row - 1, at, &outcomes)?;
        Ok(())
    }

    /// Hides the column under a heading.
    pub(crate) fn hide(&mut self, columns: &[SheetColumn], heading: &str) -> Result<(), XlsxError> {
        let at = (0..).zip(columns).find(|(_, column)| column.0 == heading);
        at.map_or(Ok(()), |(at, _)| self.sheet.set_column_hidden(at).map(drop))
    }

    /// Hides the last columns.
    pub(crate) fn hide_last(&mut self, count: usize) -> Result<(), XlsxError> {
        let last = self.most.len();
        (last.saturating_sub(count)..last)
            .try_for_each(|at| self.sheet.set_column_hidden(u16::try_from(at).unwrap_or(u16::MAX)).map(drop))
    }

    /// Finishes the sheet: widths of columns, and what paper wants, with this at the head of each page.
    pub(crate) fn finished(self, head: &str) -> Result<Worksheet, XlsxError> {
        self.finished_as(head, workbook::TITLE)
    }

    /// Finishes the sheet as [`finished`](Self::finished) does, of a document with this title.
    pub(crate) fn finished_as(mut self, head: &str, title: &str) -> Result<Worksheet, XlsxError> {
        for (at, (width, most)) in (0..).zip(self.widths.iter().zip(&self.most)) {
            self.sheet.set_column_width(at, (*width).clamp(NARROWEST, *most) as f64)?;
        }
        self.set_heights()?;
        let head = cut(&fitting(head), LONGEST_HEAD).replace('&', "&&");
        self.sheet.set_paper_size(LETTER).set_landscape().set_print_fit_to_pages(1, 0);
        self.sheet.set_margins(0.4, 0.4, 0.7, 0.6, 0.3, 0.3);
        let title = cut(&fitting(title), LONGEST_HEAD).replace('&', "&&");
        self.sheet.set_header(format!("&L{head}&R{title}"));
        self.sheet.set_footer(format!("&R{}", workbook::PAGE));
        Ok(self.sheet)
    }

    /// Makes rows as high as their texts need, since not every program does so itself.
    fn set_heights(&mut self) -> Result<(), XlsxError> {
        for (row, texts) in &self.texts {
            let lines = |(at, width): &(usize, usize)| {
                let room =
                    self.widths.get(*at).zip(self.most.get(*at)).map_or(1, |(width, most)| *width.min(most));
                // Letters are narrower than digits, by which columns are measured. A line ends at a blank, and so has room left.
                width.div_ceil(room * 9 / 8)
            };
            let lines = texts.iter().map(lines).max().unwrap_or(1).min(MOST_LINES);
            if lines > 1 {
                self.sheet.set_row_height(*row, LINE * lines as f64)?;
            }
        }
        Ok(())
    }
}
