//! The timed duties of Khu: reminders, notices, mail.

pub mod desk;
pub mod duty;
pub mod notice;
pub mod post;
pub mod queue;
