//! The timed duties of Khu: reminders, notices, mail.

pub mod notice;
pub mod post;
