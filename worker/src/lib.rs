//! The timed duties of Khu: reminders, notices, mail.
