//! How cells look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::export::wording::workbook::{DATE, TIME};

/// The looks of cells: ink on white, so that they print.
pub(crate) struct Formats {
    pub(crate) title: Format,
    pub(crate) note: Format,
    pub(crate) heading: Format,
    pub(crate) day: Format,
    pub(crate) day_date: Format,
    pub(crate) text: Format,
    pub(crate) line: Format,
    pub(crate) count: Format,
    pub(crate) change: Format,
    pub(crate) share: Format,
    pub(crate) tenths: Format,
    pub(crate) thousandths: Format,
    pub(crate) date: Format,
    pub(crate) time: Format,
    pub(crate) link: Format,
}

impl Formats {
    pub(crate) fn new() -> Self {
        let plain = || Format::new().set_align(FormatAlign::Top);
        let left = |code: &str| plain().set_num_format(code).set_align(FormatAlign::Left);
        // Away from the text beside them.
        let number = |code: &str| left(code).set_align(FormatAlign::Right).set_indent(1);
        let shaded = Color::RGB(0x00E4_EAF2);
        let day = plain().set_bold().set_background_color(shaded).set_border_top(FormatBorder::Thin);
        Self {
            title: plain().set_bold().set_font_size(14),
            note: plain().set_font_color(Color::RGB(0x0050_5050)),
            heading: plain().set_bold().set_text_wrap().set_border_bottom(FormatBorder::Thin),
            day_date: day.clone().set_num_format(DATE).set_align(FormatAlign::Left),
            day,
            text: plain().set_text_wrap(),
            line: plain().set_align(FormatAlign::Left).set_indent(1),
            count: number("0"),
            change: number("+0;-0;0"),
            share: number("0%"),
            tenths: number("0.0"),
            thousandths: number("0.000"),
            date: left(DATE),
            time: left(TIME),
            link: plain().set_hyperlink(),
        }
    }
}
