//! Stories: people act through HTTP, days pass on the clock, mailboxes are read. Each is lived on both engines.

mod coming_in;
mod paying;
mod refusals;
mod together;
mod warranty;
