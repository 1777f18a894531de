//! Record: a claim is filed (P5, S7).

use super::claim_state::ClaimState;
use super::record_step::{LONGEST_TEXT, notify, tell};
use super::verdict::Verdict;
use super::warranty_claim::{self, Model};
use super::warranty_cover::{self, covers_of};
use crate::access::{By, Permission, Viewer};
use crate::contract::lifecycle::Lifecycle;
use crate::contract::record::{at_version, lock, touch};
use crate::contract::{care_terms, contract, deliverable};
use crate::database::{Write, insert_named};
use crate::notice::Content;
use crate::refusal::{Done, Mistakes, Refusal, Words};
use crate::response::clock::SubjectKind;
use crate::response::record::{Promise, run};
use crate::task::{self, record::Task};
use crate::value::id::{DeliverableId, PersonId, WarrantyClaimId};
use crate::value::reference::Prefix;
use chrono::NaiveDate;
use sea_orm::DbErr;

/// A claim as somebody enters it.
#[derive(Clone, Debug)]
pub struct Claim {
    /// On what.
    pub deliverable_id: DeliverableId,
    /// The version the contract was read at, if it matters.
    pub expected_version: Option<i64>,
    /// The day the defect showed: from signing on, not in the future.
    pub defect_on: NaiveDate,
    /// What is wrong, 1 to 4,000 characters.
    pub description: String,
}

/// Files a claim, on any day: what is reported is kept, and whether the warranty covers it is decided by the day of the
/// defect and told with the rule, so a claim on the day after cover stands there as what it is. The customer gets a receipt,
/// staff a task, and the answer-by clock runs (P3).
///
/// Refuses a deliverable the viewer does not see, a defect in the future or before signing, a contract that is not
/// accepted yet or is terminated. The same words on the same deliverable, not yet put right, are `AlreadyDone`.
pub async fn file_claim(write: &Write, by: &By, claim: &Claim) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::FileClaims)?;
    let seen = deliverable::find_all(write.on(), by.viewer, vec![claim.deliverable_id]).await?;
    let deliverable = seen.into_iter().next().ok_or(Refusal::NotFound("deliverable"))?;
    let contract = lock(write, by.viewer, deliverable.contract_id, None).await?;
    must_be_in_warranty(&contract)?;
    let filed_by = by.viewer.person_id().ok_or(Refusal::NotFound("person"))?;
    let (defect_on, description) = read(by, claim, &contract)?;
    let claims = warranty_claim::of_contracts(write.on(), Viewer::System, vec![contract.id]).await?;
    let same = |other: &Model| {
        (other.deliverable_id, other.defect_on, &other.description) == (deliverable.id, defect_on, &description)
    };
    if let Some(earlier) = claims.into_iter().find(|other| other.state.waits_for_provider() && same(other)) {
        return Ok(Done::AlreadyDone(earlier));
    }
    at_version(&contract, claim.expected_version)?;
    let covers = warranty_cover::of_contracts(write.on(), Viewer::System, vec![contract.id]).await?;
    let verdict = covers_of(&covers, deliverable.id).verdict(defect_on, None);
    let wanted = Wanted { deliverable, verdict, defect_on, description, filed_by };
    let row = insert(write, by, wanted).await?;
    tell(write, by, (None, &row), ("claim.filed", None)).await?;
    touch(write, &contract).await?;
    notify(write, by, &contract, Content::ClaimFiled { claim_id: row.id }).await?;
    promise_answer(write, by, &row).await?;
    task::record::raise(write, by.now, to_answer(&row)).await?;
    Ok(Done::Now(row))
}

/// The answer-by clock of a claim runs from now.
pub(super) async fn promise_answer(write: &Write, by: &By, claim: &Model) -> Result<(), DbErr> {
    let terms = care_terms::of_contract(write.on(), claim.contract_id).await?;
    let promise = Promise {
        subject: (SubjectKind::Claim, claim.id.0),
        contract_id: claim.contract_id,
        reference: claim.reference.clone(),
        hours: terms.response_hours,
    };
    run(write, by.now, promise).await
}

/// A claim stands before staff until it is answered (P3).
pub(super) fn to_answer(claim: &Model) -> Task {
    let (vi, en) =
        if claim.is_covered { ("còn bảo hành", "covered") } else { ("ngoài bảo hành", "not covered") };
    Task {
        kind: task::Kind::ClaimToAnswer,
        key: format!("claim:{}", claim.id),
        contract_id: Some(claim.contract_id),
        subject_id: Some(claim.id.0),
        detail: Words::new(
            format!("Yêu cầu bảo hành {} ({vi}) chờ trả lời.", claim.reference),
            format!("Warranty claim {} ({en}) waits for an answer.", claim.reference),
        ),
    }
}

struct Wanted {
    deliverable: deliverable::Model,
    verdict: Verdict,
    defect_on: NaiveDate,
    description: String,
    filed_by: PersonId,
}

fn read(by: &By, claim: &Claim, contract: &contract::Model) -> Result<(NaiveDate, String), Refusal> {
    let mut mistakes = Mistakes::default();
    let defect_on = mistakes.past_day("defectOn", claim.defect_on, by.today());
    if let Some(signed_on) = contract.signed_on.filter(|signed_on| claim.defect_on < *signed_on) {
        let words = Words::new(
            format!("Hợp đồng được ký ngày {signed_on}; lỗi không thể xuất hiện trước đó."),
            format!("The contract was signed on {signed_on}; nothing of it can have failed before."),
        );
        mistakes.note("defectOn", "BEFORE_SIGNING", words);
    }
    let description = mistakes.lines("description", &claim.description, LONGEST_TEXT);
    Ok((mistakes.taken(defect_on)?, description))
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
        rule: wanted.verdict.rule,
        exclusion: wanted.verdict.exclusion,
        is_covered: wanted.verdict.is_covered(),
        is_overruled: false,
        judged_on: None,
        judged_by: None,
        verdict_reason: None,
        defect_on: wanted.defect_on,
        description: wanted.description,
        filed_on: by.today(),
        filed_by: wanted.filed_by,
        answered_on: None,
        answer: None,
        created_at: by.now,
    };
    insert_named::<warranty_claim::Entity>(
        write,
        (Prefix::WarrantyClaim, row.filed_on),
        warranty_claim::Column::Reference,
        |reference| Model { reference, ..row.clone() },
    )
    .await
}
