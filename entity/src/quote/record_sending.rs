//! Records: a version is approved, and goes to the customer (S2).

use super::quote::{ActiveModel, Model};
use super::record::{Which, hold, moved, store, tell};
use super::state::Event;
use crate::access::{By, Permission};
use crate::database::Write;
use crate::inquiry;
use crate::notice::{self, Content, Plan, who_signs};
use crate::refusal::{Done, Refusal, Words};
use crate::reminder::ReminderKind;
use crate::reminder::record::{Subject, arm};
use sea_orm::ActiveValue::Set;

/// An admin has read it and lets it go out.
///
/// Refuses who does not administer, a quote the viewer does not see, what is no draft any more, a stale version. What is
/// approved is `AlreadyDone`.
pub async fn approve_quote(write: &Write, by: &By, which: Which) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::Administer)?;
    let before = hold(write, by, which.id).await?.quote;
    let Some(state) = moved(by, &before, (Event::Approve, which.expected_version))? else {
        return Ok(Done::AlreadyDone(before));
    };
    let change = ActiveModel { state: Set(state), approved_by: Set(by.viewer.person_id()), ..ActiveModel::default() };
    let after = store(write, &before, change).await?;
    tell(write, by, (Some(&before), &after), ("quote.approved", None)).await?;
    Ok(Done::Now(after))
}

/// It goes to the customer's signatories, or to the billing contact where there are none; the inquiry is quoted, and
/// reminders run towards the last day. Its paper is asked for by the caller.
///
/// Refuses a quote the viewer does not see, what is not approved, one whose last day has passed, a stale version, an
/// inquiry that is over. What was sent is `AlreadyDone`.
pub(crate) async fn quote_sent(write: &Write, by: &By, which: Which) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::RunContracts)?;
    let held = hold(write, by, which.id).await?;
    let before = held.quote;
    let Some(state) = moved(by, &before, (Event::Send, which.expected_version))? else {
        return Ok(Done::AlreadyDone(before));
    };
    if before.valid_until < by.today() {
        let words =
            Words::new("Báo giá đã hết hiệu lực: hãy lập bản mới.", "Its last day has passed: write a new version.");
        return Err(Refusal::Conflict { code: "QUOTE_EXPIRED", words, current_version: Some(before.version) });
    }
    let quoted = (inquiry::state::Event::Quote, "inquiry.quoted");
    inquiry::record::move_on(write, by, &held.inquiry, quoted).await?;
    let change = ActiveModel { state: Set(state), sent_at: Set(Some(by.now)), ..ActiveModel::default() };
    let after = store(write, &before, change).await?;
    tell(write, by, (Some(&before), &after), ("quote.sent", None)).await?;
    for to in who_signs(write.on(), after.customer_id).await? {
        let content = Content::QuoteSent { quote_id: after.id };
        let plan = Plan { content, contract_id: None, customer_id: Some(after.customer_id), to };
        notice::record::plan(write, by.now, plan).await?;
    }
    let subject = Subject {
        kind: ReminderKind::Quote,
        subject_id: after.id.0,
        contract_id: None,
        customer_id: after.customer_id,
        anchor_on: after.valid_until,
    };
    arm(write, by.now, &subject).await?;
    Ok(Done::Now(after))
}
