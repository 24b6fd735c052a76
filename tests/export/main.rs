//! What people and programs get to see of a plan.

mod calendar;
mod calls;
mod command_line;
mod command_settings;
mod findings;
mod fixture;
mod matters;
mod page;
mod programs;
mod scores;
mod snapshots;
mod synthetic;
mod time;
mod units;
mod workbook;
