//! Inquiries: what somebody asks about before there is anything to sign, and what was said to them (S1, P1, P3).
//!
//! *Tables*: [`inquiry`], [`consultation`]. *Rules*: [`state`], [`entering`], [`consent`]. *Records*: submitting,
//! consulting, assigning, linking to a customer, losing, and the alarm about those that nobody answered.

pub mod consent;
pub mod consultation;
pub mod entering;
#[expect(clippy::module_inception, reason = "the table is named as the capability")]
pub mod inquiry;
pub mod record;
pub mod record_alarm;
pub mod record_consultation;
pub mod record_handling;
pub mod record_submission;
pub mod state;
