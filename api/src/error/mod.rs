//! What a client is told when something is refused: a stable code, a plain sentence in the viewer's language, and what the code needs to be acted on.
//!
//! * [`ApiError`] is the only error a resolver returns.
//! * [`Mistakes`] gathers every wrong field of an input, so that all are told at once.
//! * [`Words`] is a sentence in both languages; the viewer's is picked when the answer leaves.

mod api_error;
mod leaving;
mod mistakes;
mod words;

pub(crate) use api_error::new_id;
pub use api_error::{ApiError, Condition};
pub use mistakes::{Flaw, Gathered, Mistake, Mistakes};
pub use words::Words;
