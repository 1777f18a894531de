//! One way to open either database, one way to read it, one way to write it.

mod open;
pub mod window;
mod write;

pub use open::{Database, OpenRefused, Opening};
pub use write::Write;
