//! Table: what was written on a support ticket (S7).

use crate::access::{Viewer, person};
use crate::clock::Instant;
use crate::contract::scope::of_visible;
use crate::value::id::{ContractId, PersonId, SupportTicketId};
use sea_orm::entity::prelude::*;
use sea_orm::{JoinType, QueryOrder, QuerySelect};

/// One message of one ticket.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ticket_message")]
pub struct Model {
    /// Of which ticket.
    #[sea_orm(primary_key, auto_increment = false)]
    pub ticket_id: SupportTicketId,
    /// Its place, from 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    /// Under which contract.
    pub contract_id: ContractId,
    /// Who wrote it.
    pub author_id: PersonId,
    /// Whether it is the provider's answer; else the customer asks.
    pub is_from_provider: bool,
    /// What was written.
    pub body: String,
    /// When.
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

/// The messages of one ticket, the first one first.
pub async fn of_ticket(connection: &impl ConnectionTrait, id: SupportTicketId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::TicketId.eq(id)).order_by_asc(Column::Number).all(connection).await
}

/// The messages of all tickets of several contracts, in order, each with the name of who wrote it; as far as the viewer may
/// see these.
pub async fn of_contracts(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<(Model, Option<String>)>, DbErr> {
    let author = Entity::belongs_to(person::Entity).from(Column::AuthorId).to(person::Column::Id);
    let rows = Entity::find()
        .join(JoinType::LeftJoin, author.into())
        .select_also(person::Entity)
        .filter(Column::ContractId.is_in(contract_ids))
        .filter(of_visible(viewer, Column::ContractId))
        .order_by_asc(Column::TicketId)
        .order_by_asc(Column::Number)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|(message, author)| (message, author.map(|person| person.name))).collect())
}
