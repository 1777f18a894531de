//! Records: steps of the work, and what they make due (C3, S3, S4).

use super::events::work_reached;
use crate::access::By;
use crate::database::Write;
use crate::refusal::{Done, Refusal};
use crate::workflow::record_answer::{Answer, confirm_plan};
use crate::workflow::record_authority::{Step, enter_step};
use crate::workflow::record_item::{OnItem, complete_item};
use crate::workflow::{work_item, work_plan};

/// An item of the plan is done, as [`complete_item`] records it. With the customer's last one their documents are complete:
/// what hangs on that falls due and is asked for.
pub async fn complete_work_item(
    write: &Write,
    by: &By,
    asked: &OnItem,
    evidence: &str,
) -> Result<Done<work_item::Model>, Refusal> {
    let done = complete_item(write, by, asked, evidence).await?;
    reached(write, by, &done).await?;
    Ok(done)
}

/// A step before an authority, as [`enter_step`] records it. What hangs on the submission or on the result falls due and is
/// asked for.
pub async fn enter_authority_step(write: &Write, by: &By, step: &Step) -> Result<Done<work_item::Model>, Refusal> {
    let done = enter_step(write, by, step).await?;
    reached(write, by, &done).await?;
    Ok(done)
}

/// A version of the plan is agreed on, as [`confirm_plan`] records it. What it leaves nothing to be done for has been
/// reached: what hangs on that falls due and is asked for.
pub async fn confirm_work_plan(write: &Write, by: &By, answer: &Answer) -> Result<Done<work_plan::Model>, Refusal> {
    let done = confirm_plan(write, by, answer).await?;
    if let Done::Now(plan) = &done {
        work_reached(write, by, plan.contract_id).await?;
    }
    Ok(done)
}

async fn reached(write: &Write, by: &By, done: &Done<work_item::Model>) -> Result<(), Refusal> {
    match done {
        Done::Now(item) => work_reached(write, by, item.contract_id).await,
        Done::AlreadyDone(_) => Ok(()),
    }
}
