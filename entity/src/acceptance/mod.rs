//! Acceptance: what the customer says to the report that the work is done, round by round (S5, S6).
//!
//! Each time the work is reported done there is a round with a report of its own; it is accepted in full, accepted in part
//! with what remains to be done, rejected with the reasons, or accepted by silence where the contract says so.
//!
//! *Tables*: [`acceptance_round`], [`remaining_item`], [`silence_term`]. *Rules*: [`round_state`], [`answering`], [`scope`],
//! [`silence`]. *Finder*: [`warned`], whether the customer was warned of silence. *Records*: [`record`] asks and answers,
//! [`record_item`] does what remains.

pub mod acceptance_round;
pub mod answering;
pub mod record;
pub mod record_item;
pub mod remaining_item;
pub mod round_state;
pub mod scope;
pub mod silence;
pub mod silence_term;
pub mod warned;
