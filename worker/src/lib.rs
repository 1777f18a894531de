//! The timed duties of Khu: reminders, notices, mail.

pub mod desk;
pub mod notice;
pub mod post;
pub mod queue;
