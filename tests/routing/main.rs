//! The search engine against exhaustive search, an independent checker and careless callers.

mod checker;
mod exhaustive;
mod minutes;
mod problems;
mod robustness;
