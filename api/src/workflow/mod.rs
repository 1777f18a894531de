//! Work: plans in versions, their items, and what is waited for (P2, C3, S4).

pub mod authority;
pub mod begin_waiting;
pub mod complete_work_item;
pub mod confirm_work_plan;
pub mod end_waiting;
pub mod item;
pub mod page;
pub mod plan;
pub mod propose_work_plan;
pub mod record_authority_answer;
pub mod record_submission;
pub mod reject_work_plan;
pub mod start_work_item;
pub mod state;
pub mod waiting;
