//! One page that holds the whole plan: no network, no installation, works from a USB stick.
//!
//! | file | what it is |
//! |---|---|
//! | page.jinja | the skeleton, with figures and tables that are there without scripts |
//! | page.css | the looks: light and dark, screen and paper |
//! | tools.js | makes elements, counts things; all pages share it, as they do map.js |
//! | map.js | draws a day's route as SVG |
//! | day.js, paper.js | rows of a day on the screen, and sheets of paper |
//! | page.js | shows the chosen day, searches practices, prints |
//! | view.rs | what the page is filled with |
//! | day.rs, matters.rs | a day with its visits and events, and what to know of a practice |
//! | figures.rs, place.rs, time.rs, calls.rs | totals, places, the time of liaisons and calls |
//! | month.rs, change.rs | the month at a glance, and what changed against the plan before |
//! | document.rs | fills in what every page has |
//! | basemap.rs | reads the caller's outlines and towns |
//!
//! The page says by a content security policy that it loads nothing and runs no script but its own, by their hashes; text
//! from the book that slipped through all escaping would still not run.

pub(crate) mod calls;
pub(crate) mod change;
pub(crate) mod day;
pub(crate) mod figures;
pub(crate) mod matters;
pub(crate) mod month;
pub(crate) mod page;
pub(crate) mod place;
pub(crate) mod time;
pub(crate) mod view;
