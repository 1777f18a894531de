//! Table: the term after which a contract takes silence for acceptance (S6). A contract without one never does.

use crate::access::Viewer;
use crate::contract::scope::of_visible;
use crate::value::id::ContractId;
use sea_orm::entity::prelude::*;

/// What one contract says of silence.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "silence_term")]
pub struct Model {
    /// Which contract.
    #[sea_orm(primary_key, auto_increment = false)]
    pub contract_id: ContractId,
    /// How long the customer may take to answer, in days; see [`super::silence::TERM`].
    pub days: i32,
}

impl ActiveModelBehavior for ActiveModel {}

/// What several contracts say of silence, as far as the viewer may see them.
pub async fn of_contracts(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ContractId.is_in(contract_ids))
        .filter(of_visible(viewer, Column::ContractId))
        .all(connection)
        .await
}
