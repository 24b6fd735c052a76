//! Plans of tiny books against the best of all their plans, and against what visits are worth by definition.
//!
//! | file | what it holds |
//! |---|---|
//! | comparison.rs | the tests |
//! | books.rs | draws the books |
//! | slots.rs | takes offers, and proves the plans |
//! | optimum.rs | tries all plans |
//! | definition.rs | works out anew what visits are worth |

mod books;
mod comparison;
mod definition;
mod optimum;
mod slots;
