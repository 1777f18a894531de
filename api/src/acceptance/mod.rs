//! Acceptance: rounds, what remains of them, and the answers of the customer (S5, S6).

pub mod accept_work;
mod answer;
pub mod complete_remaining_item;
pub mod page;
pub mod reject_work;
pub mod remaining_item;
pub mod round;
pub mod state;
