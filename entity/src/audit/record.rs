//! Record: adds a line to the trail, in the transaction of what it tells.

use super::hashing::hash_of;
use super::{chain, entry, reason};
use crate::access::Actor;
use crate::clock::Instant;
use crate::database::Write;
use crate::value::id::{AuditEntryId, ChainId, ContractId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait, IntoActiveModel, QuerySelect};
use serde_json::Value;
use uuid::Uuid;

/// Which chain an entry belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chain {
    /// What happened to one contract.
    Dossier(ContractId),
    /// Everything else: people, catalogue, policies, jobs.
    Installation,
}

impl Chain {
    /// The id of the chain.
    pub fn id(self) -> ChainId {
        match self {
            Self::Dossier(contract_id) => ChainId(contract_id.0),
            Self::Installation => ChainId(Uuid::nil()),
        }
    }
}

/// What is told of a change.
#[derive(Clone, Debug)]
pub struct Fact<'a> {
    /// Which chain it belongs to.
    pub chain: Chain,
    /// A past participle such as `payment.received`.
    pub action: &'static str,
    /// What it was done to: kind and id.
    pub subject: (&'static str, Uuid),
    /// What it was, as far as it changed; [`Value::Null`] for nothing. No personal value in the clear.
    pub before: Value,
    /// What it became, as far as it changed; [`Value::Null`] for nothing. No personal value in the clear.
    pub after: Value,
    /// Why, where a person had to say so. The trail itself holds it sealed.
    pub reason: Option<&'a str>,
}

/// Adds an entry to the end of its chain. Concurrent writers of one chain queue for its end.
pub async fn record(write: &Write, by: &Actor, now: Instant, fact: Fact<'_>) -> Result<(), DbErr> {
    let end = end_of(write, fact.chain.id()).await?;
    let (subject_kind, subject_id) = fact.subject;
    let id = AuditEntryId::new();
    let words = fact.reason.map(|words| reason::Model::of(id, words));
    let mut line = entry::Model {
        id,
        chain_id: end.id,
        number: end.last_number.saturating_add(1),
        at: now,
        actor_kind: by.kind(),
        actor_id: by.person_id().map(|id| id.0),
        action: fact.action.to_owned(),
        subject_kind: subject_kind.to_owned(),
        subject_id: Some(subject_id),
        before: Some(fact.before).filter(|value| !value.is_null()),
        after: Some(fact.after).filter(|value| !value.is_null()),
        reason: words.as_ref().map(reason::Model::sealed),
        request_id: by.request_id().map(str::to_owned),
        previous_hash: end.last_hash.clone(),
        hash: String::new(),
    };
    line.hash = hash_of(&line);
    let new_end =
        chain::ActiveModel { id: Set(end.id), last_number: Set(line.number), last_hash: Set(line.hash.clone()) };
    chain::Entity::update(new_end).exec(write.on()).await?;
    entry::Entity::insert(line.into_active_model()).exec_without_returning(write.on()).await?;
    if let Some(words) = words {
        reason::Entity::insert(words.into_active_model()).exec_without_returning(write.on()).await?;
    }
    Ok(())
}

/// The end of a chain, locked; made when the chain begins.
async fn end_of(write: &Write, id: ChainId) -> Result<chain::Model, DbErr> {
    let beginning = chain::Model { id, last_number: 0, last_hash: String::new() };
    chain::Entity::insert(beginning.into_active_model())
        .on_conflict(OnConflict::column(chain::Column::Id).do_nothing().to_owned())
        .exec_without_returning(write.on())
        .await?;
    chain::Entity::find_by_id(id)
        .lock_exclusive()
        .one(write.on())
        .await?
        .ok_or_else(|| DbErr::RecordNotFound(format!("audit chain {id}")))
}
