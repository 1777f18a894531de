//! Record: raises a task and alarms whom it concerns; a person resolves it.

use super::{ActiveModel, Column, Entity, Kind, Model, find};
use crate::access::{By, Permission};
use crate::audit::{self, Chain, Fact};
use crate::clock::Instant;
use crate::database::Write;
use crate::notice::{self, Content, Plan, Recipient};
use crate::refusal::{Done, Mistakes, Refusal, Words};
use crate::value::id::{ContractId, StaffTaskId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::{Value, json};
use uuid::Uuid;

/// How long the words about a resolved task may be.
const LONGEST_RESOLUTION: usize = 1_000;

/// What is to stand before a person.
#[derive(Clone, Debug)]
pub struct Task {
    /// What it is about.
    pub kind: Kind,
    /// The same trouble has the same key, and is one task as long as it is open.
    pub key: String,
    /// The contract it belongs to, if any: its assigned staff are alarmed, else the admins.
    pub contract_id: Option<ContractId>,
    /// What it is about: an instalment, a mail, a job.
    pub subject_id: Option<Uuid>,
    /// What happened and what to do.
    pub detail: Words,
}

/// Puts something before a person: one open task per key, and a mail to those whom it concerns.
///
/// Raised again while it is open, nothing happens: nobody is alarmed twice for the same trouble.
pub async fn raise(write: &Write, now: Instant, task: Task) -> Result<(), DbErr> {
    let contract_id = task.contract_id;
    if let Some(task_id) = raise_without_alarm(write, now, task).await? {
        let content = Content::StaffAlarm { task_id };
        notice::record::plan(write, now, Plan { content, contract_id, customer_id: None, to: Recipient::Staff })
            .await?;
    }
    Ok(())
}

/// The same without a mail, for trouble with the alarms themselves: an alarm that cannot be sent must not cause
/// another. Answers the new task, or `None` when one is open already.
pub(crate) async fn raise_without_alarm(write: &Write, now: Instant, task: Task) -> Result<Option<StaffTaskId>, DbErr> {
    let id = StaffTaskId::new();
    let row = Model {
        id,
        kind: task.kind,
        key: task.key,
        contract_id: task.contract_id,
        subject_id: task.subject_id,
        detail: task.detail,
        raised_at: now,
        resolved_at: None,
        resolved_by: None,
        resolution: None,
    };
    let inserted = Entity::insert(row.into_active_model())
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(write.on())
        .await?;
    Ok((inserted > 0).then_some(id))
}

/// A person has dealt with it and says how.
///
/// Refuses who may not tend notices and who does not see the task. A resolved task is `AlreadyDone`.
pub async fn resolve(write: &Write, by: &By, id: StaffTaskId, resolution: &str) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::TendNotices)?;
    let resolution = &words_of(resolution)?;
    let task = find(write.on(), by.viewer, id).await?.ok_or(Refusal::NotFound("task"))?;
    if task.resolved_at.is_some() {
        return Ok(Done::AlreadyDone(task));
    }
    let chain = task.contract_id.map_or(Chain::Installation, Chain::Dossier);
    let mut change = task.into_active_model();
    change.resolved_at = Set(Some(by.now));
    change.resolved_by = Set(by.actor.person_id());
    change.resolution = Set(Some(resolution.to_owned()));
    let task = Entity::update(change).exec(write.on()).await?;
    let fact = Fact {
        chain,
        action: "task.resolved",
        subject: ("task", task.id.0),
        before: Value::Null,
        after: json!({ "key": task.key }),
        reason: Some(resolution),
    };
    audit::record(write, &by.actor, by.now, fact).await?;
    Ok(Done::Now(task))
}

/// The open tasks about a subject end by themselves: what they were raised for is over.
pub(crate) async fn resolve_by_itself(
    write: &Write,
    now: Instant,
    (kind, subject_id): (Kind, Uuid),
    resolution: &str,
) -> Result<(), DbErr> {
    let change = ActiveModel {
        resolved_at: Set(Some(now)),
        resolution: Set(Some(resolution.to_owned())),
        ..ActiveModel::default()
    };
    Entity::update_many()
        .set(change)
        .filter(Column::SubjectId.eq(subject_id))
        .filter(Column::Kind.eq(kind))
        .filter(Column::ResolvedAt.is_null())
        .exec(write.on())
        .await?;
    Ok(())
}

fn words_of(resolution: &str) -> Result<String, Refusal> {
    let mut mistakes = Mistakes::default();
    let words = mistakes.lines("resolution", resolution, LONGEST_RESOLUTION);
    mistakes.finish()?;
    Ok(words)
}
