//! Table: an invitation or a password reset. The token itself is only in the mail ([`super::MasterKey`]).

use super::person;
use crate::clock::Instant;
use crate::value::id::{OneTimeTokenId, PersonId};
use chrono::TimeDelta;
use sea_orm::entity::prelude::*;

/// What a token is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Purpose {
    /// Sets the first password; valid for seven days.
    Invitation,
    /// Sets a new password; valid for one hour.
    PasswordReset,
}

impl Purpose {
    /// How long a token of this sort is good for, by the machine clock.
    pub fn validity(self) -> TimeDelta {
        match self {
            Self::Invitation => TimeDelta::days(7),
            Self::PasswordReset => TimeDelta::hours(1),
        }
    }
}

/// A right to set a password, once.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "one_time_token")]
pub struct Model {
    /// Id; part of the token's text.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OneTimeTokenId,
    /// Whose password it sets.
    pub person_id: PersonId,
    /// What it is good for.
    pub purpose: Purpose,
    /// When it was made.
    pub created_at: Instant,
    /// When it ends by itself.
    pub expires_at: Instant,
    /// When it was used.
    pub used_at: Option<Instant>,
    /// When a newer one or a change of password took its place.
    pub voided_at: Option<Instant>,
    /// Whose password it sets.
    #[sea_orm(belongs_to, from = "person_id", to = "id")]
    pub person: BelongsTo<person::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Whether it can still be used at machine time `now`.
    pub fn is_open(&self, now: Instant) -> bool {
        self.used_at.is_none() && self.voided_at.is_none() && now < self.expires_at
    }
}

/// A token with its person; open or not.
pub async fn find(
    connection: &impl ConnectionTrait,
    id: OneTimeTokenId,
) -> Result<Option<(Model, person::Model)>, DbErr> {
    let found = Entity::find_by_id(id).find_also_related(person::Entity).one(connection).await?;
    Ok(found.and_then(|(token, person)| Some((token, person?))))
}
