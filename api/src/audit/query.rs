//! Questions about the audit trail.

use async_graphql::connection::Connection;
use async_graphql::{Context, ID, InputObject};
use entity::access::Permission;
use entity::audit::{Chain, entry, verification};
use entity::refusal::{Mistakes, Words};
use entity::value::id::ContractId;

use super::object::{AuditEntry, AuditVerification};
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::{NodeId, PageInput, Total, connection};

/// Which entries.
#[derive(InputObject, Clone, Debug, Default)]
pub struct AuditFilter {
    /// Only what happened to this contract.
    pub contract_id: Option<ID>,
    /// Only what was done to this: any global id.
    pub subject_id: Option<ID>,
}

/// A page of the trail, the newest entry first. For those who may steer.
pub async fn audit_trail(
    ctx: &Context<'_>,
    page: PageInput,
    filter: Option<AuditFilter>,
) -> Result<Connection<String, AuditEntry, Total>, ApiError> {
    let desk = ctx.desk()?.may(Permission::Steer)?;
    let window = page.window()?;
    let filter = filter.unwrap_or_default().parse()?;
    let from_end = window.from_end;
    let rows = entry::page(desk.read(), desk.by.viewer, &filter, window).await?;
    let counter = desk.clone();
    let total = Total::counted_by(async move { entry::count(counter.read(), counter.by.viewer, &filter).await });
    let actors = AuditEntry::actors(&rows.rows);
    Ok(connection(from_end, (rows, total), |row| row.id, |row| AuditEntry::new(row, &actors)))
}

/// Whether the chain of a contract, or without one the installation's, is as it was written. For those who may steer.
pub async fn audit_verification(ctx: &Context<'_>, contract_id: Option<ID>) -> Result<AuditVerification, ApiError> {
    let desk = ctx.desk()?.may(Permission::Steer)?;
    let mut mistakes = Mistakes::default();
    let contract_id = contract_id.map(|id| NodeId("Contract").take(&mut mistakes, "contractId", &id));
    mistakes.finish()?;
    let chain = contract_id.map_or(Chain::Installation, |id| Chain::Dossier(ContractId(id)));
    let found = verification::of(desk.read(), desk.by.viewer, chain).await?;
    found.map(AuditVerification::from).ok_or_else(ApiError::forbidden)
}

impl AuditFilter {
    fn parse(self) -> Result<entry::Filter, ApiError> {
        let mut mistakes = Mistakes::default();
        let contract_id = self.contract_id.map(|id| NodeId("Contract").take(&mut mistakes, "contractId", &id));
        let subject_id = self.subject_id.and_then(|id| {
            let opened = NodeId::open(&id).map(|(_, id)| id);
            if opened.is_none() {
                let words = Words::new("Đây không phải mã định danh.", "This is not a global id.");
                mistakes.note("subjectId", "NOT_AN_ID", words);
            }
            opened
        });
        mistakes.finish()?;
        let chain_id = contract_id.map(|id| Chain::Dossier(ContractId(id)).id());
        Ok(entry::Filter { chain_id, subject_id })
    }
}
