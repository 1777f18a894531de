//! `linkInquiry`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::inquiry::record::Which;
use entity::inquiry::record_handling::link_inquiry;
use entity::value::id::{CustomerId, InquiryId};

use super::object::{INQUIRY, Inquiry};
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::party::customer::CUSTOMER;

/// An inquiry and whose it is.
#[derive(InputObject)]
pub struct LinkInquiryInput {
    /// Which one.
    pub inquiry_id: ID,
    /// The version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
    /// The customer; a new one is entered with `addCustomer` first.
    pub customer_id: ID,
}

/// The inquiry as it is now.
#[derive(SimpleObject)]
pub struct LinkInquiryPayload {
    /// With its customer.
    pub inquiry: Inquiry,
}

/// Links a visitor's inquiry to a customer, whose people see it from now on. Staff do.
pub async fn run(ctx: &Context<'_>, input: LinkInquiryInput) -> Result<LinkInquiryPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::RunContracts)?;
    let id = INQUIRY.decode(&input.inquiry_id).map(InquiryId).ok_or(ApiError::NotFound)?;
    let which = Which { id, expected_version: input.expected_version };
    let customer_id = CUSTOMER.decode(&input.customer_id).map(CustomerId).ok_or(ApiError::NotFound)?;
    let done = desk.write(async |write| link_inquiry(write, &desk.by, which, customer_id).await).await?;
    Ok(LinkInquiryPayload { inquiry: Inquiry::alone(done.into_inner()) })
}
