//! The shape of every command on a claim: taken under its contract's lock, asked of the state machine, stored with a step
//! that both parties read, told in the dossier.

use super::claim_state::Event;
use super::claim_step::{self, StepKind};
use super::warranty_claim::{self, ActiveModel, Entity, Model};
use crate::access::By;
use crate::audit::{self, Chain, Fact};
use crate::contract::contract;
use crate::contract::record::{at_version, lock, touch};
use crate::database::Write;
use crate::notice::record::plan_about;
use crate::notice::{Content, Recipient};
use crate::refusal::{Refusal, Words};
use crate::value::id::WarrantyClaimId;
use crate::value::transition::Transition;
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait, IntoActiveModel};
use serde_json::{Value, json};

/// The longest answer, reason or question.
pub(super) const LONGEST_TEXT: usize = 4_000;

/// A claim that somebody gives a command on.
#[derive(Clone, Copy, Debug)]
pub struct Which {
    /// Which one.
    pub claim_id: WarrantyClaimId,
    /// The version its contract was read at, if it matters.
    pub expected_version: Option<i64>,
}

/// What the state machine says of an event on a claim.
pub(super) enum Begun {
    /// It happened before.
    AlreadyDone(Model),
    /// It may happen.
    Open(Box<contract::Model>, Model),
}

/// A step, and what changes with it.
pub(super) struct Step<'a> {
    pub(super) kind: StepKind,
    pub(super) words: Option<&'a str>,
    pub(super) change: ActiveModel,
}

/// The claim with its contract, locked. Refuses one that the viewer does not see.
pub(super) async fn hold(write: &Write, by: &By, id: WarrantyClaimId) -> Result<(contract::Model, Model), Refusal> {
    let missing = || Refusal::NotFound("claim");
    let seen = warranty_claim::find(write.on(), by.viewer, id).await?.ok_or_else(missing)?;
    let contract = lock(write, by.viewer, seen.contract_id, None).await?;
    // Read again: only now nobody else can be answering it.
    let claim = warranty_claim::find(write.on(), by.viewer, id).await?.ok_or_else(missing)?;
    Ok((contract, claim))
}

/// Takes the claim for an event. Refuses one that the viewer does not see, an event that its state does not allow, and a
/// stale version.
pub(super) async fn begin(write: &Write, by: &By, which: Which, event: Event) -> Result<Begun, Refusal> {
    let (contract, claim) = hold(write, by, which.claim_id).await?;
    match claim.state.after(event) {
        Ok(Transition::AlreadyDone) => return Ok(Begun::AlreadyDone(claim)),
        Ok(Transition::To(_)) => {}
        Err(_) => return Err(wrong_state(&contract, &claim, &event.words())),
    }
    at_version(&contract, which.expected_version)?;
    Ok(Begun::Open(Box::new(contract), claim))
}

/// Stores what changes with the step, and tells it; answers the claim as it is now, and the step's number.
pub(super) async fn take(
    write: &Write,
    by: &By,
    (contract, claim): (&contract::Model, &Model),
    step: Step<'_>,
) -> Result<(Model, i32), Refusal> {
    let steps = claim_step::of_claim(write.on(), claim.id).await?;
    let number = steps.last().map_or(1, |last| last.number.saturating_add(1));
    let row = claim_step::Model {
        claim_id: claim.id,
        number,
        contract_id: contract.id,
        kind: step.kind,
        taken_on: by.today(),
        taken_by: by.viewer.person_id(),
        words: step.words.map(str::to_owned),
        created_at: by.now,
    };
    claim_step::Entity::insert(row.into_active_model()).exec_without_returning(write.on()).await?;
    let after = Entity::update(ActiveModel { id: Set(claim.id), ..step.change }).exec(write.on()).await?;
    tell(write, by, (Some(claim), &after), (action(step.kind), step.words)).await?;
    touch(write, contract).await?;
    Ok((after, number))
}

/// Tells the customer, at the address of their bills.
pub(super) async fn notify(write: &Write, by: &By, contract: &contract::Model, content: Content) -> Result<(), DbErr> {
    let to = Recipient::Billing(contract.customer_id);
    plan_about(write, by.now, contract, (content, to)).await
}

/// Tells in the dossier what the claim was and what it has become; its words stay sealed.
pub(super) async fn tell(
    write: &Write,
    by: &By,
    (before, after): (Option<&Model>, &Model),
    (action, reason): (&'static str, Option<&str>),
) -> Result<(), DbErr> {
    let fact = Fact {
        chain: Chain::Dossier(after.contract_id),
        action,
        subject: ("claim", after.id.0),
        before: before.map_or(Value::Null, |before| json!({ "state": before.state, "isCovered": before.is_covered })),
        after: json!({
            "reference": after.reference,
            "deliverableId": after.deliverable_id,
            "state": after.state,
            "rule": after.rule,
            "exclusion": after.exclusion,
            "isCovered": after.is_covered,
            "isOverruled": after.is_overruled,
            "defectOn": after.defect_on,
            "filedOn": after.filed_on,
            "answeredOn": after.answered_on,
        }),
        reason,
    };
    audit::record(write, &by.actor, by.now, fact).await
}

/// What was tried (in both languages) is not possible in the claim's state, which is told.
pub(super) fn wrong_state(contract: &contract::Model, claim: &Model, tried: &Words) -> Refusal {
    let (state, reference) = (claim.state.words(), &claim.reference);
    let words = Words::new(
        format!("Không thể {} yêu cầu {reference}: {}.", tried.vi, state.vi),
        format!("To {} claim {reference} is not possible: it is {}.", tried.en, state.en),
    );
    Refusal::Conflict { code: "WRONG_CLAIM_STATE", words, current_version: Some(contract.version) }
}

fn action(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Triaged => "claim.triaged",
        StepKind::Started => "claim.started",
        StepKind::Resolved => "claim.resolved",
        StepKind::Confirmed => "claim.confirmed",
        StepKind::Reopened => "claim.reopened",
        StepKind::Rejected => "claim.rejected",
        StepKind::Asked => "claim.asked",
        StepKind::Answered => "claim.answered",
    }
}
