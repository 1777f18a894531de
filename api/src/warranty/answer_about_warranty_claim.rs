//! `answerAboutWarrantyClaim`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::warranty::record_question::{Saying, answer_question};

use super::claim::WarrantyClaim;
use super::which::which;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// The answer to what was asked about a claim.
#[derive(InputObject)]
pub struct AnswerAboutWarrantyClaimInput {
    /// Which claim.
    pub warranty_claim_id: ID,
    /// 1 to 4,000 characters.
    pub answer: String,
    /// The contract's version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The claim as it is now.
#[derive(SimpleObject)]
pub struct AnswerAboutWarrantyClaimPayload {
    /// Its clock goes on.
    pub warranty_claim: WarrantyClaim,
}

/// Answers what was asked about a claim: its clock goes on (P3, C4). The customer's people do, or staff enter what they said.
pub async fn run(
    ctx: &Context<'_>,
    input: AnswerAboutWarrantyClaimInput,
) -> Result<AnswerAboutWarrantyClaimPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::FileClaims)?;
    let which = which(&input.warranty_claim_id, input.expected_version)?;
    let answer = Saying { which, words: input.answer };
    let done = desk.write(async |write| answer_question(write, &desk.by, &answer).await).await?;
    Ok(AnswerAboutWarrantyClaimPayload { warranty_claim: WarrantyClaim::alone(done.into_inner()) })
}
