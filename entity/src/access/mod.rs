//! Who may come in, what they may do, what they may see.
//!
//! *Rules*: [`Viewer`], [`Permission`], passwords' limits, throttling. *Tables*: people, sessions, one-time tokens,
//! throttle. *Records*: inviting, signing in and out, passwords, disabling. Hashing passwords is api's business.

mod actor;
mod desk;
mod master_key;
pub mod one_time_token;
pub mod password;
mod permission;
pub mod person;
pub mod record_person;
pub mod record_session;
pub mod record_token;
pub mod session;
pub mod throttle;
pub mod throttling;
mod viewer;

pub use actor::Actor;
pub use desk::By;
pub use master_key::{MasterKey, NoMasterKey};
pub use permission::Permission;
pub use viewer::Viewer;
