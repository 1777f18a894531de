//! Record: admins set ladders for the provider, a customer or a contract, and take them back.

use super::kind::ReminderKind;
use super::ladder::{Draft, Ladder, LadderMistake, MOST_STAGES};
use super::policy::{Column, Entity, Model, Reach};
use crate::access::{By, Permission};
use crate::audit::{self, Chain, Fact};
use crate::contract::contract;
use crate::database::Write;
use crate::job::JobKind;
use crate::job::record::{Enqueue, enqueue};
use crate::party::customer;
use crate::refusal::{Done, Mistake, Refusal, Words};
use crate::value::id::LadderId;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};
use serde_json::{Value, json};

/// A ladder for somebody.
#[derive(Clone, Debug)]
pub struct Setting {
    /// What it reminds of.
    pub kind: ReminderKind,
    /// For whom it holds.
    pub reach: Reach,
    /// The ladder wanted.
    pub draft: Draft,
}

/// Sets a ladder. The reminders it holds for are computed again by a job, in the same transaction asked for.
///
/// Refuses who may not administer, an unknown customer or contract, and every mistake in the ladder at once.
pub async fn set_ladder(write: &Write, by: &By, setting: &Setting) -> Result<Model, Refusal> {
    by.viewer.require(Permission::Administer)?;
    let ladder = Ladder::parse(setting.draft.clone())
        .map_err(|refused| Refusal::Invalid(refused.0.into_iter().map(mistake).collect()))?;
    let chain = checked_reach(write, by, setting.reach).await?;
    let before = held(write, setting.kind, setting.reach).await?;
    let (customer_id, contract_id) = match setting.reach {
        Reach::Provider => (None, None),
        Reach::Customer(id) => (Some(id), None),
        Reach::Contract(id) => (None, Some(id)),
    };
    let row = Model {
        id: before.as_ref().map_or_else(LadderId::new, |row| row.id),
        kind: setting.kind,
        customer_id,
        contract_id,
        steps: ladder,
        version: before.as_ref().map_or(0, |row| row.version).saturating_add(1),
        updated_at: by.now,
    };
    if before.is_some() {
        Entity::update(row.clone().into_active_model().reset_all()).exec(write.on()).await?;
    } else {
        Entity::insert(row.clone().into_active_model()).exec_without_returning(write.on()).await?;
    }
    let fact = Fact {
        chain,
        action: "ladder.set",
        subject: ("ladder", row.id.0),
        before: before.map_or(Value::Null, |row| json!(row.steps)),
        after: json!(row.steps),
        reason: None,
    };
    audit::record(write, &by.actor, by.now, fact).await?;
    ask_for_rearm(write, setting.reach).await?;
    Ok(row)
}

/// Takes a ladder back, so that the next wider one holds. Where none was set it is `AlreadyDone`.
///
/// Refuses who may not administer, and an unknown customer or contract.
pub async fn clear_ladder(write: &Write, by: &By, (kind, reach): (ReminderKind, Reach)) -> Result<Done<()>, Refusal> {
    by.viewer.require(Permission::Administer)?;
    let chain = checked_reach(write, by, reach).await?;
    let Some(row) = held(write, kind, reach).await? else { return Ok(Done::AlreadyDone(())) };
    Entity::delete_by_id(row.id).exec(write.on()).await?;
    let fact = Fact {
        chain,
        action: "ladder.cleared",
        subject: ("ladder", row.id.0),
        before: json!(row.steps),
        after: Value::Null,
        reason: None,
    };
    audit::record(write, &by.actor, by.now, fact).await?;
    ask_for_rearm(write, reach).await?;
    Ok(Done::Now(()))
}

async fn held(write: &Write, kind: ReminderKind, reach: Reach) -> Result<Option<Model>, Refusal> {
    let row =
        Entity::find().filter(reach.condition()).filter(Column::Kind.eq(kind)).lock_exclusive().one(write.on()).await?;
    Ok(row)
}

/// That the customer or contract exists for the viewer; and where the change is told.
async fn checked_reach(write: &Write, by: &By, reach: Reach) -> Result<Chain, Refusal> {
    match reach {
        Reach::Provider => Ok(Chain::Installation),
        Reach::Customer(id) => {
            customer::find(write.on(), by.viewer, id).await?.ok_or(Refusal::NotFound("customer"))?;
            Ok(Chain::Installation)
        }
        Reach::Contract(id) => {
            contract::find(write.on(), by.viewer, id).await?.ok_or(Refusal::NotFound("contract"))?;
            Ok(Chain::Dossier(id))
        }
    }
}

async fn ask_for_rearm(write: &Write, reach: Reach) -> Result<(), Refusal> {
    let (payload, key) = match reach {
        Reach::Provider => (json!({}), "rearm".to_owned()),
        Reach::Customer(id) => (json!({ "customerId": id }), format!("rearm:customer:{id}")),
        Reach::Contract(id) => (json!({ "contractId": id }), format!("rearm:contract:{id}")),
    };
    Ok(enqueue(write, Enqueue { kind: JobKind::Rearm, payload, key: Some(key), run_at: None }).await?)
}

fn mistake(mistake: LadderMistake) -> Mistake {
    match mistake {
        LadderMistake::NotAnHour { hour } => Mistake::new(
            "sendHour",
            "NOT_AN_HOUR",
            Words::new(
                format!("{hour} không phải là giờ từ 0 đến 23."),
                format!("{hour} is not an hour from 0 to 23."),
            ),
        ),
        LadderMistake::NoStages => {
            Mistake::new("stages", "NO_STAGES", Words::new("Cần ít nhất một bậc.", "At least one stage is needed."))
        }
        LadderMistake::TooManyStages { count } => Mistake::new(
            "stages",
            "TOO_MANY_STAGES",
            Words::new(
                format!("Có {count} bậc, tối đa {MOST_STAGES}."),
                format!("There are {count} stages, at most {MOST_STAGES} are possible."),
            ),
        ),
        LadderMistake::TooFar { offset_days } => Mistake::new(
            "stages",
            "TOO_FAR",
            Words::new(
                format!("Bậc {offset_days} ngày cách mốc quá xa."),
                format!("The stage at {offset_days} days is too far from the anchor."),
            ),
        ),
        LadderMistake::Twice { offset_days } => Mistake::new(
            "stages",
            "TWICE",
            Words::new(
                format!("Có hai bậc cùng ở {offset_days} ngày."),
                format!("There are two stages at {offset_days} days."),
            ),
        ),
        LadderMistake::ToneDoesNotFit { tone, offset_days } => Mistake::new(
            "stages",
            "TONE_DOES_NOT_FIT",
            Words::new(
                format!("Giọng {tone:?} không hợp với bậc {offset_days} ngày."),
                format!("The tone {tone:?} does not fit a stage at {offset_days} days."),
            ),
        ),
    }
}
