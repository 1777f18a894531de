//! Table: something the customer asks under a contract (S7). Whoever sees the contract sees its tickets.

use super::ticket_state::TicketState;
use crate::access::{Viewer, person};
use crate::clock::Instant;
use crate::contract::scope::of_visible;
use crate::database::window::{Rows, Window};
use crate::value::id::{ContractId, PersonId, SupportTicketId};
use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, JoinType, PaginatorTrait, QueryOrder, QuerySelect};

/// One ticket; what was written stands in its messages.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "support_ticket")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SupportTicketId,
    /// By what people know it, such as `HT-2026-7KQ4MX`.
    #[sea_orm(unique)]
    pub reference: String,
    /// Under which contract.
    pub contract_id: ContractId,
    /// Where it stands.
    pub state: TicketState,
    /// What it is about.
    pub title: String,
    /// Who opened it.
    pub opened_by: PersonId,
    /// The day it was opened.
    pub opened_on: NaiveDate,
    /// The day it was closed; `None` again when it is reopened.
    pub closed_on: Option<NaiveDate>,
    /// When it was entered.
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

/// Which tickets are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only those in one of these states.
    pub states: Option<Vec<TicketState>>,
    /// Only of this contract.
    pub contract_id: Option<ContractId>,
}

/// One ticket, if the viewer may see its contract.
pub async fn find(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    id: SupportTicketId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(of_visible(viewer, Column::ContractId)).one(connection).await
}

/// The tickets of several contracts, the oldest first, as far as the viewer may see these.
pub async fn of_contracts(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ContractId.is_in(contract_ids))
        .filter(of_visible(viewer, Column::ContractId))
        .order_by_asc(Column::ContractId)
        .order_by_asc(Column::Id)
        .all(connection)
        .await
}

/// The names of those who opened the tickets of several contracts, as far as the viewer may see these.
pub async fn openers_of(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<(SupportTicketId, String)>, DbErr> {
    Entity::find()
        .select_only()
        .column(Column::Id)
        .column(person::Column::Name)
        .join(
            JoinType::InnerJoin,
            Entity::belongs_to(person::Entity).from(Column::OpenedBy).to(person::Column::Id).into(),
        )
        .filter(Column::ContractId.is_in(contract_ids))
        .filter(of_visible(viewer, Column::ContractId))
        .into_tuple()
        .all(connection)
        .await
}

/// A page of tickets, the newest first.
pub async fn page(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    filter: &Filter,
    window: Window<(Instant, SupportTicketId)>,
) -> Result<Rows<Model>, DbErr> {
    let mut list = Entity::find().filter(filter.condition(viewer)).cursor_by((Column::CreatedAt, Column::Id));
    list.desc();
    window.over(list, connection).await
}

/// How many tickets the filter leaves of those the viewer may see.
pub async fn count(connection: &impl ConnectionTrait, viewer: Viewer, filter: &Filter) -> Result<u64, DbErr> {
    Entity::find().filter(filter.condition(viewer)).count(connection).await
}

impl Filter {
    fn condition(&self, viewer: Viewer) -> Condition {
        of_visible(viewer, Column::ContractId)
            .add_option(self.states.clone().map(|states| Column::State.is_in(states)))
            .add_option(self.contract_id.map(|id| Column::ContractId.eq(id)))
    }
}
