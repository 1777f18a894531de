//! Table: the signature of one party under one version of a contract's text.

use super::party::Party;
use crate::access::Viewer;
use crate::clock::Instant;
use crate::contract::scope::of_visible;
use crate::value::id::{ContractId, ContractSignatureId, ContractTextId, DocumentId, PersonId};
use chrono::NaiveDate;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

/// One signature: never changed. Another version of the text needs its own.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_signature")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ContractSignatureId,
    /// Of which contract.
    pub contract_id: ContractId,
    /// Under which version of its text.
    pub text_id: ContractTextId,
    /// For which party.
    pub party: Party,
    /// SHA-256 of the paper that was signed, in hexadecimal.
    pub document_sha256: String,
    /// Who signed, by name.
    pub signer: String,
    /// By which power of attorney, where the signer does not represent the party by law.
    pub power_of_attorney: Option<String>,
    /// When.
    pub signed_on: NaiveDate,
    /// The scan of the paper; `None` for what was signed on line.
    pub scan_id: Option<DocumentId>,
    /// Who signed on line, or entered what was signed on paper.
    pub entered_by: PersonId,
    /// The network address they did it from.
    pub entered_from: String,
    /// When they did.
    pub entered_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

/// The signatures under several contracts, in the order in which they were given, as far as the viewer may see these.
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

/// The signatures under one version of a text.
pub(crate) async fn of_text(connection: &impl ConnectionTrait, id: ContractTextId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::TextId.eq(id)).order_by_asc(Column::Id).all(connection).await
}
