//! Tasks: what stands before a person of the provider because the system must not decide it alone (design 5).
//!
//! *Table*: [`Model`] with its finders. *Record*: [`record`] raises, with an alarm to whom it concerns, and resolves.

pub mod record;
mod table;

pub(crate) use table::of_subjects;
pub use table::{ActiveModel, Column, Entity, Filter, Kind, Model, count, find, open_with_key, page, visible_to};
