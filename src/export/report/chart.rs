//! Drawings as SVG: a frame with title and description, axes, texts and a legend. Colours stand in the elements, and the page's style
//! may change them by their classes.

use std::fmt::Write;

use crate::export::wording::text::printable;

/// Width of every drawing, in its own units. It is shown at about 0.8 to 1.3 of that size.
pub(crate) const WIDTH: f64 = 480.0;
/// Size of letters, and how wide one is in the mean.
pub(crate) const LETTER: f64 = 12.0;
const LETTER_WIDTH: f64 = 6.4;
/// Height of a line of the legend.
const LEGEND_LINE: f64 = 18.0;
/// Most steps of an axis.
const MOST_STEPS: f64 = 5.0;

/// Colours of letters, rules, ink and ranges.
const SOFT: &str = "#556070";
const LINE: &str = "#d8dde4";
const INK: &str = "#17202b";
const ACCENT: &str = "#0a5c9e";

/// Colours of the parts of a drawing, with their classes.
pub(crate) const PARTS: [(&str, &str); 6] = [
    ("part-0", "#0a5c9e"),
    ("part-1", "#a84300"),
    ("part-2", "#7a8794"),
    ("part-3", "#c9a400"),
    ("part-4", "#c3ccd5"),
    ("part-5", "#9db9d2"),
];

/// What stands before a name in a legend.
#[derive(Debug, Clone, Copy)]
pub(crate) enum LegendMark {
    /// A part by its number in [`PARTS`].
    Part(usize),
    /// A range with its middle.
    Range,
}

/// A drawing on its way.
pub(crate) struct SvgDrawing {
    body: String,
    height: f64,
}

impl SvgDrawing {
    /// Starts an empty drawing.
    pub(crate) fn new() -> Self {
        Self { body: String::new(), height: 0.0 }
    }

    /// Draws a bar with a class of [`PARTS`] and a text that a pointer shows.
    pub(crate) fn bar(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), part: usize) {
        let (class, colour) = PARTS[part % PARTS.len()];
        let [x, top, width, height] = [x, y, width.max(0.0), height.max(0.0)].map(short);
        let place = [("x", &*x), ("y", &*top), ("width", &*width), ("height", &*height)];
        self.element("rect", &[("class", class), ("fill", colour)], &place);
        self.reach(y);
    }

    /// Draws a range of values, with its middle.
    pub(crate) fn range(&mut self, x: f64, width: f64, [high, middle, low]: [f64; 3]) {
        let [x, width, top, centre, height] = [x, width, high, middle, (low - high).max(1.0)].map(short);
        let place = [("x", &*x), ("y", &*top), ("width", &*width), ("height", &*height)];
        let look = [("class", "range"), ("fill", ACCENT), ("fill-opacity", "0.18"), ("stroke", ACCENT)];
        self.element("rect", &look, &place);
        let path = format!("M{x} {centre}h{width}");
        self.path(("mean", INK), "2", &path);
    }

    /// Draws a line through points; it has a gap where one is missing.
    pub(crate) fn line(&mut self, points: &[Option<(f64, f64)>], part: usize) {
        let (class, colour) = PARTS[part % PARTS.len()];
        let mut path = String::new();
        let mut pen = 'M';
        for point in points {
            if let Some((x, y)) = point {
                let _ = write!(path, "{pen}{} {}", short(*x), short(*y));
            }
            pen = if point.is_some() { 'L' } else { 'M' };
        }
        self.path((class, colour), "1.6", &path);
    }

    /// Writes a text that begins at a place, or ends there, or has its middle there.
    pub(crate) fn text(&mut self, (x, y): (f64, f64), anchor: &str, text: &str) {
        let (x, y, size) = (short(x), short(y), short(LETTER));
        let place = [("x", &*x), ("y", &*y), ("text-anchor", anchor)];
        let start = tag("text", &[("font-size", &*size), ("fill", SOFT)], &place);
        let _ = write!(self.body, "<{start}>{}</text>", escaped(text));
    }

    /// Draws a thin line across.
    pub(crate) fn rule(&mut self, (from, until): (f64, f64), y: f64) {
        let path = format!("M{} {}H{}", short(from), short(y), short(until));
        self.path(("rule", LINE), "1", &path);
    }

    fn path(&mut self, (class, colour): (&str, &str), width: &str, path: &str) {
        let look = [("class", class), ("fill", "none"), ("stroke", colour), ("stroke-width", width)];
        self.element("path", &look, &[("d", path)]);
    }

    /// Adds an element that holds nothing.
    fn element(&mut self, name: &str, look: &[(&str, &str)], place: &[(&str, &str)]) {
        let _ = write!(self.body, "<{}/>", tag(name, look, place));
    }

    /// Writes the legend from the left, in as many lines as it needs, and returns where it ends.
    pub(crate) fn legend(&mut self, names: &[(&str, LegendMark)]) -> f64 {
        let (mut x, mut y) = (0.0, LETTER);
        for (name, mark) in names {
            let wide = width_of(name) + 30.0;
            if x + wide > WIDTH && x > 0.0 {
                (x, y) = (0.0, y + LEGEND_LINE);
            }
            match mark {
                LegendMark::Part(part) => self.bar((x, y - 9.0), (10.0, 10.0), *part),
                LegendMark::Range => self.range(x, 10.0, [y - 9.0, y - 4.0, y + 1.0]),
            }
            self.text((x + 15.0, y), "start", name);
            x += wide;
        }
        y + LETTER
    }

    /// Draws an axis of values at the left with rules, and returns the height of a value.
    pub(crate) fn axis(
        &mut self,
        most: f64,
        (left, top, bottom): (f64, f64, f64),
    ) -> impl Fn(f64) -> f64 + use<> {
        let step = step_of(most);
        let steps = (most / step).ceil().max(1.0);
        let scale = (bottom - top) / (step * steps);
        let height = move |value: f64| bottom - value * scale;
        let mut at = 0.0;
        while at <= steps {
            let y = height(at * step);
            self.rule((left, WIDTH), y);
            self.text((left - 5.0, y + 4.0), "end", &format!("{}", at * step));
            at += 1.0;
        }
        height
    }

    /// Makes room down to a height.
    pub(crate) fn reach(&mut self, height: f64) {
        self.height = self.height.max(height);
    }

    /// Finishes the drawing, with what it shows for those who do not see it.
    pub(crate) fn finished(self, id: &str, title: &str, description: &str) -> String {
        let id = slug(id);
        let (width, height) = (short(WIDTH), short(self.height));
        let (title_id, text_id) = (format!("{id}-title"), format!("{id}-text"));
        let (view, labels) = (format!("0 0 {width} {height}"), format!("{title_id} {text_id}"));
        let size = [("viewBox", &*view), ("width", &*width), ("height", &*height)];
        let role = [
            ("class", "chart"),
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("role", "img"),
            ("aria-labelledby", &*labels),
            ("font-family", "sans-serif"),
        ];
        let title = format!("<{}>{}</title>", tag("title", &[("id", &*title_id)], &[]), escaped(title));
        let text = format!("<{}>{}</desc>", tag("desc", &[("id", &*text_id)], &[]), escaped(description));
        format!("<{}>{title}{text}{}</svg>", tag("svg", &role, &size), self.body)
    }
}

/// Writes the inside of an element's beginning. No value holds a quote: they are numbers, paths and words of the program's own.
fn tag(name: &str, look: &[(&str, &str)], place: &[(&str, &str)]) -> String {
    let attribute = |(name, value): &(&str, &str)| format!(" {name}=\"{value}\"");
    std::iter::once(name.to_owned()).chain(look.iter().chain(place).map(attribute)).collect()
}

/// Estimates how wide a text is.
pub(crate) fn width_of(text: &str) -> f64 {
    text.chars().count() as f64 * LETTER_WIDTH
}

/// Finds a step of 1, 2 or 5 times a power of ten that parts an axis into few steps; at least 1.
fn step_of(most: f64) -> f64 {
    let mut step = 1.0;
    let mut grows = [2.0, 2.5, 2.0].into_iter().cycle();
    while most / step > MOST_STEPS && step < 1e18 {
        step *= grows.next().unwrap_or(10.0);
    }
    step
}

/// Writes a number with one decimal at most.
fn short(number: f64) -> String {
    let tenths = (number * 10.0).round() / 10.0;
    if tenths.is_finite() { format!("{}", tenths + 0.0) } else { "0".to_owned() }
}

/// Makes a name for an element.
pub(crate) fn slug(text: &str) -> String {
    text.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

/// Writes a text so that it is no markup.
fn escaped(text: &str) -> String {
    printable(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round() {
        let steps = [0.0, 3.0, 5.0, 6.0, 11.0, 26.0, 312.0, 4_000.0].map(|most| step_of(most).to_string());
        assert_eq!(steps, ["1", "1", "1", "2", "5", "10", "100", "1000"]);
        assert!(step_of(f64::INFINITY) >= 1e17);
    }

    #[test]
    fn texts_are_no_markup() {
        let mut drawing = SvgDrawing::new();
        drawing.text((0.0, f64::NAN), "start", "<script>\u{1b}&");
        let svg = drawing.finished("A b", "\"<t>\"", "d");
        assert!(svg.contains("&lt;script&gt; &amp;") && svg.contains("&quot;&lt;t&gt;&quot;"), "{svg}");
        assert!(svg.contains("id=\"a-b-title\"") && !svg.contains("NaN"), "{svg}");
    }
}
