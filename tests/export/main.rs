//! What people and programs get to see of a plan.

mod calendar;
mod fixture;
mod page;
mod programs;
mod snapshots;
mod synthetic;
