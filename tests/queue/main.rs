//! The queue's engine: real workers on both engines, and what goes wrong around them.

mod failing;
mod once;
mod outage;
mod proxy;
mod scheduling;
mod stopping;
mod support;
mod waking;
