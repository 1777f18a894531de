//! What Khu knows and decides. Per capability: *tables* (rows and finders), *rules* (pure), *records* (the only writers).

pub mod value;
