//! `recordConsultation`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::inquiry::record::Which;
use entity::inquiry::record_consultation::{Consultation, record_consultation};
use entity::value::id::InquiryId;

use super::consultation::ConsultationChannel;
use super::object::{INQUIRY, Inquiry};
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// A talk with somebody who asked.
#[derive(InputObject)]
pub struct RecordConsultationInput {
    /// About which inquiry.
    pub inquiry_id: ID,
    /// The version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
    /// How.
    pub channel: ConsultationChannel,
    /// On which day; not in the future.
    pub held_on: Day,
    /// What was said, 1 to 4,000 characters.
    pub note: String,
}

/// The inquiry as it is now.
#[derive(SimpleObject)]
pub struct RecordConsultationPayload {
    /// With the talk.
    pub inquiry: Inquiry,
}

/// Enters a talk, which answers the inquiry (P1, P3). Staff do.
pub async fn run(ctx: &Context<'_>, input: RecordConsultationInput) -> Result<RecordConsultationPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::RunContracts)?;
    let id = INQUIRY.decode(&input.inquiry_id).map(InquiryId).ok_or(ApiError::NotFound)?;
    let entered = Consultation {
        which: Which { id, expected_version: input.expected_version },
        channel: input.channel.into(),
        held_on: input.held_on.0,
        note: input.note,
    };
    let row = desk.write(async |write| record_consultation(write, &desk.by, &entered).await).await?;
    Ok(RecordConsultationPayload { inquiry: Inquiry::alone(row) })
}
