//! The rooms of `src`, read from its `use` lines: who may reach whom, and where sentences may stand.

mod circles;
mod reading;
mod rooms;
mod sentences;
