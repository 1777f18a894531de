//! Table: what a contract promises for the time after acceptance beyond the months of its warranty (P3, P5, S7).

use super::scope::of_visible;
use crate::access::Viewer;
use crate::value::id::ContractId;
use sea_orm::entity::prelude::*;

/// Within how many working hours a claim or a ticket is answered where the contract says nothing: one working day.
pub const USUAL_RESPONSE_HOURS: u32 = 8;
/// How many days redone work is covered at least where the contract says nothing.
pub const USUAL_FOLLOW_ON_DAYS: u32 = 90;

/// The promises of one contract; a contract without a row, and a value that is not said, promises what is usual.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "care_terms")]
pub struct Model {
    /// Of which contract.
    #[sea_orm(primary_key, auto_increment = false)]
    pub contract_id: ContractId,
    /// Within how many working hours a claim or a ticket is answered, 1 to 400.
    pub response_hours: Option<i32>,
    /// How many days redone work is covered, from the day it is handed over, 1 to 3,650.
    pub follow_on_days: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}

/// What holds for a contract, with everything said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CareTerms {
    /// Within how many working hours a claim or a ticket is answered.
    pub response_hours: u32,
    /// How many days redone work is covered.
    pub follow_on_days: u32,
}

impl CareTerms {
    /// What a contract's own promises and the usual ones come to.
    pub fn of(own: Option<&Model>) -> Self {
        let said = |value: Option<i32>| value.and_then(|value| u32::try_from(value).ok());
        Self {
            response_hours: own.and_then(|own| said(own.response_hours)).unwrap_or(USUAL_RESPONSE_HOURS),
            follow_on_days: own.and_then(|own| said(own.follow_on_days)).unwrap_or(USUAL_FOLLOW_ON_DAYS),
        }
    }
}

/// What holds for a contract.
pub async fn of_contract(connection: &impl ConnectionTrait, id: ContractId) -> Result<CareTerms, DbErr> {
    Ok(CareTerms::of(Entity::find_by_id(id).one(connection).await?.as_ref()))
}

/// The promises of several contracts that made some of their own, as far as the viewer may see these.
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
