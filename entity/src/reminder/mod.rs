//! Reminders: clocks on what is due, overdue or about to end (design 5).
//!
//! *Rules*: [`ladder`], [`staging`]. *Tables*: [`Model`] (a clock) and [`policy`] (a ladder that somebody set), with
//! their finders. *Records*: [`record`] arms, moves and stops; [`advance`] is the sweep's, which mails a stage or puts it
//! before staff; [`record_pause`] and
//! [`record_ladder`] are people's. *Questions*: [`mod@why`], [`mod@forecast`].

pub mod advance;
mod before_staff;
pub mod forecast;
mod kind;
pub mod ladder;
pub mod policy;
pub mod record;
pub mod record_ladder;
pub mod record_pause;
pub(crate) mod situation;
pub mod staging;
mod table;
pub mod why;

pub use kind::ReminderKind;
pub use table::{
    ActiveModel, Column, Entity, Filter, Model, count, due, find, find_all, is_any_between, next_moment, next_of,
    of_contracts, of_subject, page, running, visible_to,
};
