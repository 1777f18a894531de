//! Finder: what is covered until when, and what was claimed (P5, S7).

use super::ContractFacts;
use crate::access::Viewer;
use crate::contract::{contract, deliverable};
use crate::notice::skip_reason::SkipReason;
use crate::refusal::Words;
use crate::response::clock;
use crate::value::id::{ContractId, DeliverableId, WarrantyClaimId, WarrantyCoverId};
use crate::warranty::claim_state::ClaimState;
use crate::warranty::claim_step::{self, StepKind};
use crate::warranty::warranty_cover::covers_of;
use crate::warranty::{warranty_claim, warranty_cover};
use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

/// A cover that is about to end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndingFacts {
    /// Of which contract.
    pub contract: ContractFacts,
    /// What is covered; for redone work, of which claim.
    pub deliverable: Words,
    /// The last day of it.
    pub last_covered_on: NaiveDate,
}

/// A claim, and what was said to it.
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
    /// Whether the provider has to put it right.
    pub is_covered: bool,
    /// The rule that decides, with its days; `None` where a person decided otherwise.
    pub rule: Option<Words>,
    /// What was said to the verdict.
    pub verdict_reason: Option<String>,
    /// Where it stands.
    pub state: ClaimState,
    /// When it was answered, and how.
    pub answer: Option<(NaiveDate, String)>,
    /// Until when what was redone is covered, where something was.
    pub follow_on_until: Option<NaiveDate>,
    /// Within how many working hours it is answered.
    pub response_hours: Option<i32>,
    /// What was said in the step that is told, and on which day.
    pub said: Option<(NaiveDate, String)>,
}

pub(super) async fn ending(
    connection: &impl ConnectionTrait,
    id: WarrantyCoverId,
) -> Result<Result<EndingFacts, SkipReason>, DbErr> {
    let Some(cover) = warranty_cover::find(connection, Viewer::System, id).await? else {
        return Ok(Err(SkipReason::Settled));
    };
    let Some((contract, deliverable)) = named(connection, cover.contract_id, cover.deliverable_id).await? else {
        return Ok(Err(SkipReason::Settled));
    };
    let claim = match cover.claim_id {
        Some(id) => warranty_claim::find(connection, Viewer::System, id).await?,
        None => None,
    };
    let deliverable = claim.map_or(deliverable.clone(), |claim| {
        Words::new(
            format!("{} (phần đã làm lại theo {})", deliverable.vi, claim.reference),
            format!("{} (redone on {})", deliverable.en, claim.reference),
        )
    });
    Ok(Ok(EndingFacts { contract, deliverable, last_covered_on: cover.last_covered_on }))
}

type Told = Result<Result<ClaimFacts, SkipReason>, DbErr>;

pub(super) async fn filed(connection: &impl ConnectionTrait, id: WarrantyClaimId) -> Told {
    claim(connection, (id, 0)).await
}

/// A verdict that was taken back meanwhile is not told.
pub(super) async fn triaged(connection: &impl ConnectionTrait, step: (WarrantyClaimId, i32)) -> Told {
    let facts = claim(connection, step).await?;
    Ok(facts.and_then(|facts| if facts.is_covered { Ok(facts) } else { Err(SkipReason::Settled) }))
}

/// An answer is told as long as it stands: not once the claim was reopened.
pub(super) async fn answered(connection: &impl ConnectionTrait, (id, step): (WarrantyClaimId, i32)) -> Told {
    let steps = claim_step::of_claim(connection, id).await?;
    let is_answer = |kind: StepKind| matches!(kind, StepKind::Resolved | StepKind::Rejected);
    let last = steps.iter().rev().find(|taken| is_answer(taken.kind)).map_or(0, |taken| taken.number);
    let facts = claim(connection, (id, step)).await?;
    let is_told = |facts: &ClaimFacts| facts.answer.is_some() && (step == 0 || step == last);
    Ok(facts.and_then(|facts| if is_told(&facts) { Ok(facts) } else { Err(SkipReason::Settled) }))
}

/// Nobody is told that a claim was reopened when it has been put right again.
pub(super) async fn reopened(connection: &impl ConnectionTrait, step: (WarrantyClaimId, i32)) -> Told {
    let facts = claim(connection, step).await?;
    Ok(facts.and_then(|facts| if facts.state == ClaimState::InWork { Ok(facts) } else { Err(SkipReason::Settled) }))
}

/// Nobody is asked what was answered, or what does not matter any more.
pub(super) async fn asked(connection: &impl ConnectionTrait, (id, step): (WarrantyClaimId, i32)) -> Told {
    let last = claim_step::of_claim(connection, id).await?.pop().map(|last| last.number);
    if last != Some(step) {
        return Ok(Err(SkipReason::Settled));
    }
    claim(connection, (id, step)).await
}

async fn claim(connection: &impl ConnectionTrait, (id, step): (WarrantyClaimId, i32)) -> Told {
    let Some(claim) = warranty_claim::find(connection, Viewer::System, id).await? else {
        return Ok(Err(SkipReason::Settled));
    };
    let Some((contract, deliverable)) = named(connection, claim.contract_id, claim.deliverable_id).await? else {
        return Ok(Err(SkipReason::Settled));
    };
    let rows = warranty_cover::of_contracts(connection, Viewer::System, vec![claim.contract_id]).await?;
    let covers = covers_of(&rows, claim.deliverable_id);
    let follow_on = rows.iter().find(|row| row.claim_id == Some(id));
    let taken = claim_step::of_claim(connection, id).await?.into_iter().find(|taken| taken.number == step);
    let clock = clock::Entity::find_by_id(id.0).one(connection).await?;
    Ok(Ok(ClaimFacts {
        rule: (!claim.is_overruled).then(|| claim.verdict().words(claim.defect_on, &covers)),
        reference: claim.reference,
        contract,
        deliverable,
        description: claim.description,
        defect_on: claim.defect_on,
        filed_on: claim.filed_on,
        last_covered_on: covers.last_covered_on(),
        is_covered: claim.is_covered,
        verdict_reason: claim.verdict_reason,
        state: claim.state,
        answer: claim.answered_on.zip(claim.answer),
        follow_on_until: follow_on.map(|row| row.last_covered_on),
        response_hours: clock.map(|clock| clock.hours),
        said: taken.and_then(|taken| Some((taken.taken_on, taken.words?))),
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
