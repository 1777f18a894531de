//! `cargo demo`: the whole system on embedded SQLite with a told story in it.
//!
//! The first start makes an installation (a sandbox) and begins the story sixty days ago; api and worker run from the
//! first moment, and the worker lives through the days. A later start finds all of it as it was left. A telling that was
//! cut off is told anew.

mod acting;
mod asking;
mod cast;
mod house;
mod offering;
mod plot;
mod shelf;
mod telling;
mod working;

pub use house::{DemoRefused, Told, run};
