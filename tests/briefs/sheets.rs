//! Small books, and what a liaison takes to one visit.
