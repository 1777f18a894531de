//! Records: staff ask the customer something about a claim, and get their answer; the answer-by clock stands still in
//! between (P3, C4).

use super::claim_step::{self, StepKind};
use super::record_claim::to_answer;
use super::record_step::{LONGEST_TEXT, Step, Which, hold, notify, take, wrong_state};
use super::warranty_claim::{ActiveModel, Model};
use crate::access::{By, Permission};
use crate::contract::contract;
use crate::contract::record::at_version;
use crate::database::Write;
use crate::notice::Content;
use crate::refusal::{Done, Mistakes, Refusal, Words};
use crate::{response, task};

/// Something said about a claim, as somebody enters it.
#[derive(Clone, Debug)]
pub struct Saying {
    /// About which claim.
    pub which: Which,
    /// The question, or its answer: 1 to 4,000 characters.
    pub words: String,
}

/// Asks the customer something that the claim cannot do without; they are told, and the clock stands still.
///
/// Refuses a claim the viewer does not see, a stale version, an empty question, a claim that waits for the provider no
/// more. The same question, not answered yet, is `AlreadyDone`.
pub async fn ask_claimant(write: &Write, by: &By, question: &Saying) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::AnswerClaims)?;
    let (contract, claim) = hold(write, by, question.which.claim_id).await?;
    if !claim.state.waits_for_provider() {
        return Err(wrong_state(&contract, &claim, &Words::new("hỏi thêm về", "ask about")));
    }
    let mut mistakes = Mistakes::default();
    let words = mistakes.lines("question", &question.words, LONGEST_TEXT);
    mistakes.finish()?;
    let last = claim_step::of_claim(write.on(), claim.id).await?.pop();
    if last.is_some_and(|last| last.kind == StepKind::Asked && last.words.as_deref() == Some(&words)) {
        return Ok(Done::AlreadyDone(claim));
    }
    at_version(&contract, question.which.expected_version)?;
    let step = Step { kind: StepKind::Asked, words: Some(&words), change: ActiveModel::default() };
    let (row, number) = take(write, by, (&contract, &claim), step).await?;
    response::record::stand_still(write, by.now, row.id.0).await?;
    notify(write, by, &contract, Content::ClaimAsked { claim_id: row.id, step: number }).await?;
    Ok(Done::Now(row))
}

/// The customer answers what they were asked, or staff enter what they said: the clock goes on, and staff are alarmed.
///
/// Refuses a claim the viewer does not see, a stale version, an empty answer, and a claim about which nothing is asked. The
/// same answer again is `AlreadyDone`.
pub async fn answer_question(write: &Write, by: &By, answer: &Saying) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::FileClaims)?;
    let (contract, claim) = hold(write, by, answer.which.claim_id).await?;
    let mut mistakes = Mistakes::default();
    let words = mistakes.lines("answer", &answer.words, LONGEST_TEXT);
    mistakes.finish()?;
    let last = claim_step::of_claim(write.on(), claim.id).await?.pop();
    match last.as_ref().map(|last| last.kind) {
        Some(StepKind::Asked) => {}
        Some(StepKind::Answered) if last.is_some_and(|last| last.words.as_deref() == Some(&words)) => {
            return Ok(Done::AlreadyDone(claim));
        }
        _ => return Err(nothing_asked(&contract, &claim)),
    }
    at_version(&contract, answer.which.expected_version)?;
    let step = Step { kind: StepKind::Answered, words: Some(&words), change: ActiveModel::default() };
    let (row, _) = take(write, by, (&contract, &claim), step).await?;
    response::record::go_on(write, by.now, row.id.0).await?;
    task::record::raise(write, by.now, answered(&row)).await?;
    Ok(Done::Now(row))
}

/// What was asked stands before staff as answered.
fn answered(claim: &Model) -> task::record::Task {
    let detail = Words::new(
        format!("Khách hàng đã trả lời câu hỏi về yêu cầu bảo hành {}.", claim.reference),
        format!("The customer answered what was asked about warranty claim {}.", claim.reference),
    );
    let task = to_answer(claim);
    task::record::Task { key: format!("{}:answered", task.key), detail, ..task }
}

fn nothing_asked(contract: &contract::Model, claim: &Model) -> Refusal {
    let reference = &claim.reference;
    let words = Words::new(
        format!("Không có câu hỏi nào đang chờ trả lời về yêu cầu {reference}."),
        format!("Nothing is asked about claim {reference} at present."),
    );
    Refusal::Conflict { code: "NOTHING_ASKED", words, current_version: Some(contract.version) }
}
