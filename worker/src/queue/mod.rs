//! The queue's engine: claims what is due from the table `job`, runs the duties, records what became of them.

mod duties;
mod outcome;
mod run;

pub use duties::Duties;
pub use entity::job::run::Counts;
pub use outcome::Outcome;
pub use run::Run;
