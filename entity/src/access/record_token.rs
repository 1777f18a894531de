//! Record: one-time tokens are issued, used, and void.

use super::one_time_token::{self, Purpose};
use super::{By, person, record_person};
use crate::audit::{self, Chain, Fact};
use crate::clock::{Instant, read_machine};
use crate::database::Write;
use crate::notice;
use crate::refusal::{Refusal, Words};
use crate::value::id::{OneTimeTokenId, PersonId};
use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, QuerySelect};
use serde_json::{Value, json};

/// Makes a token for a person and mails it; the earlier ones of this purpose are void.
pub async fn issue(
    write: &Write,
    by: &By,
    machine_now: Instant,
    whom: (&person::Model, Purpose),
) -> Result<(), Refusal> {
    let (person, purpose) = whom;
    void(write, person.id, Some(purpose), machine_now).await?;
    let token = one_time_token::Model {
        id: OneTimeTokenId::new(),
        person_id: person.id,
        purpose,
        created_at: machine_now,
        expires_at: machine_now.checked_add_signed(purpose.validity()).unwrap_or(machine_now),
        used_at: None,
        voided_at: None,
    };
    one_time_token::Entity::insert(token.clone().into_active_model()).exec_without_returning(write.on()).await?;
    let (action, content) = match purpose {
        Purpose::Invitation => ("person.invited", notice::Content::Invitation { token_id: token.id }),
        Purpose::PasswordReset => ("person.reset_asked", notice::Content::PasswordReset { token_id: token.id }),
    };
    let subject = ("person", person.id.0);
    let after = json!({"token": token.id});
    let fact = Fact { chain: Chain::Installation, action, subject, before: Value::Null, after, reason: None };
    audit::record(write, &by.actor, by.now, fact).await?;
    let plan = notice::record::Plan {
        content,
        contract_id: None,
        customer_id: person.customer_id,
        to: notice::Recipient::Person(person.id),
    };
    notice::record::plan(write, by.now, plan).await?;
    Ok(())
}

/// Mails a password reset to whoever has this address and may sign in; does nothing otherwise. The caller must not
/// be able to tell the two apart.
pub async fn ask_reset(write: &Write, by: &By, machine_now: Instant, email: &str) -> Result<(), Refusal> {
    let Some(person) = person::by_email(write.on(), email).await?.filter(person::Model::is_active) else {
        return Ok(());
    };
    let purpose = if person.password_hash.is_some() { Purpose::PasswordReset } else { Purpose::Invitation };
    issue(write, by, machine_now, (&person, purpose)).await
}

/// Uses a token up and sets the password it stands for. Answers whose it was.
///
/// Refuses a token that is unknown, used, void or expired, all in the same words.
pub async fn redeem(
    write: &Write,
    by: &By,
    machine_now: Instant,
    token: (OneTimeTokenId, &str),
) -> Result<person::Model, Refusal> {
    let (id, password_hash) = token;
    let row = one_time_token::Entity::find_by_id(id).lock_exclusive().one(write.on()).await?;
    let row = row.filter(|row| row.is_open(machine_now)).ok_or_else(not_open)?;
    let (_, person) = one_time_token::find(write.on(), id).await?.ok_or_else(not_open)?;
    if !person.is_active() {
        return Err(not_open());
    }
    let used = one_time_token::ActiveModel {
        id: sea_orm::ActiveValue::Unchanged(row.id),
        used_at: sea_orm::ActiveValue::Set(Some(machine_now)),
        ..Default::default()
    };
    one_time_token::Entity::update(used).exec(write.on()).await?;
    record_person::set_password(write, by, person.id, password_hash).await?;
    Ok(person)
}

/// The one answer to a token that cannot be used.
pub fn not_open() -> Refusal {
    let words = Words::new(
        "Liên kết không còn hiệu lực; hãy yêu cầu một liên kết mới.",
        "This link is no longer valid; ask for a new one.",
    );
    Refusal::invalid("token", "TOKEN_NOT_VALID", words)
}

/// Voids every open token of a person.
pub(super) async fn void_all(write: &Write, person_id: PersonId) -> Result<(), DbErr> {
    void(write, person_id, None, read_machine(write.on()).await?).await
}

/// Deletes tokens that ended before `before` (machine time).
pub async fn prune(write: &Write, before: Instant) -> Result<u64, DbErr> {
    let over = one_time_token::Column::ExpiresAt.lt(before);
    Ok(one_time_token::Entity::delete_many().filter(over).exec(write.on()).await?.rows_affected)
}

async fn void(write: &Write, person_id: PersonId, purpose: Option<Purpose>, machine_now: Instant) -> Result<(), DbErr> {
    let mut query = one_time_token::Entity::update_many()
        .col_expr(one_time_token::Column::VoidedAt, Expr::value(machine_now))
        .filter(one_time_token::Column::PersonId.eq(person_id))
        .filter(one_time_token::Column::UsedAt.is_null())
        .filter(one_time_token::Column::VoidedAt.is_null());
    if let Some(purpose) = purpose {
        query = query.filter(one_time_token::Column::Purpose.eq(purpose));
    }
    query.exec(write.on()).await?;
    Ok(())
}
