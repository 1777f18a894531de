//! The life of a contract (design 4): the commands that touch several capabilities at once. Each gathers the facts,
//! asks a pure rule, and has the records write, in one transaction under the contract's lock.
//!
//! *Rules*: [`registering`], `conditions`. *Records*: one file per command, each in the shape of `moving`.

mod accept_quote;
mod accept_work;
mod accepting;
mod cancel_contract;
mod close_contract;
pub(crate) mod conditions;
mod drafting;
mod draw_up_contract;
mod events;
mod finish_work;
mod liquidate_contract;
mod lose_inquiry;
mod moving;
mod papers;
mod register_contract;
pub mod registering;
mod reject_work;
mod reminders;
mod request_payment;
mod send_quote;
mod sign_contract;
mod silence;
mod start_work;
mod suspend_contract;
mod terminate_contract;
mod warranty_end;
mod work_steps;

pub use accept_quote::{QuoteAcceptance, accept_quote};
pub use accept_work::{Acceptance, accept_work};
pub use cancel_contract::cancel_contract;
pub use close_contract::close_contract;
pub use draw_up_contract::{DrawingUp, draw_up_contract};
pub use events::{WorkEvent, record_work_event};
pub use finish_work::finish_work;
pub use liquidate_contract::liquidate_contract;
pub(crate) use liquidate_contract::received;
pub use lose_inquiry::lose_inquiry;
pub use moving::Step;
pub use register_contract::register_contract;
pub use reject_work::{Rejection, reject_work};
pub use request_payment::request_payment;
pub use send_quote::send_quote;
pub use sign_contract::{Signing, sign_contract};
pub use silence::{Silence, silence_ran_out};
pub use start_work::start_work;
pub use suspend_contract::{resume_contract, suspend_contract};
pub use terminate_contract::{Termination, terminate_contract};
pub use warranty_end::{next_warranty_end, warranties_ended, warranty_ended};
pub use work_steps::{complete_work_item, confirm_work_plan, enter_authority_step};
