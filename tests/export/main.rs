//! What people and programs get to see of a plan.

mod calendar;
mod command_line;
mod fixture;
mod page;
mod programs;
mod scores;
mod snapshots;
mod synthetic;
