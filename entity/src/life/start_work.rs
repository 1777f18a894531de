//! Record: the work begins (S4).

use super::conditions::due_on_signature;
use super::moving::{Begun, Step, Told, begin};
use crate::access::{By, Permission, Viewer};
use crate::billing::owed::owed;
use crate::contract::contract::{ActiveModel, Model};
use crate::contract::lifecycle::Event;
use crate::database::Write;
use crate::refusal::{Done, Mistakes, Refusal, Words};
use crate::workflow::record_reminder::refresh;
use sea_orm::ActiveValue::Set;

const LONGEST_REASON: usize = 500;

/// The work begins.
///
/// Refuses while what is due on signature is owed (C5), unless an admin waives that with a reason; while the contract
/// rests; before it is signed. Work that has begun is `AlreadyDone`.
pub async fn start_work(write: &Write, by: &By, step: &Step, waiver: Option<&str>) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::RunContracts)?;
    let mut moving = match begin(write, by, step, Event::Start).await? {
        Begun::AlreadyDone(contract) => return Ok(Done::AlreadyDone(contract)),
        Begun::Moving(moving) => moving,
    };
    let reason = waiver.map(|waiver| read_waiver(by, waiver)).transpose()?;
    if reason.is_none() {
        let owed = owed(write.on(), Viewer::System, vec![moving.contract.id]).await?;
        moving.unmet.extend(due_on_signature(&owed, moving.contract.signed_on));
    }
    let change = ActiveModel { started_on: Set(Some(moving.on)), ..ActiveModel::default() };
    let told = Told { change, action: "contract.started", reason: reason.as_deref() };
    let contract = moving.finish(write, by, told).await?;
    refresh(write, by, contract.id).await?;
    Ok(Done::Now(contract))
}

fn read_waiver(by: &By, waiver: &str) -> Result<String, Refusal> {
    if !by.viewer.is_admin() {
        let words = Words::new(
            "Chỉ quản trị viên được cho bắt đầu khi chưa thanh toán.",
            "Only an admin may waive what is due on signature.",
        );
        return Err(Refusal::Forbidden(words));
    }
    let mut mistakes = Mistakes::default();
    let reason = mistakes.line("waiver", waiver, LONGEST_REASON);
    mistakes.finish()?;
    Ok(reason)
}
