//! Table: addresses from which mail came back. They are not written to again until a person clears them.

use crate::access::Viewer;
use crate::clock::Instant;
use crate::database::window::{Rows, Window};
use crate::value::email::Email;
use crate::value::id::MailId;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, PaginatorTrait};

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

/// Staff see every such address; customers and visitors none.
pub fn visible_to(viewer: Viewer) -> Condition {
    if viewer.is_staff() { Condition::all() } else { Condition::all().add(Column::Address.is_null()) }
}

/// A page of such addresses, the newest first.
pub async fn page(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    window: Window<(Instant, String)>,
) -> Result<Rows<Model>, DbErr> {
    let mut list = Entity::find().filter(visible_to(viewer)).cursor_by((Column::RecordedAt, Column::Address));
    list.desc();
    window.over(list, connection).await
}

/// How many there are that the viewer may see.
pub async fn count(connection: &impl ConnectionTrait, viewer: Viewer) -> Result<u64, DbErr> {
    Entity::find().filter(visible_to(viewer)).count(connection).await
}
