//! Documents: the papers the system writes, rendered once and frozen (design 3, 4).
//!
//! *Rules*: [`Kind`], [`state`]. *Table*: [`Model`] with its finders. *Finder*: [`facts`], what a document says, looked up
//! when it is rendered. *Records*: asking for one and asking again ([`record_request`]), what became of its rendering
//! ([`record_rendering`]), reading it ([`record_reading`]).

pub mod facts;
mod kind;
pub mod record_reading;
pub mod record_rendering;
pub mod record_request;
pub mod state;
mod table;

pub use kind::Kind;
pub use table::{
    ActiveModel, Column, Entity, Model, Printed, awaited, find, of_contracts, of_subject, of_subjects, printed,
    visible_to,
};
