//! Records: a person judges a claim: they confirm what the rules say, or overrule it with a reason (P5).

use super::claim_state::{ClaimState, Event};
use super::claim_step::StepKind;
use super::record_step::{Begun, LONGEST_TEXT, Step, Which, begin, hold, notify, take};
use super::verdict::{Covers, Exclusion, Verdict};
use super::warranty_claim::{ActiveModel, Model};
use super::warranty_cover::{self, covers_of};
use crate::access::{By, Permission, Viewer};
use crate::contract::contract;
use crate::contract::record::at_version;
use crate::database::Write;
use crate::notice::Content;
use crate::refusal::{Done, Mistakes, Refusal, Words};
use crate::{response, task};
use sea_orm::ActiveValue::Set;

/// What a person makes of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The provider puts it right.
    Covered,
    /// The provider does not have to.
    NotCovered,
}

/// A verdict as somebody enters it.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// On which claim.
    pub which: Which,
    /// Why it is not warranted though it showed on a covered day.
    pub exclusion: Option<Exclusion>,
    /// What is decided; what the rules say when it is not said.
    pub decision: Option<Decision>,
    /// Why, 1 to 4,000 characters; needed to exclude or to overrule.
    pub reason: Option<String>,
}

/// A refusal as somebody enters it.
#[derive(Clone, Debug)]
pub struct Rejection {
    /// Of which claim.
    pub which: Which,
    /// Why it is not warranted though it showed on a covered day.
    pub exclusion: Option<Exclusion>,
    /// The grounds, 1 to 4,000 characters; the customer is told.
    pub answer: String,
}

/// Judges a filed claim: the rules say whether cover, days and exclusion include it, and the person confirms that or
/// overrules it. What is covered goes to work, what is not is rejected with the rule. The customer is told.
///
/// Refuses a claim the viewer does not see, a stale version, an exclusion where no day is covered, and a missing reason where
/// one is needed; a claim that was judged otherwise. The same verdict again is `AlreadyDone`.
pub async fn triage_claim(write: &Write, by: &By, judgement: &Judgement) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::AnswerClaims)?;
    let (contract, claim) = hold(write, by, judgement.which.claim_id).await?;
    let covers = covers(write, &claim).await?;
    let verdict = covers.verdict(claim.defect_on, judgement.exclusion);
    let by_rule = if verdict.is_covered() { Decision::Covered } else { Decision::NotCovered };
    let decision = judgement.decision.unwrap_or(by_rule);
    if claim.state != ClaimState::Filed {
        let is_same = (claim.is_covered, claim.exclusion) == (decision == Decision::Covered, verdict.exclusion);
        return if is_same { Ok(Done::AlreadyDone(claim)) } else { Err(judged(&contract, &claim)) };
    }
    at_version(&contract, judgement.which.expected_version)?;
    let mut mistakes = Mistakes::default();
    check_exclusion(&mut mistakes, judgement.exclusion, verdict);
    let is_needed = decision != by_rule || judgement.exclusion.is_some();
    let said = judgement.reason.as_deref().filter(|said| is_needed || !said.trim().is_empty());
    let said = said.or_else(|| is_needed.then_some(""));
    let reason = said.map(|said| mistakes.lines("reason", said, LONGEST_TEXT));
    mistakes.finish()?;
    let grounds = verdict.words(claim.defect_on, &covers);
    let row = match decision {
        Decision::Covered => accept(write, by, (&contract, &claim), (verdict, reason)).await?,
        Decision::NotCovered => {
            let answer = reason.clone().unwrap_or_else(|| format!("{} / {}", grounds.vi, grounds.en));
            refuse(write, by, (&contract, &claim), (verdict, reason, answer)).await?
        }
    };
    Ok(Done::Now(row))
}

/// Refuses a claim, at once or after it was judged as covered: in work it turned out not to be. The customer is told.
///
/// Refuses a claim the viewer does not see, a stale version, a missing answer, an exclusion where no day is covered, and a
/// claim that was resolved. Rejected again is `AlreadyDone`.
pub async fn reject_claim(write: &Write, by: &By, rejection: &Rejection) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::AnswerClaims)?;
    let (contract, claim) = match begin(write, by, rejection.which, Event::Reject).await? {
        Begun::AlreadyDone(claim) => return Ok(Done::AlreadyDone(claim)),
        Begun::Open(contract, claim) => (contract, claim),
    };
    let verdict = covers(write, &claim).await?.verdict(claim.defect_on, rejection.exclusion);
    let mut mistakes = Mistakes::default();
    check_exclusion(&mut mistakes, rejection.exclusion, verdict);
    let answer = mistakes.lines("answer", &rejection.answer, LONGEST_TEXT);
    mistakes.finish()?;
    let row = refuse(write, by, (&contract, &claim), (verdict, Some(answer.clone()), answer)).await?;
    Ok(Done::Now(row))
}

/// What covers the deliverable of a claim.
async fn covers(write: &Write, claim: &Model) -> Result<Covers, Refusal> {
    let rows = warranty_cover::of_contracts(write.on(), Viewer::System, vec![claim.contract_id]).await?;
    Ok(covers_of(&rows, claim.deliverable_id))
}

async fn accept(
    write: &Write,
    by: &By,
    (contract, claim): (&contract::Model, &Model),
    (verdict, reason): (Verdict, Option<String>),
) -> Result<Model, Refusal> {
    let change = ActiveModel { state: Set(ClaimState::Triaged), ..judgement_of(by, (verdict, true), reason.clone()) };
    let step = Step { kind: StepKind::Triaged, words: reason.as_deref(), change };
    let (row, number) = take(write, by, (contract, claim), step).await?;
    end_waiting(write, by, &row).await?;
    notify(write, by, contract, Content::ClaimTriaged { claim_id: row.id, step: number }).await?;
    Ok(row)
}

async fn refuse(
    write: &Write,
    by: &By,
    (contract, claim): (&contract::Model, &Model),
    (verdict, reason, answer): (Verdict, Option<String>, String),
) -> Result<Model, Refusal> {
    let change = ActiveModel {
        state: Set(ClaimState::Rejected),
        answered_on: Set(Some(by.today())),
        answer: Set(Some(answer.clone())),
        ..judgement_of(by, (verdict, false), reason)
    };
    let step = Step { kind: StepKind::Rejected, words: Some(&answer), change };
    let (row, number) = take(write, by, (contract, claim), step).await?;
    end_waiting(write, by, &row).await?;
    notify(write, by, contract, Content::ClaimAnswered { claim_id: row.id, step: number }).await?;
    Ok(row)
}

fn judgement_of(by: &By, (verdict, is_covered): (Verdict, bool), reason: Option<String>) -> ActiveModel {
    ActiveModel {
        rule: Set(verdict.rule),
        exclusion: Set(verdict.exclusion),
        is_covered: Set(is_covered),
        is_overruled: Set(is_covered != verdict.is_covered()),
        judged_on: Set(Some(by.today())),
        judged_by: Set(by.viewer.person_id()),
        verdict_reason: Set(reason),
        ..ActiveModel::default()
    }
}

/// The claim has its answer: clock and task end.
pub(super) async fn end_waiting(write: &Write, by: &By, claim: &Model) -> Result<(), Refusal> {
    response::record::answered(write, by.now, claim.id.0).await?;
    let resolution = format!("{}: {:?}", claim.reference, claim.state);
    let about = (task::Kind::ClaimToAnswer, claim.id.0);
    Ok(task::record::resolve_by_itself(write, by.now, about, &resolution).await?)
}

/// Where no day is covered there is nothing to exclude.
fn check_exclusion(mistakes: &mut Mistakes, exclusion: Option<Exclusion>, verdict: Verdict) {
    if exclusion.is_some() && verdict.exclusion.is_none() {
        let words = Words::new(
            "Ngày xuất hiện lỗi không được bảo hành, nên không có gì để loại trừ.",
            "The day of the defect is not covered: there is nothing to exclude.",
        );
        mistakes.note("exclusion", "NOTHING_TO_EXCLUDE", words);
    }
}

fn judged(contract: &contract::Model, claim: &Model) -> Refusal {
    let (reference, state) = (&claim.reference, claim.state.words());
    let words = Words::new(
        format!("Yêu cầu {reference} đã được xem xét khác: {}.", state.vi),
        format!("Claim {reference} was judged otherwise already: it is {}.", state.en),
    );
    Refusal::Conflict { code: "CLAIM_JUDGED", words, current_version: Some(contract.version) }
}
