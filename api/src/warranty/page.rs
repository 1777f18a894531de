//! What hangs on a page of contracts of the warranty, each read once for all of them.

use std::sync::Arc;

use entity::value::id::{ContractId, WarrantyClaimId};
use entity::warranty::{claim_step, warranty_claim, warranty_cover};

use crate::desk::Desk;
use crate::error::ApiError;
use crate::value::Relation;

/// The warranties of the contracts of a page.
#[derive(Debug)]
pub struct WarrantyPage {
    ids: Arc<[ContractId]>,
    covers: Relation<ContractId, warranty_cover::Model>,
    claims: Relation<ContractId, warranty_claim::Model>,
    filers: Relation<WarrantyClaimId, (WarrantyClaimId, String)>,
    steps: Relation<WarrantyClaimId, Step>,
}

/// A step with the name of who took it.
type Step = (claim_step::Model, Option<String>);

impl WarrantyPage {
    /// The warranties of these contracts.
    pub fn of(ids: &Arc<[ContractId]>) -> Self {
        Self {
            ids: Arc::clone(ids),
            covers: Relation::default(),
            claims: Relation::default(),
            filers: Relation::default(),
            steps: Relation::default(),
        }
    }

    /// The covers of one of them.
    pub async fn covers(&self, desk: &Desk, id: ContractId) -> Result<&[warranty_cover::Model], ApiError> {
        let find = || warranty_cover::of_contracts(desk.read(), desk.by.viewer, self.ids.to_vec());
        self.covers.of(id, find, |row| row.contract_id).await
    }

    /// The claims on one of them, the oldest first.
    pub async fn claims(&self, desk: &Desk, id: ContractId) -> Result<&[warranty_claim::Model], ApiError> {
        let find = || warranty_claim::of_contracts(desk.read(), desk.by.viewer, self.ids.to_vec());
        self.claims.of(id, find, |row| row.contract_id).await
    }

    /// The name of who filed a claim on any of them.
    pub async fn filer(&self, desk: &Desk, id: WarrantyClaimId) -> Result<Option<&str>, ApiError> {
        let find = || warranty_claim::filers_of(desk.read(), desk.by.viewer, self.ids.to_vec());
        Ok(self.filers.of(id, find, |(claim, _)| *claim).await?.first().map(|(_, name)| name.as_str()))
    }

    /// The steps of a claim on any of them, in order.
    pub async fn steps(&self, desk: &Desk, id: WarrantyClaimId) -> Result<&[Step], ApiError> {
        let find = || claim_step::of_contracts(desk.read(), desk.by.viewer, self.ids.to_vec());
        self.steps.of(id, find, |(step, _)| step.claim_id).await
    }
}
