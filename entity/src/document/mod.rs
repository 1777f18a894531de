//! Documents: the papers the system writes, rendered once and frozen, and the scans it keeps (design 3, 4).
//!
//! *Rules*: [`Kind`], [`state`]. *Table*: [`Model`] with its finders. *Finder*: [`facts`], what a document says, looked up
//! when it is rendered. *Records*: asking for one and asking again ([`record_request`]), what became of its rendering
//! ([`record_rendering`]), keeping a scan ([`record_keeping`]), reading either ([`record_reading`]).

pub mod facts;
mod kind;
pub mod record_keeping;
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
