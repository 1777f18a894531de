//! What everybody has to do next, and why (design 1): computed from what is known, never stored.
//!
//! *Rules*, each pure, with its table of cases: `selling` before there is a contract, then a file per part of a contract's
//! life; `doer` tells who may do what, `urgency` what comes first. [`of_dossier`] asks all of them about one contract: a
//! further step is a further file and a line there. *Finder*: [`of_viewer`], over everything that somebody may see.

mod accepting;
mod action;
mod awaiting;
mod caring;
mod command;
mod doer;
mod ending;
mod finding;
mod papers;
mod paying;
mod planning;
mod rule;
mod selling;
mod signing;
mod urgency;
mod working;

pub use action::{Action, Due, NextAction};
pub use command::Command;
pub use doer::Doer;
pub use finding::{MOST_CONTRACTS, MOST_INQUIRIES, of_viewer};
pub use rule::of_dossier;
