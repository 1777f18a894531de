//! Work: what is done under a contract, by whom, after what and until when (P2, C3, S4).
//!
//! A plan is proposed by the provider and confirmed by the customer, version by version; its items belong to the provider,
//! the customer or an authority. The dates both agreed on are stored; where they have moved to, because work waited for
//! the customer or an authority or the contract rested, is computed from what is known.
//!
//! *Tables*: [`work_plan`], [`work_item`], [`work_item_after`], [`work_waiting`], [`authority_step`]. *Rules*:
//! [`plan_state`], [`item_state`], [`filing`], [`ordering`], [`dating`], [`pressing`], [`progress`], [`entering`], and `milestone`, what has been reached that instalments hang on.
//! *Finders*: [`outlook`] of the days, `agenda` of what is to be done now. *Records*: [`record_plan`] proposes,
//! [`record_answer`] answers, [`record_item`] begins and completes, [`record_waiting`] stops the provider's clocks,
//! [`record_authority`] notes what an authority was asked and said, `record_supplement` puts
//! before staff what it asked for, `record_reminder` sets the clocks.

pub(crate) mod agenda;
pub mod authority_step;
pub mod dating;
pub mod entering;
pub mod filing;
pub mod item_state;
pub(crate) mod milestone;
mod naming;
pub mod ordering;
pub mod outlook;
pub mod plan_state;
pub mod pressing;
pub mod progress;
mod record;
pub mod record_answer;
pub mod record_authority;
pub mod record_item;
pub mod record_plan;
pub(crate) mod record_reminder;
pub(crate) mod record_supplement;
pub mod record_waiting;
pub mod work_item;
pub mod work_item_after;
pub mod work_plan;
pub mod work_waiting;
