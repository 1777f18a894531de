//! Records: who answers an inquiry, of which customer it is, and that nothing comes of it.

use super::inquiry::{ActiveModel, Model};
use super::record::{Which, answered, at_version, lock, moved, store, tell};
use super::state::{Event, wrong_state};
use crate::access::{By, Permission, person};
use crate::database::Write;
use crate::party::customer;
use crate::refusal::{Done, Mistakes, Refusal, Words};
use crate::value::id::{CustomerId, PersonId};
use sea_orm::ActiveValue::Set;

const LONGEST_REASON: usize = 1_000;

/// Somebody of the staff answers it from now on; then other consultants see it no more. Staff take one for themselves;
/// only admins give it to somebody else.
///
/// Refuses an inquiry the viewer does not see, one that is over, a stale version, and somebody who does not work for the
/// provider. Who answers it already is `AlreadyDone`.
pub async fn assign_inquiry(write: &Write, by: &By, which: Which, person_id: PersonId) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::RunContracts)?;
    if by.viewer.person_id() != Some(person_id) {
        by.viewer.require(Permission::Administer)?;
    }
    let before = open(write, by, which).await?;
    if before.assigned_to == Some(person_id) {
        return Ok(Done::AlreadyDone(before));
    }
    let found = person::find(write.on(), by.viewer, person_id).await?;
    if !found.is_some_and(|person| person.works_for_provider()) {
        let words =
            Words::new("Người này không làm việc cho nhà cung cấp.", "That is nobody who works for the provider.");
        return Err(Refusal::invalid("personId", "NOT_STAFF", words));
    }
    let change = ActiveModel { assigned_to: Set(Some(person_id)), ..ActiveModel::default() };
    let after = store(write, &before, change).await?;
    tell(write, by, (Some(&before), &after), ("inquiry.assigned", None)).await?;
    Ok(Done::Now(after))
}

/// A visitor's inquiry belongs to a customer from now on, whose people see it.
///
/// Refuses an inquiry the viewer does not see, one that is over or belongs to another customer, a stale version, and a
/// customer that does not exist. The same customer again is `AlreadyDone`.
pub async fn link_inquiry(
    write: &Write,
    by: &By,
    which: Which,
    customer_id: CustomerId,
) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::RunContracts)?;
    let before = open(write, by, which).await?;
    if before.customer_id == Some(customer_id) {
        return Ok(Done::AlreadyDone(before));
    }
    if before.customer_id.is_some() {
        let words =
            Words::new("Yêu cầu đã thuộc về khách hàng khác.", "The inquiry belongs to another customer already.");
        return Err(Refusal::conflict("LINKED", words));
    }
    if customer::find(write.on(), by.viewer, customer_id).await?.is_none() {
        let words = Words::new("Không có khách hàng này.", "There is no such customer.");
        return Err(Refusal::invalid("customerId", "UNKNOWN", words));
    }
    let change = ActiveModel { customer_id: Set(Some(customer_id)), ..ActiveModel::default() };
    let after = store(write, &before, change).await?;
    tell(write, by, (Some(&before), &after), ("inquiry.linked", None)).await?;
    Ok(Done::Now(after))
}

/// Nothing comes of it.
///
/// Refuses an inquiry the viewer does not see, one that was won, a stale version, a missing reason. What is lost is
/// `AlreadyDone`.
pub(crate) async fn inquiry_lost(write: &Write, by: &By, which: Which, reason: &str) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::RunContracts)?;
    let before = lock(write, by.viewer, which.id).await?;
    let Some(state) = moved(&before, Event::Lose)? else { return Ok(Done::AlreadyDone(before)) };
    at_version(&before, which.expected_version)?;
    let mut mistakes = Mistakes::default();
    let reason = mistakes.lines("reason", reason, LONGEST_REASON);
    mistakes.finish()?;
    let change = ActiveModel {
        state: Set(state),
        closed_on: Set(Some(by.today())),
        lost_reason: Set(Some(reason.clone())),
        ..answered(write, &before, by.now).await?
    };
    let after = store(write, &before, change).await?;
    tell(write, by, (Some(&before), &after), ("inquiry.lost", Some(&reason))).await?;
    Ok(Done::Now(after))
}

/// An inquiry of which something may still come, at the version the caller saw.
async fn open(write: &Write, by: &By, which: Which) -> Result<Model, Refusal> {
    let inquiry = lock(write, by.viewer, which.id).await?;
    if !inquiry.state.is_open() {
        return Err(wrong_state(inquiry.state, inquiry.version));
    }
    at_version(&inquiry, which.expected_version)?;
    Ok(inquiry)
}
