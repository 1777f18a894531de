//! The queue's engine: real workers on both engines, and what goes wrong around them.

mod failing;
mod killed;
mod once;
mod outage;
mod process;
mod proxy;
mod scheduling;
mod starting;
mod stopping;
mod support;
mod waking;
