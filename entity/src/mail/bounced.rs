//! Table: addresses from which mail came back. They are not written to again until a person clears them.

use crate::clock::Instant;
use crate::value::email::Email;
use crate::value::id::MailId;
use sea_orm::entity::prelude::*;

/// An address that does not take mail.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bounced_address")]
pub struct Model {
    /// The address.
    #[sea_orm(primary_key, auto_increment = false)]
    pub address: String,
    /// The mail that came back.
    pub mail_id: MailId,
    /// Why, in the words of whoever recorded it.
    pub reason: String,
    /// When that was recorded.
    pub recorded_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

/// Whether mail to the address came back and nobody has cleared it since.
pub async fn is_bounced(connection: &impl ConnectionTrait, address: &Email) -> Result<bool, DbErr> {
    Ok(Entity::find_by_id(address.as_str().to_owned()).one(connection).await?.is_some())
}
