//! What Khu knows and decides. Per capability: *tables* (rows and finders), *rules* (pure), *records* (the only writers).

pub mod calendar;
pub mod clock;
pub mod value;
