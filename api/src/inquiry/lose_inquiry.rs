//! `loseInquiry`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::inquiry::record::Which;
use entity::life::lose_inquiry;
use entity::value::id::InquiryId;

use super::object::{INQUIRY, Inquiry};
use crate::desk::AtDesk;
use crate::error::ApiError;

/// An inquiry of which nothing comes.
#[derive(InputObject)]
pub struct LoseInquiryInput {
    /// Which one.
    pub inquiry_id: ID,
    /// The version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
    /// Why, 1 to 1,000 characters.
    pub reason: String,
}

/// The inquiry as it is now.
#[derive(SimpleObject)]
pub struct LoseInquiryPayload {
    /// Lost.
    pub inquiry: Inquiry,
}

/// Closes an inquiry of which nothing comes; a quote that waits for its answer is withdrawn. Staff do.
pub async fn run(ctx: &Context<'_>, input: LoseInquiryInput) -> Result<LoseInquiryPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::RunContracts)?;
    let id = INQUIRY.decode(&input.inquiry_id).map(InquiryId).ok_or(ApiError::NotFound)?;
    let which = Which { id, expected_version: input.expected_version };
    let done = desk.write(async |write| lose_inquiry(write, &desk.by, which, &input.reason).await).await?;
    Ok(LoseInquiryPayload { inquiry: Inquiry::alone(done.into_inner()) })
}
