//! Records: the queue's only writers.

mod enqueue;
mod moment;

pub use enqueue::{Enqueue, enqueue};
