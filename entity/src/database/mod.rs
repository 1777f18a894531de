//! One way to open either database, one way to read it, one way to write it.

mod named;
mod open;
pub mod window;
mod write;

pub use named::insert_named;
pub use open::{Database, OpenRefused, Opening};
pub use write::Write;
