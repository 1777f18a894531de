//! The worker's jobs: what they are, what became of them, and steering them. For admins.

pub mod cancel_job_run;
pub mod change_schedule;
pub mod kind;
pub mod object;
pub mod pause_job;
pub mod query;
pub mod resume_job;
pub mod retry_job_run;
pub mod run;
pub mod run_job;
