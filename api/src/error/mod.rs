//! What a client is told when something is refused: a stable code, a plain sentence in the viewer's language, and what the code needs to be acted on.
//!
//! [`ApiError`] is the only error a resolver returns. What a record refused becomes one by itself; input is read with
//! [`entity::refusal::Mistakes`], so that every wrong field is told at once.

mod api_error;
mod leaving;
mod nullable;

pub use api_error::ApiError;
pub(crate) use api_error::new_id;
pub use nullable::{Nullable, nullable};
