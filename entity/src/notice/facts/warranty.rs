//! Finder: what is covered until when, and what was claimed (P5, S7).

use super::ContractFacts;
use crate::access::Viewer;
use crate::contract::{contract, deliverable};
use crate::notice::skip_reason::SkipReason;
use crate::refusal::Words;
use crate::value::id::{ContractId, DeliverableId, WarrantyClaimId, WarrantyCoverId};
use crate::warranty::claim_state::ClaimState;
use crate::warranty::{warranty_claim, warranty_cover};
use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

/// A cover that is about to end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndingFacts {
    /// Of which contract.
    pub contract: ContractFacts,
    /// What is covered.
    pub deliverable: Words,
    /// The last day of it.
    pub last_covered_on: NaiveDate,
}

/// A claim, and its answer once there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimFacts {
    /// By what the claim is known.
    pub reference: String,
    /// On which contract.
    pub contract: ContractFacts,
    /// On what.
    pub deliverable: Words,
    /// The customer's words.
    pub description: String,
    /// When the defect was found.
    pub defect_on: NaiveDate,
    /// When it was reported.
    pub filed_on: NaiveDate,
    /// The last covered day of what it is about, where there is cover.
    pub last_covered_on: Option<NaiveDate>,
    /// Whether the defect lies in the cover.
    pub is_covered: bool,
    /// Where it stands.
    pub state: ClaimState,
    /// When it was answered, and how.
    pub answer: Option<(NaiveDate, String)>,
}

pub(super) async fn ending(
    connection: &impl ConnectionTrait,
    id: WarrantyCoverId,
) -> Result<Result<EndingFacts, SkipReason>, DbErr> {
    let Some(cover) = warranty_cover::find(connection, Viewer::System, id).await? else {
        return Ok(Err(SkipReason::Settled));
    };
    let named = named(connection, cover.contract_id, cover.deliverable_id).await?;
    Ok(named.ok_or(SkipReason::Settled).map(|(contract, deliverable)| EndingFacts {
        contract,
        deliverable,
        last_covered_on: cover.last_covered_on,
    }))
}

pub(super) async fn claim(
    connection: &impl ConnectionTrait,
    id: WarrantyClaimId,
) -> Result<Result<ClaimFacts, SkipReason>, DbErr> {
    let Some(claim) = warranty_claim::find(connection, Viewer::System, id).await? else {
        return Ok(Err(SkipReason::Settled));
    };
    let covers = warranty_cover::of_contracts(connection, Viewer::System, vec![claim.contract_id]).await?;
    let cover = covers.into_iter().find(|cover| cover.deliverable_id == claim.deliverable_id);
    let named = named(connection, claim.contract_id, claim.deliverable_id).await?;
    Ok(named.ok_or(SkipReason::Settled).map(|(contract, deliverable)| ClaimFacts {
        reference: claim.reference,
        contract,
        deliverable,
        description: claim.description,
        defect_on: claim.defect_on,
        filed_on: claim.filed_on,
        last_covered_on: cover.map(|cover| cover.last_covered_on),
        is_covered: claim.is_covered,
        state: claim.state,
        answer: claim.answered_on.zip(claim.answer),
    }))
}

async fn named(
    connection: &impl ConnectionTrait,
    contract_id: ContractId,
    deliverable_id: DeliverableId,
) -> Result<Option<(ContractFacts, Words)>, DbErr> {
    let contract = contract::find(connection, Viewer::System, contract_id).await?;
    let deliverable = deliverable::Entity::find_by_id(deliverable_id).one(connection).await?;
    Ok(contract.zip(deliverable).map(|(contract, deliverable)| {
        (ContractFacts::from(&contract), Words::new(deliverable.name_vi, deliverable.name_en))
    }))
}
