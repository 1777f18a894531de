//! Record: sessions begin and end, by the machine clock.

use super::{By, session};
use crate::audit::{self, Chain, Fact};
use crate::clock::{Instant, read_machine};
use crate::database::Write;
use crate::value::id::{PersonId, SessionId};
use chrono::TimeDelta;
use sea_orm::IntoActiveModel;
use sea_orm::entity::prelude::*;
use serde_json::Value;

/// How long a session lasts: a working day with its evening. Then the password is asked for again.
pub const LASTS: TimeDelta = TimeDelta::hours(12);

/// Begins a session for somebody whose password was right.
pub async fn begin(
    write: &Write,
    by: &By,
    machine_now: Instant,
    whose: (PersonId, String),
) -> Result<session::Model, DbErr> {
    let (person_id, token_hash) = whose;
    let session = session::Model {
        id: SessionId::new(),
        person_id,
        token_hash,
        created_at: machine_now,
        expires_at: machine_now.checked_add_signed(LASTS).unwrap_or(machine_now),
        revoked_at: None,
    };
    session::Entity::insert(session.clone().into_active_model()).exec_without_returning(write.on()).await?;
    tell(write, by, "person.signed_in", person_id).await?;
    Ok(session)
}

/// Ends the session with this token; one that has ended already stays as it is.
pub async fn end(write: &Write, by: &By, machine_now: Instant, token_hash: &str) -> Result<(), DbErr> {
    let Some((_, person)) = session::person_of(write.on(), token_hash, machine_now).await? else {
        return Ok(());
    };
    revoke(write, session::Column::TokenHash.eq(token_hash), machine_now).await?;
    tell(write, by, "person.signed_out", person.id).await
}

/// Ends every session of a person: they signed out everywhere.
pub async fn end_everywhere(write: &Write, by: &By, person_id: PersonId) -> Result<(), DbErr> {
    end_all(write, person_id).await?;
    tell(write, by, "person.signed_out_everywhere", person_id).await
}

/// Ends every session of a person, without a word of its own in the trail: part of another act.
pub(super) async fn end_all(write: &Write, person_id: PersonId) -> Result<(), DbErr> {
    let machine_now = read_machine(write.on()).await?;
    revoke(write, session::Column::PersonId.eq(person_id), machine_now).await
}

/// Deletes sessions that ended before `before` (machine time).
pub async fn prune(write: &Write, before: Instant) -> Result<u64, DbErr> {
    let over = session::Column::ExpiresAt.lt(before);
    Ok(session::Entity::delete_many().filter(over).exec(write.on()).await?.rows_affected)
}

async fn revoke(write: &Write, which: Expr, machine_now: Instant) -> Result<(), DbErr> {
    session::Entity::update_many()
        .col_expr(session::Column::RevokedAt, Expr::value(machine_now))
        .filter(which)
        .filter(session::Column::RevokedAt.is_null())
        .exec(write.on())
        .await?;
    Ok(())
}

async fn tell(write: &Write, by: &By, action: &'static str, person_id: PersonId) -> Result<(), DbErr> {
    let subject = ("person", person_id.0);
    let fact =
        Fact { chain: Chain::Installation, action, subject, before: Value::Null, after: Value::Null, reason: None };
    audit::record(write, &by.actor, by.now, fact).await
}
