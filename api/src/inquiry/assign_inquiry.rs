//! `assignInquiry`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::inquiry::record::Which;
use entity::inquiry::record_handling::assign_inquiry;
use entity::value::id::{InquiryId, PersonId};

use super::object::{INQUIRY, Inquiry};
use crate::access::object::PERSON;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// An inquiry for somebody to answer.
#[derive(InputObject)]
pub struct AssignInquiryInput {
    /// Which one.
    pub inquiry_id: ID,
    /// The version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
    /// Who of the staff; yourself, unless you are an admin.
    pub person_id: ID,
}

/// The inquiry as it is now.
#[derive(SimpleObject)]
pub struct AssignInquiryPayload {
    /// With whoever answers it.
    pub inquiry: Inquiry,
}

/// Has somebody answer an inquiry; then other consultants see it no more. Staff take one, admins give it to anybody.
pub async fn run(ctx: &Context<'_>, input: AssignInquiryInput) -> Result<AssignInquiryPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::RunContracts)?;
    let id = INQUIRY.decode(&input.inquiry_id).map(InquiryId).ok_or(ApiError::NotFound)?;
    let which = Which { id, expected_version: input.expected_version };
    let person_id = PERSON.decode(&input.person_id).map(PersonId).ok_or(ApiError::NotFound)?;
    let done = desk.write(async |write| assign_inquiry(write, &desk.by, which, person_id).await).await?;
    Ok(AssignInquiryPayload { inquiry: Inquiry::alone(done.into_inner()) })
}
