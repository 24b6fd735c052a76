//! One page that holds the whole plan: no network, no installation, works from a USB stick.
//!
//! | file | what it is |
//! |---|---|
//! | page.jinja | the skeleton, with figures and tables that are there without scripts |
//! | page.css | the looks: light and dark, screen and paper |
//! | tools.js | makes elements, counts things; all pages share it, as they do map.js |
//! | map.js | draws a day's route as SVG |
//! | page.js | shows the chosen day, searches practices, prints |
//! | view.rs | what the page is filled with |
//! | month.rs, change.rs | the month at a glance, and what changed against the plan before |
//! | document.rs | fills in what every page has |
//! | basemap.rs | reads the caller's outlines and towns |
//!
//! The page says by a content security policy that it loads nothing and runs no script but its own, by their hashes; text
//! from the book that slipped through all escaping would still not run.

pub(crate) mod calls;
pub(crate) mod change;
pub(crate) mod month;
pub(crate) mod page;
pub(crate) mod time;
pub(crate) mod view;
