//! Records: what a step of the contract, or of its work, makes due (C5, S3). What falls due is asked for at once, with its
//! paper (đề nghị thanh toán).

use super::moving::{day, wrong_state};
use super::request_payment::request_payment;
use crate::access::{By, Permission, Viewer};
use crate::billing::owed::owed;
use crate::billing::record_event::event_happened;
use crate::catalogue::trigger::DueEvent;
use crate::contract::contract;
use crate::contract::record::{at_version, lock, touch};
use crate::database::Write;
use crate::refusal::{Done, Mistakes, Refusal, Words};
use crate::value::id::ContractId;
use crate::workflow::milestone;
use crate::workflow::{authority_step, work_item, work_plan};
use chrono::NaiveDate;

/// An event of the work, as staff enter it.
#[derive(Clone, Copy, Debug)]
pub struct WorkEvent {
    /// Under which contract.
    pub contract_id: ContractId,
    /// The version it was read at, if it matters.
    pub expected_version: Option<i64>,
    /// What happened: the documents are complete, the file is submitted, the authority's result is there.
    pub event: DueEvent,
    /// When: from signing on, not in the future; today when it is not said.
    pub on: Option<NaiveDate>,
}

/// Staff enter an event of the work that no item of the plan tells: what awaits it falls due and is asked for.
///
/// Refuses an event that a step of the contract brings with it, a contract that is not in force, a stale version, a day
/// before signing or in the future. When nothing awaits the event any more it is `AlreadyDone`.
pub async fn record_work_event(write: &Write, by: &By, wanted: &WorkEvent) -> Result<Done<contract::Model>, Refusal> {
    by.viewer.require(Permission::RunContracts)?;
    let contract = lock(write, by.viewer, wanted.contract_id, None).await?;
    if !contract.state.is_in_force() {
        return Err(wrong_state(&contract, &Words::new("ghi nhận sự kiện cho", "enter an event of")));
    }
    if is_of_the_work(wanted.event) && !awaits(write, contract.id, wanted.event).await? {
        return Ok(Done::AlreadyDone(contract));
    }
    at_version(&contract, wanted.expected_version)?;
    let mut mistakes = Mistakes::default();
    if !is_of_the_work(wanted.event) {
        let words = Words::new(
            "Sự kiện này do một bước của hợp đồng ghi nhận: ký, hoàn thành, nghiệm thu, hết bảo hành.",
            "A step of the contract records this event: signing, completion, acceptance, the end of the warranty.",
        );
        mistakes.note("event", "NOT_OF_THE_WORK", words);
    }
    let on = day(&mut mistakes, "on", (wanted.on, by.today()), contract.signed_on);
    let on = mistakes.taken(on)?;
    let contract = happened(write, by, &contract, (wanted.event, on)).await?;
    Ok(Done::Now(touch(write, &contract).await?))
}

/// An event happened: what awaits it falls due and is asked for. The caller holds the contract's lock, and gets the contract
/// as it is after that.
pub(super) async fn happened(
    write: &Write,
    by: &By,
    contract: &contract::Model,
    event: (DueEvent, NaiveDate),
) -> Result<contract::Model, Refusal> {
    // The terms ask for the money, not the person who took the step: that stands in the trail all the same.
    let terms = By { viewer: Viewer::System, ..by.clone() };
    for id in event_happened(write, by, contract, event).await? {
        request_payment(write, &terms, id).await?;
    }
    lock(write, Viewer::System, contract.id, None).await
}

/// What the work under a plan in force has reached makes due what awaits it. The caller's step holds the contract's lock.
pub(super) async fn work_reached(write: &Write, by: &By, contract_id: ContractId) -> Result<(), Refusal> {
    let Some(plan) = work_plan::in_force(write.on(), contract_id).await? else { return Ok(()) };
    let items = work_item::of_plan(write.on(), plan.id).await?;
    let steps = authority_step::of_contracts(write.on(), Viewer::System, vec![contract_id]).await?;
    let reached = milestone::reached(&items, &steps);
    if reached.is_empty() {
        return Ok(());
    }
    let contract = lock(write, Viewer::System, contract_id, None).await?;
    if !contract.state.is_in_force() {
        return Ok(());
    }
    for event in reached {
        happened(write, by, &contract, event).await?;
    }
    Ok(())
}

/// Whether an instalment of a contract awaits an event.
pub(super) async fn awaits(write: &Write, contract_id: ContractId, event: DueEvent) -> Result<bool, Refusal> {
    let owed = owed(write.on(), Viewer::System, vec![contract_id]).await?;
    Ok(owed.iter().any(|part| part.instalment.awaited() == Some(event)))
}

const fn is_of_the_work(event: DueEvent) -> bool {
    match event {
        DueEvent::DocumentsComplete | DueEvent::Filed | DueEvent::ResultObtained => true,
        DueEvent::Signature | DueEvent::Completion | DueEvent::Acceptance | DueEvent::WarrantyEnd => false,
    }
}
