//! Records: something happens that instalments hang on, and is taken back (C5, S3).

use super::instalment::{self, ActiveModel, Model};
use super::owed::owed;
use crate::access::{By, Viewer};
use crate::audit::{self, Chain, Fact};
use crate::calendar;
use crate::catalogue::trigger::DueEvent;
use crate::contract::contract;
use crate::database::Write;
use crate::reminder::ReminderKind;
use crate::reminder::record::{Subject, arm_anew, settle};
use crate::value::id::InstalmentId;
use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait};
use serde_json::json;

/// What awaits an event falls due by the day on which it happened, and is reminded of by its due day. Answers of which
/// something is owed. What the event had made due before stays as it was: nothing happens twice.
///
/// The caller holds the contract's lock.
pub(crate) async fn event_happened(
    write: &Write,
    by: &By,
    contract: &contract::Model,
    (event, on): (DueEvent, NaiveDate),
) -> Result<Vec<InstalmentId>, DbErr> {
    let mut fallen_due = Vec::new();
    for part in owed(write.on(), Viewer::System, vec![contract.id]).await? {
        if part.instalment.awaited() != Some(event) {
            continue;
        }
        let after = dated(write, by, &part.instalment, (on, Some(on))).await?;
        if part.outstanding.is_positive() {
            let subject = Subject::of(contract, (ReminderKind::Payment, after.id.0), after.due_on);
            arm_anew(write, by.now, &subject).await?;
            fallen_due.push(after.id);
        }
    }
    Ok(fallen_due)
}

/// The day is known on which an event is to happen: what awaits it is expected by that day, and still not due.
pub(crate) async fn event_expected(
    write: &Write,
    by: &By,
    contract: &contract::Model,
    (event, on): (DueEvent, NaiveDate),
) -> Result<(), DbErr> {
    for part in owed(write.on(), Viewer::System, vec![contract.id]).await? {
        if part.instalment.awaited() == Some(event) {
            dated(write, by, &part.instalment, (on, None)).await?;
        }
    }
    Ok(())
}

/// An event did not hold: what it had made due awaits it again, and nobody is reminded of it meanwhile.
pub(crate) async fn event_taken_back(
    write: &Write,
    by: &By,
    contract: &contract::Model,
    event: DueEvent,
) -> Result<(), DbErr> {
    for part in owed(write.on(), Viewer::System, vec![contract.id]).await? {
        let row = part.instalment;
        if row.due_event != Some(event) || row.event_on.is_none() {
            continue;
        }
        let change = ActiveModel { id: Set(row.id), event_on: Set(None), ..ActiveModel::default() };
        let after = instalment::Entity::update(change).exec(write.on()).await?;
        tell(write, by, (&row, &after, "instalment.awaits_again")).await?;
        settle(write, by.now, ReminderKind::Payment, row.id.0).await?;
    }
    Ok(())
}

/// The contract is over: what still awaits an event falls due by the day on which it ended, as far as anything of it is owed
/// (again). The caller holds the contract's lock.
pub(crate) async fn nothing_awaited(
    write: &Write,
    by: &By,
    contract: &contract::Model,
    ended_on: NaiveDate,
) -> Result<(), DbErr> {
    let due_on = calendar::read(write.on()).await?.on_or_after(ended_on);
    for part in owed(write.on(), Viewer::System, vec![contract.id]).await? {
        let row = part.instalment;
        if row.awaited().is_none() {
            continue;
        }
        let change = ActiveModel {
            id: Set(row.id),
            agreed_due_on: Set(ended_on),
            due_on: Set(due_on),
            due_event: Set(None),
            ..ActiveModel::default()
        };
        let after = instalment::Entity::update(change).exec(write.on()).await?;
        tell(write, by, (&row, &after, "instalment.awaits_no_more")).await?;
    }
    Ok(())
}

async fn dated(
    write: &Write,
    by: &By,
    before: &Model,
    (from, event_on): (NaiveDate, Option<NaiveDate>),
) -> Result<Model, DbErr> {
    let calendar = calendar::read(write.on()).await?;
    let agreed_due_on = before.trigger().map_or(from, |trigger| trigger.day_after(from, &calendar));
    let change = ActiveModel {
        id: Set(before.id),
        agreed_due_on: Set(agreed_due_on),
        due_on: Set(calendar.on_or_after(agreed_due_on)),
        event_on: Set(event_on),
        ..ActiveModel::default()
    };
    let after = instalment::Entity::update(change).exec(write.on()).await?;
    let action = if event_on.is_some() { "instalment.fell_due" } else { "instalment.expected" };
    tell(write, by, (before, &after, action)).await?;
    Ok(after)
}

async fn tell(write: &Write, by: &By, (before, after, action): (&Model, &Model, &'static str)) -> Result<(), DbErr> {
    let told = |row: &Model| json!({ "dueEvent": row.due_event, "eventOn": row.event_on, "dueOn": row.due_on });
    let fact = Fact {
        chain: Chain::Dossier(after.contract_id),
        action,
        subject: ("instalment", after.id.0),
        before: told(before),
        after: told(after),
        reason: None,
    };
    audit::record(write, &by.actor, by.now, fact).await
}
