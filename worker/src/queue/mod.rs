//! The queue's engine: claims what is due from the table `job`, runs the duties, records what became of them.
//!
//! | part | does |
//! | --- | --- |
//! | claimer | claims as much as there are free slots, when woken or at the next look |
//! | backend | hands what was claimed to apalis, which runs it and drains at the end |
//! | perform | runs one duty; a panic or a time-out is a failure that may pass |
//! | teller | writes ends down, many in one transaction, until the database answers |
//! | lease | renews from a thread of its own |
//! | upkeep | ticks schedules, finds lost jobs, tells those called off |
//! | listener | hears PostgreSQL's notifications |

mod backend;
mod claimed;
mod claimer;
mod duties;
mod engine;
mod floor;
mod held;
mod lease;
mod listener;
mod outcome;
mod pace;
mod perform;
mod run;
mod teller;
mod upkeep;

pub use backend::BackendFailed;
pub use duties::Duties;
pub use engine::{Engine, EngineFailed};
pub use entity::job::run::Counts;
pub use outcome::Outcome;
pub use pace::Pace;
pub use run::Run;
