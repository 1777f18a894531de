//! Stories: people act through HTTP, days pass on the clock, mailboxes are read. Each is lived on both engines.

mod accepting;
mod acting;
mod alone;
mod asking;
mod bouncing;
mod coming_in;
mod days_off;
mod demo;
mod documents;
mod every_command;
mod in_doubt;
mod life;
mod month_ends;
mod offering;
mod out_of_range;
mod paying;
mod refusals;
mod steering;
mod strange_text;
mod support;
mod together;
mod warranty;
mod working;
