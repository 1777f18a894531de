//! Records: a claim is filed, and answered (P5, S7).

use super::claim_state::{ClaimState, Event};
use super::warranty_claim::{self, Model};
use super::warranty_cover;
use crate::access::{By, Permission, Viewer};
use crate::audit::{self, Chain, Fact};
use crate::contract::lifecycle::Lifecycle;
use crate::contract::record::{at_version, lock, touch};
use crate::contract::{contract, deliverable};
use crate::database::Write;
use crate::notice::{self, Content, Plan, Recipient};
use crate::refusal::{Done, Mistakes, Refusal, Words};
use crate::task::{self, record::Task};
use crate::value::id::{DeliverableId, PersonId, WarrantyClaimId};
use crate::value::reference::{Prefix, all_taken, candidates};
use crate::value::transition::Transition;
use chrono::NaiveDate;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait, IntoActiveModel};
use serde_json::{Value, json};

const LONGEST_TEXT: usize = 4_000;

/// A claim as somebody enters it.
#[derive(Clone, Debug)]
pub struct Claim {
    /// On what.
    pub deliverable_id: DeliverableId,
    /// The version the contract was read at, if it matters.
    pub expected_version: Option<i64>,
    /// The day the defect showed: not in the future.
    pub defect_on: NaiveDate,
    /// What is wrong, 1 to 4,000 characters.
    pub description: String,
}

/// Files a claim, on any day: whether the warranty covers it is decided by the day of the defect and told. The
/// customer gets a receipt, staff a task.
///
/// Refuses a deliverable the viewer does not see, a defect in the future, a contract that is not accepted yet or is
/// terminated. The same words on the same deliverable, still unanswered, are `AlreadyDone`.
pub async fn file_claim(write: &Write, by: &By, claim: &Claim) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::FileClaims)?;
    let seen = deliverable::find_all(write.on(), by.viewer, vec![claim.deliverable_id]).await?;
    let deliverable = seen.into_iter().next().ok_or(Refusal::NotFound("deliverable"))?;
    let contract = lock(write, by.viewer, deliverable.contract_id, None).await?;
    must_be_in_warranty(&contract)?;
    let filed_by = by.viewer.person_id().ok_or(Refusal::NotFound("person"))?;
    let mut mistakes = Mistakes::default();
    let defect_on = mistakes.past_day("defectOn", claim.defect_on, by.today());
    let description = mistakes.lines("description", &claim.description, LONGEST_TEXT);
    let defect_on = mistakes.taken(defect_on)?;
    let claims = warranty_claim::of_contracts(write.on(), Viewer::System, vec![contract.id]).await?;
    let same = |other: &Model| {
        (other.deliverable_id, other.defect_on, &other.description) == (deliverable.id, defect_on, &description)
    };
    if let Some(earlier) = claims.into_iter().find(|other| other.state.is_open() && same(other)) {
        return Ok(Done::AlreadyDone(earlier));
    }
    at_version(&contract, claim.expected_version)?;
    let covers = warranty_cover::of_contracts(write.on(), Viewer::System, vec![contract.id]).await?;
    let cover = covers.iter().find(|cover| cover.deliverable_id == deliverable.id);
    let is_covered = cover.is_some_and(|cover| cover.cover().is_covered(defect_on));
    let wanted = Wanted { deliverable, is_covered, defect_on, description, filed_by };
    let row = insert(write, by, wanted).await?;
    tell(write, by, (&row, "claim.filed", None)).await?;
    touch(write, &contract).await?;
    plan(write, by, &contract, Content::ClaimFiled { claim_id: row.id }).await?;
    raise(write, by, &row).await?;
    Ok(Done::Now(row))
}

/// Answers a claim: the defect was put right. The customer is told.
///
/// Refuses a claim the viewer does not see, a missing answer, a claim that was rejected. Resolved again is
/// `AlreadyDone`.
pub async fn resolve_claim(write: &Write, by: &By, id: WarrantyClaimId, answer: &str) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::AnswerClaims)?;
    answer_claim(write, by, id, (Event::Resolve, answer)).await
}

/// Answers a claim: it is refused, with the rule that says so. The customer is told.
///
/// Refuses a claim the viewer does not see, a missing answer, a claim that was resolved. Rejected again is
/// `AlreadyDone`.
pub async fn reject_claim(write: &Write, by: &By, id: WarrantyClaimId, answer: &str) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::AnswerClaims)?;
    answer_claim(write, by, id, (Event::Reject, answer)).await
}

struct Wanted {
    deliverable: deliverable::Model,
    is_covered: bool,
    defect_on: NaiveDate,
    description: String,
    filed_by: PersonId,
}

/// A warranty begins with acceptance and outlives closing: a late claim gets its verdict. What was terminated has none.
fn must_be_in_warranty(contract: &contract::Model) -> Result<(), Refusal> {
    match contract.state {
        Lifecycle::Accepted | Lifecycle::Closed => Ok(()),
        Lifecycle::Draft
        | Lifecycle::Signed
        | Lifecycle::Deploying
        | Lifecycle::Finished
        | Lifecycle::Cancelled
        | Lifecycle::Terminated => {
            let state = contract.state.words();
            let words = Words::new(
                format!("Bảo hành bắt đầu từ khi nghiệm thu; hợp đồng {}.", state.vi),
                format!("The warranty begins with acceptance; the contract is {}.", state.en),
            );
            Err(Refusal::Conflict { code: "NOT_IN_WARRANTY", words, current_version: Some(contract.version) })
        }
    }
}

async fn insert(write: &Write, by: &By, wanted: Wanted) -> Result<Model, DbErr> {
    let row = Model {
        id: WarrantyClaimId::new(),
        reference: String::new(),
        contract_id: wanted.deliverable.contract_id,
        deliverable_id: wanted.deliverable.id,
        state: ClaimState::Filed,
        is_covered: wanted.is_covered,
        defect_on: wanted.defect_on,
        description: wanted.description,
        filed_on: by.today(),
        filed_by: wanted.filed_by,
        answered_on: None,
        answer: None,
        created_at: by.now,
    };
    for reference in candidates(Prefix::WarrantyClaim, row.filed_on) {
        let named = Model { reference, ..row.clone() };
        let inserted = warranty_claim::Entity::insert(named.clone().into_active_model())
            .on_conflict(OnConflict::column(warranty_claim::Column::Reference).do_nothing().to_owned())
            .exec_without_returning(write.on())
            .await?;
        if inserted > 0 {
            return Ok(named);
        }
    }
    Err(all_taken())
}

async fn answer_claim(
    write: &Write,
    by: &By,
    id: WarrantyClaimId,
    (event, answer): (Event, &str),
) -> Result<Done<Model>, Refusal> {
    let seen = warranty_claim::find(write.on(), by.viewer, id).await?.ok_or(Refusal::NotFound("claim"))?;
    let contract = lock(write, by.viewer, seen.contract_id, None).await?;
    // Read again: only now nobody else can be answering it.
    let claim = warranty_claim::find(write.on(), by.viewer, id).await?.ok_or(Refusal::NotFound("claim"))?;
    let state = match claim.state.after(event) {
        Ok(Transition::AlreadyDone) => return Ok(Done::AlreadyDone(claim)),
        Ok(Transition::To(state)) => state,
        Err(_) => return Err(already_answered(&claim)),
    };
    let mut mistakes = Mistakes::default();
    let answer = mistakes.lines("answer", answer, LONGEST_TEXT);
    mistakes.finish()?;
    let change = warranty_claim::ActiveModel {
        id: Set(id),
        state: Set(state),
        answered_on: Set(Some(by.today())),
        answer: Set(Some(answer)),
        ..warranty_claim::ActiveModel::default()
    };
    let row = warranty_claim::Entity::update(change).exec(write.on()).await?;
    tell(write, by, (&row, "claim.answered", row.answer.as_deref())).await?;
    touch(write, &contract).await?;
    let resolution = format!("{}: {:?}", row.reference, row.state);
    task::record::resolve_by_itself(write, by.now, (task::Kind::ClaimToAnswer, id.0), &resolution).await?;
    plan(write, by, &contract, Content::ClaimAnswered { claim_id: id }).await?;
    Ok(Done::Now(row))
}

fn already_answered(claim: &Model) -> Refusal {
    let words = Words::new(
        format!("Yêu cầu {} đã được trả lời khác.", claim.reference),
        format!("Claim {} was answered otherwise already.", claim.reference),
    );
    Refusal::conflict("CLAIM_ANSWERED", words)
}

async fn tell(
    write: &Write,
    by: &By,
    (claim, action, reason): (&Model, &'static str, Option<&str>),
) -> Result<(), DbErr> {
    let fact = Fact {
        chain: Chain::Dossier(claim.contract_id),
        action,
        subject: ("claim", claim.id.0),
        before: Value::Null,
        after: json!({
            "reference": claim.reference,
            "deliverableId": claim.deliverable_id,
            "state": claim.state,
            "isCovered": claim.is_covered,
            "defectOn": claim.defect_on,
            "filedOn": claim.filed_on,
            "answeredOn": claim.answered_on,
        }),
        reason,
    };
    audit::record(write, &by.actor, by.now, fact).await
}

async fn plan(write: &Write, by: &By, contract: &contract::Model, content: Content) -> Result<(), DbErr> {
    let to = Recipient::Billing(contract.customer_id);
    let plan = Plan { content, contract_id: Some(contract.id), customer_id: Some(contract.customer_id), to };
    notice::record::plan(write, by.now, plan).await
}

/// A claim stands before staff until it is answered (P3).
async fn raise(write: &Write, by: &By, claim: &Model) -> Result<(), DbErr> {
    let (vi, en) =
        if claim.is_covered { ("còn bảo hành", "covered") } else { ("ngoài bảo hành", "not covered") };
    let task = Task {
        kind: task::Kind::ClaimToAnswer,
        key: format!("claim:{}", claim.id),
        contract_id: Some(claim.contract_id),
        subject_id: Some(claim.id.0),
        detail: Words::new(
            format!("Yêu cầu bảo hành {} ({vi}) chờ trả lời.", claim.reference),
            format!("Warranty claim {} ({en}) waits for an answer.", claim.reference),
        ),
    };
    task::record::raise(write, by.now, task).await
}
