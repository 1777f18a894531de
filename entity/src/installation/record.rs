//! Records: making an installation, and its provider's profile.

use super::installation::{self, ONLY};
use super::provider::{self, Profile};
use crate::access::{By, Permission};
use crate::audit::{self, Chain, Fact};
use crate::clock::Instant;
use crate::database::Write;
use crate::refusal::{Done, Refusal, Words};
use chrono::TimeDelta;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde_json::{Value, json};
use uuid::Uuid;

/// What an installation is made with; none of it changes afterwards but the clock of a sandbox.
#[derive(Clone, Debug)]
pub struct New {
    /// Whether its clock may be moved.
    pub sandbox: bool,
    /// Tells later processes whether they have the secret it was made with.
    pub secret_check: String,
    /// How far its business clock is ahead of the machine's; nothing but zero outside a sandbox.
    pub clock_offset: TimeDelta,
}

/// Makes the installation of an empty database. One that stands is left as it is: `AlreadyDone`.
///
/// Refuses a clock that is not the machine's outside a sandbox.
pub async fn create(write: &Write, machine_now: Instant, new: New) -> Result<Done<installation::Model>, Refusal> {
    if let Some(standing) = installation::find(write.on()).await? {
        return Ok(Done::AlreadyDone(standing.row));
    }
    if !new.sandbox && !new.clock_offset.is_zero() {
        return Err(Refusal::invalid(
            "clockOffset",
            "NOT_A_SANDBOX",
            Words::new("Chỉ môi trường thử mới có đồng hồ riêng.", "Only a sandbox has a clock of its own."),
        ));
    }
    let micros = new.clock_offset.num_microseconds().unwrap_or(0);
    let row = installation::Model {
        id: ONLY,
        sandbox: new.sandbox,
        clock_offset_micros: micros,
        clock_target_at: None,
        secret_check: new.secret_check,
        created_at: machine_now,
    };
    installation::Entity::insert(row.clone().into_active_model()).exec_without_returning(write.on()).await?;
    let fact = Fact {
        chain: Chain::Installation,
        action: "installation.created",
        subject: ("installation", Uuid::nil()),
        before: Value::Null,
        after: json!({ "sandbox": row.sandbox, "clockOffsetMicros": micros }),
        reason: None,
    };
    let by = By::system(machine_now);
    audit::record(write, &by.actor, machine_now, fact).await?;
    Ok(Done::Now(row))
}

/// Enters the provider's profile, or changes it; the whole of it at once.
///
/// Refuses every wrong field at once, and a change to another version than `expected_version`.
pub async fn update_provider(
    write: &Write,
    by: &By,
    profile: &Profile,
    expected_version: Option<i64>,
) -> Result<provider::Model, Refusal> {
    by.viewer.require(Permission::Administer)?;
    let before = provider::find(write.on()).await?;
    let version = before.as_ref().map_or(0, |row| row.version);
    if expected_version.is_some_and(|expected| expected != version) {
        return Err(Refusal::stale(version));
    }
    let row = profile.checked(version.saturating_add(1), by.now)?;
    match &before {
        None => {
            provider::Entity::insert(row.clone().into_active_model()).exec_without_returning(write.on()).await?;
        }
        Some(_) => {
            provider::Entity::update(row.clone().into_active_model().reset_all()).exec(write.on()).await?;
        }
    }
    let fact = Fact {
        chain: Chain::Installation,
        action: "provider.changed",
        subject: ("provider", Uuid::nil()),
        before: before.as_ref().map_or(Value::Null, told),
        after: told(&row),
        reason: None,
    };
    audit::record(write, &by.actor, by.now, fact).await?;
    Ok(row)
}

/// A company's particulars are no personal values; its signatory's name is on every contract.
fn told(row: &provider::Model) -> Value {
    json!({
        "name": row.name,
        "taxCode": row.tax_code,
        "address": row.address,
        "bankBin": row.bank_bin,
        "bankAccount": row.bank_account,
        "bankHolder": row.bank_holder,
        "version": row.version,
    })
}
