//! What Khu knows and decides. Per capability: *tables* (rows and finders), *rules* (pure), *records* (the only writers).

pub mod access;
pub mod audit;
pub mod calendar;
pub mod clock;
pub mod database;
pub mod refusal;
pub mod value;
