//! Mails: what goes out to one address, at most once, and what is known of it (design 5).
//!
//! *Rules*: [`state`], [`backoff`], [`limits`], `outlook`. *Tables*: [`Model`] with its finders, [`bounced`]. *Records*: planning
//! ([`record_plan`]), claiming ([`record_claim`]), settling ([`record_settle`]), and what people do: resending ([`record_resend`]) and
//! noting bounces ([`record_bounce`]).

pub mod backoff;
pub mod bounced;
pub mod limits;
pub(crate) mod outlook;
pub mod record_bounce;
pub mod record_claim;
pub mod record_plan;
pub mod record_resend;
pub mod record_settle;
pub mod state;
mod table;

pub use table::{
    ActiveModel, Column, Entity, Filter, Model, count, due, find, find_all, given_up, is_any_on_its_way,
    next_not_before, page, visible_to,
};
