//! A week's report for people and programs.
//!
//! | file | what it is |
//! |---|---|
//! | `content` | what a report is made of: tiles, sections, texts, tables, charts |
//! | `extras` | what a report shows beside its figures, and names for identifiers |
//! | `compose` | the whole report in the order in which it is read |
//! | `summary`, `visit_sections`, `practice_sections`, `referral_section`, `referrer_section`, `coming_sections` | its parts |
//! | `text`, `markdown`, `html`, `xlsx`, `json` | one format each |
//! | `drawings`, `chart`, `chart_bars`, `chart_weeks` | drawings as SVG |
//! | `page.jinja`, `page.css` | the page: one that needs no script, for a screen, a phone, a mail and paper |
//!
//! All formats show the same content, so they cannot tell different figures.

pub(crate) mod chart;
pub(crate) mod chart_bars;
pub(crate) mod chart_weeks;
pub(crate) mod coming_sections;
pub(crate) mod compose;
pub(crate) mod content;
pub(crate) mod drawings;
pub(crate) mod extras;
#[cfg(feature = "html")]
pub(crate) mod html;
pub(crate) mod json;
pub(crate) mod markdown;
pub(crate) mod practice_sections;
pub(crate) mod referral_section;
pub(crate) mod referrer_section;
pub(crate) mod summary;
pub(crate) mod text;
pub(crate) mod visit_sections;
#[cfg(feature = "xlsx")]
pub(crate) mod xlsx;
