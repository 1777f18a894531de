//! Record: an instalment is moved to another day (C5).

use super::due_day;
use super::instalment::{self, ActiveModel, Model};
use super::owed::owed;
use crate::access::{By, Permission, Viewer};
use crate::audit::{self, Chain, Fact};
use crate::calendar;
use crate::contract::record::{at_version, lock, touch};
use crate::database::Write;
use crate::refusal::{Done, Mistakes, Refusal, Words};
use crate::reminder::ReminderKind;
use crate::reminder::record::{Subject, arm};
use crate::value::id::InstalmentId;
use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;

const LONGEST_REASON: usize = 500;

/// A new day for an instalment, as somebody enters it.
#[derive(Clone, Debug)]
pub struct Move {
    /// Which instalment.
    pub instalment_id: InstalmentId,
    /// The version the contract was read at, if it matters.
    pub expected_version: Option<i64>,
    /// The day both agreed on, from signing on; on a day off it falls due on the next working day.
    pub due_on: NaiveDate,
    /// Why, 1 to 500 characters.
    pub reason: String,
}

/// Moves an instalment to another day and reminds of it by that day; what hung on an event falls due on that day instead.
///
/// Refuses one the viewer does not see or of which nothing is owed, a day before signing, a stale version. The day it
/// has already is `AlreadyDone`.
pub async fn instalment_moved(write: &Write, by: &By, wanted: &Move) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::KeepMoney)?;
    let seen = instalment::find(write.on(), by.viewer, wanted.instalment_id).await?;
    let seen = seen.ok_or(Refusal::NotFound("instalment"))?;
    let contract = lock(write, by.viewer, seen.contract_id, None).await?;
    let owed = owed(write.on(), Viewer::System, vec![contract.id]).await?;
    let owed = owed.into_iter().find(|owed| owed.instalment.id == seen.id).ok_or(Refusal::NotFound("instalment"))?;
    let before = owed.instalment;
    if before.agreed_due_on == wanted.due_on && before.awaited().is_none() {
        return Ok(Done::AlreadyDone(before));
    }
    at_version(&contract, wanted.expected_version)?;
    if !owed.outstanding.is_positive() {
        let words = Words::new("Đợt thanh toán này không còn nợ.", "Nothing is owed of this instalment.");
        return Err(Refusal::conflict("NOTHING_OWED", words));
    }
    let mut mistakes = Mistakes::default();
    let reason = mistakes.line("reason", &wanted.reason, LONGEST_REASON);
    due_day::check(&mut mistakes, "dueOn", wanted.due_on, contract.signed_on);
    mistakes.finish()?;
    let due_on = calendar::read(write.on()).await?.on_or_after(wanted.due_on);
    let change = ActiveModel {
        id: Set(before.id),
        agreed_due_on: Set(wanted.due_on),
        due_on: Set(due_on),
        due_event: Set(None),
        ..ActiveModel::default()
    };
    let after = instalment::Entity::update(change).exec(write.on()).await?;
    let fact = Fact {
        chain: Chain::Dossier(contract.id),
        action: "instalment.moved",
        subject: ("instalment", after.id.0),
        before: json!({ "agreedDueOn": before.agreed_due_on, "dueOn": before.due_on, "dueEvent": before.due_event }),
        after: json!({ "agreedDueOn": after.agreed_due_on, "dueOn": after.due_on }),
        reason: Some(&reason),
    };
    audit::record(write, &by.actor, by.now, fact).await?;
    touch(write, &contract).await?;
    let subject = Subject::of(&contract, (ReminderKind::Payment, after.id.0), after.due_on);
    arm(write, by.now, &subject).await?;
    Ok(Done::Now(after))
}
