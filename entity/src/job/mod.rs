//! The queue: what the worker is asked to do, and what became of it (design 6).
//!
//! *Tables*: [`run`] (one thing to do), [`attempt`] (one try at it), [`schedule`], [`pause`]. *Rules*: [`JobKind`],
//! [`state`], [`backoff`], [`slot`]. *Records*: [`record`], which enqueue in the transaction of the fact that asks for
//! the work, claim and finish for the worker, and steer for admins.

pub mod attempt;
pub mod backoff;
mod kind;
pub mod overview;
pub mod pause;
pub mod record;
pub mod run;
pub mod schedule;
pub mod slot;
pub mod state;

pub use kind::JobKind;
