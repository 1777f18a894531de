//! Record: a paper that did not come from the system is kept: the scan of a contract that was signed on paper (S2).

use super::kind::Kind;
use super::state::State;
use super::table::{Column, Entity, Model};
use crate::access::{By, Permission, Viewer};
use crate::audit::{self, Chain, Fact};
use crate::contract::record::lock;
use crate::database::Write;
use crate::file::{self, stored_file};
use crate::party::customer;
use crate::refusal::Refusal;
use crate::value::id::{ContractId, DocumentId};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};

/// Keeps the scan of a signed contract, whose content lies in the store already. Whoever sees the contract sees it.
///
/// Refuses everybody but staff, and a contract they do not see: then the file is nobody's, and the caller takes it out of
/// the store.
pub async fn scan_kept(
    write: &Write,
    by: &By,
    (contract_id, file): (ContractId, stored_file::Model),
) -> Result<Model, Refusal> {
    by.viewer.require(Permission::RunContracts)?;
    let contract = lock(write, by.viewer, contract_id, None).await?;
    let customer = customer::find(write.on(), Viewer::System, contract.customer_id).await?;
    let customer = customer.ok_or(Refusal::NotFound("customer"))?;
    let of_contract =
        Entity::find().filter(Column::Kind.eq(Kind::SignedCopy)).filter(Column::SubjectId.eq(contract_id.0));
    let earlier = i32::try_from(of_contract.count(write.on()).await?).unwrap_or(i32::MAX);
    let row = Model {
        id: DocumentId::new(),
        kind: Kind::SignedCopy,
        subject_id: contract_id.0,
        version: earlier.saturating_add(1),
        reference: contract.reference.clone(),
        dossier_id: contract_id,
        contract_id: Some(contract_id),
        customer_id: contract.customer_id,
        locale: customer.locale,
        state: State::Frozen,
        file_id: Some(file.id),
        sha256: Some(file.sha256.clone()),
        size: Some(file.size),
        attempts: 0,
        error: None,
        mail_waits_until: by.now,
        requested_at: by.now,
        frozen_at: Some(by.now),
    };
    file::record::keep(write, file).await?;
    Entity::insert(row.clone().into_active_model()).exec_without_returning(write.on()).await?;
    let fact = Fact {
        chain: Chain::Dossier(contract_id),
        action: "document.kept",
        subject: ("document", row.id.0),
        before: Value::Null,
        after: json!({ "kind": row.kind, "version": row.version, "sha256": row.sha256, "size": row.size }),
        reason: None,
    };
    audit::record(write, &by.actor, by.now, fact).await?;
    Ok(row)
}
