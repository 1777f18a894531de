//! Table: a signed-in stretch of time. The token itself is only with the client; here is its hash.

use super::person;
use crate::clock::Instant;
use crate::value::id::{PersonId, SessionId};
use sea_orm::entity::prelude::*;

/// A session, by the machine clock.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SessionId,
    /// Whose.
    pub person_id: PersonId,
    /// SHA-256 of the token, hexadecimal.
    #[sea_orm(unique)]
    pub token_hash: String,
    /// When it began.
    pub created_at: Instant,
    /// When it ends by itself.
    pub expires_at: Instant,
    /// When it was ended.
    pub revoked_at: Option<Instant>,
    /// Whose.
    #[sea_orm(belongs_to, from = "person_id", to = "id")]
    pub person: BelongsTo<person::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

/// The person behind a token, if the session runs at `now` (machine time) and the person may sign in. One statement.
pub async fn person_of(
    connection: &impl ConnectionTrait,
    token_hash: &str,
    now: Instant,
) -> Result<Option<(Model, person::Model)>, DbErr> {
    let found = Entity::find()
        .filter(Column::TokenHash.eq(token_hash))
        .filter(Column::RevokedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .find_also_related(person::Entity)
        .one(connection)
        .await?;
    Ok(found.and_then(|(session, person)| Some((session, person.filter(person::Model::is_active)?))))
}
