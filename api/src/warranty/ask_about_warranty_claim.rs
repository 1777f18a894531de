//! `askAboutWarrantyClaim`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::warranty::record_question::{Saying, ask_claimant};

use super::claim::WarrantyClaim;
use super::which::which;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A question about a claim.
#[derive(InputObject)]
pub struct AskAboutWarrantyClaimInput {
    /// Which claim.
    pub warranty_claim_id: ID,
    /// What the claim cannot do without, 1 to 4,000 characters; the customer is told.
    pub question: String,
    /// The contract's version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The claim as it is now.
#[derive(SimpleObject)]
pub struct AskAboutWarrantyClaimPayload {
    /// Its clock stands still.
    pub warranty_claim: WarrantyClaim,
}

/// Asks the customer about a claim: its answer-by clock stands still until they answer (P3). Staff do.
pub async fn run(
    ctx: &Context<'_>,
    input: AskAboutWarrantyClaimInput,
) -> Result<AskAboutWarrantyClaimPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::AnswerClaims)?;
    let which = which(&input.warranty_claim_id, input.expected_version)?;
    let question = Saying { which, words: input.question };
    let done = desk.write(async |write| ask_claimant(write, &desk.by, &question).await).await?;
    Ok(AskAboutWarrantyClaimPayload { warranty_claim: WarrantyClaim::alone(done.into_inner()) })
}
